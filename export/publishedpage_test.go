package export_test

import (
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
	"jianban/export"
	"jianban/export/font"
	"jianban/export/page"
)

// publishable is a case whose reply is agreed to be published.
func publishable(n int, text string, changes ...func(*data.Case)) data.Case {
	return datatest.Case(append([]func(*data.Case){datatest.Numbered(n), func(c *data.Case) {
		c.Proposal.Title, c.Disclosure.Text = "关于事项"+c.Proposal.Number+"的建议", text
	}}, changes...)...)
}

// The page lists what is published with its texts, names what is not with the reason
// but not its title, and tells what is missing.
func TestPublishedPage(t *testing.T) {
	t.Parallel()
	text := "关于第1号建议的答复\n红政函〔2022〕1号\n××代表：\n您提出的建议收悉。\n玉溪市红塔区人民政府\n2022年6月1日"
	cases := []data.Case{
		publishable(1, text),
		publishable(2, "", func(c *data.Case) {
			c.Disclosure.Decision, c.Disclosure.Reason = data.NotOpen, "涉及商业秘密"
		}),
		publishable(3, "关于第3号建议的答复\n封伟代表：\n正文三。", func(c *data.Case) {
			c.Disclosure.Decision, c.Disclosure.Reason = data.PartlyOpen, "涉及个人隐私"
		}),
		publishable(4, ""),
		publishable(5, "", func(c *data.Case) { c.Disclosure.Decision = data.OpenUndecided }),
		publishable(6, "已撤案的文本。", func(c *data.Case) { c.Proposal.Closed = data.Withdrawn }),
		publishable(7, "", func(c *data.Case) { // merged into 1, whose words it takes
			c.Host, c.Replies[0].Body = data.Host{ID: 1, Number: "1"}, ""
		}),
		publishable(8, "正文八"+strings.Repeat("很长", 40), func(c *data.Case) { // merged, but with words of its own
			c.Host = data.Host{ID: 1, Number: "1"}
		}),
		publishable(9, "", func(c *data.Case) { c.Replies[0].Sent = data.Date{} }),
		datatest.Assist(datatest.Numbered(10)),
	}
	r := data.SameRules(data.Rules{Pack: data.RulePack{Classes: []data.ReplyClass{{Letter: "A"}}}})
	doc := export.Published(cases, data.Settings{Office: "办公室", Issuer: "玉溪市红塔区人民政府"}, r, font.Embedded())
	if doc.Title != "市六届人大一次会议建议答复公开" || len(doc.Pages) != 4 || len(doc.Bookmarks) != 3 || doc.Bookmarks[1].Page != 3 {
		t.Fatalf("%s of %d pages, %+v", doc.Title, len(doc.Pages), doc.Bookmarks)
	}
	list, all := wordsOf(pageOf(doc, 0)), wordsOf(doc)
	for _, w := range []string{"关于事项1的建议", "关于事项3的建议", "部分公开", "见第1号", "关于事项8的建议", "2022年6月7日", "部分公开的1件：第3号（涉及个人隐私）。", "不公开的1件：第2号（涉及商业秘密）。", "没有答复的1件：第6号（撤案）。"} {
		if !strings.Contains(list, w) {
			t.Errorf("the list lacks %s: %s", w, list)
		}
	}
	for _, w := range []string{"关于事项2的", "关于事项4的", "关于事项5的", "关于事项6的", "已撤案的文本", "关于事项9的", "关于事项10的"} {
		if strings.Contains(all, w) {
			t.Errorf("shows %s", w)
		}
	}
	if n := strings.Count(all, "您提出的建议收悉"); n != 1 {
		t.Errorf("the text of number 1 stands %d times", n)
	}
	want := []string{"第3号公开文本里还有姓名“封伟”，请核对", "第4号公开文本未核对，没有编入", "第5号没有确定是否公开，没有编入", "第9号还没有答复，没有编入"}
	if !slices.Equal(doc.Told, want) {
		t.Errorf("told %q", doc.Told)
	}
	if export.ToPublish(cases[3:6]) || !export.ToPublish(cases[:1]) {
		t.Error("what is to be published is not what the page lists")
	}
}

