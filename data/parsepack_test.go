package data_test

import (
	"strings"
	"testing"

	"jianban/assets"
	"jianban/data"
)

func TestParsePackReadsTheDefaultPack(t *testing.T) {
	p, err := data.ParsePack(assets.Pack("three-steps"))
	if err != nil {
		t.Fatal(err)
	}
	limits := []struct {
		name      string
		got, want int
	}{
		{"reply months", p.ReplyMonths, 3}, {"extension months", p.ExtensionMonths, 6}, {"return workdays", p.ReturnWorkdays, 5},
		{"opinion months", p.OpinionMonths, 1}, {"reanswer months", p.ReanswerMonths, 1}, {"feedback days", p.FeedbackDays, 15},
		{"yellow days", p.YellowDays, 15}, {"orange days", p.OrangeDays, 5},
	}
	for _, l := range limits {
		if l.got != l.want {
			t.Errorf("%s is %d, want %d", l.name, l.got, l.want)
		}
	}
	if p.Name != "三类做法（三个月答复）" || !p.NextWorkday || p.FeedbackOfReplied || p.From.IsZero() {
		t.Errorf("pack %+v", p)
	}
	if len(p.Classes) != 3 {
		t.Fatalf("%d classes, want 3", len(p.Classes))
	}
	a, b, c := p.Classes[0], p.Classes[1], p.Classes[2]
	if a.Letter != "A" || !a.Settled || a.NeedsCommitments || !a.Adopted {
		t.Errorf("class A: %+v", a)
	}
	if b.Letter != "B" || b.Settled || !b.NeedsCommitments || !b.Adopted {
		t.Errorf("class B: %+v", b)
	}
	if c.Letter != "C" || c.Settled || c.NeedsCommitments || c.Adopted {
		t.Errorf("class C: %+v", c)
	}
	for _, field := range []string{"{会议全称}", "{编号}", "{建议}"} {
		if !strings.Contains(p.Letters.ReplyTitle, field) || !strings.Contains(p.Letters.OpinionTitle, field) {
			t.Errorf("a title lacks %s", field)
		}
	}
	for _, field := range []string{"{您}", "{标题}", "{编号}", "{共同研究}"} {
		if !strings.Contains(p.Letters.ReplyOpening, field) {
			t.Errorf("the reply's opening lacks %s", field)
		}
	}
}

func TestParsePackRefusesInChinese(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"misspelt entry", "name = \"甲\"\nreply_month = 3\n", "reply_month"},
		{"broken line", "name = \"甲\"\nreply_months = = 3\n", "第2行"},
		{"words for a number", "reply_months = \"三个月\"\n", "请"},
		{"braces without end", "name = \"甲\"\na = " + strings.Repeat("{a = ", 20_000), "第2行括号套得太深"},
		{"impossible date", "from = \"2023-02-30\"\n", "请"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := data.ParsePack([]byte(c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
}
