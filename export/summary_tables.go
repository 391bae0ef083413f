package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// The faces of a report's tables: 小四, 五号 where there is much to say.
var (
	tableFont = page.Font{Face: page.FangSong, Size: 12}
	tableHead = page.Font{Face: page.Hei, Size: 12}
	listFont  = page.Font{Face: page.FangSong, Size: 10.5}
	listHead  = page.Font{Face: page.Hei, Size: 10.5}
	noteFont  = page.Font{Face: page.FangSong, Size: 10.5}
)

// nothing is what a table without rows says.
const nothing = "（无）"

// appendix is one numbered table with what stands around it.
type appendix struct {
	title  string
	blocks []page.Block
}

// appendices are the tables of a year, numbered in their order. Those that
// would say nothing are left out: topics where none is named, commitments
// where none was made.
func appendices(st data.Stats, cases []data.Case, y data.RuleYears, s page.Style, m page.Measurer) []appendix {
	var all []appendix
	add := func(title string, blocks ...page.Block) {
		all = append(all, appendix{"附表" + strconv.Itoa(len(all)+1) + "　" + title, blocks})
	}
	figures := []page.Block{classTable(st).Block(s, m)}
	if st.Replied > 0 {
		figures = append(figures, page.Gap{Rows: 0.4}, classBar(st, s, m))
	}
	figures = append(figures, page.Gap{Rows: 0.4}, rateTable(st).Block(s, m), page.Gap{Rows: 0.4}, markTable(st).Block(s, m),
		page.Note(figureNotes(st), noteFont, s, m))
	add("办理结果类别与各项比率", figures...)
	add("承办单位办理情况", unitTable(st).Block(s, m))
	if len(st.ByTopic) > 1 || len(st.ByTopic) == 1 && st.ByTopic[0].Topic != "未分类" {
		add("内容分类", topicTable(st).Block(s, m))
	}
	if t := promiseTable(st, cases); len(t.Rows) > 0 {
		add("承诺事项兑现情况", t.Block(s, m))
	}
	add(matterOf(cases)+"目录", listTable(cases, st, y).Block(s, m))
	return all
}

func classTable(st data.Stats) page.Table {
	t := page.Table{Font: tableFont, Head: tableHead, Whole: true, Columns: []page.Column{
		{Title: "类别", Width: 20, Align: page.Centre}, {Title: "含义", Width: 72}, {Title: "件数", Width: 24, Align: page.Centre}, {Title: "占已答复主办件", Width: 40, Align: page.Centre}}}
	for _, c := range st.Classes {
		t.Rows = append(t.Rows, []string{data.ClassWord(c.Class), c.Name, strconv.Itoa(c.Count), c.Share.Percent()})
	}
	t.Rows = append(t.Rows, []string{"合计", "", strconv.Itoa(st.Replied), data.Figure{Num: st.Replied, Den: st.Replied}.Percent()})
	return t
}

// classBar shows the classes as parts of the replies.
func classBar(st data.Stats, s page.Style, m page.Measurer) page.Block {
	var shares []page.Share
	for i, c := range st.Classes {
		shares = append(shares, page.Share{
			Label: fmt.Sprintf("%s%d件 %s", data.ClassWord(c.Class), c.Count, c.Share.Percent()), N: c.Count,
			Color: page.ShareColors[i%len(page.ShareColors)],
		})
	}
	return page.ShareBar(shares, listFont, s, m)
}

func rateTable(st data.Stats) page.Table {
	t := page.Table{Font: listFont, Head: listHead, Whole: true, Columns: []page.Column{
		{Title: "指标", Width: 33}, {Title: "比率", Width: 14, Align: page.Centre}, {Title: "件数", Width: 17, Align: page.Centre}, {Title: "计算方法", Width: 92}}}
	word := st.Rates.Word
	settled := word("办结率", "办结率")
	if m := st.Rates.Settled; m != data.SettledUsual {
		settled += "（" + m.Words() + "）"
	}
	for _, f := range []struct {
		name string
		rate data.Rate
	}{
		{word("办复率", "办复率"), st.ReplyRate}, {settled, st.SettledRate}, {word("按时办复率", "按时办复率"), st.OnTimeRate}, {word("面商率", "面商率"), st.FaceToFaceRate},
		{word("态度满意率", "办理态度满意率"), st.Attitude.Rate}, {word("结果满意率", "办理结果满意率"), st.Result.Rate}, {word("回收率", "征询意见表回收率"), st.ReturnedRate},
		{word("采纳率", "采纳率"), st.AdoptedRate}, {word("协办报送率", "协办意见报送率"), st.OpinionRate}, {word("协办单位意见按时率", "协办单位意见按时率"), st.CoOpinionRate},
	} {
		t.Rows = append(t.Rows, []string{f.name, f.rate.Percent(), fmt.Sprintf("%d/%d", f.rate.Num, f.rate.Den), f.rate.Rule})
	}
	return t
}

