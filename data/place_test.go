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

// A county's letters say 我县, a district's 我区, a township's 我镇; where the name does
// not tell, 我区.
func TestWhatWeCallOurPlace(t *testing.T) {
	t.Parallel()
	for issuer, want := range map[string]string{
		"玉溪市红塔区人民政府": "我区", "平江县人民政府": "我县", "岳阳市平江县人民政府办公室": "我县", "昆明市安宁市人民政府": "我市", "楚雄彝族自治州人民政府": "我州",
		"广西壮族自治区人民政府": "我区", "峨山彝族自治县人民政府": "我县", "平江县安定镇人民政府": "我镇", "鄂托克旗人民政府": "我旗", "玉溪市红塔区住房和城乡建设局": "我区", "": "我区", "人民政府": "我区",
	} {
		if got := data.OurPlace(issuer); got != want {
			t.Errorf("%s: %s, want %s", issuer, got, want)
		}
	}
}

// A meeting bears the word of its place: a county's is no district's. It is read back.
func TestAMeetingIsCalledAsItsPlaceIs(t *testing.T) {
	t.Parallel()
	for place, want := range map[string][2]string{
		"平江县": {"县十八届人大二次会议", "政协县十八届二次会议"}, "玉溪市红塔区": {"区十八届人大二次会议", "政协区十八届二次会议"}, "鄂托克旗": {"旗十八届人大二次会议", "政协旗十八届二次会议"},
		"": {"区十八届人大二次会议", "政协区十八届二次会议"}, "安宁市": {"区十八届人大二次会议", "政协区十八届二次会议"},
	} {
		for i, body := range []data.Body{data.Congress, data.CPPCC} {
			m := data.Meeting{Body: body, Level: data.District, Place: place, Term: 18, Session: 2, Year: 2026}
			if m.Name() != want[i] {
				t.Errorf("%s: %s, want %s", place, m.Name(), want[i])
			}
			if read, ok := data.ReadMeetingName(m.Name()); !ok || !read.Fits(m) {
				t.Errorf("%s is not read back: %+v", m.Name(), read)
			}
		}
	}
}

// Papers about a case are not broken within the names of its units either.
func TestPaperNamesAreThoseOfUnitsToo(t *testing.T) {
	c := data.Case{Assignments: []data.Assignment{
		{Unit: data.Unit{Name: "区科教创新城管委会"}}, {Unit: data.Unit{Name: "区水利局"}}, {Unit: data.Unit{Name: "区水利局"}}, {}}}
	got := data.PaperNames(data.RulePack{Places: []string{"抚仙湖"}}, data.Settings{}, c)
	if want := []string{"抚仙湖", "区科教创新城管委会", "区水利局"}; !slices.Equal(got, want) {
		t.Errorf("names %v, want %v", got, want)
	}
}
