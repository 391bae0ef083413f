package data_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianban/data"
)

// marked writes a difference with [-taken out-] and {+put in+}.
func marked(parts []data.DiffPart) (s string) {
	for _, p := range parts {
		switch {
		case p.Same:
			s += p.Before
		default:
			if p.Before != "" {
				s += "[-" + p.Before + "-]"
			}
			if p.After != "" {
				s += "{+" + p.After + "+}"
			}
		}
	}
	return s
}

func TestDiff(t *testing.T) {
	for _, c := range [][3]string{
		{"同一句。", "同一句。", "同一句。"},
		{"", "新写。", "{+新写。+}"},
		{"甲。乙。", "乙。", "[-甲。-]乙。"},
		{"已完成3条道路改造。不变。", "已完成5条道路的改造。不变。", "已完成[-3-]{+5+}条道路{+的+}改造。不变。"},
		{"一句。二句。", "一句。\n插入。二句。", "一句。{+\n插入。+}二句。"},
		// a single character that agrees by chance is no common ground
		{"全部完工。", "部分停建。", "[-全部完工-]{+部分停建+}。"},
	} {
		if got := marked(data.Diff(c[0], c[1])); got != c[2] {
			t.Errorf("%q → %q: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}

// Whatever the texts, the parts make both again; same parts are equal.
func TestDiffKeepsBothTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("甲乙丙。\n")), 0, 40, -1)
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		var before, after, left, right strings.Builder
		parts := data.Diff(a, b)
		for _, p := range parts {
			before.WriteString(p.Before)
			after.WriteString(p.After)
			if p.Same && p.Before != p.After {
				t.Fatalf("%+v", p)
			}
		}
		if before.String() != a || after.String() != b {
			t.Fatalf("%q %q of %+v", before.String(), after.String(), parts)
		}
		for i, row := range data.DiffLines(parts) {
			if i > 0 {
				left.WriteByte('\n')
				right.WriteByte('\n')
			}
			for _, p := range row {
				left.WriteString(p.Before)
				right.WriteString(p.After)
			}
		}
		if left.String() != a || right.String() != b {
			t.Fatalf("rows make %q and %q", left.String(), right.String())
		}
	})
}

func TestVersionsWithoutRepeats(t *testing.T) {
	v := func(body string, signed data.Date) data.TextVersion {
		return data.TextVersion{Body: body, SignOff: data.SignOff{Signed: signed}}
	}
	got := ""
	for _, v := range data.Versions([]data.TextVersion{v("一", data.Date{}), v("二", data.Date{}), v("二", data.NewDate(2022, 6, 6)), v("一", data.NewDate(2022, 6, 6))}) {
		got += fmt.Sprint(v.Body, v.State(), " ")
	}
	if got != "一签发 二签发 一起草 " {
		t.Error(got)
	}
}
