package export

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
	"jianban/export/page"
)

// half is a measurer whose numbers can be worked out by hand: characters from
// U+2000 on are one em wide, others half an em.
type half struct{}

func (half) Advance(f page.Font, r rune) page.MM {
	if r < 0x2000 {
		return f.Em() / 2
	}
	return f.Em()
}

func (half) Covers(page.Face, rune) bool { return true }

// answered is a case with everything a letter needs; change makes it another.
func answered(change func(c *data.Case, rep *data.Reply)) (data.Case, data.Reply) {
	c := data.Case{
		Book: data.Book{
			Meeting:   data.Meeting{Body: data.Congress, Level: data.City, Place: "玉溪市", Term: 6, Session: 1, Year: 2022},
			Direction: data.HandedDown, Issuer: "玉溪市红塔区人民政府",
			CopyTo: []string{"市人大常委会选联工委", "市政府督查室"},
		},
		Proposal: data.Proposal{
			Number: "012", Kind: data.Suggestion, Role: data.Lead, Title: "关于完善中心城区截污管网的建议",
			Proposers: []data.Proposer{{Name: "李某"}, {Name: "王某"}, {Name: "普某"}}, LeadBody: "玉溪市住房和城乡建设局",
		},
		Assignments: []data.Assignment{
			{Unit: data.Unit{ID: 1, Name: "区住建局", FullName: "玉溪市红塔区住房和城乡建设局", Contact: "赵某", Phone: "1111"}, Part: data.LeadUnit},
			{Unit: data.Unit{ID: 2, Name: "区财政局"}, Part: data.CoUnit},
			{Unit: data.Unit{ID: 3, Name: "区水利局"}, Part: data.CoUnit},
			{Unit: data.Unit{ID: 4, Name: "区林草局"}, Part: data.CoUnit, ReturnConsented: data.NewDate(2022, 4, 1)},
		},
	}
	rep := data.Reply{
		Class: "A", DocNumber: "红政函〔2022〕15号", Body: "一、基本情况\n已建成管网10公里。",
		SignOff: data.SignOff{Signed: data.NewDate(2022, 6, 8)},
	}
	if change != nil {
		change(&c, &rep)
	}
	return c, rep
}

func rules() data.Rules {
	return data.Rules{Pack: data.RulePack{
		Classes: []data.ReplyClass{{Letter: "A"}, {Letter: "B"}},
		Letters: data.LetterWordings{
			ReplyTitle:     "关于对{会议}第{编号}号{建议}的答复",
			ReplyOpening:   "{您}提出的《{标题}》（第{编号}号）收悉，{共同研究}现答复如下：",
			ReplyClose:     "感谢{您}的关心和支持！",
			OpinionTitle:   "关于对{会议}第{编号}号{建议}的{协办}意见",
			OpinionOpening: "{代表}提出的《{标题}》已交由我区{协办}，提出如下意见：",
			OpinionClose:   "以上意见，供答复时参考。",
		},
	}}
}

// printed is the text of a document, a line per row of the page.
func printed(d page.Document) string {
	var b strings.Builder
	for _, p := range d.Pages {
		last := page.MM(-1)
		for _, k := range p.Marks {
			if g, ok := k.(page.Glyphs); ok {
				if g.Baseline != last && last >= 0 {
					b.WriteByte('\n')
				}
				last = g.Baseline
				b.WriteString(g.Text)
			}
		}
	}
	return b.String()
}

// A letter names the units that helped as they were called on its day, whichever
// year it is about; one without a day as they are called today.
func TestUnitsThatHelpedBearTheNamesOfTheDay(t *testing.T) {
	t.Parallel()
	c := datatest.Case(func(c *data.Case) {
		u := data.Unit{ID: 9, Name: "区商务局", Former: []data.FormerName{{Name: "区商贸局", Until: datatest.Day(6, 30)}}}
		c.Assignments = append(c.Assignments, data.Assignment{ID: 2, Unit: u, Part: data.CoUnit, Assigned: datatest.Day(3, 10)})
	})
	for day, want := range map[data.Date]string{datatest.Day(6, 30): "经与区商贸局共同研究，", datatest.Day(7, 1): "经与区商务局共同研究，", {}: "经与区商务局共同研究，"} {
		if got, _ := FillWording("{共同研究}", c, data.Settings{}, day); got != want {
			t.Errorf("on %s: %s", day, got)
		}
	}
}

