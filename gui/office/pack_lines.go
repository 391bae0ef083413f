package office

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jianban/data"
	"jianban/gui/form"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// classLines edits a scheme of classes.
var classLines = form.LineKind[data.ReplyClass]{
	Heads: []string{"字母", "名称", "总结里写", "承诺", "采纳率", "办结"}, Widths: []float32{60, 0, 170, 110, 110, 130},
	Add: "加一类",
	New: func() data.ReplyClass { return data.ReplyClass{} },
	Fields: func(c data.ReplyClass) ([]fyne.CanvasObject, func(*data.ReplyClass, *data.Problems)) {
		letter, name, told := form.LineEntry("A", c.Letter), form.LineEntry("如 已解决或基本解决", c.Name), form.LineEntry("如 得到落实解决", c.Told)
		needs, adopted, settled := form.LineTick("要写承诺", c.NeedsCommitments), form.LineTick("计入采纳", c.Adopted), form.LineTick("答复即办结", c.Settled)
		return []fyne.CanvasObject{letter, name, told, needs, adopted, settled}, func(c *data.ReplyClass, _ *data.Problems) {
			c.Letter, c.Name, c.Told = strings.TrimSpace(letter.Text), name.Text, strings.TrimSpace(told.Text)
			c.NeedsCommitments, c.Adopted, c.Settled = needs.Checked, adopted.Checked, settled.Checked
		}
	},
	Blank: func(c data.ReplyClass) bool { return c.Letter == "" && strings.TrimSpace(c.Name) == "" },
}

// markLines edits the words of feedback forms.
var markLines = form.LineKind[data.MarkWord]{
	Heads: []string{"用语", "统计时计为"}, Widths: []float32{220, 180},
	Add: "加一个用语",
	New: func() data.MarkWord { return data.MarkWord{Counts: data.Satisfied} },
	Fields: func(m data.MarkWord) ([]fyne.CanvasObject, func(*data.MarkWord, *data.Problems)) {
		word, counts := form.LineEntry("如 非常满意", string(m.Word)), ui.NewChoice("请选择", ui.Options(data.Marks), nil)
		counts.Fill(m.Counts)
		return []fyne.CanvasObject{word, counts}, func(m *data.MarkWord, _ *data.Problems) {
			m.Word, m.Counts = data.Mark(strings.TrimSpace(word.Text)), counts.Value()
		}
	},
	Blank: func(m data.MarkWord) bool { return m.Word == "" },
}

// limitUnits and limitBases are how the lengths of limits and the days they count from
// are told.
var (
	limitUnits = []ui.Option[data.SpanUnit]{{Value: data.Months, Label: "个月"}, {Value: data.Workdays, Label: "个工作日"}, {Value: data.Days, Label: "日"}}
	limitBases = []ui.Option[data.LimitBase]{
		{Value: data.FromUsual, Label: "通常的起算日"}, {Value: data.FromUnit, Label: "交办承办单位后"}, {Value: data.FromAgain, Label: "再次交办后"}, {Value: data.BeforeAnswer, Label: "主办件答复期限前"},
	}
)

// limitLines edits the limits beside a pack's lengths, or of a book.
var limitLines = form.LineKind[data.LimitRule]{
	Heads: []string{"期限", "适用于", "到哪一天", "或时长", "单位", "起算"}, Widths: []float32{126, 0, 104, 62, 104, 168},
	Add: "加一条期限",
	New: func() data.LimitRule { return data.LimitRule{For: data.ForReply} },
	Fields: func(r data.LimitRule) ([]fyne.CanvasObject, func(*data.LimitRule, *data.Problems)) {
		what := ui.NewChoice("请选择", ui.Options(data.LimitsFor), nil)
		what.Fill(r.For)
		var known, have []string
		for _, of := range data.LimitsOf {
			known = append(known, string(of))
		}
		for _, of := range r.Of {
			have = append(have, string(of))
		}
		of := ui.NewCombo("全部；几个词用、隔开", known)
		of.Fill(strings.Join(have, "、"))
		day, n := form.LineEntry("如 6月30日", string(r.Day)), form.LineEntry("", numberText(r.N))
		unit, from := ui.NewChoice("请选择", limitUnits, nil), ui.NewChoice("通常的起算日", limitBases, nil)
		unit.Fill(r.Unit)
		from.Fill(r.From)
		return []fyne.CanvasObject{what, of, day, n, unit, from}, func(r *data.LimitRule, ps *data.Problems) {
			r.For, r.Of, r.Day, r.Unit, r.From = what.Value(), nil, data.MonthDay(strings.TrimSpace(day.Text)), unit.Value(), from.Value()
			for _, word := range words.SplitNames(of.Text) {
				r.Of = append(r.Of, data.LimitOf(word))
			}
			form.ReadNumber(ps, "其他期限", n.Text, &r.N)
		}
	},
	Blank: func(r data.LimitRule) bool { return r.Day == "" && r.N == 0 && len(r.Of) == 0 },
}

