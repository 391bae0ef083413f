package paperwork_test

import (
	"os"
	"path/filepath"
	"testing"

	"jianban/data"
	"jianban/data/intake"
	"jianban/paperwork"
)

// BenchmarkImport imports the ledger that $JIANBAN_LEDGER names into a new
// registry.
func BenchmarkImport(b *testing.B) {
	path := os.Getenv("JIANBAN_LEDGER")
	if path == "" {
		b.Skip("no ledger is named")
	}
	for b.Loop() {
		plan, err := paperwork.Import(b.Context(), filepath.Join(b.TempDir(), "r.db"), path, intake.Options{Today: data.NewDate(2023, 12, 31)}, os.Getenv("DRY") != "")
		if err != nil || plan.Created == 0 {
			b.Fatal(err, plan)
		}
	}
}