func TestFillWording(t *testing.T) {
	c, _ := answered(nil)
	cppcc, _ := answered(func(c *data.Case, _ *data.Reply) {
		c.Book.Meeting.Body = data.CPPCC
		c.Proposal.Kind = data.CPPCCProposal
		c.Proposal.Proposers = []data.Proposer{{Name: "民建玉溪市委员会"}}
		c.Assignments = nil
	})
	one, _ := answered(func(c *data.Case, _ *data.Reply) { c.Proposal.Proposers = c.Proposal.Proposers[:1] })
	unit, _ := answered(func(c *data.Case, _ *data.Reply) { c.Book.Direction = data.HandedOut })
	county, _ := answered(func(c *data.Case, _ *data.Reply) { c.Book.Issuer = "岳阳市平江县人民政府" })
	bare, _ := answered(func(c *data.Case, _ *data.Reply) { c.Book.Issuer = "" })
	none := data.Settings{}
	for _, x := range []struct {
		c             data.Case
		s             data.Settings
		wording, want string
	}{
		{c, none, "已交由{我方}办理", "已交由我区办理"},
		{unit, none, "已交由{我方}办理", "已交由我单位办理"},
		{county, none, "已交由{我方}办理", "已交由我县办理"},
		{bare, data.Settings{Issuer: "平江县人民政府"}, "已交由{我方}办理", "已交由我县办理"},
		{c, none, "{会议}第{编号}号{建议}", "市六届人大一次会议第012号建议"},
		{c, none, "{会议全称}", "玉溪市第六届人民代表大会第一次会议"},
		{c, none, "{您}提出的《{标题}》", "你们提出的《关于完善中心城区截污管网的建议》"},
		{c, none, "{代表}|{协办}|{共同研究}", "李某等3名代表|协办|经与区财政局、区水利局共同研究，"},
		{one, none, "{您}|{代表}", "您|李某代表"},
		{cppcc, none, "{会议}|{建议}|{您}|{代表}|{协办}|{共同研究}", "政协市六届一次会议|提案|你们|民建玉溪市委员会|会办|经认真研究，"},
	} {
		got, ps := FillWording(x.wording, x.c, x.s, data.Date{})
		if got != x.want || len(ps) > 0 {
			t.Errorf("%s: %q, want %q; %v", x.wording, got, x.want, ps)
		}
	}
	if got, ps := FillWording("{会仪}第{编号}号", c, data.Settings{}, data.Date{}); got != "{会仪}第012号" || len(ps) != 1 || !strings.Contains(ps[0].Message, "{会仪}") {
		t.Errorf("an unknown field: %q, %v", got, ps)
	}
}

func TestReply(t *testing.T) {
	c, rep := answered(nil)
	doc, ps := Reply(c, rep, data.Settings{Contact: "段某", Phone: "0877-0000100"}, rules(), half{})
	if len(ps) > 0 {
		t.Errorf("problems of a finished letter: %v", ps)
	}
	want := `A
玉溪市红塔区人民政府
红政函〔2022〕15号
关于对市六届人大一次会议
第012号建议的答复
李某、王某、普某代表：
你们提出的《关于完善中心城区截污管网的建议》（第012号）
收悉，经与区财政局、区水利局共同研究，现答复如下：
一、基本情况
已建成管网10公里。
感谢你们的关心和支持！
玉溪市红塔区人民政府
2022年6月8日
（联系人：段某，电话：0877-0000100）
抄送：市人大常委会选联工委，市政府督查室。`
	if got := printed(doc); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if doc.Title != "关于对市六届人大一次会议第012号建议的答复" || doc.Author != "玉溪市红塔区人民政府" {
		t.Errorf("title %q, author %q", doc.Title, doc.Author)
	}
	rep.DocNumber = "红政办函〔2022〕15号"
	if other, _ := Reply(c, rep, data.Settings{}, rules(), half{}); len(doc.Told) > 0 || len(other.Told) != 1 || !strings.Contains(other.Told[0], "办公室的代字") {
		t.Errorf("of its 文号 is told %q, of the office's %q", doc.Told, other.Told)
	}
}

