package data

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// YearPart is one part of the tables and charts beside a summary's prose (附表),
// told once: the window shows it with every figure to be opened, papers and texts
// print it.
type YearPart struct {
	Title  string
	Tables []YearTable
	Lines  YearLines
	Notes  []string // below it
}

// YearTable is a table of a year's figures. A cell may have a bar as long as its
// figure is large; the figure stands beside it in words, so that no colour need be
// told apart.
type YearTable struct {
	Title   string
	Columns []YearColumn
	Rows    [][]YearCell
}

// YearColumn is one column of a YearTable.
type YearColumn struct {
	Title string
	Wide  float64 // on paper, in millimetres
	Words bool    // its cells are words, not figures
	Paper bool    // it stands on papers alone: what it says is told where a figure is opened
}

// YearCell is one cell of a YearTable.
type YearCell struct {
	Text   string
	Part   float64 // how long its bar is beside the longest of the table, 0 to 1
	Name   string  // of the figure that it tells; "" where it tells none
	Value  string  // the figure as it is told where it is opened
	Before bool    // it is of the year before, whose proposals are not held
	Figure         // what is behind it
}

// Opens tells whether there is something behind the cell.
func (c YearCell) Opens() bool { return c.Name != "" && (len(c.IDs) > 0 || c.Before && c.Num > 0) }

// YearLines show how a few counts grew over a year, a line each.
type YearLines struct {
	Title string
	Steps []string
	Lines []YearLine
}

// YearLine is one of them: a value for each step.
type YearLine struct {
	Name   string
	Values []int
}

// Label is the line's name with its last value.
func (l YearLine) Label() string {
	if len(l.Values) == 0 {
		return l.Name
	}
	return l.Name + " " + strconv.Itoa(l.Values[len(l.Values)-1])
}

// Apart moves the heights of labels so that none is nearer to another than high,
// and none lies below most.
func Apart[T ~float32 | ~float64](at []T, high, most T) []T {
	order := make([]int, len(at))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(at[a], at[b]) })
	out := slices.Clone(at)
	for n, i := range order {
		if n > 0 {
			out[i] = max(out[i], out[order[n-1]]+high)
		}
	}
	for n := len(order) - 1; n >= 0; n-- { // pushed out below: back up
		i := order[n]
		limit := most
		if n+1 < len(order) {
			limit = out[order[n+1]] - high
		}
		out[i] = min(out[i], limit)
	}
	return out
}

// Without is the table without the columns of these titles.
func (t YearTable) Without(titles ...string) YearTable {
	out := YearTable{Title: t.Title, Rows: make([][]YearCell, len(t.Rows))}
	for i, c := range t.Columns {
		if slices.Contains(titles, c.Title) {
			continue
		}
		out.Columns = append(out.Columns, c)
		for k, row := range t.Rows {
			if i < len(row) {
				out.Rows[k] = append(out.Rows[k], row[i])
			}
		}
	}
	return out
}

// Barred tells whether any cell of a column has a bar.
func (t YearTable) Barred(column int) bool {
	return slices.ContainsFunc(t.Rows, func(row []YearCell) bool { return column < len(row) && row[column].Part > 0 })
}

// YearParts are the tables and charts of a year, in the order of papers; parts
// that would say nothing are left out. before is the year before as far as it is
// compared, nil where it has no proposals; cases are those that st was counted from.
func YearParts(st Stats, before *Stats, cases []Case) []YearPart {
	rates := YearPart{Title: "各项比率", Tables: []YearTable{RateTable(st)}, Notes: slices.Concat(st.Notes, []string{"“—”表示没有可以计算的件数"})}
	if before != nil {
		rates.Title = "各项比率和与上年比较"
		rates.Tables = append(rates.Tables, CompareTable(*before, st))
	}
	all := []YearPart{
		{Title: fmt.Sprintf("办理结果类别（已答复%d件）", st.Replied), Tables: []YearTable{ClassTable(st)}},
		rates,
		{Title: "代表评价", Tables: []YearTable{MarkTable(st)}},
		{Title: "承办单位办理情况", Tables: []YearTable{UnitBars(st), UnitTable(st)}},
		{Title: "内容分类", Tables: []YearTable{TopicTable(st)}},
		{Title: "每月办理进程", Tables: []YearTable{CourseTable(st.Course, st.Year)}, Lines: GrowthLines(st.Course, st.Year)},
		{Title: "沟通和督办", Tables: []YearTable{TalkTable(st), PeopleTable(st)}},
		{Title: "承诺事项兑现情况", Tables: []YearTable{PromiseTable(st), PromiseList(st, cases)}},
	}
	for i := range all {
		all[i].Tables = slices.DeleteFunc(all[i].Tables, func(t YearTable) bool { return len(t.Rows) == 0 })
	}
	return slices.DeleteFunc(all, func(p YearPart) bool { return len(p.Tables) == 0 && len(p.Lines.Steps) == 0 })
}

