package export

import (
	"fmt"
	"strconv"
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// Urge is the notice of one step of an urging to a unit: 提醒函, 催办通知 or
// 督办通知, on the office's own letter paper with the step's colour in the corner.
// cases are what it is about: one, or all that the unit owes, which are then
// listed in a table. A visit (督查) is no notice and is refused. Limits are those
// of each case's own year; the words are those of the year of the case that is
// due first.
//
// The problems are what keeps it from being sent: nothing to urge, no unit, no
// day. The document is there all the same. A notice without its 文号 leaves the
// place for it, to be written by hand, and tells so.
func Urge(u data.Supervision, cases []data.Case, s data.Settings, y data.RuleYears, m page.Measurer) (page.Document, data.Problems) {
	var ps data.Problems
	kind, known := urgeKinds[u.Kind]
	if !known {
		return page.Document{}, data.Problems{{Field: "督办方式", Message: "“" + string(u.Kind) + "”不印通知", Hint: "请选择提醒、催办或督办单"}}
	}
	if len(cases) == 0 {
		ps = append(ps, data.Problem{Field: "督办事项", Message: "没有要催的建议", Hint: "请选择一件，或确认单位还有未办结的建议"})
	}
	unit := u.Unit.At(u.Date)
	to := withColon(first(unit.FullName, unit.Name))
	if to == "" {
		ps = append(ps, data.Problem{Field: "主送", Message: "没有写给谁", Hint: "请选择承办单位"})
	}
	name := first(s.Office, s.Issuer)
	names := data.PlaceNamesOver(cases, y, s)
	style := page.Official()
	style.Names = names
	l := page.Letter{
		Head:     page.LetterHead{Name: name, Number: first(u.DocNumber, handNumber(u.Date)), Class: kind.corner, Bar: stepColour(u.Kind)},
		Title:    urgeTitle(kind, cases),
		To:       to,
		Body:     page.Body(urgeText(u, cases, y, kind), page.BodySize),
		Signing:  page.Signing{Body: name, Date: u.Date.Chinese(), Note: contactNote(s.Contact, s.Phone)},
		Colophon: page.Colophon{},
		Names:    names,
	}
	if len(cases) > 1 {
		l.Body = append(l.Body, page.Gap{Rows: 0.5}, urgeTable(u, cases, y).Block(style, m))
	}
	if s.Demo {
		l.Note = demoNote
	}
	return page.Document{Title: l.Title, Author: name, Pages: l.Pages(m), Paper: UrgePaper(u), Told: withoutNumber(u.DocNumber)}, ps
}

// UrgePaper names the notice within its file (page.Document.Paper).
func UrgePaper(u data.Supervision) string {
	return fmt.Sprintf("%s %s %s %d", u.Kind.Notice(), u.Unit.At(u.Date).Name, u.Date, u.ID)
}

// urgeKind is what a step's notice says.
type urgeKind struct {
	title   string // %s is what it is about
	corner  string
	wording func(data.LetterWordings) string
}

var urgeKinds = map[data.SupervisionKind]urgeKind{
	data.Remind: {"关于%s的提醒函", "黄色提醒", func(w data.LetterWordings) string { return w.Remind }},
	data.Urge:   {"关于催办%s的通知", "橙色催办", func(w data.LetterWordings) string { return w.Urge }},
	data.Order:  {"关于督办%s的通知", "红色督办", func(w data.LetterWordings) string { return w.Order }},
}

func urgeTitle(k urgeKind, cases []data.Case) string {
	about := "建议提案"
	switch {
	case len(cases) == 1:
		about = cases[0].Book.Name() + "第" + cases[0].Proposal.Number + "号" + matter(cases[0])
	case len(cases) > 1:
		about = strconv.Itoa(len(cases)) + "件" + matterOf(cases)
	}
	return fmt.Sprintf(k.title, about)
}

// urgeText fills the wording and adds what the office asks for in its own words.
func urgeText(u data.Supervision, cases []data.Case, y data.RuleYears, kind urgeKind) string {
	var handed, limit data.Date
	words := y.In(u.Date.Year()).Pack.Letters // of a notice about nothing, which is refused
	for _, c := range cases {                 // that with the earliest limit
		a, r := assignmentOf(c, u.Unit), y.Of(c)
		l := data.OwedLimit(c.AsOf(u.Date), a, r).Deadline
		if limit.IsZero() || l.Before(limit) {
			handed, limit, words = a.Assigned, l, r.Pack.Letters
		}
	}
	wording, late := kind.wording(words), limit.DaysUntil(u.Date)
	if late <= 0 { // urged ahead of time: there is no lateness to tell
		wording = words.Remind
	}
	by := fmt.Sprintf("%d个工作日内", data.AnswerWorkdays)
	if !u.RectifyBy.IsZero() {
		by = u.RectifyBy.Chinese() + "前"
	}
	about := "附表所列建议提案"
	if len(cases) == 1 {
		p := cases[0].Proposal
		about = fmt.Sprintf("%s（%s第%s号%s）", data.BookTitle(p.Title), cases[0].Book.Name(), p.Number, matter(cases[0]))
	} else if len(cases) > 1 {
		about = fmt.Sprintf("%d件%s（见附表）", len(cases), matterOf(cases))
	}
	text := strings.NewReplacer("{事项}", about, "{交办时间}", handed.Chinese(), "{办理期限}", limit.Chinese(), "{逾期天数}", strconv.Itoa(late), "{反馈时限}", by).Replace(wording)
	if len(cases) == 1 {
		if by := cases[0].Proposal.Supervision(); by != "" {
			text += "\n本件是重点督办" + matter(cases[0]) + "，" + by + "。"
		}
	}
	if ask := strings.TrimSpace(u.Findings); ask != "" {
		text += "\n" + ask
	}
	return text
}

// assignmentOf is the unit's assignment that holds; where it has none, what was
// handed over is asked of it.
func assignmentOf(c data.Case, u data.Unit) data.Assignment {
	for _, a := range c.Handlers() {
		if a.Unit.ID == u.ID && a.Active() {
			return a
		}
	}
	return data.Assignment{Assigned: c.Proposal.HandedOver, Part: data.LeadUnit}
}

// urgeTable lists what the unit owes.
func urgeTable(u data.Supervision, cases []data.Case, y data.RuleYears) page.Table {
	t := page.Table{Font: listFont, Head: listHead, Columns: []page.Column{
		{Title: "编号", Width: 16, Align: page.Centre}, {Title: "标题", Width: 70}, {Title: "承办", Width: 14, Align: page.Centre}, {Title: "交办时间", Width: 28, Align: page.Centre}, {Title: "办理期限", Width: 28, Align: page.Centre}}}
	for _, c := range cases {
		a := assignmentOf(c, u.Unit)
		title := c.Proposal.Title
		if by := c.Proposal.Supervision(); by != "" {
			title += "（" + by + "）"
		}
		t.Rows = append(t.Rows, []string{c.Proposal.Number, title, string(a.Part), a.Assigned.Chinese(), data.OwedLimit(c.AsOf(u.Date), a, y.Of(c)).Deadline.Chinese()})
	}
	return t
}

// The colours of the three steps on paper.
var stepColours = map[data.Light]page.Color{
	data.LightYellow: {R: 0xF2, G: 0xC0, B: 0x37}, data.LightOrange: {R: 0xE8, G: 0x7A, B: 0x1F}, data.LightRed: page.Red,
}

// stepColour is the colour of the stroke on a notice's head; the word in the
// other corner tells the step too.
func stepColour(k data.SupervisionKind) *page.Color {
	c := stepColours[k.Colour()]
	return &c
}
