package font_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"jianban/export/font"
	"jianban/export/page"
)

// playing is what the report says of a role: label and file.
func playing(set *font.Set, f page.Face) string {
	for _, r := range set.Report() {
		if r.Face == f {
			s := r.Label + " " + filepath.Base(r.File)
			if r.StandIn {
				s += " 代用"
			}
			return s
		}
	}
	return ""
}

const (
	embeddedFangSong = "霞鹜文楷细体 . 代用"
	embeddedXBS      = "思源宋体半粗 . 代用"
)

// The chain is system, office's folder, program: the system's faces are what
// the standard means, and any true face comes before a stand-in.
func TestSystemThenOwnFolderThenEmbedded(t *testing.T) {
	simfang := spec{from: page.Song, family: "仿宋", ps: "FangSong", fsType: 8}.make(t)
	zhuque := spec{from: page.Hei, family: "朱雀仿宋", ps: "ZhuqueFangsong-Regular"}.make(t)
	system := put(t, map[string][]byte{"SIMFANG.TTF": simfang, "朱雀.ttf": zhuque})
	own := put(t, map[string][]byte{"下载/zhuque.ttf": zhuque})

	for _, c := range []struct {
		what    string
		options font.Options
		want    string
	}{
		{"nothing found", font.Options{System: []string{t.TempDir()}, Own: t.TempDir()}, embeddedFangSong},
		{"folders that are not there", font.Options{System: []string{"/nowhere"}, Own: "/nowhere/own"}, embeddedFangSong},
		{"the office's folder", font.Options{Own: own}, "朱雀仿宋 zhuque.ttf"},
		{"the system's", font.Options{System: []string{system}}, "仿宋 SIMFANG.TTF"},
		{"both", font.Options{System: []string{system}, Own: own}, "仿宋 SIMFANG.TTF"},
	} {
		if got := playing(font.Find(c.options), page.FangSong); got != c.want {
			t.Errorf("%s: 仿宋 is %s, want %s", c.what, got, c.want)
		}
	}
}

// Character by character: what the first font lacks the next one gives, and
// widths follow the font that has it.
func TestEachCharacterFindsItsFont(t *testing.T) {
	system := put(t, map[string][]byte{"simfang.ttf": spec{from: page.Song, family: "仿宋", ps: "FangSong"}.make(t)})
	own := put(t, map[string][]byte{"a.ttf": spec{from: page.Hei, chars: "国堃𬱖", family: "大仿宋", ps: "Da-FangSong"}.make(t)})
	set := font.Find(font.Options{System: []string{system}, Own: own})
	for r, want := range map[rune]string{'国': "FangSong", '8': "FangSong", '堃': "Da-FangSong", '𬱖': "Da-FangSong", '喆': "JianbanKai-Light"} {
		src, ok := set.Resolve(page.FangSong, r)
		if !ok || src.Name() != want {
			t.Errorf("%c comes from %v, want %s", r, src, want)
		}
	}
	f, song := page.Font{Face: page.FangSong, Size: 16}, page.Font{Face: page.Song, Size: 16}
	if got, want := set.Advance(f, '8'), font.Embedded().Advance(song, '8'); got != want {
		t.Errorf("8 is %.4f mm wide, in its font %.4f", got, want)
	}
	if src, _ := set.Resolve(page.Kai, '𬱖'); src == nil || src.Name() != "JianbanKai-Regular" {
		t.Errorf("another role's 𬱖 comes from %v", src)
	}
}

func TestXiaoBiaoSongNeedsALicence(t *testing.T) {
	fz := spec{from: page.Song, family: "方正小标宋简体", ps: "FZXBSJW--GB1-0"}.make(t)
	for _, o := range []font.Options{
		{System: []string{put(t, map[string][]byte{"FZXBSJW.TTF": fz})}},
		{Own: put(t, map[string][]byte{"小标宋.ttf": fz})},
	} {
		set := font.Find(o)
		if got := playing(set, page.XiaoBiaoSong); got != embeddedXBS {
			t.Errorf("without a licence: %s", got)
		}
		if ss := set.Skipped(); len(ss) != 1 || !strings.Contains(ss[0].Reason, "授权") {
			t.Errorf("skipped %v", ss)
		}
		o.XBSLicensed = true
		set.Use(o)
		if got := playing(set, page.XiaoBiaoSong); !strings.HasPrefix(got, "方正小标宋简体 ") || len(set.Skipped()) > 0 {
			t.Errorf("with a licence: %s, skipped %v", got, set.Skipped())
		}
	}
}

