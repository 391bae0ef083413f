package data_test

import (
	"reflect"
	"strings"
	"testing"

	"jianban/assets"
	"jianban/data"
)

// readyPacks are the packs that come with the program, filled up as they are
// offered.
func readyPacks(t testing.TB) []data.RulePack {
	t.Helper()
	var all []data.RulePack
	for _, name := range assets.PackNames() {
		p, err := data.ParsePack(assets.Pack(name))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(all) > 0 {
			p = p.Filled(all[0])
		}
		all = append(all, p)
	}
	return all
}

func TestReadyPacksAreWhole(t *testing.T) {
	names := map[string]bool{}
	for _, p := range readyPacks(t) {
		if ps := p.Validate(); len(ps) > 0 {
			t.Errorf("%s: %v", p.Name, ps)
		}
		if names[p.Name] {
			t.Errorf("two packs are called %s", p.Name)
		}
		names[p.Name] = true
		if p.Letters.ReplyTitle == "" || p.Appraisal.Full() != 1000 {
			t.Errorf("%s: title %q, %s points", p.Name, p.Letters.ReplyTitle, p.Appraisal.Full())
		}
	}
	if !names["四类做法（D留作参考）"] || !names["甲乙丙三类做法"] {
		t.Errorf("packs %v", names)
	}
}

func TestPackIsWrittenAndReadBack(t *testing.T) {
	for _, p := range readyPacks(t) {
		text, err := p.TOML()
		if err != nil {
			t.Fatal(err)
		}
		got, err := data.ParsePack(text)
		if err != nil {
			t.Fatalf("%s: %v\n%s", p.Name, err, text)
		}
		if !reflect.DeepEqual(got, p) {
			t.Errorf("%s comes back as\n%+v\nnot\n%+v", p.Name, got, p)
		}
	}
}

func TestParsePackRefusesOtherFiles(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"picture": {"\x89PNG\r\n\x1a\n\x00\xff", "不是办理规则文件"},
		"GBK":     {"name = \"\xba\xec\xcb\xfe\"", "UTF-8"},
		"table":   {"date,kind,name\n2027-01-01,off,元旦", "第1行写法不对"},
	} {
		if _, err := data.ParsePack([]byte(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func TestUnknownFieldOfAWordingIsNamed(t *testing.T) {
	p := readyPacks(t)[0]
	p.Letters.ReplyClose = "感谢{你}"
	if ps := p.Validate(); len(ps) != 1 || ps[0].Field != "答复结尾" || !strings.Contains(ps[0].Message, "{你}") {
		t.Errorf("problems %v", ps)
	}
}

// Any name and wording that a pack may have survives the file.
func FuzzPackRoundTrip(f *testing.F) {
	f.Add("三类做法（三个月答复）", "关于{建议}的答复", "A")
	f.Add("\"'\\", "第一行\n第二行\t", "甲")
	f.Add("''' \"\"\"", "# 不是注释", "=")
	base := readyPacks(f)[0]
	f.Fuzz(func(t *testing.T, name, wording, letter string) {
		p := base
		p.Name, p.Letters.ReplyOpening = name, wording
		p.Classes = []data.ReplyClass{{Letter: letter, Name: name}}
		if len(p.Validate()) > 0 {
			return
		}
		text, err := p.TOML()
		if err != nil {
			t.Fatal(err)
		}
		got, err := data.ParsePack(text)
		if err != nil || !reflect.DeepEqual(got, p) {
			t.Errorf("%v\n%s", err, text)
		}
	})
}

func TestYearsOfPacks(t *testing.T) {
	pack := func(from string) data.RulePack {
		d, err := data.ParseDate(from)
		if err != nil {
			t.Fatal(err)
		}
		return data.RulePack{From: d}
	}
	for _, c := range []struct{ from, want string }{
		{"2018-01-01", "全部年度"},
		{"2026-03-01 2018-01-01", "2026年及以后 2025年及以前"},
		{"2024-05-01 2022-01-01 2018-01-01", "2024年及以后 2022—2023年 2021年及以前"},
		{"2023-01-01 2022-01-01 2018-01-01", "2023年及以后 2022年 2021年及以前"},
		{"2024-09-01 2024-01-01 2018-01-01", "2024年及以后 不管任何年度 2023年及以前"},
	} {
		var packs []data.RulePack
		for _, f := range strings.Fields(c.from) {
			packs = append(packs, pack(f))
		}
		var got []string
		for _, s := range data.PackYears(packs) {
			got = append(got, s.String())
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s, want %s", c.from, strings.Join(got, " "), c.want)
		}
	}
}
