package paperwork_test

import (
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
	"jianban/paperwork"
)

// A summary in which somebody typed a wrong number is refused; with a reason,
// which the journal keeps, it is written.
func TestSummaryThatContradictsGoesOutForAReason(t *testing.T) {
	d := years(t)
	books, err := d.Registry.Books(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s := data.Summary{Year: 2021, Title: "工作总结", Sections: []data.SummarySection{{Text: "代表建议共9999件，主办{主办件数}件。"}}}
	for _, b := range books {
		if b.Meeting.Year == 2021 {
			s.BookID = b.ID
		}
	}
	if err := d.Registry.Do(t.Context(), registry.Action{What: "写总结"}, func(tx *registry.Tx) error { return tx.SaveSummary(&s) }); err != nil {
		t.Fatal(err)
	}
	kind, _ := paperwork.KindOf("summary")
	ask, place, path := paperwork.Ask{Year: 2021}, d.Registry.Path(), filepath.Join(t.TempDir(), "总结.pdf")
	_, err = d.Write(t.Context(), kind, ask, path)
	if err == nil || !strings.Contains(err.Error(), "9999件”与登记不符") || !strings.Contains(err.Error(), "--reason") {
		t.Fatalf("refused with %v", err)
	}
	today := data.NewDate(2022, 3, 1)
	if err := paperwork.GiveReason(t.Context(), place, today, ask, "经领导同意"); !data.Told(err) {
		t.Errorf("while another has the registry: %v", err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := paperwork.GiveReason(t.Context(), place, today, ask, "经领导同意"); err != nil {
		t.Fatal(err)
	}
	if d, err = paperwork.Open(t.Context(), place, today); err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if _, err := d.Write(t.Context(), kind, ask, path); err != nil {
		t.Error(err)
	}
	entries, err := d.Registry.Journal(t.Context(), 0, 1)
	if err != nil || len(entries) != 1 {
		t.Fatal(entries, err)
	}
	told := entries[0].What
	for _, c := range entries[0].Changes {
		told += " " + c.Field + c.After
	}
	for _, want := range []string{"2021年总结数字不符仍导出", "经领导同意", "9999件"} {
		if !strings.Contains(told, want) {
			t.Errorf("the journal lacks %s: %s", want, told)
		}
	}
}