// wordCell is a cell of words.
func wordCell(text string) YearCell { return YearCell{Text: text} }

// countCell is a cell that tells a count under its name.
func countCell(name string, f Figure) YearCell {
	return YearCell{Text: strconv.Itoa(f.Num), Name: name, Value: strconv.Itoa(f.Num), Figure: f}
}

// shareCell is a cell that tells a share under its name, with a bar of that length.
func shareCell(name string, f Figure) YearCell {
	c := YearCell{Text: f.Percent(), Name: name, Value: f.Percent(), Figure: f}
	if tenths, ok := f.Tenths(); ok {
		c.Part = float64(tenths) / 1000
	}
	return c
}

// bars gives cells of counts their bars: all columns are measured by the largest
// count of all.
func (t *YearTable) bars(columns ...int) {
	most := 0
	for _, row := range t.Rows {
		for _, i := range columns {
			most = max(most, row[i].Num)
		}
	}
	for _, row := range t.Rows {
		for _, i := range columns {
			row[i].Part = float64(row[i].Num) / float64(max(most, 1))
		}
	}
}

// named are the figures of a year by their names.
func (st Stats) named() map[string]NamedFigure {
	all := map[string]NamedFigure{}
	for _, f := range st.Figures() {
		all[f.Name] = f
	}
	return all
}

// ClassTable are the classes of the replies.
func ClassTable(st Stats) YearTable {
	t := YearTable{Title: fmt.Sprintf("办理结果类别（已答复 %d 件）", st.Replied), Columns: []YearColumn{
		{Title: "类别", Wide: 18}, {Title: "含义", Wide: 62, Words: true}, {Title: "件数和占已答复主办件的比例", Wide: 76}}}
	if st.Replied == 0 {
		return t
	}
	for _, c := range st.Classes {
		word := ClassWord(c.Class)
		cell := countCell(word+"件数", c.Share.Figure)
		cell.Value += "件"
		cell.Text, cell.Part = cell.Value+" "+c.Share.Percent(), float64(c.Count)/float64(st.Replied)
		t.Rows = append(t.Rows, []YearCell{wordCell(word), wordCell(c.Name), cell})
	}
	return t
}

// yearRates are the shares that tables tell, as they head them where the place has
// no word of its own, and as Figures names them.
var yearRates = []struct{ head, name string }{
	{"办复率", "办复率"}, {"办结率", "办结率"}, {"按时办复率", "按时办复率"}, {"面商率", "面商率"},
	{"办理态度满意率", "态度满意率"}, {"办理结果满意率", "结果满意率"}, {"征询意见表回收率", "回收率"},
	{"采纳率", "采纳率"}, {"协办意见报送率", "协办报送率"}, {"协办单位意见按时率", "协办单位意见按时率"},
}

// RateTable are the year's shares with what they are counted from.
func RateTable(st Stats) YearTable {
	t := YearTable{Title: "各项比率", Columns: []YearColumn{
		{Title: "指标", Wide: 33, Words: true}, {Title: "比率", Wide: 14}, {Title: "件数", Wide: 23}, {Title: "计算方法", Wide: 86, Words: true, Paper: true}}}
	of := st.named()
	for _, r := range yearRates {
		f, ok := of[r.name]
		if !ok {
			continue
		}
		cell, head := shareCell(f.Name, f.Figure), st.Rates.Word(r.name, r.head)
		if m := st.Rates.Settled; r.name == "办结率" && m != SettledUsual {
			head += "（" + m.Words() + "）"
		}
		cell.Part = 0
		t.Rows = append(t.Rows, []YearCell{wordCell(head), cell, wordCell(fmt.Sprintf("%d/%d", f.Num, f.Den)), wordCell(f.Rule)})
	}
	return t
}

