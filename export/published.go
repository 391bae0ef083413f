package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"jianban/data"
	"jianban/export/page"
)

// ReplyText is the letter as plain text, a paragraph a line, as it is put on a
// web page: title, 文号, addressee, words, signature, date and who can be asked.
// Attachments stand behind it; a row of a table is a line, its cells parted by
// tabs. Class and copies are for the office and stay out (forms.md: published text
// often loses them). Nothing is taken out yet; data.Redactions finds what
// should be.
func ReplyText(c data.Case, rep data.Reply, s data.Settings, r data.Rules) string {
	sh, _ := replySheet(c, rep, s, r) // what it lacks is told beside the letter
	note := sh.note
	if note != "" {
		note = "（" + note + "）"
	}
	issuer := data.PaperOf(c, s, sh.signed, false).Issuer
	letter := data.ReadLetterText(sh.body)
	all := append([]string{sh.title, sh.number, sh.to}, strings.Split(letter.Body, "\n")...)
	for i, a := range letter.Annexes {
		name := strings.TrimSpace(a.Title)
		if len(letter.Annexes) > 1 {
			name = strconv.Itoa(i+1) + "." + name
		}
		if i == 0 {
			name = "附件：" + name
		}
		all = append(all, name)
	}
	all = append(append(append(all, issuer), letter.Joint...), sh.signed.Chinese(), note)
	for i, a := range letter.Annexes {
		if strings.TrimSpace(a.Text) != "" {
			all = append(append(all, data.AnnexLabel(i, len(letter.Annexes)), a.Title), strings.Split(a.Text, "\n")...)
		}
	}
	var lines []string
	for _, l := range all {
		if l = strings.Trim(l, " \u3000\u00A0\r"); strings.TrimSpace(l) != "" {
			lines = append(lines, l)
		}
	}
	text, _ := data.MendText(strings.Join(lines, "\n"))
	return text
}

// Published (答复公开) is the page of one book's replies to publish: a list of them,
// what is not published with its reason, then each text as it was kept without
// personal facts (data.Disclosure.Text). A merged proposal whose letter has the words
// of another on the page is listed, its text is not repeated. What is to be published
// and is not on the page is told. cases are of one book, in order.
func Published(cases []data.Case, s data.Settings, y data.RuleYears, m page.Measurer) page.Document {
	style := page.Official()
	style.Names = data.PlaceNamesOver(cases, y, s)
	if s.Demo {
		style.Note = demoNote
	}
	title := PublishedTitle(cases)
	on := onPage(cases)
	t := page.Table{Font: listFont, Head: listHead, Columns: []page.Column{
		{Title: "编号", Width: 15, Align: page.Centre, Fit: true}, {Title: "标题", Width: 59}, {Title: "答复单位", Width: 41, Align: page.Centre},
		{Title: "答复日期", Width: 24, Align: page.Centre, Fit: true}, {Title: "公开", Width: 17, Align: page.Centre, Fit: true}}}
	var texts []data.Case
	for _, c := range on {
		rep, _ := c.LastSent()
		how := string(c.Disclosure.Decision)
		if WithHost(c, cases, data.PublishReady) {
			how = "见第" + c.Host.Number + "号"
		} else {
			texts = append(texts, c)
		}
		t.Rows = append(t.Rows, []string{c.Proposal.Number, c.Proposal.Title, data.PaperOf(c, s, rep.SignOff.Signed, false).Issuer, rep.Sent.Chinese(), how})
	}
	blocks := []page.Block{page.Title{Text: title}, page.Gap{Rows: 0.5}, t.Block(style, m)}
	for _, note := range publishedNotes(cases) {
		blocks = append(blocks, page.Note(note, noteFont, style, m))
	}
	doc := page.Document{Title: title, Author: s.Office, Pages: page.Layout(blocks, style, m), Paper: title, Told: publishedTold(cases)}
	for _, c := range texts {
		style.First = len(doc.Pages) + 1
		doc.Bookmarks = append(doc.Bookmarks, page.Bookmark{Title: matterNumber(c) + " " + c.Proposal.Title, Page: style.First})
		doc.Pages = append(doc.Pages, page.Layout(publishedText(c.Disclosure.Text, publishedTitle(c, s, y.Of(c)), style, m), style, m)...)
	}
	return listed(doc, nil, m)
}

// PublishedTitle is the title of the page, which also names it within its file.
func PublishedTitle(cases []data.Case) string {
	return bookOf(cases) + matterOf(cases) + "答复公开"
}

// WithHost tells whether a merged case has the words of the proposal that it is merged
// into, and that one stands so: it needs no text of its own then.
func WithHost(c data.Case, cases []data.Case, so ...data.Publishing) bool {
	return c.SharesLetter() && slices.ContainsFunc(cases, func(h data.Case) bool {
		return h.Proposal.ID == c.Host.ID && slices.Contains(so, data.PublishingOf(h))
	})
}

// onPage are the cases that the page lists: those whose text is ready, and merged
// ones that are to be published with the text of one that is.
func onPage(cases []data.Case) []data.Case {
	var on []data.Case
	for _, c := range cases {
		how := data.PublishingOf(c)
		if how == data.PublishReady || how == data.PublishUnread && WithHost(c, cases, data.PublishReady) {
			on = append(on, c)
		}
	}
	return on
}

// ToPublish tells whether any of the cases is on the page.
func ToPublish(cases []data.Case) bool { return len(onPage(cases)) > 0 }

