package pinyin_test

import (
	"slices"
	"strings"
	"testing"

	gopinyin "github.com/mozillazg/go-pinyin"

	"jianban/data/pinyin"
)

// The table that is embedded has what the dictionary has that it was made from.
func TestTheTableIsTheDictionarys(t *testing.T) {
	a := gopinyin.NewArgs()
	a.Heteronym, a.Style = true, gopinyin.Normal
	for r := range gopinyin.PinyinDict {
		for _, said := range gopinyin.SinglePinyin(rune(r), a) {
			if said = strings.Trim(said, "ḿńňǹê̄ếềễể̀̌"); said != "" && !slices.Contains(pinyin.Of(rune(r)), strings.ReplaceAll(said, "ü", "v")) {
				t.Errorf("%c: %s is not among %v", r, said, pinyin.Of(rune(r)))
			}
		}
	}
	if got := pinyin.Toned('单'); !slices.Equal(got, []string{"dan1", "chan2", "shan4"}) {
		t.Error(got)
	}
}

func TestLettersFindCharacters(t *testing.T) {
	for _, c := range []struct {
		text, letters, found string // found "" for none
	}{
		{"关于推进红塔工业园区建设的建议", "hongta", "红塔"},
		{"关于推进红塔工业园区建设的建议", "hongt", "红塔"},
		{"关于推进红塔工业园区建设的建议", "htgyyq", "红塔工业园区"},
		{"关于推进红塔工业园区建设的建议", "htgongyeyq", "红塔工业园区"},
		{"关于推进红塔工业园区建设的建议", "gyy", "工业园"},
		{"关于推进红塔工业园区建设的建议", "ongta", ""},
		{"与重庆市的合作", "chongqing", "重庆"},
		{"与重庆市的合作", "cq", "重庆"},
		{"与重庆市的合作", "zhongqing", ""},
		{"修建GIS系统", "gisxt", "GIS系统"},
		{"", "a", ""},
	} {
		from, to, ok := pinyin.Read(c.text).Find(c.letters)
		if got := c.text[from:to]; ok != (c.found != "") || got != c.found {
			t.Errorf("%s in %s: %q, %v", c.letters, c.text, got, ok)
		}
	}
	for _, c := range []struct {
		name, letters string
		ok            bool
	}{
		{"单伟", "shanwei", true}, {"单伟", "danwei", false}, {"仇红", "qiuhong", true}, {"曾志伟", "zzw", true}, {"曾志伟", "czw", false},
		{"方立", "fangli", true}, {"方立", "fengwei", false}, {"方立", "fangwei", false}, {"方立", "fl", true}, {"方立", "fw", false}, {"王茜", "wangxi", true}, {"王茜", "wangqian", true}, {"賈方", "jiafang", true}, {"賈方", "gufang", false}, {"解方", "xief", true}, {"尉迟恭", "yuchigong", true}, {"王单", "wangdan", true},
	} {
		if _, _, ok := pinyin.ReadPerson(c.name).Find(c.letters); ok != c.ok {
			t.Errorf("%s by %s: %v", c.name, c.letters, ok)
		}
	}
}

// What is read so in old books only is no reading of today's names and titles; a
// character that the standard dictionary does not have keeps all it has.
func TestReadingsOfToday(t *testing.T) {
	for r, want := range map[rune]string{'方': "fang", '立': "li", '乐': "le yue", '行': "xing hang heng", '单': "dan chan shan", '賈': "jia gu", '䶮': "yan", 'x': ""} {
		if got := strings.Join(pinyin.Common(r), " "); got != want {
			t.Errorf("%c: %s", r, got)
		}
	}
	for r := rune(0x4E00); r <= 0x9FFF; r++ {
		if len(pinyin.Of(r)) > 0 && len(pinyin.Common(r)) == 0 {
			t.Errorf("%c has no common reading", r)
		}
	}
}

func TestLettersArePartedIntoSyllables(t *testing.T) {
	ways := pinyin.Split("hongtagy")
	if !slices.ContainsFunc(ways, func(w []string) bool { return slices.Equal(w, []string{"hong", "ta"}) }) && !slices.ContainsFunc(ways, func(w []string) bool { return len(w) > 1 && w[0] == "hong" && w[1] == "ta" }) {
		t.Error(ways)
	}
	if ways := pinyin.Split("xian"); len(ways) < 2 { // 县 and 西安
		t.Error(ways)
	}
	if ways := pinyin.Split("zggyq"); len(ways) > 0 {
		t.Error(ways)
	}
}

// Whatever is typed, it ends.
func FuzzFind(f *testing.F) {
	f.Add("安那恩安那恩安那恩安那恩安那恩", "ananenananenanaen")
	f.Add("", "")
	f.Fuzz(func(t *testing.T, text, letters string) {
		from, to, ok := pinyin.ReadPerson(text).Find(letters)
		if ok && (from > to || to > len(text)) {
			t.Error(from, to, len(text))
		}
		pinyin.Split(letters)
	})
}
