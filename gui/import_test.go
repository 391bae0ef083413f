package gui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"jianban/data"
	decide "jianban/data/intake"
	"jianban/gui/intake"
	"jianban/gui/ledger"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// nothingToImport reads every file as one whose columns nobody knows.
type nothingToImport struct{ read []string }

func (n *nothingToImport) Read(_ context.Context, path string, _ func(done, total int)) (*decide.File, error) {
	n.read = append(n.read, filepath.Base(path))
	return &decide.File{Name: filepath.Base(path)}, nil
}

func (n *nothingToImport) Preview(context.Context, *decide.File, decide.Options, func(done, total int)) (decide.Preview, error) {
	return decide.Preview{Why: data.Problem{Field: "文件", Message: "没有找到可以导入的表"}}, nil
}

func (n *nothingToImport) Enter(context.Context, *decide.File, decide.Options, func(done, total int)) (*decide.Plan, error) {
	return &decide.Plan{}, nil
}

func (n *nothingToImport) Habits() decide.Habits { return decide.Habits{} }

func (n *nothingToImport) SetHabits(decide.Habits) error { return nil }

// A ledger dragged onto the window opens the import, another one the same screen
// again; over a chosen proposal a person says what the file is for; other files
// go to the proposal as before.
func TestDroppingALedger(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		n := &nothingToImport{}
		m.deps.Imports = n
		drop := func(name string) {
			m.onDropped(fyne.Position{}, []fyne.URI{storage.NewFileURI("/旧账/" + name)})
			onethread.Settle()
		}
		imports := func() bool { _, ok := m.current().(*intake.ImportScreen); return ok }
		drop("照片.png")
		if imports() || !strings.Contains(m.status.said.Text, "请先打开或选中一件建议") {
			t.Errorf("a picture says %q", m.status.said.Text)
		}
		drop("台账.XLSX")
		if !imports() || len(m.trail) != 2 {
			t.Fatalf("shows %T", m.current())
		}
		drop("另一本.csv")
		if len(m.trail) != 2 || strings.Join(n.read, " ") != "台账.XLSX 另一本.csv" {
			t.Errorf("read %v, %d screens", n.read, len(m.trail))
		}
		m.onDropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(t.TempDir())})
		onethread.Settle()
		if len(m.trail) != 2 || len(n.read) != 3 {
			t.Errorf("a folder: read %v, %d screens", n.read, len(m.trail))
		}
		n.read = n.read[:2]
		m.Import(decide.Units, "/旧账/第三本.csv")
		onethread.Settle()
		if len(m.trail) != 2 || len(n.read) != 3 {
			t.Errorf("read %v, %d screens", n.read, len(m.trail))
		}
		escape(m)
		m.Go(screen.PlaceLedger)
		onethread.Settle()
		l, ok := m.current().(*ledger.LedgerScreen)
		if !ok {
			t.Fatalf("shows %T", m.current())
		}
		l.Enter()
		onethread.Settle()
		drop("台账.xlsx")
		if imports() || len(m.panels) != 1 || !strings.Contains(strings.Join(screentest.Texts(m.panels[0].Content), ""), "附件") {
			t.Fatalf("over a chosen proposal %T, %d panels", m.current(), len(m.panels))
		}
		drop("台账.xlsx") // under the question nothing else happens
		screentest.PressYes(t, &screentest.Room{Host: &screentest.Host{Panels: m.panels}})
		onethread.Settle()
		if !imports() || len(m.panels) != 0 {
			t.Errorf("after the answer %T, %d panels", m.current(), len(m.panels))
		}
	}, story.Lead())
}

// 导入 asks for the file; without a way to import none is offered.
func TestImportAsksForTheFile(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		m.Import(decide.Units, "")
		if len(m.panels) != 0 || !strings.Contains(m.status.said.Text, "不能导入") {
			t.Errorf("without imports %d panels, says %q", len(m.panels), m.status.said.Text)
		}
		n := &nothingToImport{}
		m.deps.Imports = n
		path := filepath.Join(t.TempDir(), "单位.csv")
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		m.Import(decide.Units, "")
		onethread.Settle()
		if len(m.panels) != 1 {
			t.Fatalf("%d panels", len(m.panels))
		}
		screentest.EntryOf(t, &screentest.Room{Host: &screentest.Host{Panels: m.panels}}, "文件的完整位置").SetText(path)
		m.panels[0].Save()
		onethread.Settle()
		if len(n.read) != 1 || len(m.panels) != 0 {
			t.Errorf("read %v, %d panels", n.read, len(m.panels))
		}
	}, story.Lead())
}
