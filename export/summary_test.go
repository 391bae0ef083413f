package export_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/paint"
)

// textOf is a document as plain text.
func textOf(t *testing.T, doc page.Document) string {
	t.Helper()
	out, err := paint.Render(doc, font.Embedded(), data.PaperText)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(strings.TrimPrefix(string(out), "\uFEFF"), "\r\n", "\n")
}

// A fact that is corrected, one reply's class from A to B, changes the text, the
// table, the chart and the paper together: 13 and 5 of 18 are 72.2 % and 27.8 %, 12
// and 6 are 66.7 % and 33.3 %.
func TestAChangedFactChangesTextTableChartAndPaper(t *testing.T) {
	for _, x := range []struct {
		class                string
		a, b                 int
		shareA, shareB       string
		textA, textB, inCell string
	}{
		{"A", 13, 5, "72.2%", "27.8%", "A类13件，占72.2%", "B类5件，占27.8%", "5件 27.8%"},
		{"B", 12, 6, "66.7%", "33.3%", "A类12件，占66.7%", "B类6件，占33.3%", "6件 33.3%"},
	} {
		cases := yearOf(27, func(i int, c *data.Case) {
			if i == 0 {
				c.Replies[0].Class = x.class
			}
		})
		rules := data.SameRules(packRules(t))
		st := data.Statistics(cases, 2022, data.NewDate(2022, 10, 31), rules)
		filled := data.FillSummary(prose(), data.FigureFacts{Now: st, Cases: cases})
		if got := filled.Sections[0].Text; !strings.Contains(got, x.textA) || !strings.Contains(got, x.textB) {
			t.Errorf("class %s: the text says %s", x.class, got)
		}
		table := data.ClassTable(st)
		if row := table.Rows[1]; row[2].Text != x.inCell || row[2].Part != float64(x.b)/18 || len(row[2].IDs) != x.b {
			t.Errorf("class %s: the table has %q, a bar of %v, %d proposals", x.class, row[2].Text, row[2].Part, len(row[2].IDs))
		}
		units := data.UnitTable(st).Rows
		if sum := units[len(units)-1]; sum[6].Text != fmt.Sprint(x.a) || sum[7].Text != fmt.Sprint(x.b) {
			t.Errorf("class %s: the units have %s and %s", x.class, sum[6].Text, sum[7].Text)
		}
		doc := summary(t, prose(), cases, data.Settings{Office: "某办"})
		var said strings.Builder
		var bars []page.MM
		for _, p := range doc.Pages {
			for _, m := range p.Marks {
				switch m := m.(type) {
				case page.Glyphs:
					said.WriteString(m.Text)
				case page.Rule:
					if m.Color == page.BarInk {
						bars = append(bars, m.X2-m.X1)
					}
				}
			}
		}
		for _, want := range []string{x.textA, x.textB, x.inCell} {
			if !strings.Contains(strings.ReplaceAll(said.String(), " ", ""), strings.ReplaceAll(want, " ", "")) {
				t.Errorf("class %s: the paper lacks %s", x.class, want)
			}
		}
		if got, want := float64(bars[1]/bars[0]), float64(x.b)/float64(x.a); got < want-0.01 || got > want+0.01 {
			t.Errorf("class %s: the second bar is %.3f of the first, want %.3f", x.class, got, want)
		}
		if got := textOf(t, doc); !strings.Contains(got, x.inCell) || !strings.Contains(got, x.textB) {
			t.Errorf("class %s: the plain text lacks it: %s", x.class, got)
		}
	}
}

