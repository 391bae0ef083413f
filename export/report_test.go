package export_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"jianban/assets"
	"jianban/data"
	"jianban/export"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/pdf"
)

// packRules are the default pack's.
func packRules(t testing.TB) data.Rules {
	t.Helper()
	pack, err := data.ParsePack(assets.Pack("three-steps"))
	if err != nil {
		t.Fatal(err)
	}
	calendar, err := data.ParseCalendar(assets.Holidays())
	if err != nil {
		t.Fatal(err)
	}
	return data.Rules{Pack: pack, Calendar: calendar}
}

// yearOf is n cases of 2022: each third is 协办, the others are answered in
// May, each sixth with B, the rest with A.
func yearOf(n int, change func(i int, c *data.Case)) []data.Case {
	cases := make([]data.Case, n)
	for i := range cases {
		id := data.ID(i + 1)
		unit := data.Unit{ID: data.ID(i%7 + 1), Name: fmt.Sprintf("区%s局", data.ChineseNumber(i%7+1))}
		c := data.Case{
			Book: data.Book{ID: 1, Meeting: data.Meeting{Body: data.Congress, Level: data.City, Place: "玉溪市", Term: 6, Session: 1, Year: 2022}, Direction: data.HandedDown},
			Proposal: data.Proposal{
				ID: id, Number: fmt.Sprintf("%03d", i+1), Role: data.Lead, Title: fmt.Sprintf("关于第%d件事的建议", i+1), HandedOver: data.NewDate(2022, 3, 9),
				Proposers: []data.Proposer{{ID: id, Name: "李𬱖"}, {ID: id + 10000, Name: "普䶮"}},
			},
			Assignments: []data.Assignment{{ProposalID: id, Unit: unit, Part: data.LeadUnit, Assigned: data.NewDate(2022, 3, 10), Accepted: data.NewDate(2022, 3, 11)}},
		}
		if i%3 == 2 {
			c.Proposal.Role = data.Assist
		} else {
			class := "A"
			if i%3 == 1 && i%2 == 1 {
				class = "B"
			}
			c.Replies = []data.Reply{{ProposalID: id, Round: 1, Class: class, DocNumber: fmt.Sprintf("红政函〔2022〕%d号", i+1), SignOff: data.SignOff{Signed: data.NewDate(2022, 5, 20)}, Sent: data.NewDate(2022, 5, 25)}}
		}
		if change != nil {
			change(i, &c)
		}
		cases[i] = c
	}
	return cases
}