// markTable counts the deputies' marks.
func markTable(st data.Stats) page.Table {
	t := page.Table{Font: listFont, Head: listHead, Whole: true, Columns: []page.Column{
		{Title: "代表评价", Width: 52}, {Title: string(data.Satisfied), Width: 26, Align: page.Centre}, {Title: string(data.MostlySatisfied), Width: 26, Align: page.Centre},
		{Title: string(data.Dissatisfied), Width: 26, Align: page.Centre}, {Title: "满意率", Width: 26, Align: page.Centre}}}
	for _, s := range []struct {
		name string
		mark data.Satisfaction
	}{{"对办理态度", st.Attitude}, {"对办理结果", st.Result}} {
		t.Rows = append(t.Rows, []string{s.name, strconv.Itoa(s.mark.Satisfied), strconv.Itoa(s.mark.Mostly), strconv.Itoa(s.mark.Dissatisfied), s.mark.Rate.Percent()})
	}
	return t
}

// figureNotes say how the figures are meant, and where shares don't add up.
func figureNotes(st data.Stats) string {
	notes := slices.Clone(st.Notes)
	notes = append(notes, "“—”表示没有可以计算的件数")
	for i := range notes {
		notes[i] = strconv.Itoa(i+1) + "." + notes[i]
	}
	return "注：" + strings.Join(notes, "；") + "。"
}

func unitTable(st data.Stats) page.Table {
	t := page.Table{Font: tableFont, Head: tableHead, Empty: nothing, Whole: true, Columns: []page.Column{{Title: "承办单位", Width: 40}}}
	column := func(title string, width page.MM) {
		t.Columns = append(t.Columns, page.Column{Title: title, Width: width, Align: page.Centre})
	}
	column("主办", 16)
	column("协办", 16)
	column("参与", 16)
	column("已答复", 19)
	column("按时", 16)
	total := []int{0, 0, 0, 0, 0}
	for _, c := range st.Classes {
		column(data.ClassWord(c.Class), 33/page.MM(len(st.Classes)))
		total = append(total, 0)
	}
	add := func(name string, counts []int) {
		row := []string{name}
		for _, n := range counts {
			row = append(row, strconv.Itoa(n))
		}
		t.Rows = append(t.Rows, row)
	}
	for _, u := range st.ByUnit {
		counts := []int{u.Lead, u.Assist, u.CoHandled, u.Replied, u.OnTime}
		for _, c := range st.Classes {
			counts = append(counts, u.Classes[c.Class])
		}
		for i, n := range counts {
			total[i] += n
		}
		add(u.Unit, counts)
	}
	if len(st.ByUnit) > 0 {
		add("合计", total)
	}
	return t
}

func topicTable(st data.Stats) page.Table {
	t := page.Table{Font: tableFont, Head: tableHead, Whole: true, Columns: []page.Column{
		{Title: "内容分类", Width: 92}, {Title: "件数", Width: 32, Align: page.Centre}, {Title: "占总数", Width: 32, Align: page.Centre}}}
	for _, c := range st.ByTopic {
		t.Rows = append(t.Rows, []string{c.Topic, strconv.Itoa(c.Count), c.Share.Percent()})
	}
	return t
}

// promiseTable lists what was promised in the replies, kept or open.
func promiseTable(st data.Stats, cases []data.Case) page.Table {
	t := page.Table{Font: listFont, Head: listHead, Columns: []page.Column{
		{Title: "编号", Width: 16, Align: page.Centre}, {Title: "承诺事项", Width: 88}, {Title: "完成期限", Width: 24, Align: page.Centre}, {Title: "兑现情况", Width: 28, Align: page.Centre}}}
	for _, c := range cases {
		for _, p := range c.AsOf(st.AsOf).Commitments {
			t.Rows = append(t.Rows, []string{c.Proposal.Number, p.Text, p.Due.String(), keptWords(p, st.AsOf)})
		}
	}
	return t
}

func keptWords(p data.Commitment, asOf data.Date) string {
	switch {
	case !p.Kept.IsZero():
		return p.Kept.String() + "兑现"
	case p.Overdue(asOf):
		return string(data.PromiseOverdue)
	}
	return "跟踪中"
}

// listTable is the list of the year's proposals.
func listTable(cases []data.Case, st data.Stats, y data.RuleYears) page.Table {
	t := page.Table{Font: listFont, Head: listHead, Empty: nothing, Columns: []page.Column{
		{Title: "编号", Width: 13, Align: page.Centre}, {Title: "标题", Width: 50}, {Title: "领衔代表", Width: 20, Align: page.Centre}, {Title: "办理方式", Width: 12, Align: page.Centre},
		{Title: "承办单位", Width: 25}, {Title: "类别", Width: 10, Align: page.Centre}, {Title: "答复或报送", Width: 26, Align: page.Centre}}}
	for _, row := range data.LedgerRows(cases, st.AsOf, y) {
		day := row.Answered.String()
		if day == "" {
			day = row.Remark // 撤案, 转办
		}
		t.Rows = append(t.Rows, []string{row.Number, row.Title, row.Proposers, row.Role, row.Unit, row.Class, day})
	}
	return t
}