// CompareTable sets a year's counts and shares beside those of the year before
// (与上年比), which has no proposals behind it (Compared).
func CompareTable(before, now Stats) YearTable {
	t := YearTable{Title: fmt.Sprintf("与上年比（%d年 %d 件，%d年 %d 件）", before.Year, before.Total, now.Year, now.Total), Columns: []YearColumn{
		{Title: "指标", Wide: 36, Words: true}, {Title: strconv.Itoa(before.Year) + "年", Wide: 44}, {Title: strconv.Itoa(now.Year) + "年", Wide: 44}, {Title: "变化", Wide: 32}}}
	was, is := before.named(), now.named()
	for _, name := range []string{"总件数", "主办件数", "协办件数", "承诺兑现数", "往年承诺兑现数"} {
		a, b := countCell(name, was[name].Figure), countCell(name, is[name].Figure)
		a.Before = true
		t.Rows = append(t.Rows, []YearCell{wordCell(name), a, b, wordCell(changeOf(b.Num-a.Num, strconv.Itoa))})
	}
	names, pairs := YearShares(before, now)
	for i, name := range names {
		a, b := shareCell(name, pairs[i][0].Figure), shareCell(name, pairs[i][1].Figure)
		if a.Den+b.Den == 0 {
			continue
		}
		a.Before = true
		t.Rows = append(t.Rows, []YearCell{wordCell(name), a, b, wordCell(changedPoints(pairs[i][0], pairs[i][1]))})
	}
	return t
}

// ComparedFigure is the cell of the year before that CompareTable tells by a name.
func ComparedFigure(before, now Stats, name string) YearCell {
	for _, row := range CompareTable(before, now).Rows {
		if row[1].Name == name {
			return row[1]
		}
	}
	return YearCell{}
}

// MarkTable are the marks of the forms that came back.
func MarkTable(st Stats) YearTable {
	t := YearTable{Title: "满意度（件数，满意率）", Columns: []YearColumn{{Title: "代表评价", Wide: 32}, {Title: "办理态度", Wide: 62}, {Title: "办理结果", Wide: 62}}}
	back := 0
	for _, m := range Marks {
		row := []YearCell{wordCell(string(m))}
		for _, o := range []struct {
			name string
			mark Satisfaction
		}{{"态度", st.Attitude}, {"结果", st.Result}} {
			f := o.mark.By[m]
			f.Rule = "最近一次征询意见表上，办理" + o.name + "评为“" + string(m) + "”"
			back += f.Num
			row = append(row, countCell("办理"+o.name+string(m), f))
		}
		t.Rows = append(t.Rows, row)
	}
	if back == 0 {
		t.Rows = nil
		return t
	}
	t.bars(1, 2)
	a, r := shareCell("态度满意率", st.Attitude.Rate.Figure), shareCell("结果满意率", st.Result.Rate.Figure)
	a.Part, r.Part = 0, 0
	t.Rows = append(t.Rows, []YearCell{wordCell("满意率"), a, r})
	return t
}

// mostUnits is how many units have bars; all stand in the table of units.
const mostUnits = 12

// UnitBars are the units that lead most: what they lead, how much of it is
// answered, and how much of that was in time.
func UnitBars(st Stats) YearTable {
	units := slices.DeleteFunc(slices.Clone(st.ByUnit), func(u UnitCount) bool { return u.Lead == 0 })
	t := YearTable{Title: "承办单位（主办件）", Columns: []YearColumn{{Title: "承办单位", Wide: 45, Words: true}, {Title: "主办", Wide: 37}, {Title: "已答复", Wide: 37}, {Title: "按时答复", Wide: 37}}}
	slices.SortStableFunc(units, func(a, b UnitCount) int { return cmp.Compare(b.Lead, a.Lead) })
	if len(units) > mostUnits {
		t.Title = fmt.Sprintf("承办单位（主办件，共 %d 个单位，件数最多的 %d 个）", len(units), mostUnits)
		units = units[:mostUnits]
	}
	for _, u := range units {
		replied, inTime := u.ReplyRate.Figure, u.InTime.Figure
		replied.Rule, inTime.Rule = "由该单位主办、已送达答复", "由该单位主办、首次答复在期限内送达"
		t.Rows = append(t.Rows, []YearCell{wordCell(u.Unit), countCell(u.Unit+"：主办", u.Leads), countCell(u.Unit+"：已答复", replied), countCell(u.Unit+"：按时答复", inTime)})
	}
	t.bars(1, 2, 3)
	return t
}

