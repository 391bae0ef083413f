package gui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/data/intake"
	"jianban/gui/clipboard"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// dropper is what takes files at the moment: the proposal at hand; nil where
// there is none, which is said.
func (m *Main) dropper() screen.Dropper {
	if len(m.panels) > 0 || m.lock.on() {
		return nil
	}
	switch s := m.current().(type) {
	case screen.Dropper:
		return s
	case screen.Recorder:
		if d := s.AtHand(); d != nil {
			return d
		}
	}
	m.Say("请先打开或选中一件建议，再放入文件。")
	return nil
}

// onDropped hands files that were dragged onto the window to the proposal at
// hand, a ledger to the import. Over a list where a proposal is chosen a person
// says which of the two.
func (m *Main) onDropped(_ fyne.Position, files []fyne.URI) {
	var paths []string
	for _, f := range files {
		if f.Scheme() == "file" {
			paths = append(paths, filepath.FromSlash(f.Path()))
		}
	}
	if n := len(m.panels); n > 0 && !m.lock.on() && len(paths) > 0 {
		if take := m.panels[n-1].Drop; take != nil {
			take(paths)
		} else {
			m.Say("这个表单里不能放入文件。")
		}
		return
	}
	if len(paths) == 1 && form.IsFolder(paths[0]) && len(m.panels) == 0 && !m.lock.on() && m.deps.Imports != nil {
		m.Import(intake.Documents, paths[0])
		return
	}
	if len(paths) != 1 || !slices.Contains(ledgerKinds, strings.ToLower(filepath.Ext(paths[0]))) || len(m.panels) > 0 || m.lock.on() || m.deps.Imports == nil {
		if to := m.dropper(); to != nil {
			to.Drop(paths)
		}
		return
	}
	switch s := m.current().(type) {
	case screen.Dropper:
		s.Drop(paths)
	case screen.Recorder:
		switch hand := s.AtHand(); {
		case hand == nil:
			m.Import(intake.Proposals, paths[0])
		case isLedger(paths[0]):
			m.attachOrImport(hand, paths[0])
		default:
			hand.Drop(paths)
		}
	default:
		m.Import(intake.Proposals, paths[0])
	}
}

// isLedger tells a file that may be a ledger by its ending.
func isLedger(path string) bool {
	return slices.Contains([]string{".xlsx", ".csv"}, strings.ToLower(filepath.Ext(path)))
}

// attachOrImport asks what a workbook is for that was dragged onto a list.
func (m *Main) attachOrImport(hand screen.Hand, path string) {
	p := &ui.Panel{Title: "放入“" + filepath.Base(path) + "”", Content: ui.NewText("是一份台账，要导入，还是选中的这件建议的附件？"), Width: 460}
	button := func(make func(string, fyne.Resource, func()) *ui.Button, word string, do func()) *ui.Button {
		return make(word, nil, func() {
			m.Shut(p)
			do()
		})
	}
	take := button(ui.NewAction, "导入台账", func() { m.Import(intake.Proposals, path) })
	p.Buttons = []fyne.CanvasObject{button(ui.NewButton, "取消", func() {}), button(ui.NewButton, "作为附件", func() { hand.Drop([]string{path}) }), take}
	p.First = take
	m.Open(p)
}

// onPaste hands copied files, or a picture, to the proposal at hand. Text is
// pasted by the field that has the keyboard.
func (m *Main) onPaste() {
	to := m.dropper()
	if to == nil || m.deps.Clipboard == nil {
		return
	}
	var paths []string
	m.RunTask("正在读取剪贴板", func(ctx context.Context, _ screen.Progress) error {
		c, err := m.deps.Clipboard(ctx)
		if err != nil {
			return err
		}
		paths, err = m.pastedFiles(c)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			m.Fail(err)
		case len(paths) == 0:
			m.Say("剪贴板里没有文件或图片。")
		default:
			to.Drop(paths)
		}
	})
}

// pastedFiles are the copied files; a picture becomes a file named by the time.
func (m *Main) pastedFiles(c clipboard.Content) ([]string, error) {
	if len(c.Files) > 0 || len(c.Picture) == 0 {
		return c.Files, nil
	}
	folder, err := m.deps.TempDir()
	if err != nil {
		return nil, err
	}
	now := m.deps.Now()
	path := filepath.Join(folder, fmt.Sprintf("粘贴的图片 %s %s.png", data.DateOf(now), now.Format("150405")))
	if err := os.WriteFile(path, c.Picture, 0o600); err != nil {
		return nil, data.Problem{Field: "粘贴", Message: "临时文件夹里写不下图片", Hint: "请检查磁盘空间"}
	}
	return []string{path}, nil
}