// A text of whatever shape is set without loss.
func TestPublishedTextsOfAnyShape(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"只有一行", "只有一句。", "标题\n红政函〔2022〕1号", "各位代表：\n正文。", "2022年6月1日", "标题\n\n\n某代表：\n\n2022年6月1日\n（联系人：××）", strings.Repeat("长", 3000)} {
		doc := export.Published([]data.Case{publishable(1, text)}, data.Settings{Issuer: "区政府"}, data.SameRules(data.Rules{}), font.Embedded())
		got := strings.Join(strings.Fields(wordsOf(doc)), "")
		for _, line := range strings.Fields(text) {
			if !strings.Contains(got, line) && len(line) < 100 {
				t.Errorf("%q lacks %q", text, line)
			}
		}
		if n := strings.Count(got, "长"); n != strings.Count(text, "长") {
			t.Errorf("%d characters of %d", n, strings.Count(text, "长"))
		}
	}
}

// A text that was kept without its title has that of its letter: no heading of the text
// is taken for one, and none stands twice.
func TestPublishedTextsHaveATitle(t *testing.T) {
	t.Parallel()
	r := data.SameRules(data.Rules{Pack: data.RulePack{Letters: data.LetterWordings{ReplyTitle: "关于对第{编号}号建议的答复"}}})
	for text, want := range map[string]string{
		"一、缓解融资困难\n正文。":           "关于对第1号建议的答复一、缓解融资困难正文。",
		"（一）今年的工作\n正文。":           "关于对第1号建议的答复（一）今年的工作正文。",
		"1.今年的工作\n正文。":            "关于对第1号建议的答复1.今年的工作正文。",
		"您提出的建议收悉。":               "关于对第1号建议的答复您提出的建议收悉。",
		"某代表：\n您提出的建议收悉。":         "关于对第1号建议的答复某代表：您提出的建议收悉。",
		"关于第1号建议的答复\n某代表：\n建议收悉。": "关于第1号建议的答复某代表：建议收悉。",
	} {
		doc := export.Published([]data.Case{publishable(1, text)}, data.Settings{Issuer: "区政府"}, r, font.Embedded())
		if got := strings.Join(strings.Fields(wordsOf(pageOf(doc, 1))), ""); !strings.HasPrefix(got, want) {
			t.Errorf("%q is set as %s", text, got)
		}
	}
}

// Whatever the length of a published text, its signing stands with text on a page, as
// that of a letter does; rows of a table stay rows of a table.
func TestPublishedTextsAreSetAsLetters(t *testing.T) {
	t.Parallel()
	set := func(text string) page.Document {
		return export.Published([]data.Case{publishable(1, text)}, data.Settings{Issuer: "区政府"}, data.SameRules(data.Rules{}), font.Embedded())
	}
	for rows := 12; rows < 44; rows++ {
		doc := set("关于第1号建议的答复\n某代表：\n" + strings.Repeat("正文正文正文。\n", rows) + "区政府\n2022年6月1日\n（联系人：某某，电话：0877-0000100）")
		last := wordsOf(pageOf(doc, len(doc.Pages)-1))
		if !strings.Contains(last, "2022年6月1日") || !strings.Contains(last, "正文") {
			t.Errorf("%d rows: the last page says %q", rows, last)
		}
	}
	doc := set("关于第1号建议的答复\n某代表：\n正文。\n区政府\n2022年6月1日\n附件\n安排表\n项目\t投资\t完成时限\n管网改造\t1560\t2022年12月")
	apart := map[string]bool{}
	for _, k := range doc.Pages[len(doc.Pages)-1].Marks {
		if g, ok := k.(page.Glyphs); ok {
			apart[g.Text] = true
		}
	}
	for _, cell := range []string{"项目", "投资", "管网改造", "1560", "2022年12月"} {
		if !apart[cell] {
			t.Errorf("%s is no cell of its own: %v", cell, apart)
		}
	}
}