// publishedNotes say below the list what is not on the page, with the reasons that
// are recorded. Titles stay out: they may be what is not to be published.
func publishedNotes(cases []data.Case) []string {
	var closed, gone, partly []string
	reason := func(c data.Case) string {
		if why := strings.TrimSpace(c.Disclosure.Reason); why != "" {
			return matterNumber(c) + "（" + why + "）"
		}
		return matterNumber(c)
	}
	for _, c := range cases {
		switch data.PublishingOf(c) {
		case data.PublishClosed:
			closed = append(closed, reason(c))
		case data.PublishGone:
			gone = append(gone, matterNumber(c)+"（"+string(c.Proposal.Closed)+"）")
		case data.PublishReady:
			if c.Disclosure.Decision == data.PartlyOpen {
				partly = append(partly, reason(c))
			}
		}
	}
	var notes []string
	for _, n := range []struct {
		words string
		whose []string
	}{{"部分公开", partly}, {"不公开", closed}, {"没有答复", gone}} {
		if len(n.whose) > 0 {
			notes = append(notes, fmt.Sprintf("%s的%d件：%s。", n.words, len(n.whose), strings.Join(n.whose, "、")))
		}
	}
	return notes
}

// publishedTold is what whoever makes the page should know: what may belong on it and
// is not there, and texts to be looked at again.
func publishedTold(cases []data.Case) []string {
	left := map[data.Publishing][]string{}
	var told []string
	on := onPage(cases)
	for _, c := range cases {
		how := data.PublishingOf(c)
		if !slices.ContainsFunc(on, func(o data.Case) bool { return o.Proposal.ID == c.Proposal.ID }) {
			left[how] = append(left[how], matterNumber(c))
			continue
		}
		if how == data.PublishReady {
			for _, odd := range data.PublishedOdd(c) {
				told = append(told, matterNumber(c)+odd)
			}
		}
	}
	for _, how := range []data.Publishing{data.PublishUnread, data.PublishUndecided, data.PublishUnanswered} {
		if whose := left[how]; len(whose) > 0 {
			told = append(told, fmt.Sprintf("%s%s，没有编入", strings.Join(whose, "、"), how))
		}
	}
	return told
}

// longestTitle is how many characters the first line of a published text has at most
// where it is its title.
const longestTitle = 80

// numberedLine begins with the number of a heading, so that it is no title.
var numberedLine = data.Pattern(`^(?:[一二三四五六七八九十]+、|[（(](?:[一二三四五六七八九十]+|\d+)[）)]|\d+[.．、])`)

// publishedTitle is the title of a case's last letter, for a text that was kept
// without one.
func publishedTitle(c data.Case, s data.Settings, r data.Rules) string {
	rep, _ := c.LastSent()
	title, _ := FillWording(r.Pack.Letters.ReplyTitle, c, s, rep.SignOff.Signed)
	return title
}

// publishedText sets a text as ReplyText makes it, whatever a person changed in it:
// a first line without a full stop or a number is its title, a 文号 stands below it, who
// is addressed begins at the edge, and issuer, day and note are the signing of a letter,
// which never stands on a page without text. Where a sentence, a heading or who is
// addressed comes first, the letter's title stands above.
func publishedText(text, title string, s page.Style, m page.Measurer) []page.Block {
	var lines []string // as they are: a table's row keeps its tabs
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.Trim(line, " \u3000\r"); line != "" {
			lines = append(lines, line)
		}
	}
	var blocks []page.Block
	span := func(line string, align page.Align) page.Block {
		return page.Paragraph{Spans: []page.Span{{Text: line, Font: page.Font{Face: page.FangSong, Size: page.BodySize}}}, Align: align, Flush: true, KeepNext: true}
	}
	switch {
	case len(lines) == 0:
	case numberedLine().MatchString(lines[0]) || strings.HasSuffix(lines[0], "。") || strings.HasSuffix(lines[0], "："):
		if title != "" {
			blocks = append(blocks, page.Title{Text: title}, page.Gap{Rows: 1})
		}
	case len(lines) > 1 && utf8.RuneCountInString(lines[0]) <= longestTitle:
		blocks, lines = append(blocks, page.Title{Text: lines[0]}), lines[1:]
		if data.IsDocNumber(lines[0]) {
			blocks, lines = append(blocks, span(lines[0], page.Centre)), lines[1:]
		}
		blocks = append(blocks, page.Gap{Rows: 1})
	}
	if len(lines) > 0 && strings.HasSuffix(lines[0], "：") {
		blocks, lines = append(blocks, span(lines[0], page.Left)), lines[1:]
	}
	set := func(lines []string) []page.Block { return typed(strings.Join(lines, "\n"), s, m) }
	day := slices.IndexFunc(lines, func(line string) bool {
		_, err := data.ParseDate(line)
		return err == nil
	})
	if day < 0 {
		return append(blocks, set(lines)...)
	}
	who := day
	if who > 0 && !strings.HasSuffix(lines[who-1], "。") {
		who--
	}
	signing := page.Signing{Body: strings.Join(lines[who:day], "\n"), Date: lines[day], Unsealed: true}
	after := lines[day+1:]
	if len(after) > 0 && strings.HasPrefix(after[0], "（") && strings.HasSuffix(after[0], "）") {
		signing.Note, after = strings.TrimSuffix(strings.TrimPrefix(after[0], "（"), "）"), after[1:]
	}
	return append(append(append(blocks, set(lines[:who])...), signing), set(after)...)
}