// topicLines edits the topics by which topic and unit of a new proposal are proposed.
var topicLines = form.LineKind[data.Topic]{
	Heads: []string{"主题", "标题里的词", "通常的承办单位（名称里的字）"}, Widths: []float32{150, 0, 220},
	Add: "加一行",
	New: func() data.Topic { return data.Topic{} },
	Fields: func(t data.Topic) ([]fyne.CanvasObject, func(*data.Topic, *data.Problems)) {
		name, said, units := form.LineEntry("如 城建交通", t.Name), ui.NewMultiLine("如 物业、小区、燃气", 2), form.LineEntry("如 住建", strings.Join(t.Units, "、"))
		said.Fill(strings.Join(t.Words, "、"))
		return []fyne.CanvasObject{container.NewVBox(name), said, container.NewVBox(units)}, func(t *data.Topic, _ *data.Problems) {
			t.Name, t.Words, t.Units = strings.TrimSpace(name.Text), words.SplitNames(said.Text), words.SplitNames(units.Text)
		}
	},
	Blank: func(t data.Topic) bool { return t.Name == "" && len(t.Words)+len(t.Units) == 0 },
}

// buildTopics makes the part of topics.
func (f *packForm) buildTopics() {
	f.topics = form.NewFieldLines(topicLines, f.pack.Topics)
	x := f.parts[partTopics]
	x.AddObject(ui.NewSmallText("新建建议、交办单位时，按标题里的词和以前同类建议的去向提出可能的主题和单位，由经办人点选。一个主题可以写几行，一行一类事，词之间用顿号隔开。"))
	x.AddObject(f.topics.Root)
}

// packItem is an appraisal item with its part, as one line of the form.
type packItem struct {
	Part string
	data.AppraisalItem
}

// packItems are the items of all parts, in order.
func packItems(a data.Appraisal) []packItem {
	var out []packItem
	for _, p := range a.Parts {
		for _, i := range p.Items {
			out = append(out, packItem{p.Name, i})
		}
	}
	return out
}

// appraisalOf puts the items of one part together, in the order in which the
// parts first stand, and grades from the best down. A new item's key is its
// name, or one that no other has.
func appraisalOf(items []packItem, grades []data.Grade) data.Appraisal {
	var a data.Appraisal
	keys := map[string]bool{}
	for _, i := range items {
		keys[i.Key] = true
	}
	for _, i := range items {
		if i.Key == "" {
			i.Key = strings.TrimSpace(i.Name)
			for n := 2; keys[i.Key]; n++ {
				i.Key = fmt.Sprintf("%s%d", strings.TrimSpace(i.Name), n)
			}
			keys[i.Key] = true
		}
		at := slices.IndexFunc(a.Parts, func(p data.AppraisalPart) bool { return p.Name == i.Part })
		if at < 0 {
			at, a.Parts = len(a.Parts), append(a.Parts, data.AppraisalPart{Name: i.Part})
		}
		a.Parts[at].Items = append(a.Parts[at].Items, i.AppraisalItem)
	}
	slices.SortStableFunc(grades, func(a, b data.Grade) int { return cmp.Compare(b.Least, a.Least) })
	a.Grades = grades
	return a
}

// measureWords are how measures are told.
var measureWords = []ui.Option[data.Measure]{
	{Value: data.MeasureByHand, Label: "由人打分"},
	{Value: data.MeasureOnTime, Label: "在期限内答复"},
	{Value: data.MeasureAccepted, Label: "按时签收"},
	{Value: data.MeasureTalks, Label: "办前办中办后沟通"},
	{Value: data.MeasureInPerson, Label: "答复前当面沟通"},
	{Value: data.MeasureLed, Label: "单位领导带头面商"},
	{Value: data.MeasureOpinions, Label: "协办意见按时报送"},
	{Value: data.MeasureAdopted, Label: "计入采纳的类别占比"},
	{Value: data.MeasureSatisfy, Label: "代表满意"},
	{Value: data.MeasureWorkload, Label: "工作量与平均数之比"},
}

// itemLines edits the appraisal items.
var itemLines = form.LineKind[packItem]{
	Heads: []string{"部分", "项目", "分值", "依据"}, Widths: []float32{130, 0, 60, 200},
	Add: "加一项",
	New: func() packItem { return packItem{} },
	Fields: func(i packItem) ([]fyne.CanvasObject, func(*packItem, *data.Problems)) {
		part, name, points := form.LineEntry("如 办理规范", i.Part), form.LineEntry("如 按时签收", i.Name), form.LineEntry("", numberText(i.Points))
		measure := ui.NewChoice("请选择", measureWords, nil)
		measure.Fill(i.Measure)
		return []fyne.CanvasObject{part, name, points, measure}, func(i *packItem, ps *data.Problems) {
			i.Part, i.Name, i.Measure = strings.TrimSpace(part.Text), name.Text, measure.Value()
			form.ReadNumber(ps, "考评项目", points.Text, &i.Points)
		}
	},
	Blank: func(i packItem) bool { return i.Part == "" && strings.TrimSpace(i.Name) == "" },
}

// gradeLines edits the grades.
var gradeLines = form.LineKind[data.Grade]{
	Heads: []string{"等次", "不少于（分）"}, Widths: []float32{180, 110},
	Add: "加一等",
	New: func() data.Grade { return data.Grade{} },
	Fields: func(g data.Grade) ([]fyne.CanvasObject, func(*data.Grade, *data.Problems)) {
		name, least := form.LineEntry("如 优秀", g.Name), form.LineEntry("", fmt.Sprint(g.Least))
		return []fyne.CanvasObject{name, least}, func(g *data.Grade, ps *data.Problems) {
			g.Name = name.Text
			form.ReadNumber(ps, "考评等次", least.Text, &g.Least)
		}
	},
	Blank: func(g data.Grade) bool { return strings.TrimSpace(g.Name) == "" },
}
