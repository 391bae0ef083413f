package office

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2/container"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// packForm edits a rule pack in eight parts.
type packForm struct {
	form.Editor
	pack   data.RulePack
	was    data.Date // its date before
	fresh  bool      // it is to be added
	others []packRow

	tabs       *ui.TabBar
	parts      []*ui.Form
	name       *ui.Entry
	from       *ui.DateEntry
	numbers    []*ui.Entry // as packNumbers
	next       *ui.TickBox
	rows       *ui.TickBox
	ofReplied  *ui.Choice[bool]
	places     *ui.Entry
	limits     *form.FieldLines[data.LimitRule]
	classes    *form.FieldLines[data.ReplyClass]
	marks      *form.FieldLines[data.MarkWord]
	words      []*ui.Entry // as LetterWordings.All
	items      *form.FieldLines[packItem]
	grades     *form.FieldLines[data.Grade]
	ways       *wayFields
	paperForm  *ui.Choice[data.LetterForm]
	openness   *ui.TickBox
	unsealed   *ui.TickBox
	passages   *form.FieldLines[data.Passage]
	rates      ratesPart
	topics     *form.FieldLines[data.Topic]
	yearsAbout string
}

// The parts of the form.
var packParts = []string{"名称和期限", "其他期限", "办理结果类别", "评价用语", "公文用语", "公文格式", "标准段落", "主题", "考评", "统计"}

const (
	partLimits = iota
	partMoreLimits
	partClasses
	partMarks
	partLetters
	partPaper
	partPassages
	partTopics
	partAppraisal
	partRates
)

// packNumber is one of a pack's numbers; label as data.RulePack names it.
type packNumber struct {
	label, hint string
	at          func(*data.RulePack) *int
}

var packNumbers = []packNumber{
	{"答复期限", "个月，自交办之日起；其他期限里写全了的填0", func(p *data.RulePack) *int { return &p.ReplyMonths }},
	{"延期上限", "个月，自交办之日起，经同意延期最长到这时", func(p *data.RulePack) *int { return &p.ExtensionMonths }},
	{"退回期限", "个工作日，自交办之日起；逾期视为签收；其他期限里写全了的填0", func(p *data.RulePack) *int { return &p.ReturnWorkdays }},
	{"协办意见期限", "个月，自交办之日起", func(p *data.RulePack) *int { return &p.OpinionMonths }},
	{"重新答复期限", "个月，自收到不满意的反馈之日起", func(p *data.RulePack) *int { return &p.ReanswerMonths }},
	{"征询意见表收回期限", "日，自答复送达之日起", func(p *data.RulePack) *int { return &p.FeedbackDays }},
	{"黄灯天数", "剩这么多天以内为黄灯", func(p *data.RulePack) *int { return &p.YellowDays }},
	{"橙灯天数", "剩这么多天以内为橙灯", func(p *data.RulePack) *int { return &p.OrangeDays }},
}

// editPack opens the form of a pack, or of a new one that begins as its copy.
func editPack(l *recordList[packRow], p data.RulePack, fresh bool, done func()) {
	if fresh {
		p.From = freeYear(l, l.deps.Today().Year()+1)
		if slices.ContainsFunc(l.rows, func(r packRow) bool { return r.Name == p.Name }) {
			p.Name = fmt.Sprintf("%s（%d年）", p.Name, p.From.Year())
		}
	}
	openPackForm(l, p, packForm{was: p.From, fresh: fresh}, done)
}

// freeYear is the first day of the first year from which no pack applies yet.
func freeYear(l *recordList[packRow], year int) data.Date {
	for {
		day := data.NewDate(year, 1, 1)
		if !slices.ContainsFunc(l.rows, func(r packRow) bool { return r.From == day }) {
			return day
		}
		year++
	}
}

func openPackForm(l *recordList[packRow], p data.RulePack, f packForm, done func()) {
	f.pack, f.others = p, l.rows
	f.Host, f.Form, f.Width, f.Height = l.host, ui.NewForm(), 980, 640
	f.Editor.Title = "新建办理规则"
	f.yearsAbout = "这套规则保存后开始管适用日期所在的年度。"
	if !f.fresh {
		f.Editor.Title = "修改办理规则"
		f.Record = "办理规则“" + p.Name + "”"
		f.Remove = func(tx screen.Tx) error { return tx.RemovePack(f.was) }
		for _, r := range l.rows {
			if r.From == f.was {
				f.yearsAbout = "这套规则管" + r.Years + "：一经修改，这些年度的期限和统计随之改变。只改今后的做法，请关闭后点“复制”。"
			}
		}
	}
	f.build(l.deps)
	f.Editor.Print, f.Editor.Read, f.Editor.Write, f.Editor.ShowError = f.typed, f.readAll, f.writeAll, f.showProblems
	f.Editor.Done = func() {
		l.Refresh()
		done()
	}
	f.limits.Submit, f.classes.Submit, f.marks.Submit, f.passages.Submit, f.topics.Submit, f.items.Submit, f.grades.Submit, f.rates.words.Submit = f.Save, f.Save, f.Save, f.Save, f.Save, f.Save, f.Save, f.Save
	f.Open(f.name)
}