// Numbers of eight digits and the days on which promises were kept stand on one line.
func TestNumbersAndDaysOfTheTablesAreNotParted(t *testing.T) {
	cases := yearOf(27, func(i int, c *data.Case) {
		c.Proposal.Number = fmt.Sprintf("0601%04d", i+1)
		c.Commitments = []data.Commitment{{Text: strings.Repeat("按计划完成建设任务", 3), Due: data.NewDate(2022, 9, 1), Kept: data.NewDate(2022, 8, 8)}}
	})
	whole := map[string]int{}
	for _, p := range summary(t, prose(), cases, data.Settings{Office: "某办"}).Pages {
		for _, m := range p.Marks {
			if g, ok := m.(page.Glyphs); ok {
				whole[g.Text]++
			}
		}
	}
	if n := whole["06010009"]; n != 2 { // the list of promises, that of proposals
		t.Errorf("06010009 stands whole %d times", n)
	}
	if n := whole["2022-08-08兑现"]; n != 27 {
		t.Errorf("2022-08-08兑现 stands whole %d times", n)
	}
}

// As plain text: paragraphs, tables a line a row with tabs, lines as months; nothing
// twice, and what is read back agrees with the statistics.
func TestSummaryAsPlainText(t *testing.T) {
	cases := yearOf(27, func(i int, c *data.Case) { c.Proposal.Topic = []string{"城建交通", "教科文卫"}[i%2] })
	got := textOf(t, summary(t, prose(), cases, data.Settings{Office: "某办", Demo: true}))
	for _, want := range []string{
		"红塔区人民政府办公室2022年市人大代表建议办理工作总结\n", "\n　　一、综合情况\n　　代表建议共27件", "\n　　附件：2022年建议办理情况附表\n", "\n某办\n2022年12月30日\n",
		"\n附表1　办理结果类别（已答复18件）\n类别\t含义\t件数和占已答复主办件的比例\nA类\t已解决或基本解决\t13件 72.2%\n", "\n到月底累计\t交办\t到期\t答复报送\n3月底\t27\t0\t0\n", "\n027\t关于第27件事的建议\t", "（演示数据）",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "\n\n\n") || strings.Count(got, "附表1") != 1 {
		t.Error("empty lines or a part twice")
	}
	st := data.Statistics(cases, 2022, data.NewDate(2022, 10, 31), data.SameRules(packRules(t)))
	for _, f := range data.ReadFigures(got, data.FigureFacts{Now: st, Cases: cases}) {
		if !f.OK {
			t.Errorf("read back, %s", f.Why)
		}
	}
}

// How far down each page is filled, in parts of the type area.
func filledPages(doc page.Document) (all []float64) {
	s := page.Official()
	for _, p := range doc.Pages {
		low := s.Y
		for _, m := range p.Marks {
			if g, ok := m.(page.Glyphs); ok && g.Baseline > low && g.Baseline <= s.Y+s.H {
				low = g.Baseline
			}
		}
		all = append(all, float64((low-s.Y)/s.H))
	}
	return all
}

// However many proposals, units and topics: no page of the tables is half empty, but
// the last; and none begins with rows whose head stands on the page before.
func TestNoPageOfTheTablesIsHalfEmpty(t *testing.T) {
	for _, n := range []int{1, 5, 15, 40, 90, 160, 400} {
		cases := yearOf(n, func(i int, c *data.Case) {
			c.Proposal.Topic = fmt.Sprintf("分类%d", i%(n/8+1))
			c.Assignments[0].Unit = data.Unit{ID: data.ID(i%(n/4+1) + 1), Name: fmt.Sprintf("区第%d局", i%(n/4+1)+1)}
			if i%3 == 1 {
				c.Commitments = []data.Commitment{{Text: strings.Repeat("按计划完成建设任务", i%5+1), Due: data.NewDate(2022, 9, 1)}}
			}
			c.Consultations = []data.Consultation{{Phase: data.Before, Date: data.NewDate(2022, 4, 1), Method: data.FaceToFace}}
		})
		doc := summary(t, prose(), cases, data.Settings{Office: "某办"})
		at := slices.IndexFunc(doc.Bookmarks, func(b page.Bookmark) bool { return strings.HasPrefix(b.Title, "附表1") })
		first := doc.Bookmarks[at].Page - 1
		full := filledPages(doc)
		for i := first; i < len(full)-1; i++ {
			if full[i] < 0.5 {
				t.Errorf("%d proposals: page %d of %d is filled to %.0f %%", n, i+1, len(full), 100*full[i])
			}
		}
	}
}
