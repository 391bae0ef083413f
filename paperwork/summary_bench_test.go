package paperwork_test

import (
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
	"jianban/paperwork"
)

// BenchmarkSummary400 is the summary of a year of 415 proposals over all books, from
// the file of its registry to that of its PDF, as the command does it.
func BenchmarkSummary400(b *testing.B) {
	path, err := paperwork.MakeDemo(b.Context(), filepath.Join(b.TempDir(), "demo"), 400, 1)
	if err != nil {
		b.Fatal(err)
	}
	desk, err := paperwork.OpenToWork(b.Context(), path, false)
	if err != nil {
		b.Fatal(err)
	}
	sum, err := desk.Registry.Summary(b.Context(), paperwork.DemoYear, 1)
	if err != nil || sum.ID == 0 {
		b.Fatal(sum, err)
	}
	sum.ID, sum.BookID = 0, 0
	for i := range sum.Sections { // several books have a number 12
		x := &sum.Sections[i]
		x.Text = strings.NewReplacer("{例12}", "《一件》", "{例17}", "《一件》", "{例21}", "《一件》", "{例26}", "《一件》").Replace(x.Text)
	}
	if err := desk.Registry.Do(b.Context(), registry.Action{What: "写总结"}, func(tx *registry.Tx) error { return tx.SaveSummary(&sum) }); err != nil {
		b.Fatal(err)
	}
	if err := desk.Close(); err != nil {
		b.Fatal(err)
	}
	kind, _ := paperwork.KindOf("summary")
	out := filepath.Join(b.TempDir(), "summary.pdf")
	b.ReportAllocs()
	for b.Loop() {
		d, err := paperwork.Open(b.Context(), path, data.NewDate(2023, 1, 10))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := d.Write(b.Context(), kind, paperwork.Ask{Year: paperwork.DemoYear}, out); err != nil {
			b.Fatal(err)
		}
		if err := d.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