func TestFacesOfACollection(t *testing.T) {
	simsun := collection(
		spec{from: page.Hei, family: "宋体", ps: "SimSun"}.make(t),
		spec{from: page.Kai, family: "新宋体", ps: "NSimSun"}.make(t))
	set := font.Find(font.Options{System: []string{put(t, map[string][]byte{"simsun.ttc": simsun})}})
	if src, _ := set.Resolve(page.Song, '国'); src.Name() != "SimSun" {
		t.Errorf("宋体 is %s, want face 0", src.Name())
	}
	both := collection(
		spec{from: page.Hei, family: "某某黑体", ps: "A-Hei"}.make(t),
		spec{from: page.Song, family: "某某仿宋", ps: "A-FangSong"}.make(t))
	set = font.Find(font.Options{Own: put(t, map[string][]byte{"both.ttc": both})})
	if src, _ := set.Resolve(page.FangSong, '国'); src.Name() != "A-FangSong" {
		t.Errorf("仿宋 is %s, want the collection's second face", src.Name())
	}
	if src, _ := set.Resolve(page.Hei, '国'); src.Name() != "A-Hei" {
		t.Errorf("黑体 is %s, want the collection's first face", src.Name())
	}
}

// Of several weights the one nearest to regular is taken.
func TestTheRegularWeightIsTaken(t *testing.T) {
	own := put(t, map[string][]byte{
		"1.ttf": spec{from: page.Hei, family: "甲黑体 Medium", ps: "A-Medium", weight: 500}.make(t),
		"2.ttf": spec{from: page.Hei, family: "甲黑体", ps: "A-Regular", weight: 400}.make(t),
		"3.ttf": spec{from: page.Hei, family: "甲黑体 Bold", ps: "A-Bold", weight: 700}.make(t),
	})
	set := font.Find(font.Options{Own: own})
	if src, _ := set.Resolve(page.Hei, '国'); src.Name() != "A-Regular" {
		t.Errorf("黑体 is %s", src.Name())
	}
}

// Two files may bear one name; in a PDF each has its own.
func TestNamesInAPDFDiffer(t *testing.T) {
	own := put(t, map[string][]byte{
		"1.ttf": spec{from: page.Hei, chars: "国", family: "甲仿宋", ps: "Same"}.make(t),
		"2.ttf": spec{from: page.Hei, chars: "国一", family: "乙仿宋", ps: "SAME"}.make(t),
		"3.ttf": spec{from: page.Hei, chars: "国一的", family: "丙仿宋", ps: "仿/宋 ("}.make(t),
		"4.ttf": spec{from: page.Hei, chars: "国一的公", family: "丁仿宋", ps: "JianbanKai-Light"}.make(t),
	})
	set := font.Find(font.Options{Own: own})
	for r, want := range map[rune]string{'国': "Same", '一': "SAME-2", '的': "Font", '公': "JianbanKai-Light-2"} {
		if src, _ := set.Resolve(page.FangSong, r); src.Name() != want {
			t.Errorf("%c comes from %s, want %s", r, src.Name(), want)
		}
	}
}

// The same files give the same fonts, wherever and in whatever order they came.
func TestTheSameFilesGiveTheSameFonts(t *testing.T) {
	files := map[string][]byte{
		"b/x.ttf": spec{from: page.Hei, family: "甲仿宋", ps: "A"}.make(t),
		"a/x.ttf": spec{from: page.Kai, family: "乙仿宋", ps: "A"}.make(t),
		"bad.ttf": []byte("not a font"),
	}
	look := func() (names []string) {
		dir := put(t, files)
		set := font.Find(font.Options{Own: dir})
		for _, f := range page.Faces {
			for _, r := range "国8" {
				src, _ := set.Resolve(f, r)
				names = append(names, src.Name()+" "+src.Label())
			}
		}
		for _, s := range set.Skipped() {
			names = append(names, strings.TrimPrefix(s.File, dir)+s.Reason)
		}
		return names
	}
	if a, b := look(), look(); !reflect.DeepEqual(a, b) {
		t.Errorf("%v\n%v", a, b)
	}
}

// A file dropped in is seen when the Set looks again, and a Set that was fixed
// before keeps its fonts.
func TestLookingAgain(t *testing.T) {
	own := t.TempDir()
	set := font.Find(font.Options{Own: own})
	before := set.Fixed()
	if got := playing(set, page.FangSong); got != embeddedFangSong {
		t.Fatal(got)
	}
	file := spec{from: page.Song, family: "朱雀仿宋", ps: "Zhuque"}.make(t)
	if err := os.WriteFile(filepath.Join(own, "z.ttf"), file, 0o600); err != nil {
		t.Fatal(err)
	}
	set.Again()
	if got := playing(set, page.FangSong); got != "朱雀仿宋 z.ttf" {
		t.Errorf("after looking again: %s", got)
	}
	if got := playing(before, page.FangSong); got != embeddedFangSong {
		t.Errorf("the fixed Set changed to %s", got)
	}
	if err := os.Remove(filepath.Join(own, "z.ttf")); err != nil {
		t.Fatal(err)
	}
	gone := font.Find(font.Options{Own: own})
	if got := playing(gone, page.FangSong); got != embeddedFangSong {
		t.Errorf("after the file went: %s", got)
	}
}
