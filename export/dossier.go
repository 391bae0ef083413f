package export

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// DossierPart is one paper of a dossier, as its list has it.
type DossierPart struct {
	Title  string
	Number string // 文号; may be empty
	By     string // who made it (责任者)
	Date   data.Date
	Remark string // such as why it is not bound
	Pages  []page.Page
}

// Bound are the pages of an attachment, or why it is not bound.
type Bound struct {
	Pages  []page.Page
	Remark string
}

// Binds tells by its name whether an attachment can be bound: a picture or a PDF.
func Binds(name string) bool {
	return slices.Contains([]string{".pdf", ".jpg", ".jpeg", ".png"}, strings.ToLower(filepath.Ext(name)))
}

// Dossier (办理档案) is a proposal for the archive: cover, list, every fact, the
// letters and forms, then the attachments as bind gives them. The pages behind the
// list are numbered through at the upper outer corner, whatever numbers they bear
// themselves. archive is its 档号, which may be empty; it and what the archive adds
// stay free then. number gives the notices that were sent theirs; nil none. A nil bind
// leaves the attachments unbound, which the list says, and the document tells.
func Dossier(c data.Case, archive string, number func(HandedTo) string, bind func(data.Attachment) Bound, s data.Settings, y data.RuleYears, m page.Measurer) page.Document {
	r := y.Of(c)
	style := formStyle(s, data.PlaceNames(r.Pack, s, c.Book))
	parts := dossierParts(c, number, bind, s, y, style, m)
	total := 0
	for _, p := range parts {
		total += len(p.Pages)
	}
	title := data.PaperName(c, "办理档案")
	doc := page.Document{Title: title, Author: s.Office, Paper: title, Told: unbound(parts)}
	doc.Pages = append(dossierCover(c, archive, total, s, r, style, m), dossierList(parts, style, m)...)
	doc.Bookmarks = []page.Bookmark{{Title: "卷内目录", Page: 2}}
	n := 0
	for _, p := range parts {
		if len(p.Pages) > 0 {
			doc.Bookmarks = append(doc.Bookmarks, page.Bookmark{Title: p.Title, Page: len(doc.Pages) + 1})
		}
		for _, pg := range p.Pages {
			n++
			doc.Pages = append(doc.Pages, numbered(pg, n, m))
		}
	}
	return doc
}

// unbound tells which attachments are not in the dossier; nil where all are.
func unbound(parts []DossierPart) []string {
	var loose []string
	for _, p := range parts {
		if name, ok := strings.CutPrefix(p.Title, attachmentPart); ok && len(p.Pages) == 0 {
			loose = append(loose, "“"+name+"”"+p.Remark)
		}
	}
	if len(loose) == 0 {
		return nil
	}
	return []string{"附件" + strings.Join(loose, "；")}
}

// attachmentPart begins the title of an attachment in the list.
const attachmentPart = "附件："

// Where the number of a dossier's page stands: off the outer and the upper edge.
const (
	folioSide page.MM = 18
	folioTop  page.MM = 14
)

// numbered is a page with its number within the dossier: the upper right corner of
// a front, the upper left one of a back.
func numbered(p page.Page, n int, m page.Measurer) page.Page {
	f := page.Font{Face: page.Song, Size: 12}
	text := strconv.Itoa(n)
	x := folioSide
	if n%2 == 1 {
		x = p.Size.W - folioSide - page.Width(text, f, 0, m)
	}
	p.Marks = append(p.Marks[:len(p.Marks):len(p.Marks)], page.Glyphs{X: x, Baseline: folioTop, Font: f, Text: text})
	return p
}

func dossierCover(c data.Case, archive string, total int, s data.Settings, r data.Rules, style page.Style, m page.Measurer) []page.Page {
	p := c.Proposal
	events := data.Timeline(c, data.Date{})
	from, to := "", ""
	if len(events) > 0 {
		from, to = events[0].Date.Chinese(), events[len(events)-1].Date.Chinese()
	}
	unit := leadUnit(c, yearly(c))
	rep, _ := c.LastSent()
	class := ""
	if k, ok := r.Pack.Class(rep.Class); ok {
		class = data.ClassWord(k.Letter) + "　" + k.Name
	}
	var rows formRows
	rows.pair("档号", archive, "保管期限", "")
	rows.pair("届次", c.Book.Name(), "编号", matterNumber(c))
	rows.room(titleWord(c), p.Title, 3)
	rows.line(proposedWord(c), c.ProposersInShort())
	rows.pair("办理方式", roleWord(c)+keyWord(p), "主办单位", unit.Name)
	rows.line(c.Book.Meeting.Body.Assisting()+"单位", helpingUnits(c, yearly(c)))
	rows.line("办理结果", class)
	if p.Supervision() != "" {
		rows.pair("督办领导", p.Supervisor, "督办委室", p.Committee)
	}
	rows.pair("起始日期", from, "终止日期", to)
	rows.pair("归档年度", strconv.Itoa(c.Year()), "页数", strconv.Itoa(total)+"页")
	rows.pairRoom("立卷单位", first(s.Office, s.Issuer), "立卷人", "", 2)
	rows.pair("检查人", "", "立卷日期", handDay)
	title := matter(c) + "办理档案"
	if c.Book.Meeting.Body == data.Congress {
		title = "人大代表" + title
	} else {
		title = "政协" + title
	}
	blocks := []page.Block{page.Gap{Rows: 3}, page.Title{Text: title, Size: 28}, page.Gap{Rows: 3}, page.Form{Rows: rows, Font: page.Font{Face: page.FangSong, Size: 14}, Least: 10}.Block(style, m)}
	return page.Layout(blocks, style, m)
}

