// Package export makes the office's papers: one file a document, facts in,
// pages out. Reply (答复) and Opinion (协办意见) are letters, Ledger and Summary
// reports; Join puts several into one document.
//
// A paper is a function of facts without I/O: it gives the pages as they can
// be shown, and beside them the Problems that keep it from being final, such
// as a missing 文号. A draft is therefore always to be seen; whoever prints or
// sends decides by the problems.
//
// Nothing is painted here (export/pdf, gui/preview) and no place on paper is
// decided here (export/page): this package knows wording, order and facts.
package export

import (
	"regexp"
	"slices"
	"strings"

	"jianban/data"
	"jianban/export/page"
)

// demoNote stands in the margin of papers made from invented facts.
const demoNote = "演示数据"

// FillWording puts a case's facts into a wording of the rule pack. The fields:
//
//	{会议}     市六届人大一次会议          {会议全称} 玉溪市第六届人民代表大会第一次会议
//	{编号}     as handed over              {标题}     the proposal's title
//	{建议}     建议, 提案 or 议案            {代表}     李某代表, 李某等3名代表
//	{您}       您, or 你们 for several      {协办}     协办, or 会办 for 提案
//	{我方}     我区, 我县 as who signs is called, or 我单位 where each unit answers by itself
//	{共同研究}  经与区财政局、区住建局共同研究，  or 经认真研究， where no unit helped
//
// Units bear the names of the letter's day; today's where it is not known. Words in
// braces that are none of these stay and are named in a problem.
func FillWording(wording string, c data.Case, s data.Settings, day data.Date) (string, data.Problems) {
	if !strings.Contains(wording, "{") {
		return wording, nil
	}
	m, body := c.Book.Meeting, c.Book.Meeting.Body
	text := strings.NewReplacer(
		"{会议}", m.Name(), "{会议全称}", m.FullName(), "{编号}", c.Proposal.Number,
		"《{标题}》", data.BookTitle(c.Proposal.Title), "{标题}", c.Proposal.Title, "{建议}", matter(c), "{代表}", c.ProposersInShort(),
		"{您}", you(c), "{协办}", body.Assisting(), "{我方}", ourselves(c, s), "{共同研究}", jointStudy(c, day),
	).Replace(wording)
	var ps data.Problems
	for _, word := range braced.FindAllString(wording, -1) {
		if !slices.Contains(data.LetterFields, word) {
			ps = append(ps, data.Problem{Field: "公文用语", Message: "不认识“" + word + "”", Hint: "可用的有" + strings.Join(data.LetterFields, "")})
		}
	}
	return text, ps
}

var braced = regexp.MustCompile(`\{[^{}]*\}`)

// matter is what the paper calls the proposal.
func matter(c data.Case) string {
	if k := c.Proposal.Kind; k == data.Bill || k == data.PublicOpinion {
		return string(k)
	}
	return c.Book.Meeting.Body.Matter()
}

// you addresses one proposer, or several or a group.
func you(c data.Case) string {
	if ps := c.Proposal.Proposers; len(ps) > 1 || len(ps) == 1 && data.IsGroup(ps[0].Name) {
		return "你们"
	}
	return "您"
}

// ourselves is what the answering body calls itself.
func ourselves(c data.Case, s data.Settings) string {
	switch {
	case c.Book.Direction == data.HandedOut:
		return "我单位"
	case c.Book.Issuer != "":
		return data.OurPlace(c.Book.Issuer)
	}
	return data.OurPlace(s.Issuer)
}

// salutation names all proposers: 李某、王某代表：, groups by their names alone.
func salutation(c data.Case) string {
	var people, all []string
	for _, p := range c.Proposal.Proposers {
		if name := strings.TrimSpace(p.Name); name != "" && !data.IsGroup(name) {
			people = append(people, name)
		}
	}
	if len(people) > 0 {
		all = append(all, strings.Join(people, "、")+c.Book.Meeting.Body.Member())
	}
	for _, p := range c.Proposal.Proposers {
		if data.IsGroup(p.Name) {
			all = append(all, p.Name)
		}
	}
	return withColon(strings.Join(all, "，"))
}

// withColon ends an address with one full-width colon.
func withColon(to string) string {
	to = strings.TrimRight(strings.TrimSpace(to), "：: 　")
	if to == "" {
		return ""
	}
	return to + "："
}

// jointStudy says with whom the matter was studied: the units that help.
func jointStudy(c data.Case, day data.Date) string {
	if names := helpingUnits(c, named(day)); names != "" {
		return "经与" + names + "共同研究，"
	}
	return "经认真研究，"
}

