package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// HandedTo is what one unit was handed of one book on one day.
type HandedTo struct {
	Unit     data.Unit
	Assigned data.Date
	Cases    []data.Case // of one book, in order
}

// HandedOver are what units were handed, a notice each: by book, day and the order
// in which the units come. Assignments that were returned with our consent are
// passed over.
func HandedOver(cases []data.Case) []HandedTo {
	type key struct {
		book, unit data.ID
		day        data.Date
	}
	at := map[key]int{}
	var all []HandedTo
	for _, c := range cases {
		for _, a := range c.Assignments {
			if !a.Active() || a.Assigned.IsZero() {
				continue
			}
			k := key{c.Book.ID, a.Unit.ID, a.Assigned}
			if _, known := at[k]; !known {
				at[k] = len(all)
				all = append(all, HandedTo{Unit: a.Unit, Assigned: a.Assigned})
			}
			h := &all[at[k]]
			if n := len(h.Cases); n == 0 || h.Cases[n-1].Proposal.ID != c.Proposal.ID {
				h.Cases = append(h.Cases, c)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b HandedTo) int {
		if a.Cases[0].Book.ID != b.Cases[0].Book.ID {
			return int(a.Cases[0].Book.ID - b.Cases[0].Book.ID)
		}
		return a.Assigned.Compare(b.Assigned)
	})
	return all
}

// Assign (交办通知) tells a unit what it was handed, what is asked of it and until
// when, on the office's letter paper, with the list of the proposals as its
// attachment (任务分解表). number is its 文号; without one the place is left for it, to
// be written by hand, and the document tells so.
func Assign(h HandedTo, number string, s data.Settings, y data.RuleYears, m page.Measurer) (page.Document, data.Problems) {
	var ps data.Problems
	unit := h.Unit.At(h.Assigned)
	r := y.Of(h.Cases[0])
	what := h.Cases[0].Book.Name() + matterOf(h.Cases)
	if name := first(s.Office, s.Issuer); name == "" {
		ps = append(ps, data.Problem{Field: "署名", Message: "没有发文机关", Hint: "请在设置里填写办公室名称"})
	}
	names := data.PlaceNamesOver(h.Cases, y, s)
	style := page.Official()
	style.Names = names
	name := first(s.Office, s.Issuer)
	l := page.Letter{
		Head:    page.LetterHead{Name: name, Number: first(number, handNumber(h.Assigned))},
		Title:   AssignTitle(h),
		To:      withColon(first(unit.FullName, unit.Name)),
		Body:    page.Body(assignText(h, r), page.BodySize),
		Signing: page.Signing{Body: name, Date: h.Assigned.Chinese(), Note: contactNote(s.Contact, s.Phone)},
		Annexes: []page.Annex{{Title: unit.Name + what + "任务分解表", Body: assignTable(h, s, y, style, m)}},
		Names:   names,
	}
	if s.Demo {
		l.Note = demoNote
	}
	return page.Document{Title: l.Title, Author: name, Pages: l.Pages(m), Paper: AssignPaper(h), Told: withoutNumber(number)}, ps
}

// AssignTitle is the title of the notice: 关于交办市六届人大一次会议建议的通知.
func AssignTitle(h HandedTo) string {
	return "关于交办" + h.Cases[0].Book.Name() + matterOf(h.Cases) + "的通知"
}

// AssignPaper names the notice within its file (page.Document.Paper).
func AssignPaper(h HandedTo) string {
	return fmt.Sprintf("%s交办通知 %s %s", h.Cases[0].Book.Name(), h.Unit.At(h.Assigned).Name, h.Assigned)
}

// assignText fills the pack's wording.
func assignText(h HandedTo, r data.Rules) string {
	c := h.Cases[0]
	leads := 0
	for _, c := range h.Cases {
		if assignmentOf(c, h.Unit).Part == data.LeadUnit {
			leads++
		}
	}
	member := c.Book.Meeting.Body.Member()
	how := "主办件请起草答复，报我办审核签发后送" + member + "。"
	if c.Book.Direction == data.HandedOut {
		how = "主办件由你单位主要负责人签发、盖章后答复" + member + "，标明类别，附征询意见表，并抄送我办。"
	}
	a := assignmentOf(c, h.Unit)
	assists, assisting := len(h.Cases)-leads, c.Book.Meeting.Body.Assisting()
	var parts []string
	if leads > 0 {
		parts = append(parts, fmt.Sprintf("主办%d件", leads))
	}
	if assists > 0 {
		parts = append(parts, fmt.Sprintf("%s%d件", assisting, assists))
	}
	return strings.NewReplacer(
		"{届次}", c.Book.Name(), "{建议}", matterOf(h.Cases), "{件数}", strconv.Itoa(len(h.Cases)), "{分工}", strings.Join(parts, "、"),
		"{主办件数}", strconv.Itoa(leads), "{协办}", assisting, "{协办件数}", strconv.Itoa(assists),
		"{代表}", member, "{退办期限}", data.ReturnLimit(c, a, r).Deadline.Chinese(), "{答复方式}", how,
	).Replace(r.Pack.Letters.Assign)
}

// assignTable is the list of what a unit was handed (任务分解表, forms.md §8): who
// raised it, who leads it in the district, what the unit does, with whom, by when; below it the
// slip by which the unit signs for it.
func assignTable(h HandedTo, office data.Settings, y data.RuleYears, s page.Style, m page.Measurer) []page.Block {
	u := h.Unit.At(h.Assigned)
	t := page.Table{Font: listFont, Head: listHead, Columns: []page.Column{
		{Title: "编号", Width: 13, Align: page.Centre, Fit: true}, {Title: "标题", Width: 48}, {Title: "领衔" + h.Cases[0].Book.Meeting.Body.Member(), Width: 19, Align: page.Centre},
		{Title: "牵头领导", Width: 19, Align: page.Centre}, {Title: "承办", Width: 11, Align: page.Centre, Fit: true}, {Title: "共同承办单位", Width: 24, Align: page.Centre}, {Title: "办理期限", Width: 22, Align: page.Centre, Fit: true}}}
	people := assignmentOf(h.Cases[0], h.Unit)
	for _, c := range h.Cases {
		a := assignmentOf(c, h.Unit)
		t.Rows = append(t.Rows, []string{c.Proposal.Number, c.Proposal.Title, c.Proposal.LeadProposer().Name, sponsor(c, h.Assigned), partWord(c, a.Part), othersOn(c, h), data.OwedLimit(c.AsOf(h.Assigned), a, y.Of(c)).Deadline.Chinese()})
	}
	var rows formRows
	rows.pair("单位", u.Name, "收到件数", strconv.Itoa(len(h.Cases))+"件")
	rows.pair("责任领导", first(people.Responsible, u.Responsible), "职务", "")
	rows.pair("经办人", first(people.Contact, u.Contact), "联系电话", first(people.Phone, u.Phone))
	rows.room("拟退回的编号和理由", "", 3)
	rows.pairRoom("签收人（盖章）", "", "签收日期", handDay, 3)
	form := page.Form{Rows: rows, Font: formFont, Least: formRow, Whole: true}
	return []page.Block{
		t.Block(s, m), page.Gap{Rows: 0.7}, cutLine(s), page.Gap{Rows: 0.3}, page.Title{Text: "签收回执", Size: 16}, form.Block(s, m),
		page.Note("请核对以上内容，签收后交回："+officeContact(office)+"。", noteFont, s, m),
	}
}

// partWord is what a unit does, as the book's body calls it.
func partWord(c data.Case, p data.Part) string {
	if p == data.CoUnit {
		return c.Book.Meeting.Body.Assisting()
	}
	return string(p)
}

// othersOn names the other units of a case, the one that leads with its part.
func othersOn(c data.Case, h HandedTo) string {
	var names []string
	for _, a := range c.Handlers() {
		name := a.Unit.At(h.Assigned).Name
		if a.Part == data.LeadUnit {
			name += "（主办）"
		}
		if a.Active() && a.Unit.ID != h.Unit.ID && name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, "、")
}

// sponsor is the leader in charge with the post held on a day.
func sponsor(c data.Case, day data.Date) string {
	l := c.Proposal.Sponsor.At(day)
	return strings.Join(nonEmptyWords(l.Post, l.Name), " ")
}