func (f *packForm) build(d screen.Deps) {
	f.parts = []*ui.Form{f.Form}
	for range packParts[1:] {
		f.parts = append(f.parts, ui.NewForm())
	}
	pages := container.NewStack()
	for i, x := range f.parts {
		x.LabelWidth = 146
		page := container.NewVScroll(container.NewPadded(x.Root()))
		ui.SetShown(page, i == 0)
		pages.Add(page)
	}
	f.tabs = ui.NewTabBar(packParts, func(at int) {
		for i, o := range pages.Objects {
			ui.SetShown(o, i == at)
		}
	})
	f.buildLimits(d)
	f.buildMoreLimits()
	f.buildClasses()
	f.buildMarks()
	f.buildWords()
	f.buildPaper()
	f.buildPassages()
	f.buildTopics()
	f.buildAppraisal()
	f.buildRates()
	f.Content = container.NewBorder(container.NewVBox(f.tabs, ui.Gap(4)), nil, nil, nil, pages)
}

func (f *packForm) buildLimits(d screen.Deps) {
	x := f.parts[partLimits]
	f.name = f.Field("如 三类做法（三个月答复）", f.pack.Name)
	f.from = f.Day(f.pack.From, 0, d.Today())
	for _, n := range packNumbers {
		f.numbers = append(f.numbers, f.Field("", fmt.Sprint(*n.at(&f.pack))))
	}
	f.next = ui.NewTickBox("期限最后一日是休息日的，顺延到下一个工作日", nil)
	f.next.Fill(f.pack.NextWorkday)
	f.ofReplied = ui.NewChoice("请选择", []ui.Option[bool]{
		{Value: false, Label: "收回的征询意见表"}, {Value: true, Label: "全部已答复件（未收回的算没有不满意）"}}, nil)
	f.ofReplied.Fill(f.pack.FeedbackOfReplied)
	x.AddObject(ui.NewSmallText(f.yearsAbout))
	x.Pair(x.NewRow("规则名称", true, f.name, ""), x.NewRow("适用日期", true, f.from, "从这一天所在的年度起用"))
	for i := 0; i < len(packNumbers); i += 2 {
		a, b := packNumbers[i], packNumbers[i+1]
		x.Pair(x.NewRow(a.label, true, f.numbers[i], a.hint), x.NewRow(b.label, true, f.numbers[i+1], b.hint))
	}
	x.Add("末日是休息日", false, f.next, "民法典第二百零三条")
	x.Add("满意率分母", false, f.ofReplied, "")
}

func (f *packForm) buildMoreLimits() {
	f.limits = form.NewFieldLines(limitLines, f.pack.Limits)
	x := f.parts[partMoreLimits]
	x.AddObject(ui.NewSmallText("按日期定的（如6月30日、党派提案5月10日），往前数的，自再次交办算的，写在这里；每条写一个日期或一段时长。几条和“名称和期限”里的都适用于一件的，取最早的。“说明后答复”是先向代表说明、不用批准的最长期限；“首次联系”“二次评价”写了才有。"))
	x.AddObject(f.limits.Root)
}

func (f *packForm) buildClasses() {
	f.classes = form.NewFieldLines(classLines, f.pack.Classes)
	f.parts[partClasses].AddObject(ui.NewSmallText("答复右上角标注的类别。只想给某一册用别的类别，请在那一册的办理册里填写。"))
	f.parts[partClasses].AddObject(f.classes.Root)
}

func (f *packForm) buildMarks() {
	f.marks = form.NewFieldLines(markLines, f.pack.Marks)
	f.parts[partMarks].AddObject(ui.NewSmallText("征询意见表上的用语，从好到差；统计时每个用语计为满意、基本满意或不满意。空着的用这三个词。计为不满意的，要重新答复。"))
	f.parts[partMarks].AddObject(f.marks.Root)
}

