package export_test

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
	"jianban/export"
	"jianban/export/font"
	"jianban/export/page"
)

// rowsOf are the texts of a document line by line, without the red name at the
// head, which is never broken.
func rowsOf(doc page.Document) map[page.MM]string {
	rows := map[page.MM]string{}
	for i, p := range doc.Pages {
		for _, m := range p.Marks {
			if g, ok := m.(page.Glyphs); ok && g.Color != page.Red {
				rows[page.MM(1000*i)+g.Baseline] += g.Text
			}
		}
	}
	return rows
}

// Every kind of paper keeps the names of the place whole: those of the rule
// pack and those that the names of the office begin with.
func TestPapersKeepPlacesWhole(t *testing.T) {
	t.Parallel()
	const place = "克木泽区"
	fonts := font.Embedded()
	c := datatest.Case(func(*data.Case) {})
	for name, paper := range map[string]func(title string, r data.Rules, s data.Settings) page.Document{
		"a reply": func(title string, r data.Rules, s data.Settings) page.Document {
			r.Pack.Letters.ReplyTitle = title
			doc, _ := export.Reply(c, data.Reply{}, s, r, fonts)
			return doc
		},
		"an opinion": func(title string, r data.Rules, s data.Settings) page.Document {
			r.Pack.Letters.OpinionTitle = title
			doc, _ := export.Opinion(c, data.Opinion{}, s, r, fonts)
			return doc
		},
		"a summary": func(title string, r data.Rules, s data.Settings) page.Document {
			doc := export.Summary(data.Summary{Title: title}, data.Stats{}, nil, nil, s, data.SameRules(r), fonts)
			return doc
		},
		"a ledger": func(title string, r data.Rules, _ data.Settings) page.Document {
			doc, _ := export.Ledger(title, []data.Case{c}, data.NewDate(2022, 6, 15), data.SameRules(r), fonts)
			return doc
		},
		"a notice": func(title string, r data.Rules, s data.Settings) page.Document {
			s.Office = title
			doc, _ := export.Urge(data.Supervision{Kind: data.Urge}, nil, s, data.SameRules(r), fonts)
			return doc
		},
	} {
		keepsWhole(t, name, place, paper, func(r *data.Rules, _ *data.Settings) { r.Pack.Places = []string{place} })
	}
	keepsWhole(t, "scores", place, func(title string, _ data.Rules, s data.Settings) page.Document {
		return export.Appraisal(title, data.NewDate(2022, 12, 31), nil, data.Appraisal{}, s, fonts)
	}, func(_ *data.Rules, s *data.Settings) { s.Issuer = place + "人民政府" })
}

// keepsWhole looks for a title whose lines part the place, and sees it whole
// once the place is known.
func keepsWhole(t *testing.T, name, place string, paper func(string, data.Rules, data.Settings) page.Document, tell func(*data.Rules, *data.Settings)) {
	t.Helper()
	apart := func(doc page.Document) bool {
		for _, row := range rowsOf(doc) {
			if strings.Contains(row, place) {
				return false
			}
		}
		return true
	}
	for n := 10; n < 60; n++ {
		title := strings.Repeat("某", n) + place + strings.Repeat("某", n)
		r, s := datatest.Rules(func(*data.RulePack) {}), data.Settings{Office: "某办"}
		if !apart(paper(title, r, s)) {
			continue
		}
		if tell(&r, &s); apart(paper(title, r, s)) {
			t.Errorf("%s parts the name", name)
		}
		return
	}
	t.Errorf("%s: no title of the test parts the name", name)
}
