package units

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// unitHistory is what a unit did over the years.
type unitHistory struct {
	unit   data.Unit
	turns  []data.UnitTurn
	scores []string // one sentence a year, the newest first
	visits int      // urgings and visits of its work as a whole
}

// loadUnitHistory reads every year. It touches no widget.
func loadUnitHistory(ctx context.Context, r screen.Reader, u data.Unit, today data.Date) (unitHistory, error) {
	h := unitHistory{unit: u}
	units, err := r.Units(ctx)
	if err != nil {
		return h, err
	}
	if i := slices.IndexFunc(units, u.Same); i >= 0 {
		h.unit = units[i]
	}
	cases, rules, err := screen.CasesAndRules(ctx, r, data.Scope{})
	if err != nil {
		return h, err
	}
	h.turns = data.UnitTurns(cases, u.ID, today, rules)
	whole, err := r.Supervisions(ctx)
	if err != nil {
		return h, err
	}
	for _, s := range whole {
		if s.ProposalID == 0 && s.Unit.Same(u) {
			h.visits++
		}
	}
	h.scores, err = unitScores(ctx, r, cases, u, today, rules)
	return h, err
}

// unitScores say how the unit did in each of its years.
func unitScores(ctx context.Context, r screen.Reader, cases []data.Case, u data.Unit, today data.Date, rules data.RuleYears) ([]string, error) {
	byYear := map[int][]data.Case{}
	var years []int
	for _, c := range cases {
		if byYear[c.Year()] == nil {
			years = append(years, c.Year())
		}
		byYear[c.Year()] = append(byYear[c.Year()], c)
	}
	slices.Sort(years)
	slices.Reverse(years)
	var out []string
	for _, y := range years {
		byHand, err := r.Scores(ctx, y)
		if err != nil {
			return nil, err
		}
		all := data.Appraise(byYear[y], byHand, y, data.DefaultAsOf(y, today), rules)
		if i := slices.IndexFunc(all, func(s data.UnitScore) bool { return s.Unit.Same(u) }); i >= 0 {
			s := all[i]
			out = append(out, fmt.Sprintf("%d年 %s分 %s，共%d个单位 %s", y, s.Total, s.Standing(), s.Among, s.GradeWord()))
		}
	}
	return out, nil
}

// ShowHistory shows a unit's names, assignments, supervision and scores over
// the years.
func ShowHistory(d screen.Deps, h screen.Host, u data.Unit) {
	var history unitHistory
	h.RunTask("正在读取", func(ctx context.Context, _ screen.Progress) (err error) {
		history, err = loadUnitHistory(ctx, d.Store, u, d.Today())
		return err
	}, func(err error) {
		if err != nil {
			h.Fail(err)
			return
		}
		openUnitHistory(d, h, history)
	})
}

func openUnitHistory(d screen.Deps, h screen.Host, u unitHistory) {
	p := &ui.Panel{Title: u.unit.Name, Width: 940}
	shut := func() { h.Shut(p) }
	table := ui.NewTable(func(t data.UnitTurn) int64 { return int64(slices.Index(u.turns, t)) }, turnColumns())
	table.SetRows(u.turns)
	table.OnOpen = func(t data.UnitTurn) {
		shut()
		h.OpenCase(t.ProposalID, screen.TabDuty)
	}
	top := container.NewVBox(ui.NewText(strings.Join(u.names(), "；")), ui.NewStrong(u.counts()))
	for _, s := range u.scores {
		top.Add(ui.NewLine("考评 " + s))
	}
	top.Add(ui.Gap(4))
	p.Content = container.NewBorder(top, nil, nil, nil, ui.Tall(turnsHeight, table))
	if ids := u.ids(); len(ids) > 0 {
		p.Left = ui.NewButton("在台账里列出", nil, func() {
			shut()
			h.OpenList(u.unit.Name+"历年承办", ids)
		})
	}
	export := ui.NewButton("导出", fynetheme.DownloadIcon(), func() {
		form.AskList(d, h, form.Listing{List: table.List("历年承办", u.unit.Name+"历年承办的建议提案")})
	})
	ok := ui.NewAction("知道了", nil, shut)
	p.Buttons, p.First = []fyne.CanvasObject{export, ok}, table.Keyboard()
	h.Open(p)
}