// UnitTable are all units, what each does and how far it is.
func UnitTable(st Stats) YearTable {
	t := YearTable{Title: "各承办单位", Columns: []YearColumn{{Title: "承办单位", Wide: 40, Words: true},
		{Title: "主办", Wide: 16}, {Title: "协办", Wide: 16}, {Title: "参与", Wide: 16}, {Title: "已答复", Wide: 19}, {Title: "按时", Wide: 16}}}
	for _, c := range st.Classes {
		t.Columns = append(t.Columns, YearColumn{Title: ClassWord(c.Class), Wide: 33 / float64(len(st.Classes))})
	}
	total := make([]int, len(t.Columns))
	for _, u := range st.ByUnit {
		helped := u.CoIDs
		helped.Num = u.CoHandled
		row := []YearCell{wordCell(u.Unit), countCell(u.Unit+"：主办", u.Leads), countCell(u.Unit+"：协办", u.Assists), countCell(u.Unit+"：参与", helped),
			countCell(u.Unit+"：已答复", u.ReplyRate.Figure), countCell(u.Unit+"：按时答复", u.InTime.Figure)}
		for _, c := range st.Classes {
			row = append(row, wordCell(strconv.Itoa(u.Classes[c.Class])))
		}
		for i := range row[1:] {
			n, _ := strconv.Atoi(row[i+1].Text)
			total[i+1] += n
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) > 0 {
		sum := []YearCell{wordCell("合计")}
		for _, n := range total[1:] {
			sum = append(sum, wordCell(strconv.Itoa(n)))
		}
		t.Rows = append(t.Rows, sum)
	}
	return t
}

// TopicTable are the topics, where any is named.
func TopicTable(st Stats) YearTable {
	t := YearTable{Title: "内容分类（件数，占总数）", Columns: []YearColumn{{Title: "内容分类", Wide: 50, Words: true}, {Title: "件数和占总数的比例", Wide: 106}}}
	if len(st.ByTopic) == 1 && st.ByTopic[0].Topic == noTopic {
		return t
	}
	for _, c := range st.ByTopic {
		cell := countCell(c.Topic+"件数", c.Share.Figure)
		cell.Value += "件"
		cell.Text = cell.Value + " " + c.Share.Percent()
		t.Rows = append(t.Rows, []YearCell{wordCell(c.Topic), cell})
	}
	t.bars(1)
	return t
}

// CourseTable is a year's course by month: handed over, due, answered.
func CourseTable(course []CourseMonth, year int) YearTable {
	t := YearTable{Title: "全年进程（每月件数）", Columns: []YearColumn{{Title: "月份", Wide: 27}, {Title: "交办", Wide: 43}, {Title: "到期", Wide: 43}, {Title: "答复", Wide: 43}}}
	for _, m := range course {
		name := m.Name(year)
		t.Rows = append(t.Rows, []YearCell{wordCell(name), countCell(name+"交办", m.HandedOver), countCell(name+"到期", m.Due), countCell(name+"答复、报送", m.Answered)})
	}
	t.bars(1, 2, 3)
	return t
}

// GrowthLines are a year's course added up; without steps where it is of one month.
func GrowthLines(course []CourseMonth, year int) YearLines {
	l := YearLines{Title: "全年进程（累计件数）", Lines: []YearLine{{Name: "交办"}, {Name: "到期"}, {Name: "答复报送"}}}
	if len(course) < 2 {
		return l
	}
	for _, t := range CourseTotals(course) {
		l.Steps = append(l.Steps, t.Name(year))
		for i, v := range []int{t.AllHandedOver, t.AllDue, t.AllAnswered} {
			l.Lines[i].Values = append(l.Lines[i].Values, v)
		}
	}
	return l
}

// TalkTable are the talks with deputies and what was urged, by how often.
func TalkTable(st Stats) YearTable {
	var names [][2]string
	for _, p := range Phases {
		names = append(names, [2]string{string(p) + "沟通", string(p) + "次数"})
	}
	names = append(names, [2]string{"其中调研、视察", "视察调研次数"})
	for _, r := range Ranks {
		names = append(names, [2]string{string(r) + "牵头沟通", string(r) + "沟通次数"})
	}
	names = append(names, [2]string{"督查", "督查次数"})
	for _, k := range UrgeSteps {
		names = append(names, [2]string{string(k), string(k) + "次数"})
	}
	return st.countTable("沟通和督办（次数）", "次数", names)
}

// PeopleTable are the people talked with.
func PeopleTable(st Stats) YearTable {
	return st.countTable("沟通人次", "人次", [][2]string{{"沟通人次", "沟通人次"}, {"当面沟通人次", "当面沟通人次"}, {"沟通代表人数", "沟通代表人数"}})
}

// countTable tells counts under heads, each by its name in Figures; without rows
// where all of them are zero.
func (st Stats) countTable(title, column string, names [][2]string) YearTable {
	t := YearTable{Title: title, Columns: []YearColumn{{Title: "事项", Wide: 62, Words: true}, {Title: column, Wide: 94}}}
	of, all := st.named(), 0
	for _, name := range names {
		f := of[name[1]]
		all += f.Num
		t.Rows = append(t.Rows, []YearCell{wordCell(name[0]), countCell(name[1], f.Figure)})
	}
	if all == 0 {
		t.Rows = nil
	}
	t.bars(1)
	return t
}

// PromiseTable counts the promises by where they stand.
func PromiseTable(st Stats) YearTable {
	t := YearTable{Title: "承诺和上年计划", Columns: []YearColumn{{Title: "事项", Wide: 62, Words: true}, {Title: "项数、件数", Wide: 94}}}
	p := st.Promises
	if p.Kept.Num+p.Open.Num+p.Overdue.Num+p.KeptEarlier.Num+st.Planned.Rate.Den == 0 {
		return t
	}
	for _, x := range []struct {
		head, name string
		f          Figure
	}{{"当年答复的承诺，已兑现", "承诺兑现数", p.Kept}, {"当年答复的承诺，未到期", "承诺跟踪数", p.Open}, {"当年答复的承诺，逾期未兑现", "承诺逾期数", p.Overdue}, {"往年答复的承诺，当年兑现", "往年承诺兑现数", p.KeptEarlier}} {
		t.Rows = append(t.Rows, []YearCell{wordCell(x.head), countCell(x.name, x.f)})
	}
	if planned := st.plannedFigures(); st.Planned.Rate.Den > 0 {
		for _, f := range planned[:2] {
			t.Rows = append(t.Rows, []YearCell{wordCell(f.Word), countCell(f.Name, f.Figure)})
		}
	}
	t.bars(1)
	return t
}

// PromiseList lists what was promised in the year's replies, kept or open, and
// what earlier years promised and was kept in it.
func PromiseList(st Stats, cases []Case) YearTable {
	t := YearTable{Title: "承诺事项逐项", Columns: []YearColumn{{Title: "编号", Wide: 21}, {Title: "承诺事项", Wide: 78, Words: true}, {Title: "完成期限", Wide: 24}, {Title: "兑现情况", Wide: 33}}}
	for _, c := range cases {
		year, number := c.Year(), c.Proposal.Number
		if year > st.Year || c.Proposal.HandedOver.After(st.AsOf) {
			continue
		}
		if year < st.Year {
			number = fmt.Sprintf("%d年%s", year, number)
		}
		for _, p := range c.AsOf(st.AsOf).Commitments {
			if year < st.Year && p.Kept.Year() != st.Year {
				continue
			}
			cell := YearCell{Text: number, Name: "第" + c.Proposal.Number + "号的承诺", Value: p.Text, Figure: Figure{Num: 1, IDs: []ID{c.Proposal.ID}, Rule: "答复里承诺的事项"}}
			t.Rows = append(t.Rows, []YearCell{cell, wordCell(p.Text), wordCell(p.Due.String()), wordCell(keptWords(p, st.AsOf))})
		}
	}
	return t
}

func keptWords(p Commitment, asOf Date) string {
	switch {
	case !p.Kept.IsZero():
		return p.Kept.String() + "兑现"
	case p.Overdue(asOf):
		return string(PromiseOverdue)
	}
	return "跟踪中"
}