// file paints a document; the name tells it from others where -keep keeps it.
func file(t *testing.T, name string, doc page.Document) string {
	t.Helper()
	out, err := pdf.Render(doc, font.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if *keep != "" {
		dir = *keep
	}
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, out, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// text is what pdftotext reads, without blanks.
func text(t *testing.T, path string) string {
	t.Helper()
	return strings.Join(strings.Fields(run(t, "pdftotext", path, "-")), "")
}

func TestLedgerAsAnotherProgramReadsIt(t *testing.T) {
	long := "关于" + strings.Repeat("加快推进红塔区城乡公共服务设施建设", 7) + "的建议"
	cases := yearOf(40, func(i int, c *data.Case) {
		switch i {
		case 3:
			c.Proposal.Title = long
		case 4:
			c.Proposal.Closed, c.Proposal.ClosedOn = data.Withdrawn, data.NewDate(2022, 4, 1)
		}
	})
	doc, ps := export.Ledger("2022年建议办理台账", cases, data.NewDate(2022, 12, 31), data.SameRules(packRules(t)), font.Embedded())
	if len(ps) > 0 || len(doc.Pages) < 3 {
		t.Fatalf("%d pages, %v", len(doc.Pages), ps)
	}
	path := file(t, "ledger.pdf", doc)
	run(t, "qpdf", "--check", path)
	got := text(t, path)
	for _, want := range []string{"2022年建议办理台账", "截至2022年12月31日", "共40件", "主办27件、协办13件", "第1页共", fmt.Sprintf("第%d页共%d页", len(doc.Pages), len(doc.Pages)), "李𬱖", "2022-03-09"} {
		if !strings.Contains(got, want) {
			t.Errorf("the ledger lacks %s", want)
		}
	}
	if n := strings.Count(got, "协办单位"); n != len(doc.Pages) {
		t.Errorf("the head stands %d times on %d pages", n, len(doc.Pages))
	}
	var set strings.Builder
	for _, p := range doc.Pages {
		if p.Size != page.A4Landscape {
			t.Errorf("a page of %v", p.Size)
		}
		for _, k := range p.Marks {
			if g, ok := k.(page.Glyphs); ok {
				set.WriteString(g.Text)
			}
		}
	}
	for _, want := range []string{long, "撤案"} {
		if !strings.Contains(set.String(), want) {
			t.Errorf("the pages lack %s", want)
		}
	}
}

// A demonstration's ledger says so on every page; another does not.
func TestDemoLedger(t *testing.T) {
	doc, _ := export.Ledger("台账", yearOf(40, nil), data.NewDate(2022, 12, 31), data.SameRules(packRules(t)), font.Embedded())
	for _, demo := range []bool{true, false} {
		for i, p := range export.Demo(doc, data.Settings{Demo: demo}, font.Embedded()).Pages {
			says := false
			for _, k := range p.Marks {
				g, ok := k.(page.Glyphs)
				says = says || ok && g.Text == "演示数据"
			}
			if says != demo {
				t.Errorf("demo %v: page %d says it: %v", demo, i+1, says)
			}
		}
	}
}

func TestEmptyLedger(t *testing.T) {
	doc, ps := export.Ledger("台账", nil, data.NewDate(2022, 12, 31), data.SameRules(packRules(t)), font.Embedded())
	if got := text(t, file(t, "empty-ledger.pdf", doc)); len(ps) > 0 || !strings.Contains(got, "共0件") || !strings.Contains(got, "没有登记") {
		t.Errorf("%v, %s", ps, got)
	}
}

func TestLedgerOf5000(t *testing.T) {
	cases := yearOf(5000, nil)
	rules := packRules(t)
	start := time.Now()
	doc, _ := export.Ledger("台账", cases, data.NewDate(2022, 12, 31), data.SameRules(rules), font.Embedded())
	t.Logf("%d pages in %v", len(doc.Pages), time.Since(start))
	seen := map[string]bool{}
	number := regexp.MustCompile(`^\d{3,4}$`)
	for _, p := range doc.Pages {
		for _, k := range p.Marks {
			if g, ok := k.(page.Glyphs); ok && number.MatchString(g.Text) {
				seen[g.Text] = true
			}
		}
	}
	if len(seen) != 5000 {
		t.Errorf("%d of 5000 numbers are on paper", len(seen))
	}
}

// prose is a summary with headings of two levels and bound figures.
func prose() data.Summary {
	return data.Summary{
		Year: 2022, BookID: 1, Title: "红塔区人民政府办公室2022年市人大代表建议办理工作总结", AsOf: data.NewDate(2022, 10, 31),
		Sections: []data.SummarySection{
			{Heading: "一、综合情况", Text: "代表建议共{总件数}件，其中主办{主办件数}件、协办{协办件数}件。\nA类{A类件数}件，占{A类占比}；B类{B类件数}件，占{B类占比}；办复率{办复率}，回收率{回收率}。"},
			{Heading: "二、主要做法", Text: "（一）提高站位。" + strings.Repeat("明确牵头领导和责任单位。", 60)},
			{Heading: "三、存在的问题和下步措施", Text: strings.Repeat("个别单位重视不够。", 30)},
		},
	}
}

// summary is the report of these cases.
func summary(t *testing.T, sum data.Summary, cases []data.Case, s data.Settings) page.Document {
	t.Helper()
	rules := packRules(t)
	st := data.Statistics(cases, 2022, sum.AsOf, data.SameRules(rules))
	filled := data.FillSummary(sum, data.FigureFacts{Now: st, Cases: cases})
	if err := filled.Refused(); err != nil {
		t.Fatal(err)
	}
	if filled.Signed.IsZero() {
		filled.Signed = signingDay
	}
	return export.Summary(filled.Summary, st, nil, cases, s, data.SameRules(rules), font.Embedded())
}

// signingDay is the day on which the tests' summaries are signed.
var signingDay = data.NewDate(2022, 12, 30)

// Of 18 replies 5 are B (numbers 2, 8, 14, 20, 26): 27.8 %, and 13 A: 72.2 %.
func TestSummaryAsAnotherProgramReadsIt(t *testing.T) {
	cases := yearOf(27, func(i int, c *data.Case) {
		c.Proposal.Topic = []string{"城建交通", "教科文卫"}[i%2]
		if i == 1 {
			c.Commitments = []data.Commitment{
				{Text: "年内建成管网3公里", Due: data.NewDate(2022, 9, 30), Kept: data.NewDate(2022, 9, 20)}, {Text: "编制规划", Due: data.NewDate(2023, 6, 30)}, {Text: "完成评审", Due: data.NewDate(2022, 8, 1)},
			}
		}
	})
	late := yearOf(28, nil)[27]
	late.Proposal.HandedOver = data.NewDate(2022, 11, 30)
	doc := summary(t, prose(), append(cases, late), data.Settings{Office: "红塔区人民政府办公室", Demo: true})
	path := file(t, "summary.pdf", doc)
	run(t, "qpdf", "--check", path)
	got := text(t, path)
	for _, want := range []string{
		"（市六届人大一次会议，截至2022年10月31日）", "共27件", "主办18件", "协办9件", "占72.2%", "占27.8%", "办复率100%，回收率0%",
		"附件：2022年建议办理情况附表", "红塔区人民政府办公室2022年12月30日", "附表1办理结果类别（已答复18件）", "13件72.2%", "附表2各项比率", "办复率100%18/18", "附表3承办单位办理情况", "各承办单位",
		"附表4内容分类", "14件51.9%", "附表5每月办理进程", "交办27", "附表6承诺事项兑现情况", "2022-09-20兑现", "跟踪中", "已逾期", "附表7建议目录", "关于第27件事的建议", "李𬱖", "—1—", fmt.Sprintf("—%d—", len(doc.Pages)),
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the summary lacks %s", want)
		}
	}
	if strings.Contains(got, "关于第28件事的建议") {
		t.Error("a proposal handed over after the day is listed")
	}
	if n := strings.Count(got, "演示数据"); n != len(doc.Pages) {
		t.Errorf("演示数据 on %d of %d pages", n, len(doc.Pages))
	}
	var titles []string
	before := 1
	for _, b := range doc.Bookmarks {
		titles = append(titles, b.Title)
		if b.Page < before || b.Page > len(doc.Pages) {
			t.Errorf("bookmark %v after page %d of %d", b, before, len(doc.Pages))
		}
		before = b.Page
	}
	want := "一、综合情况 二、主要做法 三、存在的问题和下步措施 附表1　办理结果类别（已答复18件） 附表2　各项比率 附表3　承办单位办理情况 附表4　内容分类 附表5　每月办理进程 附表6　承诺事项兑现情况 附表7　建议目录"
	if strings.Join(titles, " ") != want {
		t.Errorf("bookmarks %q", titles)
	}
}

// A year without proposals has zeros and —, and no error.
func TestSummaryOfAnEmptyYear(t *testing.T) {
	doc := summary(t, prose(), nil, data.Settings{Office: "某办"})
	got := text(t, file(t, "empty-summary.pdf", doc))
	for _, want := range []string{"没有交办件，其中未涉及主办件、未涉及协办件。没有A类件；没有B类件；未涉及主办件。", "办复率—", "0/0", "（无）", "附表2建议提案目录", "（截至2022年10月31日）"} {
		if !strings.Contains(got, want) {
			t.Errorf("the empty year lacks %s", want)
		}
	}
	if strings.Contains(got, "NaN") || strings.Contains(got, "演示数据") {
		t.Error(got)
	}
}

// Thirds do not add up to 100.0, and the paper says so.
func TestSharesThatDoNotAddUp(t *testing.T) {
	cases := yearOf(3, func(i int, c *data.Case) {
		c.Proposal.Role = data.Lead
		c.Replies = []data.Reply{{Round: 1, Class: []string{"A", "B", "C"}[i], Sent: data.NewDate(2022, 5, 25)}}
	})
	got := text(t, file(t, "thirds.pdf", summary(t, prose(), cases, data.Settings{})))
	if !strings.Contains(got, "合计为99.9%") {
		t.Error("no word about the shares")
	}
}

// Long titles, many paragraphs and many books: nothing is lost, nothing leaves
// the paper.
func TestOddSummaries(t *testing.T) {
	sum := prose()
	sum.BookID = 0
	sum.Title = strings.Repeat("关于长标题的", 20) + "总结"
	sum.Sections = append(sum.Sections, data.SummarySection{}, data.SummarySection{Heading: "四、" + strings.Repeat("长", 80)}, data.SummarySection{Text: "\n\n没有标题的一段"})
	cases := yearOf(60, func(i int, c *data.Case) {
		c.Proposal.Title = "关于" + strings.Repeat("长", 116) + "建议"
		c.Book.ID = data.ID(i%4 + 1)
		c.Book.Meeting.Session = i%4 + 1
		if i%2 == 0 {
			c.Book.Meeting.Body = data.CPPCC
		}
	})
	doc := summary(t, sum, cases, data.Settings{})
	for i, p := range doc.Pages {
		for _, k := range p.Marks {
			if g, ok := k.(page.Glyphs); ok && (g.X < 20 || g.Baseline > 290 || g.X+page.Width(g.Text, g.Font, g.Track, font.Embedded()) > 190) {
				t.Errorf("page %d: %s", i+1, page.DumpMark(g))
			}
		}
	}
	got := text(t, file(t, "odd-summary.pdf", doc))
	for _, want := range []string{"没有标题的一段", "全部办理册", "建议提案目录"} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %s", want)
		}
	}
	if got := data.FillSummary(data.Summary{}, data.FigureFacts{}); len(got.Unknown) != 1 {
		t.Errorf("a summary without a title gives %v", got.Unknown)
	}
}