// turnsHeight is the height of the list at scale 1.
const turnsHeight = 340

func turnColumns() []ui.Column[data.UnitTurn] {
	text := func(id, title string, width, flex float32, drop int, f func(data.UnitTurn) string) ui.Column[data.UnitTurn] {
		return ui.Column[data.UnitTurn]{ID: id, Title: title, Width: width, Flex: flex, Drop: drop, Cell: func(t data.UnitTurn) ui.Cell { return ui.Cell{Text: f(t)} }}
	}
	outcome := text("outcome", "结果", 190, 0, 0, nil)
	outcome.Cell = func(t data.UnitTurn) ui.Cell {
		c := ui.Cell{Text: t.Outcome}
		if t.Late {
			c.Color = look.ColorRed
		}
		return c
	}
	count := func(id, title string, width float32, f func(data.UnitTurn) int) ui.Column[data.UnitTurn] {
		c := text(id, title, width, 0, 0, func(t data.UnitTurn) string { return strconv.Itoa(f(t)) })
		c.Value = func(t data.UnitTurn) data.Value { return data.CountOf(f(t)) }
		return c
	}
	paper := func(c ui.Column[data.UnitTurn]) ui.Column[data.UnitTurn] {
		c.Paper = true
		return c
	}
	urged := text("urged", "督办", 96, 0, 1, func(t data.UnitTurn) string {
		return strings.Join(words.NonEmpty(times("催", t.Urged), times("督查", t.Visits)), "，")
	})
	urged.Screen = true
	return []ui.Column[data.UnitTurn]{
		count("year", "年份", 56, func(t data.UnitTurn) int { return t.Year }),
		text("book", "届次", 150, 0, 3, func(t data.UnitTurn) string { return t.Book }),
		text("number", "编号", 64, 0, 0, func(t data.UnitTurn) string { return t.Number }),
		text("title", "标题", 180, 1, 0, func(t data.UnitTurn) string { return t.Title }),
		text("name", "当时名称", 100, 0, 2, func(t data.UnitTurn) string { return t.Name }),
		text("part", "承担", 48, 0, 0, func(t data.UnitTurn) string { return string(t.Part) }),
		outcome,
		paper(text("late", "逾期", 48, 0, 0, func(t data.UnitTurn) string { return map[bool]string{true: "是"}[t.Late] })),
		urged,
		paper(count("urgings", "催办次数", 60, func(t data.UnitTurn) int { return t.Urged })),
		paper(count("visits", "督查次数", 60, func(t data.UnitTurn) int { return t.Visits })),
	}
}

// times is "催 2 次", or nothing for none.
func times(what string, n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%s%d次", what, n)
}

// names say what the unit is called and was called before.
func (u unitHistory) names() []string {
	names := words.NonEmpty(u.unit.FullName, words.Labelled("责任领导", u.unit.Responsible), words.Labelled("经办人", u.unit.Contact), u.unit.Phone)
	for _, f := range slices.Backward(u.unit.Former) {
		names = append(names, "到"+f.Until.Chinese()+"为止称“"+words.Or(f.FullName, f.Name)+"”")
	}
	return names
}

// counts sum the history up in a line.
func (u unitHistory) counts() string {
	lead, help, returned, late, urged, visits := 0, 0, 0, 0, 0, u.visits
	for _, t := range u.turns {
		switch {
		case t.Outcome == string(data.ReturnAgreed):
			returned++
		case t.Part == data.LeadUnit:
			lead++
		default:
			help++
		}
		if t.Late {
			late++
		}
		urged, visits = urged+t.Urged, visits+t.Visits
	}
	return fmt.Sprintf("历年主办 %d 件，协办 %d 件，退回 %d 件，逾期 %d 件；催 %d 次，督查等 %d 次", lead, help, returned, late, urged, visits)
}

// ids are the proposals of the history.
func (u unitHistory) ids() []data.ID {
	var ids []data.ID
	for _, t := range u.turns {
		ids = append(ids, t.ProposalID)
	}
	return words.UniqueIDs(ids)
}
