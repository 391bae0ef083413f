package paperwork_test

import (
	"path/filepath"
	"testing"

	"jianban/data"
	"jianban/paperwork"
)

// BenchmarkSummary400 is the summary of a year of 415 proposals over all books, from
// the file of its registry to that of its PDF, as the command does it.
func BenchmarkSummary400(b *testing.B) {
	path, err := paperwork.MakeDemo(b.Context(), filepath.Join(b.TempDir(), "demo"), 400, 1)
	if err != nil {
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
