package letter

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/preview"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// sources are the texts that were typed into a letter, under the labels of
// their fields, in the order in which one reads them on paper.
func (k *paperKind) sources(l data.Reply) []page.Source {
	text := data.ReadLetterText(l.Body)
	number, body, signed := page.Source{Name: "文号", Text: l.DocNumber}, page.Source{Name: bodyLabel, Text: text.Body}, page.Source{Name: "签发日期", Text: l.SignOff.Signed.Chinese()}
	all := []page.Source{number, body, signed}
	if k.answer {
		all = []page.Source{
			{Name: "类别", Text: l.Class}, number, {Name: "主送", Text: l.Salutation}, body,
			{Name: "已落实事项", Text: l.Done}, {Name: "计划落实事项", Text: l.Planned}, signed,
			{Name: "联系人", Text: l.Contact}, {Name: "联系电话", Text: l.ContactPhone},
		}
	}
	for i, a := range text.Annexes {
		all = append(all, page.Source{Name: annexSource(i), Text: a.Text})
	}
	return all
}

// letterPlaces tells where a letter's texts and problems stand on its pages.
type letterPlaces struct {
	trace   page.Trace
	sources []page.Source
}

// newLetterPlaces finds the texts. What is done and planned is printed only
// where the letter has no body.
func newLetterPlaces(doc page.Document, l data.Reply, k *paperKind, m page.Measurer) letterPlaces {
	all := k.sources(l)
	printed := slices.DeleteFunc(slices.Clone(all), func(s page.Source) bool {
		return !data.ReadLetterText(l.Body).Empty() && (s.Name == "已落实事项" || s.Name == "计划落实事项")
	})
	return letterPlaces{page.NewTrace(doc.Pages, printed, m), all}
}

// span is some characters of a field, from one offset up to another.
type span struct {
	field    string
	from, to int
}

// spans are what a problem is about: the words it quotes, wherever they stand
// in its field, or the whole of a short field. none where it is about what is
// not there.
func (p letterPlaces) spans(problem data.Problem) []span {
	i := slices.IndexFunc(p.sources, func(s page.Source) bool { return s.Name == problem.Field })
	if i < 0 {
		return nil
	}
	text := p.sources[i].Text
	switch {
	case problem.Quote != "":
		all := quoted(p.sources[i], problem.Quote)
		if problem.Field == bodyLabel { // of which the attachments are a part
			for _, s := range p.sources {
				if strings.HasPrefix(s.Name, annexLabel) {
					all = append(all, quoted(s, problem.Quote)...)
				}
			}
		}
		return all
	case slices.Contains([]string{"文号", "主送", "签发日期"}, problem.Field):
		return []span{{problem.Field, 0, len([]rune(text))}}
	}
	return nil
}

// quoted are the places of words in a text.
func quoted(s page.Source, words string) (all []span) {
	for _, r := range occurrences(s.Text, words) {
		all = append(all, span{s.Name, r[0], r[1]})
	}
	return all
}

// mostSigns bounds how many places of one problem are marked.
const mostSigns = 20

// areas are the places on paper that a problem is about. Words that no field
// holds, as those of the title, are looked for on the pages.
func (p letterPlaces) areas(problem data.Problem) []page.Area {
	var all []page.Area
	for i, s := range p.spans(problem) {
		if i < mostSigns {
			all = append(all, p.trace.Areas(s.field, s.from, s.to)...)
		}
	}
	if len(all) == 0 && problem.Quote != "" {
		return p.trace.Find(problem.Quote, mostSigns)
	}
	return all
}

// signs are the marks of all problems.
func (p letterPlaces) signs(blocking, warnings data.Problems) []preview.Sign {
	var all []preview.Sign
	add := func(ps data.Problems, c fyne.ThemeColorName) {
		for _, problem := range ps {
			if areas := p.areas(problem); len(areas) > 0 {
				all = append(all, preview.Sign{Areas: areas, Color: c})
			}
		}
	}
	add(warnings, look.ColorYellow)
	add(blocking, look.ColorRed) // over the others
	return all
}

// occurrences are where words stand in a text, as pairs of offsets in
// characters. Blanks within them do not matter, nor whether marks of a title
// are double or single.
func occurrences(text, words string) [][2]int {
	letters := func(s string) (out []rune, at []int) {
		for i, r := range []rune(s) {
			switch {
			case unicode.IsSpace(r):
				continue
			case r == '〈':
				r = '《'
			case r == '〉':
				r = '》'
			}
			out, at = append(out, r), append(at, i)
		}
		return out, at
	}
	want, _ := letters(words)
	have, at := letters(text)
	var all [][2]int
	for i := 0; len(want) > 0 && i+len(want) <= len(have); i++ {
		if slices.Equal(have[i:i+len(want)], want) {
			all = append(all, [2]int{at[i], at[i+len(want)-1] + 1})
			i += len(want) - 1
		}
	}
	return all
}

// onPaper goes to the text that stands where a person clicked.
func (s *ReplyScreen) onPaper(pageNumber int, x, y page.MM) {
	if field, at, ok := s.places.trace.At(pageNumber, x, y); ok {
		s.form.reveal(field, at)
	}
}

func (s *ReplyScreen) canMend(p data.Problem) bool {
	return mendAt[p.Field] != "" || mendIn[p.Field] != "" || s.form.field(p.Field) != nil || p.Quote != ""
}

// onMend shows what a problem is about, on paper and in its field, or opens the
// screen where it is mended.
func (s *ReplyScreen) onMend(p data.Problem) {
	s.pages.Reveal(s.places.areas(p))
	if spans := s.places.spans(p); len(spans) > 0 {
		s.form.reveal(spans[0].field, spans[0].from)
		return
	}
	if s.form.open(p.Field) {
		return
	}
	if tab, ok := mendAt[p.Field]; ok {
		s.Leave(func() { s.host.OpenCase(s.state.ID, tab) })
	}
	if place, ok := mendIn[p.Field]; ok {
		s.host.Go(place) // asks before it leaves
	}
}

// reveal opens the part that holds a field and puts the caret before a
// character of it.
func (f *letterForm) reveal(field string, at int) {
	if !f.open(field) {
		return
	}
	switch e := f.field(field).(type) {
	case *ui.Entry:
		e.SetCaret(at)
	case *ui.DateEntry:
		e.SetCaret(at)
	}
}

// ZoomBy shows the pages larger or smaller.
func (s *ReplyScreen) ZoomBy(by int) { s.pages.ZoomBy(by) }

// Turn turns the pages.
func (s *ReplyScreen) Turn(by int) { s.pages.Turn(by) }