func (f *packForm) buildAppraisal() {
	f.items = form.NewFieldLines(itemLines, packItems(f.pack.Appraisal))
	f.grades = form.NewFieldLines(gradeLines, f.pack.Appraisal.Grades)
	x := f.parts[partAppraisal]
	x.AddObject(ui.NewSmallText("部分名称相同的项目合成一部分。依据选“由人打分”的，在考评里打分；其余由登记的事实算出。"))
	x.AddObject(f.items.Root)
	x.Section("等次")
	x.AddObject(f.grades.Root)
	f.ways = newWayFields(&f.Editor, x, f.pack.Appraisal)
}

func (f *packForm) typed() string {
	out := []string{f.name.Text, f.from.Text, f.places.Text, fmt.Sprint(f.next.Checked, f.ofReplied.Value(), f.rows.Checked), f.limits.Print(), f.classes.Print(), f.marks.Print(), f.passages.Print(), f.topics.Print(), fmt.Sprint(f.paperForm.Value(), f.openness.Checked, f.unsealed.Checked), f.items.Print(), f.grades.Print(), f.ways.typed(), f.rates.print()}
	for _, e := range slices.Concat(f.numbers, f.words) {
		out = append(out, e.Text)
	}
	return strings.Join(out, "\x00")
}

func (f *packForm) readAll() (ps data.Problems) {
	p := &f.pack
	p.Name, p.NextWorkday, p.FeedbackOfReplied, p.UsualRows = f.name.Text, f.next.Checked, f.ofReplied.Value(), f.rows.Checked
	p.Places = words.SplitNames(f.places.Text)
	p.From = data.Date{}
	form.ReadDay(&ps, "适用日期", f.from, &p.From)
	switch {
	case len(ps) == 0 && p.From.IsZero():
		ps = append(ps, data.Problem{Field: "适用日期", Message: "没有填写", Hint: "请填写日期，如2026-01-01"})
	case f.fresh || p.From != f.was:
		for _, r := range f.others {
			if r.From == p.From {
				ps = append(ps, data.Problem{Field: "适用日期", Message: "已有自这一天起适用的“" + r.Name + "”", Hint: "请换一天，或直接修改那一套"})
			}
		}
	}
	for i, n := range packNumbers {
		form.ReadNumber(&ps, n.label, f.numbers[i].Text, n.at(p))
	}
	p.Limits = f.limits.Values(&ps)
	p.Classes, p.Marks = f.classes.Values(&ps), f.marks.Values(&ps)
	for i, w := range p.Letters.All() {
		*w.Text = f.words[i].Text
	}
	p.Paper = data.PaperRules{Form: f.paperForm.Value(), Openness: f.openness.Checked, Unsealed: f.unsealed.Checked}
	if p.Passages = f.passages.Values(&ps); p.Passages == nil {
		p.Passages = []data.Passage{} // none: not that there never were any
	}
	p.Rates = f.rates.read(&ps)
	if p.Topics = f.topics.Values(&ps); p.Topics == nil {
		p.Topics = []data.Topic{}
	}
	p.Appraisal = appraisalOf(f.items.Values(&ps), f.grades.Values(&ps))
	p.Appraisal.Ways = f.ways.read(&ps)
	return form.MergeProblems(ps, p.Validate())
}

func (f *packForm) writeAll(tx screen.Tx) error {
	p := f.pack
	if err := tx.SavePack(&p); err != nil || f.fresh || p.From == f.was {
		return err
	}
	return tx.RemovePack(f.was)
}

// showProblems shows each problem in its part, and the first part that has any.
func (f *packForm) showProblems(err error) bool {
	problems, ok := form.ProblemsOf(form.Relabel(err, map[string]string{"提醒天数": "黄灯天数"}))
	if !ok {
		return false
	}
	by := make([]data.Problems, len(f.parts))
	for _, p := range problems {
		at := f.partOf(p.Field)
		by[at] = append(by[at], p)
	}
	first := slices.IndexFunc(by, func(ps data.Problems) bool { return len(ps) > 0 })
	f.tabs.Choose(first)
	for i, x := range slices.Backward(f.parts) { // the first wrong field gets the keyboard last
		x.Clear()
		if len(by[i]) > 0 {
			x.ShowError(by[i])
		}
	}
	return true
}

// partOf is the part that has a field.
func (f *packForm) partOf(field string) int {
	for i, x := range f.parts {
		if x.Row(field) != nil {
			return i
		}
	}
	for prefix, part := range map[string]int{"其他期限": partMoreLimits, "类别": partClasses, "办理结果": partClasses, "评价": partMarks, "标准段落": partPassages, "主题": partTopics, "考评": partAppraisal, "比率": partRates, "办结率": partRates} {
		if strings.HasPrefix(field, prefix) {
			return part
		}
	}
	return partLimits
}