// dossierList is the list of what lies in the dossier and from which page on.
func dossierList(parts []DossierPart, style page.Style, m page.Measurer) []page.Page {
	t := page.Table{Font: listFont, Head: listHead, Columns: []page.Column{
		{Title: "序号", Width: 11, Align: page.Centre, Fit: true}, {Title: "文号", Width: 26, Align: page.Centre}, {Title: "责任者", Width: 28, Align: page.Centre},
		{Title: "题名", Width: 54}, {Title: "日期", Width: 22, Align: page.Centre, Fit: true}, {Title: "页号", Width: 12, Align: page.Centre, Fit: true}, {Title: "备注", Width: 18}}}
	next := 1
	for i, p := range parts {
		at := strconv.Itoa(next)
		if n := len(p.Pages); n == 0 {
			at = ""
		} else if n > 1 {
			at += "—" + strconv.Itoa(next+n-1)
		}
		next += len(p.Pages)
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), p.Number, p.By, p.Title, p.Date.Chinese(), at, p.Remark})
	}
	return page.Layout([]page.Block{page.Title{Text: "卷内目录"}, page.Gap{Rows: 0.5}, t.Block(style, m)}, style, m)
}

// dossierParts are what lies in it: the facts, what came in, what was asked and
// agreed, the letters, what the proposers think of them, the attachments.
func dossierParts(c data.Case, number func(HandedTo) string, bind func(data.Attachment) Bound, s data.Settings, y data.RuleYears, style page.Style, m page.Measurer) []DossierPart {
	r := y.Of(c)
	office := first(s.Office, s.Issuer)
	var all []DossierPart
	add := func(title, number, by string, day data.Date, pages []page.Page) {
		all = append(all, DossierPart{Title: title, Number: number, By: by, Date: day, Pages: pages})
	}
	add(matter(c)+"办理情况记录", "", office, data.Date{}, dossierFacts(c, s, r, style, m))
	add(transferTitle(c), "", first(c.Book.HandedBy, office), c.Proposal.HandedOver, Transfer(c, s, r, m).Pages)
	for _, h := range HandedOver([]data.Case{c}) {
		given := ""
		if number != nil {
			given = number(h)
		}
		doc, _ := Assign(h, given, s, y, m)
		add(doc.Title+"（"+h.Unit.At(h.Assigned).Name+"）", given, office, h.Assigned, doc.Pages)
	}
	for _, a := range c.Assignments {
		if a.Return() != data.NoReturn {
			add(matter(c)+"退办申请表", "", a.Unit.At(a.Assigned).Name, a.Returned, ReturnForm(c, a, s, r, m).Pages)
		}
	}
	for _, e := range c.Extensions {
		add(matter(c)+"延期办理申请表", "", leadUnit(c, formed(c, e.Applied)).Name, e.Applied, ExtensionForm(c, e, s, r, m).Pages)
	}
	for _, x := range c.Consultations {
		add(string(x.Phase)+"沟通登记表（"+string(x.Method)+"）", "", leadUnit(c, formed(c, x.Date)).Name, x.Date, Talk(c, x, s, m).Pages)
	}
	for _, u := range c.Supervisions {
		if doc, ps := Urge(u, []data.Case{c}, s, y, m); slices.Contains(data.UrgeSteps, u.Kind) && len(ps) == 0 {
			add(doc.Title, u.DocNumber, office, u.Date, doc.Pages)
		}
	}
	all = append(all, dossierLetters(c, s, r, style, m)...)
	for _, f := range c.Feedback {
		form := "征询意见表"
		if f.Second {
			form = "二次评价表"
		}
		add(form+"（"+proposerOf(c, f.ProposerID).Name+"）", "", proposerOf(c, f.ProposerID).Name, first2(f.Received, f.FormSent), Survey(c, f, s, r, m).Pages)
	}
	for _, a := range c.Attachments {
		b := Bound{Remark: "未装订"}
		if bind != nil {
			b = bind(a)
		}
		all = append(all, DossierPart{Title: attachmentPart + a.Name, Date: a.Added, Remark: b.Remark, Pages: b.Pages})
	}
	return all
}