func TestReplyKeepsTheClerksOpeningAndClose(t *testing.T) {
	c, rep := answered(func(_ *data.Case, rep *data.Reply) {
		rep.Body = "　　您在市六届人大一次会议上提出的建议收悉，现答复如下：\n\n正文。\n以上答复，如有不妥，请批评指正。"
		rep.Salutation = "李某等3名代表:"
		rep.CopyTo = []string{"市人大办"}
		rep.Contact = "冯某"
	})
	doc, _ := Reply(c, rep, data.Settings{Contact: "段某", Demo: true}, rules(), half{})
	got := printed(doc)
	for _, want := range []string{"李某等3名代表：\n您在市六届", "正文。\n以上答复", "（联系人：冯某）", "抄送：市人大办。", "演示数据"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	for _, not := range []string{"感谢", "《关于完善", "督查室"} {
		if strings.Contains(got, not) {
			t.Errorf("%q in\n%s", not, got)
		}
	}
}

func TestReplyFromWhatIsDoneAndPlanned(t *testing.T) {
	c, rep := answered(func(_ *data.Case, rep *data.Reply) {
		rep.Body, rep.Done, rep.Planned = " \n", "建成10公里。", "再建5公里。"
	})
	doc, ps := Reply(c, rep, data.Settings{}, rules(), half{})
	if got := printed(doc); len(ps) > 0 || !strings.Contains(got, "一、已落实事项\n建成10公里。\n二、计划落实事项\n再建5公里。\n感谢") {
		t.Errorf("%v\n%s", ps, got)
	}
	rep.Done = ""
	if doc, _ = Reply(c, rep, data.Settings{}, rules(), half{}); !strings.Contains(printed(doc), "一、计划落实事项") {
		t.Errorf("only a plan:\n%s", printed(doc))
	}
}

// A draft with nothing in it is laid out all the same; every gap is named.
func TestEmptyReply(t *testing.T) {
	doc, ps := Reply(data.Case{}, data.Reply{}, data.Settings{}, data.Rules{}, half{})
	if len(doc.Pages) == 0 {
		t.Error("no page")
	}
	var fields []string
	for _, p := range ps {
		fields = append(fields, p.Field)
	}
	if got := strings.Join(fields, " "); got != "正文 类别 署名 文号 主送 签发日期" {
		t.Errorf("problems of an empty letter: %s", got)
	}
}

// A unit that was handed a proposal answers on its own letter paper.
func TestUnitAnswersForItself(t *testing.T) {
	c, rep := answered(func(c *data.Case, _ *data.Reply) { c.Book.Direction, c.Book.Issuer = data.HandedOut, "" })
	doc, ps := Reply(c, rep, data.Settings{Issuer: "玉溪市红塔区人民政府", Letterhead: "区政府", Contact: "段某"}, rules(), half{})
	got := printed(doc)
	if len(ps) > 0 || strings.Count(got, "玉溪市红塔区住房和城乡建设局") != 2 || !strings.Contains(got, "（联系人：赵某，电话：1111）") {
		t.Errorf("%v\n%s", ps, got)
	}
}

func TestOpinion(t *testing.T) {
	c, _ := answered(func(c *data.Case, _ *data.Reply) { c.Proposal.Role = data.Assist })
	o := data.Opinion{DocNumber: "红政办函〔2022〕3号", Body: "同意。", SignOff: data.SignOff{Signed: data.NewDate(2022, 4, 1)}}
	doc, ps := Opinion(c, o, data.Settings{}, rules(), half{})
	got := printed(doc)
	if len(ps) > 0 {
		t.Errorf("problems: %v", ps)
	}
	for _, want := range []string{"的协办意见", "玉溪市住房和城乡建设局：\n李某等3名代表提出的", "同意。\n以上意见，供答复时参考。", "2022年4月1日"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.HasPrefix(got, "A") || strings.Contains(got, "抄送") {
		t.Errorf("class or copies in\n%s", got)
	}
	if _, ps = Opinion(data.Case{}, data.Opinion{}, data.Settings{}, data.Rules{}, half{}); len(ps) != 5 {
		t.Errorf("problems of an empty opinion: %v", ps)
	}
}

func TestSalutation(t *testing.T) {
	for want, names := range map[string][]string{
		"李某代表：":             {"李某"},
		"李某、王某代表：":          {"李某", "王某"},
		"民建玉溪市委员会：":         {"民建玉溪市委员会"},
		"李某代表，市工商联：":        {"李某", "市工商联"},
		"买买提·艾力、阿依古丽·某某代表：": {"买买提·艾力", "阿依古丽·某某"},
		"": nil,
	} {
		c, _ := answered(func(c *data.Case, _ *data.Reply) {
			c.Proposal.Proposers = nil
			for _, n := range names {
				c.Proposal.Proposers = append(c.Proposal.Proposers, data.Proposer{Name: n})
			}
		})
		if got := salutation(c); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestJoin(t *testing.T) {
	two := page.Document{Title: "甲", Author: "某", Pages: []page.Page{{}, {}}, Bookmarks: []page.Bookmark{{Title: "附表", Page: 2}}}
	linked := page.Document{Title: "乙", Pages: []page.Page{{Marks: []page.Mark{page.Rule{}, page.Link{To: 1}}}}}
	d := Join("合订本", []page.Document{two, linked, {Title: "空"}})
	if d.Title != "合订本" || d.Author != "某" || len(d.Pages) != 3 {
		t.Errorf("%q by %q, %d pages", d.Title, d.Author, len(d.Pages))
	}
	want := []page.Bookmark{{Title: "甲", Page: 1}, {Title: "附表", Page: 2}, {Title: "乙", Page: 3}}
	if len(d.Bookmarks) != 3 || d.Bookmarks[0] != want[0] || d.Bookmarks[1] != want[1] || d.Bookmarks[2] != want[2] {
		t.Errorf("bookmarks %v", d.Bookmarks)
	}
	if l := d.Pages[2].Marks[1].(page.Link); l.To != 3 {
		t.Errorf("the link leads to page %d", l.To)
	}
	if l := linked.Pages[0].Marks[1].(page.Link); l.To != 1 {
		t.Error("the joined document was changed")
	}
}

// What a wording is shown with while it is written is what a letter would fill in.
func TestSamplesOfWordings(t *testing.T) {
	c := data.Case{
		Book:        data.Book{Meeting: data.Meeting{Body: data.Congress, Level: data.City, Place: "某市", Term: 6, Session: 1, Year: 2026}, Direction: data.HandedDown, Issuer: "某市某区人民政府"},
		Proposal:    data.Proposal{Number: "12", Title: "关于增设公共停车位的建议", Proposers: []data.Proposer{{Name: "李某"}, {Name: "王某"}, {Name: "普某"}}},
		Assignments: []data.Assignment{{Unit: data.Unit{ID: 1, Name: "区财政局"}, Part: data.CoUnit}, {Unit: data.Unit{ID: 2, Name: "区住建局"}, Part: data.CoUnit}},
	}
	for _, field := range data.LetterFields {
		if got, _ := FillWording(field, c, data.Settings{}, data.Date{}); got != data.WordingSample(field) {
			t.Errorf("%s is filled with %q and shown with %q", field, got, data.WordingSample(field))
		}
	}
	var w data.LetterWordings
	for _, x := range w.All() {
		for _, field := range x.Fields {
			if data.WordingSample(field) == field {
				t.Errorf("%s: %s has no sample", x.Label, field)
			}
		}
	}
}

// Attachments stand behind the published text, named below the words.
func TestPublishedTextHasAttachments(t *testing.T) {
	c, rep := answered(func(_ *data.Case, rep *data.Reply) {
		rep.Body = "【联合署名】市水利局\n已办。\n【附件】甲表\n项目\t投资\n管网\t3\n【附件】乙图"
	})
	got := ReplyText(c, rep, data.Settings{}, rules())
	want := "附件：1.甲表\n2.乙图\n玉溪市红塔区人民政府\n市水利局\n2022年6月8日\n附件1\n甲表\n项目\t投资\n管网\t3"
	if !strings.HasSuffix(got, want) || strings.Contains(got, "【") {
		t.Errorf("%s\nwant at its end\n%s", got, want)
	}
}
