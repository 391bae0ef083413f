package e2e

import (
	"path/filepath"
	"strings"
	"testing"
)

const (
	takeInX, takeInY = 1247, 72 // 导入 above the ledger
	placeX, placeY   = 700, 172 // where the file to import lies
	sameX, sameY     = 1160, 302
)

// TestImportBackAndForth imports the ledger of an office by mouse and keyboard,
// one unit of it said to be one that is known; finds a matter, corrects it, sees
// what the file would change of that, and takes all back.
func TestImportBackAndForth(t *testing.T) {
	d := open(t)
	file := filepath.Join(filepath.Dir(filepath.Dir(d.registry)), "2024年台账.xlsx")
	d.run("go", "run", "../cli/testdata/ledgers", "office", file)
	stats := func() string { return d.run(d.bin, "--registry", d.registry, "stats", "--year", "2024", "--json") }
	show := func() {
		d.choose(takeInX, takeInY)
		d.click(placeX, placeY)
		d.keys("ctrl+a")
		d.paste(file)
		d.keys("Return")
	}

	d.keys("ctrl+2")
	show()
	d.shot("import-1-shown")
	d.keys("Down")
	d.click(sameX, sameY)
	d.shot("import-2-answered")
	if !strings.Contains(stats(), `"total": 0`) {
		t.Fatal("something was written before the import")
	}
	d.keys("ctrl+s")
	d.await("269 matters", func() bool { return strings.Contains(stats(), `"total": 269`) })
	d.settle()
	d.shot("import-3-done")
	if strings.Contains(stats(), "区卫健局") {
		t.Error("a unit that was said to be known was entered anew")
	}

	d.keys("ctrl+f")
	d.paste("龙马第90片区")
	d.keys("Return", "F2", "Tab", "Tab", "Tab", "Tab")
	d.keys("ctrl+a")
	d.paste("关于改善龙马第90片区农田水利和排灌的建议")
	d.shot("import-4-corrected")
	d.keys("ctrl+s")
	d.await("corrected title", func() bool {
		return strings.Contains(d.run(d.bin, "--registry", d.registry, "search", "排灌"), "第90片区农田水利和排灌")
	})
	d.keys("ctrl+2", "ctrl+z")
	d.await("the title as it was", func() bool {
		return !strings.Contains(d.run(d.bin, "--registry", d.registry, "search", "排灌"), "排灌的建议")
	})
	d.keys("ctrl+z")
	d.await("an empty year", func() bool { return strings.Contains(stats(), `"total": 0`) })
	d.settle()
	d.shot("import-5-undone")
	if out := d.run(d.bin, "--registry", d.registry, "check"); !strings.Contains(out, "文件和日志损坏：0") {
		t.Errorf("check: %s", out)
	}
}
