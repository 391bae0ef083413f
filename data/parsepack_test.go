package data_test

import (
	"strings"
	"testing"

	"jianban/assets"
	"jianban/data"
	"jianban/data/datatest"
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

// A field that nothing fills is named when the pack is read and when it is saved,
// with those that there are; so are braces that do not pair.
func TestUnknownFieldsOfAPack(t *testing.T) {
	for text, want := range map[string]string{
		"[letters]\nreply_title = \"关于{届数}{编号}的答复\"":                        "答复标题：不认识“{届数}”。可用的有{会议}{会议全称}{编号}",
		"[letters]\nurge = \"{编号}催办\"":                                      "催办：不认识“{编号}”。可用的有{事项}",
		"[letters]\nreply_close = \"感谢{您\"":                                 "答复结尾：花括号没有成对",
		"[[paragraphs]]\ntopic = \"资金\"\nname = \"没有\"\ntext = \"{我们}没有钱\"": "标准段落文字：“资金 · 没有”不认识“{我们}”",
	} {
		if _, err := data.ParsePack([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	p := datatest.Rules().Pack
	p.Letters.ReplyTitle = "关于{届数}的答复"
	p.Passages = []data.Passage{{"资金", "没有", "{我们}没有钱"}, {"资金", "没有", " "}, {"", "", "甲"}}
	p.Paper.Form = "公告"
	told := ""
	for _, x := range p.Validate() {
		told += x.Text() + "\n"
	}
	for _, want := range []string{"不认识“{届数}”", "不认识“{我们}”", "“资金 · 没有”没有文字", "标准段落名称", "不认识“公告”"} {
		if !strings.Contains(told, want) {
			t.Errorf("%q is not told: %s", want, told)
		}
	}
}

// The pack that every office begins with names no place, and a place's own says
// what it has of its own, the rest being the default's.
func TestTheDefaultPackIsNeutral(t *testing.T) {
	usual, err := data.ParsePack(assets.Pack(assets.PackNames()[0]))
	if err != nil {
		t.Fatal(err)
	}
	text := string(assets.Pack(assets.PackNames()[0]))
	for _, place := range []string{"云南", "玉溪", "红塔"} {
		if strings.Contains(text, place) {
			t.Errorf("the default names %s", place)
		}
	}
	own, err := data.ParsePack(assets.Pack(assets.DemoPack))
	if err != nil {
		t.Fatal(err)
	}
	full := own.Filled(usual)
	if ps := full.Validate(); len(ps) > 0 || full.Letters != usual.Letters || len(full.Passages) != len(usual.Passages) || len(full.Places) == 0 {
		t.Errorf("the demonstration's pack: %v %+v", ps, full)
	}
	full.Passages = []data.Passage{}
	if again := full.Filled(usual); len(again.Passages) > 0 {
		t.Error("paragraphs that were taken out come back")
	}
}

// The page of rules shows of a topic's hundreds of words a few and how many there are;
// what is told of changes has them all.
func TestTopicsAreToldInBrief(t *testing.T) {
	p := data.RulePack{Topics: []data.Topic{{Name: "城建", Words: []string{"一", "二", "三", "四", "五", "六", "七", "八"}, Units: []string{"住建"}}, {Name: "城建", Words: []string{"路"}}}}
	told := func(facts []data.PackFact) string {
		for _, f := range facts {
			if f.Label == "主题·城建" {
				return f.Value
			}
		}
		return "no topic is told"
	}
	if got, want := told(p.BriefFacts()), "一、二、三、四、五、六等8个词（住建）；\n路"; got != want {
		t.Errorf("in brief %q, not %q", got, want)
	}
	if got, want := told(p.Facts()), "一、二、三、四、五、六、七、八（住建）；路"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}
