package gui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"jianban/gui/clipboard"
	"jianban/gui/form"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// A picture that was copied becomes a proof of the proposal's latest talk;
// without a proposal at hand, and with an empty clipboard, a line says so.
func TestPastingAPicture(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		content := clipboard.Content{}
		m.deps.Clipboard = func(context.Context) (clipboard.Content, error) { return content, nil }
		m.deps.TempDir = func() (string, error) { return t.TempDir(), nil }
		paste := func() {
			m.keys.TypedShortcut(&fyne.ShortcutPaste{})
			onethread.Settle()
		}
		paste()
		if !strings.Contains(m.status.said.Text, "请先打开或选中一件建议") {
			t.Errorf("without a proposal says %q", m.status.said.Text)
		}
		m.OpenCase(12, screen.TabTalks)
		onethread.Settle()
		paste()
		if !strings.Contains(m.status.said.Text, "没有文件或图片") {
			t.Errorf("an empty clipboard says %q", m.status.said.Text)
		}
		content.Picture = []byte("png")
		paste()
		if len(m.panels) != 1 || !strings.Contains(strings.Join(screentest.Texts(m.panels[0].Content), "\n"), "粘贴的图片 2022-06-15 090000.png") {
			t.Fatalf("%d panels", len(m.panels))
		}
		m.panels[0].Save()
		onethread.Settle()
		c, err := r.Memory.Case(t.Context(), 12)
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Attachments) != 1 || c.Attachments[0].ConsultationID == 0 || !strings.HasPrefix(c.Attachments[0].Name, "粘贴的图片") {
			t.Errorf("kept %+v", c.Attachments)
		}
	}, story.Lead())
}

// A file dropped onto a panel is for it: where a file is asked for it is the one
// chosen; another panel says that it takes none.
func TestDroppingOntoAPanel(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		path := filepath.Join(t.TempDir(), "台账.xlsx")
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		drop := func() {
			m.onDropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
			onethread.Settle()
		}
		taken := ""
		form.AskFile(m.deps, m, form.FileAsk{Title: "选文件", Yes: "用这个"}, func(p string) { taken = p })
		onethread.Settle()
		drop()
		m.panels[0].Save()
		onethread.Settle()
		if taken != path {
			t.Errorf("took %q", taken)
		}
		m.Tell("说明", "文字")
		drop()
		if got := m.status.said.Text; got != "这个表单里不能放入文件。" || len(m.panels) != 1 {
			t.Errorf("said %q, %d panels", got, len(m.panels))
		}
	}, story.Lead())
}

// A path that is pasted into the question for a file takes the place of the folder
// that stands there.
func TestAPastedPathTakesTheFoldersPlace(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		path := filepath.Join(t.TempDir(), "台账.xlsx")
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		taken := ""
		form.AskFile(m.deps, m, form.FileAsk{Title: "选文件", Yes: "用这个"}, func(p string) { taken = p })
		onethread.Settle()
		e, ok := m.focused().(*ui.Entry)
		if !ok {
			t.Fatalf("the keyboard is in %T", m.focused())
		}
		fyne.CurrentApp().Clipboard().SetContent(path)
		e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
		m.panels[0].Save()
		onethread.Settle()
		if taken != path {
			t.Errorf("took %q", taken)
		}
	}, story.Lead())
}