// contactNote is the 附注 without its brackets; "" where nobody is named.
func contactNote(name, phone string) string {
	var parts []string
	if name != "" {
		parts = append(parts, "联系人："+name)
	}
	if phone != "" {
		parts = append(parts, "电话："+phone)
	}
	return strings.Join(parts, "，")
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// draftDate stands where a letter is not yet signed.
const draftDate = "　　　　年　　月　　日"

// sheet is what the two kinds of letter have in common.
type sheet struct {
	title, number, class, to, body string       // body as data.LetterText writes it
	public                         string       // whether it is published, as it stands below the class
	nobody                         data.Problem // where to is empty
	signed                         data.Date
	note                           string
	copies                         []string
}

// letter sets a sheet on the issuer's letter paper and names what it lacks.
func letter(sh sheet, c data.Case, s data.Settings, r data.Rules, m page.Measurer) (page.Document, data.Problems) {
	var ps data.Problems
	for _, text := range []*string{&sh.title, &sh.number, &sh.to, &sh.body, &sh.note} {
		*text, _ = data.MendText(*text)
	}
	sh.to, _ = data.MendSalutation(sh.to)
	missing := func(field, message, hint string) {
		ps = append(ps, data.Problem{Field: field, Message: message, Hint: hint})
	}
	paper := data.PaperOf(c, s, sh.signed, false)
	name, head := paper.Issuer, paper.Head
	if name == "" {
		missing("署名", "没有发文机关", "请在设置或办理册里填写发文机关")
	}
	if sh.number == "" {
		missing("文号", "还没有文号", "请点“取号”或手工填写")
	}
	if sh.to == "" {
		ps = append(ps, sh.nobody)
	}
	date := sh.signed.Chinese()
	if date == "" {
		date = draftDate
		missing("签发日期", "还没有签发日期", "签发后填写")
	}
	text := data.ReadLetterText(sh.body)
	style := page.Official()
	style.Names = data.PaperNames(r.Pack, s, c)
	l := page.Letter{
		Head:     page.LetterHead{Name: head, Number: sh.number, Class: sh.class, Public: sh.public},
		Title:    sh.title,
		To:       sh.to,
		Body:     typed(text.Body, style, m),
		Signing:  page.Signing{Body: strings.Join(append([]string{name}, text.Joint...), "\n"), Date: date, Note: sh.note, Unsealed: r.Pack.Paper.Unsealed},
		Colophon: page.Colophon{CopyTo: sh.copies},
		Names:    style.Names,

		UsualRows: r.Pack.UsualRows,
	}
	if r.Pack.Paper.Form == data.AsDocument {
		l.Head = page.FileHead{Names: append([]string{head}, text.Joint...), Number: sh.number, Class: sh.class, Public: sh.public}
		l.Colophon.Printer, l.Colophon.Printed = first(s.Office, name), date
	}
	l.Signing.Attachments, l.Annexes = annexes(text.Annexes, style, m)
	if s.Demo {
		l.Note = demoNote
	}
	pages, rows := l.Fit(m)
	return page.Document{Title: sh.title, Author: name, Pages: pages, Spacing: page.Spacing(rows)}, ps
}

// annexes are the titles of a letter's attachments and the pages of those that
// have words; one without is a sheet of its own that is put with the letter.
func annexes(all []data.LetterAnnex, s page.Style, m page.Measurer) (titles []string, pages []page.Annex) {
	for i, a := range all {
		titles = append(titles, a.Title)
		if strings.TrimSpace(a.Text) == "" {
			continue
		}
		annex := page.Annex{Title: a.Title, Body: typed(a.Text, s, m)}
		if len(all) > 1 {
			annex.Number = i + 1
		}
		pages = append(pages, annex)
	}
	return titles, pages
}

// typed sets a text that somebody typed or pasted: paragraphs, and tables where
// its lines are rows of one.
func typed(text string, s page.Style, m page.Measurer) []page.Block {
	var out []page.Block
	for _, part := range data.TextParts(text) {
		if part.Rows == nil {
			out = append(out, page.Body(part.Text, page.BodySize)...)
		} else {
			out = append(out, page.TypedTable(part.Rows, s, m)...)
		}
	}
	return out
}

// seriesTold tells of a 文号 that is malformed or of another's series.
func seriesTold(number string, paper data.LetterPaper) (told []string) {
	for _, p := range data.CheckSeries(number, paper) {
		told = append(told, p.Error())
	}
	return told
}
