package font_test

import (
	"bytes"
	"math"
	"slices"
	"testing"

	tfont "github.com/go-text/typesetting/font"

	"jianban/export/font"
	"jianban/export/page"
)

// Characters of names that fonts often lack (gongwen.md, Fonts).
const names = "䶮㛃𬱖𫖯𠅤喆昇淼堃犇玥翀䜣龑𣲗𬍛"

func TestEveryRoleHasTheCharactersOfNames(t *testing.T) {
	set := font.Embedded()
	for _, face := range page.Faces {
		for _, r := range names + "〔〕《》“”‘’—…·％％①Ⅳ㎡℃×÷，。、；：？！（）【】玉溪红塔0123456789AaZz" {
			if !set.Covers(face, r) {
				t.Errorf("%s lacks %c (U+%04X)", face, r, r)
			}
		}
		if set.Covers(face, '😀') {
			t.Errorf("%s claims an emoji", face)
		}
	}
}

func TestAHanziIsOneEmWide(t *testing.T) {
	for _, face := range page.Faces {
		f := page.Font{Face: face, Size: 16}
		if w := font.Embedded().Advance(f, '国'); math.Abs(float64(w-f.Em())) > 1e-9 {
			t.Errorf("%s: %.4f mm, want %.4f", face, w, f.Em())
		}
	}
}

func TestASubsetKeepsShapesAndWidths(t *testing.T) {
	text := []rune("关于对𬱖的答复，éÅ½57.1%")
	for _, face := range page.Faces {
		src, ok := font.Embedded().Resolve(face, '国')
		if !ok {
			t.Fatalf("no font for %s", face)
		}
		file, codes, err := src.Subset(text)
		if err != nil {
			t.Fatal(err)
		}
		got, err := tfont.ParseTTF(bytes.NewReader(file))
		if err != nil {
			t.Fatalf("%s: %v", src.Name(), err)
		}
		upem := float64(got.Upem())
		for _, r := range text {
			if !src.Has(r) {
				continue
			}
			gid, ok := got.NominalGlyph(rune(codes[r]))
			if !ok {
				t.Errorf("%s: the subset lost %c", src.Name(), r)
				continue
			}
			if w := float64(got.HorizontalAdvance(gid)) / upem; math.Abs(w-src.Advance(r)) > 0.0006 {
				t.Errorf("%s: %c is %.4f em wide, was %.4f", src.Name(), r, w, src.Advance(r))
			}
			shape, _ := got.GlyphData(gid).(tfont.GlyphOutline)
			want := src.Outline(r)
			if len(shape.Segments) != len(want) {
				t.Errorf("%s: %c has %d segments, had %d", src.Name(), r, len(shape.Segments), len(want))
				continue
			}
			for i, seg := range shape.Segments {
				if math.Abs(float64(seg.Args[0].X)/upem-float64(want[i].P[0][0])) > 1e-4 {
					t.Errorf("%s: the shape of %c changed", src.Name(), r)
					break
				}
			}
		}
	}
}

func TestStandInsAreNamed(t *testing.T) {
	i := slices.IndexFunc(font.Embedded().Report(), func(r font.RoleReport) bool { return r.Face == page.FangSong })
	if r := font.Embedded().Report()[i]; !r.StandIn || r.Note == "" {
		t.Errorf("仿宋 is played by a stand-in that does not say so: %+v", r)
	}
}
