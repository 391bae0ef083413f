package story

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"jianban/data"
)

// place is a text of a case that is searched.
type place struct{ label, text string }

// Search finds cases by plain comparison: by number, names, title and texts. It
// knows no pinyin and no fields but 单位 and 类别; the registry's index does.
func (m *Memory) Search(ctx context.Context, ask data.SearchAsk) (data.Found, error) {
	return read(ctx, m, func(t tables) data.Found {
		found := data.Found{Words: data.ParseSearch(ask.Text)}
		if len(found.Words) == 0 {
			return found
		}
		tiers, days := map[data.ID]int{}, map[data.ID]data.Date{}
		for _, c := range t.cases(data.Scope{Texts: true}, nil) {
			h, tier, ok := hitOf(c, found.Words)
			if !ok {
				continue
			}
			tiers[h.ID], days[h.ID] = tier, c.Proposal.HandedOver
			if (ask.Year == 0 || c.Year() == ask.Year) && (ask.Book == 0 || c.Book.ID == ask.Book) {
				found.Hits = append(found.Hits, h)
			}
		}
		slices.SortStableFunc(found.Hits, func(a, b data.Hit) int {
			return cmp.Or(cmp.Compare(tiers[a.ID], tiers[b.ID]), cmp.Compare(days[b.ID].String(), days[a.ID].String()), cmp.Compare(b.ID, a.ID))
		})
		if found.More = len(found.Hits) > ask.Limit; found.More {
			found.Hits = found.Hits[:ask.Limit]
		}
		return found
	})
}

// Around counts by the same comparison.
func (m *Memory) Around(ctx context.Context, ask data.SearchAsk) (data.Around, error) {
	return read(ctx, m, func(t tables) (around data.Around) {
		words, together := data.ParseSearch(ask.Text), 0
		apart := make([]data.FoundWord, len(words))
		if len(words) == 0 {
			return around
		}
		for _, c := range t.cases(data.Scope{Texts: true}, nil) {
			in := (ask.Year == 0 || c.Year() == ask.Year) && (ask.Book == 0 || c.Book.ID == ask.Book)
			_, _, ok := hitOf(c, words)
			switch {
			case ok && in:
				together++
			case ok:
				i := slices.IndexFunc(around.Elsewhere, func(y data.FoundYear) bool { return y.Year == c.Year() })
				if i < 0 {
					around.Elsewhere, i = append(around.Elsewhere, data.FoundYear{Year: c.Year()}), len(around.Elsewhere)
				}
				around.Elsewhere[i].Count++
			}
			for i, w := range words {
				apart[i].Word = w
				if _, _, ok := hitOf(c, words[i:i+1]); ok && in {
					apart[i].Count++
				}
			}
		}
		slices.SortFunc(around.Elsewhere, func(a, b data.FoundYear) int { return b.Year - a.Year })
		if together == 0 && len(words) > 1 {
			around.Apart = apart
		}
		return around
	})
}

// hitOf looks for every word in a case; the tier is 0 for number and names, 1 for
// the title, 2 for texts.
func hitOf(c data.Case, words []data.SearchWord) (h data.Hit, tier int, ok bool) {
	h = data.Hit{ID: c.Proposal.ID, Year: c.Year(), Number: c.Proposal.Number, Title: c.Proposal.Title}
	title := data.FoldText(h.Title)
	for _, w := range words {
		if w.Number != "" && w.Number == data.NumberKey(h.Number) {
			h.Place, h.Excerpt, h.Words = "编号", h.Number, []data.Stretch{{From: 0, To: len(h.Number)}}
			continue
		}
		if w.Year == h.Year {
			continue
		}
		if marks := title.FindAll(w.Fold, 8); len(marks) > 0 && w.Field == data.Anywhere {
			h.Marks, tier = append(h.Marks, marks...), max(tier, 1)
			h.Place = cmp.Or(h.Place, "标题")
			continue
		}
		i := slices.IndexFunc(places(c), func(p place) bool {
			f := data.FoldText(p.text)
			_, ok := f.Find(w.Fold)
			return ok && (w.Field == data.Anywhere || strings.HasSuffix(p.label, string(w.Field)))
		})
		if i < 0 {
			return h, 0, false
		}
		p := places(c)[i]
		if i > 2 {
			tier = 2
		}
		f := data.FoldText(p.text)
		h.Place = p.label
		h.Excerpt, h.Words = data.Excerpt(p.text, f.FindAll(w.Fold, 8), 60)
	}
	return h, tier, true
}

// places are the texts of a case, names first.
func places(c data.Case) []place {
	var people, units, classes []string
	for _, p := range c.Proposal.Proposers {
		people = append(people, p.Name)
	}
	for _, a := range c.Assignments {
		units = append(units, a.Unit.Name)
	}
	for _, r := range c.Replies {
		classes = append(classes, r.Class)
	}
	all := []place{{"代表", strings.Join(people, "、")}, {"承办单位", strings.Join(units, "、")}, {"类别", strings.Join(classes, "、")}, {"建议内容", c.Proposal.Text}, {"备注", c.Proposal.Remark}}
	for _, r := range c.Replies {
		all = append(all, place{"答复文号", r.DocNumber}, place{"答复正文", r.Body})
	}
	for _, x := range c.Consultations {
		all = append(all, place{"沟通记录（" + string(x.Phase) + "）代表意见", x.Said})
	}
	return all
}
