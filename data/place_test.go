package data_test

import (
	"slices"
	"testing"

	"jianban/data"
)

func TestPlacesInTheNameOfABody(t *testing.T) {
	for body, want := range map[string][]string{
		"玉溪市红塔区人民政府": {"玉溪市", "红塔区"}, "云南省玉溪市": {"云南省", "玉溪市"}, "玉溪市": {"玉溪市"},
		"峨山彝族自治县人民政府办公室": {"峨山彝族自治县"}, "济南市市中区人民政府": {"济南市", "市中区"},
		"大理白族自治州人民政府": {"大理白族自治州"}, "广西壮族自治区人民政府": {"广西壮族自治区"}, "市人民政府": nil, "": nil,
	} {
		if got := data.PlacesIn(body); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}

func TestPlaceNamesOfAnOffice(t *testing.T) {
	pack := data.RulePack{Places: []string{"抚仙湖", "红塔区"}}
	book := data.Book{Issuer: "通海县人民政府", Meeting: data.Meeting{Place: "江川区"}}
	got := data.PlaceNames(pack, data.Settings{Issuer: "玉溪市红塔区人民政府"}, book)
	if want := []string{"抚仙湖", "红塔区", "玉溪市", "通海县", "江川区"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if len(pack.Places) != 2 {
		t.Errorf("the pack's own names became %q", pack.Places)
	}
}

// A pack that was kept before there were names takes the usual ones.
func TestPackWithoutPlacesTakesTheUsual(t *testing.T) {
	usual := data.RulePack{Places: []string{"抚仙湖"}}
	if got := (data.RulePack{}).Filled(usual).Places; !slices.Equal(got, usual.Places) {
		t.Errorf("%q", got)
	}
	if got := (data.RulePack{Places: []string{"滇池"}}).Filled(usual).Places; !slices.Equal(got, []string{"滇池"}) {
		t.Errorf("%q", got)
	}
	bad := data.RulePack{Places: []string{"抚仙湖", " "}}
	if !slices.ContainsFunc(bad.Validate(), func(p data.Problem) bool { return p.Field == "地名" }) {
		t.Error("a name that is none is taken")
	}
}
