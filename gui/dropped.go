package gui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/clipboard"
	"jianban/gui/screen"
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

// onDropped hands files that were dragged onto the window to the proposal at hand.
func (m *Main) onDropped(_ fyne.Position, files []fyne.URI) {
	var paths []string
	for _, f := range files {
		if f.Scheme() == "file" {
			paths = append(paths, filepath.FromSlash(f.Path()))
		}
	}
	if to := m.dropper(); to != nil {
		to.Drop(paths)
	}
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
