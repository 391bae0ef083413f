package paperwork_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
	"jianban/export/batch"
	"jianban/export/sheet"
	"jianban/paperwork"
)

// wordsOfKind are the words of all papers of a kind of the demonstration's year; ""
// where there are none.
func wordsOfKind(t *testing.T, d *paperwork.Desk, name string) string {
	t.Helper()
	k, ok := paperwork.KindOf(name)
	if !ok {
		t.Fatal(name)
	}
	ask := paperwork.Ask{Year: paperwork.DemoYear}
	switch {
	case k.Letters:
		letters, err := d.Letters(t.Context(), k, ask, batch.Choices{Drafts: k.Takes(batch.TakesDrafts), Blank: k.Takes(batch.TakesBlank)}, "导出")
		if err != nil {
			return ""
		}
		var words strings.Builder
		for _, p := range letters.Papers {
			doc, _ := p.Document()
			words.WriteString(pageWords(doc) + p.Whose() + doc.Paper + "\n")
		}
		return words.String()
	case !k.Printed():
		path, err := d.Write(t.Context(), k, ask, filepath.Join(t.TempDir(), "台账.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		book, err := sheet.Read(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		var words []string
		for _, s := range book.Sheets {
			for _, row := range s.Rows {
				for _, cell := range row.Cells {
					words = append(words, cell.Text)
				}
			}
		}
		return strings.Join(words, "|")
	}
	doc, err := d.Lay(t.Context(), k, ask)
	if err != nil {
		return ""
	}
	return pageWords(doc)
}

// A unit that was renamed has one name on all papers of the year: the one of the
// year's last day, whenever they are made. Letters bear the name of their own day.
func TestARenamedUnitHasOneNameOnThePapersOfAYear(t *testing.T) {
	const before, after = "区甲测局", "区乙测局"
	lists := []string{"transfers", "handouts", "dossier", "ledger", "ledger-xlsx", "appraisal", "summary"}
	for _, x := range []struct {
		until data.Date // the old name was borne until this day, that day included
		name  string    // of the year
		other string    // that stands on no paper but letters of its time
	}{
		{data.NewDate(2022, 12, 31), before, after},
		{data.NewDate(2022, 12, 30), after, before},
		{data.NewDate(2022, 4, 30), after, before},
		{data.NewDate(2023, 4, 30), before, after},
	} {
		d := desk(t)
		units, err := d.Registry.Units(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		u := units[slices.IndexFunc(units, func(u data.Unit) bool { return u.Name == "区住建局" })]
		u.Name, u.FullName = before, before // in no text
		if err := d.Registry.Do(t.Context(), registry.Action{What: "改名"}, func(tx *registry.Tx) error { return tx.SaveUnit(&u) }); err != nil {
			t.Fatal(err)
		}
		u = u.Renamed(after, after, "", x.until)
		if err := d.Registry.Do(t.Context(), registry.Action{What: "改名"}, func(tx *registry.Tx) error { return tx.SaveUnit(&u) }); err != nil {
			t.Fatal(err)
		}
		for _, name := range paperwork.KindNames() {
			words := wordsOfKind(t, d, name)
			letter := !slices.Contains(lists, name)
			switch {
			case !letter && !strings.Contains(words, x.name):
				t.Errorf("until %s: %s lacks %s", x.until, name, x.name)
			case !letter && name != "dossier" && strings.Contains(words, x.other):
				t.Errorf("until %s: %s has %s", x.until, name, x.other)
			case x.until.Year() > 2022 && strings.Contains(words, after):
				t.Errorf("until %s: %s has a name that came later", x.until, name)
			case name == "assignments" && (!strings.Contains(words, before) || strings.Contains(words, after)): // of March
				t.Errorf("until %s: the notices of assignment do not bear the name of their day", x.until)
			}
		}
	}
}
