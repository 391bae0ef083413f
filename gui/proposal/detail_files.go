package proposal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/form"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// showFiles fills the tab 附件.
func (t *Detail) showFiles(m CaseModel) {
	if len(m.Case.Attachments) == 0 {
		t.body.Add(ui.Gap(20))
		t.body.Add(ui.Empty(fynetheme.MailAttachmentIcon(), "还没有附件", "可以放入来文扫描件、沟通照片、签收表等，存在登记库里，不怕丢。"))
	}
	for _, a := range m.Case.Attachments {
		name := ui.NewLine(a.Name)
		about := ui.NewSmall(fmt.Sprintf("%s · %s 添加%s", data.SizeWords(a.Size), a.Added.Chinese(), t.talkOf(a)))
		open := ui.NewQuiet("打开", fynetheme.FolderOpenIcon(), func() { t.openFile(a) })
		remove := ui.NewQuiet("删除", fynetheme.DeleteIcon(), func() { t.removeFile(a) })
		erase := ui.NewQuiet("彻底删除", fynetheme.ContentRemoveIcon(), func() { eraseFile(t.host, words.Number(t.model.Case.Proposal), a.Name, a.ID, t.failed) })
		text := ui.NewTap(container.New(layout.NewCustomPaddedVBoxLayout(0), name, about), func() { t.openFile(a) })
		t.body.Add(container.NewBorder(nil, ui.HLine(look.ColorLineSoft), nil, container.NewHBox(open, remove, erase), text))
	}
	t.foot.Objects = []fyne.CanvasObject{ui.NewAction("添加附件", fynetheme.ContentAddIcon(), t.addFile)}
}

// talkOf says which consultation an attachment proves.
func (t *Detail) talkOf(a data.Attachment) string {
	for _, x := range t.model.Case.Consultations {
		if x.ID == a.ConsultationID && a.ConsultationID != 0 {
			return " · " + string(x.Phase) + "沟通"
		}
	}
	return ""
}

// addFile asks for a file and keeps it with the proposal.
func (t *Detail) addFile() {
	if t.host.Locked() {
		return
	}
	form.AskFile(t.deps, t.host, form.FileAsk{Title: "选择要放入的文件", Yes: "放入"}, func(path string) { t.takeFiles([]string{path}, 0) })
}

// openAttachment opens a file that is to become an attachment.
func openAttachment(path string) (*os.File, error) {
	name := filepath.Base(path)
	f, err := form.OpenFile(path, data.AttachmentMost)
	switch {
	case err == nil || data.Told(err):
		return f, err
	case errors.Is(err, form.ErrTooLarge):
		return nil, data.AttachmentFits(name, data.AttachmentMost+1)
	}
	return nil, data.AttachmentUnreadable(name)
}

// addAttachment keeps the file at path as an attachment, which gets its name.
func addAttachment(tx screen.Tx, a data.Attachment, path string) (err error) {
	f, err := openAttachment(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	a.Name = filepath.Base(path)
	return tx.AddAttachment(&a, f)
}

// openFile writes a copy and opens it with the system's program.
func (t *Detail) openFile(a data.Attachment) {
	var path string
	t.host.RunTask("正在打开附件", func(ctx context.Context, p screen.Progress) error {
		folder, err := t.deps.TempDir()
		if err != nil {
			return err
		}
		path = filepath.Join(folder, t.deps.Papers.FileName(fmt.Sprintf("%d-%s", a.ID, a.Name)))
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) { // the copy of the last time
			return data.Problem{Field: "附件", Message: "“" + a.Name + "”正被别的程序打开", Hint: "请关闭它后再试"}
		}
		return t.deps.Papers.Fill(path, func(w io.Writer) error { return t.deps.Store.AttachmentData(ctx, a.ID, w) })
	}, func(err error) {
		if err == nil {
			err = t.deps.OpenFile(path)
		}
		t.failed(err)
	})
}

func (t *Detail) removeFile(a data.Attachment) {
	if t.host.Locked() {
		return
	}
	t.host.Ask("删除附件？", "“"+a.Name+"”删除后可以用 Ctrl+Z 撤销。", "删除", func() {
		t.host.Save(words.Number(t.model.Case.Proposal)+"删除附件", func(tx screen.Tx) error { return tx.Remove(data.RecordAttachment, a.ID) }, func(err error) {
			t.failed(err)
			if err == nil {
				screen.SayRemoved(t.host, "已删除附件“"+a.Name+"”")
			}
		})
	})
}

// eraseFile asks, and removes an attachment with its bytes; whose names the
// proposal.
func eraseFile(h screen.Host, whose, name string, id data.ID, done func(error)) {
	if h.Locked() {
		return
	}
	h.Ask("彻底删除附件？", "“"+name+"”的内容会从登记库里清除，不能撤销，也不能恢复；操作记录只留下文件名和校验值。\n"+
		"别的附件与它内容相同的，要一并彻底删除才清得掉。以前的备份、导出的副本不受影响，请另行处理。", "彻底删除", func() {
		h.Save(whose+"彻底删除附件“"+name+"”", func(tx screen.Tx) error { return tx.EraseAttachment(id) }, done)
	})
}

// Export writes the proposal's latest letter to PDF and opens it.
func (t *Detail) Export() {
	c := t.model.Case
	word := words.Paper(c)
	var lay func(context.Context) (page.Document, error)
	if o, ok := c.OurOpinion(); ok && !c.Proposal.Role.Answers() {
		lay = func(ctx context.Context) (page.Document, error) { return t.deps.Papers.Opinion(ctx, c, o) }
	}
	if r, ok := c.Draft(); ok && c.Proposal.Role.Answers() {
		word = data.RoundWord(word, r.Round)
		lay = func(ctx context.Context) (page.Document, error) { return t.deps.Papers.Reply(ctx, c, r) }
	}
	if lay == nil {
		t.host.Say("还没有起草" + word + "。")
		return
	}
	form.ExportPages(t.deps, t.host, data.PaperName(c, word), lay)
}
