// Package draft is what was typed and not saved: its fields beside what stood
// in them before, and the form in which it is kept beside the registry. It
// reads no file and asks no clock. Start with Draft, then Encode and Decode.
package draft

import (
	"slices"
	"strings"
	"time"

	"jianban/data"
)

// Where says on what kind of screen something was typed.
type Where string

// The places where one types.
const (
	Letter   Where = "letter"   // a reply or our opinion
	Summary  Where = "summary"  // a year's summary
	Settings Where = "settings" // the office's own facts
	Form     Where = "form"     // a form in a panel
)

// Field is one field with what was typed into it.
type Field struct {
	Label string // as the form shows it
	Text  string
	Was   string // what stood there when the typing began
}

// Draft is what was typed in one place and not saved.
type Draft struct {
	Where Where
	Title string // of the letter, summary or form, such as 第12号答复
	About string // whose it is, such as the proposal's title; "" where nobody's
	Clerk string // who typed

	Proposal data.ID // 0 where it is about none
	Record   data.ID // the record of the proposal that a form edits, where Form asks for it
	Place    string  // the place of the rail from which a form was opened
	Round    int     // of a letter
	Year     int     // of a summary
	Book     data.ID // of a summary; 0 over all books

	// Form tells the forms of one proposal apart, such as edit or talk; "" where
	// the form can only be opened by hand.
	Form string
	// Fresh tells that the record was still to be made.
	Fresh bool
	// Action is the journal's word for saving it.
	Action string

	Began, Typed time.Time // when the first and the last of it was typed
	// Offered tells that it was offered before, at another start.
	Offered bool
	Fields  []Field
}

// Same tells whether two drafts are of the same place: the newer then stands
// for both.
func (d Draft) Same(e Draft) bool {
	return d.Where == e.Where && d.Title == e.Title && d.Proposal == e.Proposal && d.Round == e.Round &&
		d.Year == e.Year && d.Book == e.Book && d.Form == e.Form && d.Record == e.Record
}

// SameText tells whether two drafts hold the same fields.
func (d Draft) SameText(e Draft) bool { return slices.Equal(d.Fields, e.Fields) }

// Changed are the fields that hold something else than before.
func (d Draft) Changed() []Field { return Changed(d.Fields) }

// Changed are those of some fields that hold something else than before.
func Changed(fields []Field) (out []Field) {
	for _, f := range fields {
		if f.Text != f.Was {
			out = append(out, f)
		}
	}
	return out
}

// Against puts beside each field what it held before, by label; the labels of
// before that are gone come last, emptied.
func Against(now, before []Field) []Field {
	out, was := slices.Clone(now), map[string]string{}
	for _, f := range before {
		was[f.Label] = f.Text
	}
	there := map[string]bool{}
	for i := range out {
		out[i].Was = was[out[i].Label]
		there[out[i].Label] = true
	}
	for _, f := range before {
		if !there[f.Label] && f.Text != "" {
			out = append(out, Field{Label: f.Label, Was: f.Text})
		}
	}
	return out
}

// Text is a draft as one text, to be copied: a line a field, a field of several
// lines under its label.
func (d Draft) Text() string {
	var b strings.Builder
	for _, f := range d.Changed() {
		b.WriteString(f.Label + "：")
		if strings.Contains(f.Text, "\n") {
			b.WriteByte('\n')
		}
		b.WriteString(f.Text + "\n")
	}
	return b.String()
}

// Saved tells whether the journal shows that a draft was saved after it was
// last kept: the program was killed between the two. One that was offered
// before is never taken for saved, for its form may have been saved anew. The
// journal's times are whole seconds: what was saved within the second in which
// it was kept is offered once more, rather than lost.
func (d Draft) Saved(journal []data.JournalEntry) bool {
	return !d.Offered && d.Action != "" && slices.ContainsFunc(journal, func(e data.JournalEntry) bool {
		return e.What == d.Action && !e.At.Before(d.Typed)
	})
}

// Excerpt is the part of a changed text that tells it from what stood there
// before, with some characters around it, at most most of them; "…" stands for
// what is left out.
func (f Field) Excerpt(most int) (was, text string) {
	a, b := []rune(f.Was), []rune(f.Text)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	head, tail = max(head-around, 0), max(tail-around, 0)
	return part(a, head, tail, most), part(b, head, tail, most)
}

// around is how many characters of what did not change stand beside what did.
const around = 12

// part is a text without head and tail characters, at most most of them.
func part(r []rune, head, tail, most int) string {
	mid := r[head : len(r)-tail]
	before, after := "", ""
	if head > 0 {
		before = "…"
	}
	if tail > 0 {
		after = "…"
	}
	if len(mid) > most {
		mid, after = mid[:most], "…"
	}
	return before + string(mid) + after
}
