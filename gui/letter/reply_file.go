package letter

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jianban/data"
	"jianban/data/doctext"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// onFile asks for a unit's draft and takes it into the text.
func (s *ReplyScreen) onFile() {
	if !s.mayTake() {
		return
	}
	form.AskFile(s.deps, s.host, form.FileAsk{Title: "取自文件", Yes: "取用", Kinds: []string{".docx", ".txt", ".doc", ".wps"}}, s.take)
}

// Drop takes a unit's draft that was dragged onto the window.
func (s *ReplyScreen) Drop(paths []string) {
	switch {
	case !s.mayTake():
	case len(paths) != 1:
		s.host.Say("这里一次放入一份文稿（.docx、.txt）作正文或随文的附件；别的附件请在建议的“附件”里放入。")
	default:
		s.take(paths[0])
	}
}

// mayTake tells that the text can be changed; where not, the person hears why.
func (s *ReplyScreen) mayTake() bool {
	switch {
	case !s.shown:
		return false
	case s.model.Locked != "":
		s.host.Say("这一件" + s.model.Locked + "，正文不能再改。")
		return false
	case s.host.Locked():
		return false
	}
	return true
}

// take reads a draft and shows what would be taken.
func (s *ReplyScreen) take(path string) {
	var w doctext.Word
	s.host.RunTask("正在读取", func(_ context.Context, p screen.Progress) error {
		p(0, 0, filepath.Base(path))
		content, err := form.ReadFile(path, doctext.LargestFile)
		switch {
		case errors.Is(err, form.ErrTooLarge):
			return data.Problem{Field: "“" + filepath.Base(path) + "”", Message: "超过" + data.SizeWords(doctext.LargestFile), Hint: "请去掉其中的图片，另存后再放入"}
		case err != nil && !data.Told(err):
			return data.Problem{Field: "“" + filepath.Base(path) + "”", Message: "打不开", Hint: "请检查权限，或先在别的程序里关闭它"}
		case err != nil:
			return err
		}
		w, err = doctext.Draft(path, content)
		return err
	}, func(err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.openDraft(filepath.Base(path), w)
	})
}

// draftNotes are what a person should know of a draft before it is taken.
func draftNotes(w doctext.Word, changes []data.Change) (notes []string) {
	if w.Revised {
		notes = append(notes, "文档里有没有接受的修订，取的是全部接受以后的文字，请核对。")
	}
	if len(w.Dropped) > 0 {
		notes = append(notes, "没有取的："+strings.Join(w.Dropped, "、")+"。")
	}
	if strings.Contains(w.Text, "\t") {
		notes = append(notes, "表格每行取作一行，各格之间是制表符，版面上排成表格。")
	}
	if len(changes) > 0 {
		notes = append(notes, "相近的怪字已改成通常的写法。")
	}
	return notes
}

// openDraft shows a draft with what was left out, to be put in the place of the
// text or behind it. It is an edit like any other: Ctrl+Z takes it back.
func (s *ReplyScreen) openDraft(name string, w doctext.Word) {
	whole, changes := data.MendText(w.Text)
	read := data.ReadDraftLetter(whole)
	text := read.Body
	w.Dropped = append(w.Dropped, read.Dropped...)
	preview := ui.NewMultiLine("", 14)
	preview.Fill(text)
	preview.Disable()
	body := container.NewVBox()
	notes := draftNotes(w, changes)
	if own := s.model.Case.Proposal.Number; read.Number != "" && data.NumberKey(read.Number) != data.NumberKey(own) {
		notes = append([]string{"文稿标题写的是第" + read.Number + "号，现在办的是第" + own + "号，请核对是不是这一件的文稿。"}, notes...)
	}
	for _, n := range notes {
		body.Add(ui.NewText(n))
	}
	p := &ui.Panel{Title: "取自“" + name + "”", Width: 760, Height: 560}
	p.Content = container.NewBorder(body, nil, nil, nil, preview)
	use := func(make func(string, fyne.Resource, func()) *ui.Button, word string, made func() string) *ui.Button {
		return make(word, nil, func() {
			s.host.Shut(p)
			s.form.body.Replace(made())
			s.host.Say("已取自“" + name + "”，保存后生效。")
		})
	}
	replace := use(ui.NewAction, "取作正文", func() string { return text })
	p.Buttons = []fyne.CanvasObject{ui.NewButton("取消", nil, func() { s.host.Shut(p) })}
	if before := strings.TrimRight(s.form.body.Text, "\n "); before != "" {
		p.Buttons = append(p.Buttons, use(ui.NewButton, "接在正文后面", func() string { return before + "\n" + text }))
	}
	annex := ui.NewButton("取作附件", nil, func() {
		s.host.Shut(p)
		s.form.annexes.take(whole) // its own title and signature are its own
		s.form.open(annexLabel)
		s.host.Say("已取作附件，请核对标题，保存后生效。")
	})
	p.Buttons = append(p.Buttons, annex, replace)
	p.First = replace
	s.host.Open(p)
}
