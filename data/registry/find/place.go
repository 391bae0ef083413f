package find

import (
	"strings"

	"jianban/data"
)

// strongPlace tells what of a proposal a word names: its number, a person, a
// unit, a fact; false where that takes its papers to tell.
func (r *Reader) strongPlace(h *data.Hit, w sought) bool {
	word := w.word
	if word.Number != "" && data.NumberKey(h.Number) == word.Number && word.Field != data.InDocNumber {
		h.Place, h.Excerpt, h.Words = "编号", h.Number, []data.Stretch{{From: 0, To: len(h.Number)}}
		return true
	}
	var said []string
	var words []data.Stretch
	for i, x := range w.named {
		if !w.holders[i].has(h.ID) {
			continue
		}
		if h.Place == "" {
			h.Place = x.label()
		}
		if h.Place == x.label() {
			at := len(strings.Join(append(said, ""), "、"))
			for _, m := range x.Marks(word) {
				words = append(words, data.Stretch{From: at + m.From, To: at + m.To})
			}
			said = append(said, x.Name())
		}
	}
	switch {
	case len(said) > 0:
		h.Excerpt = strings.Join(said, "、")
		h.Words = inTurn(words)
	case word.Class != "":
		h.Place, h.Excerpt = "类别", word.Class
	case word.Field == data.InMark, word.Field == data.InRole:
		h.Place, h.Excerpt = string(word.Field), word.Text
	case word.Year != 0:
		h.Place = "年份"
	default:
		return word.DocN == 0
	}
	return true
}

// label is how the place of a name is called.
func (x *named) label() string {
	switch x.kind {
	case kindUnit:
		return "承办单位"
	case kindLeader:
		return "牵头领导"
	case kindBook:
		return "届次"
	}
	return "代表"
}

// docPlace tells which paper bears the 文号 that was typed.
func docPlace(h *data.Hit, d *Doc, words []sought) {
	for _, w := range words {
		for _, p := range d.Parts {
			if series, _, n, ok := data.SplitDocNumber(p.Text); p.DocNumber && ok && n == w.word.DocN && series == w.word.Series {
				h.Place, h.Excerpt, h.Words = p.Label, p.Text, []data.Stretch{{From: 0, To: len(p.Text)}}
				return
			}
		}
	}
}