func first2(a, b data.Date) data.Date {
	if a.IsZero() {
		return b
	}
	return a
}

// dossierLetters are the opinions that units sent, and all letters that went out, in
// the order of their rounds.
func dossierLetters(c data.Case, s data.Settings, r data.Rules, style page.Style, m page.Measurer) []DossierPart {
	var all []DossierPart
	for _, o := range c.Opinions {
		if o.Way == data.OpinionOut {
			if !o.Sent.IsZero() {
				doc, _ := Opinion(c, o, s, r, m)
				all = append(all, DossierPart{Title: doc.Title, Number: o.DocNumber, By: doc.Author, Date: o.SignOff.Signed, Pages: doc.Pages})
			}
			continue
		}
		title := o.Unit.At(o.Received).Name + "关于第" + c.Proposal.Number + "号" + matter(c) + "的" + c.Book.Meeting.Body.Assisting() + "意见"
		blocks := []page.Block{page.Title{Text: title}, page.Gap{Rows: 1}}
		if text := strings.TrimSpace(o.Body); text != "" {
			blocks = append(blocks, typed(text, style, m)...)
		}
		blocks = append(blocks, page.Signing{Body: first(o.Unit.At(o.Received).FullName, o.Unit.At(o.Received).Name), Date: first(o.SignOff.Signed.Chinese(), o.Received.Chinese()), Unsealed: true})
		all = append(all, DossierPart{Title: title, Number: o.DocNumber, By: o.Unit.At(o.Received).Name, Date: o.Received, Pages: page.Layout(blocks, style, m)})
	}
	for _, rep := range c.Replies {
		if rep.Sent.IsZero() {
			continue
		}
		doc, _ := Reply(c, rep, s, r, m)
		title := doc.Title
		if rep.Round > 1 {
			title += fmt.Sprintf("（第%d次）", rep.Round)
		}
		all = append(all, DossierPart{Title: title, Number: rep.DocNumber, By: doc.Author, Date: rep.SignOff.Signed, Pages: doc.Pages})
	}
	return all
}

// dossierFacts are the facts of a case in the order of their days, then its
// promises and what was published.
func dossierFacts(c data.Case, s data.Settings, r data.Rules, style page.Style, m page.Measurer) []page.Page {
	limit := data.ReplyLimit(c, r)
	if !c.Proposal.Role.Answers() {
		limit = data.OpinionLimit(c, r)
	}
	rows := aboutRows(c)
	rows.pair("办理方式", roleWord(c)+keyWord(c.Proposal), "办理期限", limit.Deadline.Chinese())
	rows.pair("牵头领导", sponsor(c, c.Proposal.HandedOver), "主题", c.Proposal.Topic)
	if p := c.Proposal; p.Supervision() != "" {
		rows.pair("督办领导", p.Supervisor, "督办委室", p.Committee)
	}
	if day := c.Proposal.Required; !day.IsZero() {
		rows.line("要求办结日期", day.Chinese())
	}
	if text := string(c.Disclosure.Decision); text != "" {
		rows.line("是否公开", strings.Join(nonEmptyWords(text, c.Disclosure.Reason, c.Disclosure.Place, c.Disclosure.Published.Chinese()), "，"))
	}
	if c.Proposal.Remark != "" {
		rows.line("备注", c.Proposal.Remark)
	}
	events := page.Table{Font: listFont, Head: listHead, Empty: nothing, Columns: []page.Column{{Title: "日期", Width: 28, Align: page.Centre, Fit: true}, {Title: "事项", Width: 48}, {Title: "内容", Width: 80}}}
	for _, e := range data.Timeline(c, limit.Deadline) {
		events.Rows = append(events.Rows, []string{e.Date.Chinese(), e.Title, e.Note})
	}
	form := page.Form{Rows: rows, Font: formFont, Least: formRow}
	blocks := []page.Block{page.Title{Text: matter(c) + "办理情况记录"}, page.Gap{Rows: 0.5}, form.Block(style, m), page.Gap{Rows: 0.5}, events.Block(style, m)}
	if len(c.Commitments) > 0 {
		t := page.Table{Font: listFont, Head: listHead, Whole: true, Columns: []page.Column{{Title: "承诺事项", Width: 80}, {Title: "责任单位", Width: 26, Align: page.Centre}, {Title: "完成时限", Width: 25, Align: page.Centre}, {Title: "兑现日期", Width: 25, Align: page.Centre}}}
		for _, p := range c.Commitments {
			t.Rows = append(t.Rows, []string{p.Text, c.UnitName(p.Unit), p.Due.Chinese(), p.Kept.Chinese()})
		}
		blocks = append(blocks, page.Gap{Rows: 0.5}, t.Block(style, m))
	}
	return page.Layout(blocks, style, m)
}
