package form

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/screen"
)

// ExportPages writes a paper into the folder for papers, in the format chosen last,
// says where it is and opens it. lay gives its pages: those on screen, or laid out for it.
func ExportPages(d screen.Deps, h screen.Host, name string, lay func(ctx context.Context) (page.Document, error)) {
	ExportPaper(d, h, name, Format(d).Ending, func(ctx context.Context, path string) (Written, error) {
		doc, err := lay(ctx)
		if err != nil {
			return Written{}, err
		}
		return WritePages(ctx, d, doc, path)
	})
}

// Written is a file that was written.
type Written struct {
	Path string
	Told []string // what a person should know of it (page.Document.Told)
}

// WritePages writes a paper at path, or beside it where another lies there.
func WritePages(ctx context.Context, d screen.Deps, doc page.Document, path string) (Written, error) {
	path, err := d.Papers.Write(ctx, doc, path)
	return Written{path, doc.Told}, err
}

// ExportPaper writes a file of that name and ending into the folder for papers,
// says where it is and what should be known of it, and opens it. write may put it
// beside path and says where.
func ExportPaper(d screen.Deps, h screen.Host, name, ending string, write func(ctx context.Context, path string) (Written, error)) {
	exportTo(d, h, name, write, func() (string, error) {
		folder, err := d.Papers.Folder()
		return filepath.Join(folder, d.Papers.FileName(name+ending)), err
	})
}

// exportTo writes the file to the place; where another program has it open, a
// second name is offered.
func exportTo(d screen.Deps, h screen.Host, name string, write func(ctx context.Context, path string) (Written, error), place func() (string, error)) {
	var written Written
	h.RunTask("正在写文件", func(ctx context.Context, p screen.Progress) error {
		p(0, 0, name)
		to, err := place()
		if err != nil {
			return err
		}
		written, err = write(ctx, to)
		return err
	}, func(err error) {
		var open data.InUse
		switch {
		case errors.As(err, &open):
			second := data.SecondName(open.Path, func(path string) bool {
				_, err := os.Lstat(path)
				return err == nil
			})
			h.Ask("文件正被打开", data.Sentence(open)+"。\n\n也可以另存为“"+filepath.Base(second)+"”。", "另存为“"+filepath.Base(second)+"”", func() {
				exportTo(d, h, name, write, func() (string, error) { return second, nil })
			})
			return
		case errors.Is(err, context.Canceled):
			h.Say("已取消")
			return
		case err != nil:
			h.Fail(err)
			return
		}
		ShowWritten(d, h, written)
	})
}

// ShowWritten says where a file or folder was written, opens it, and offers its
// folder and, of a file, to keep it elsewhere too. What should be known of it is told
// in a panel.
func ShowWritten(d screen.Deps, h screen.Host, w Written) {
	path := filepath.Clean(w.Path)
	acts := []screen.Act{{Word: "打开文件夹", Do: func() { OpenWritten(d, h, filepath.Dir(path)) }}}
	if !IsFolder(path) {
		acts = append(acts, screen.Act{Word: "另存…", Do: func() { keepAlso(d, h, path) }})
	}
	h.Offer("已存为 "+path, acts...)
	if len(w.Told) > 0 {
		h.Tell("已经存好，请注意", ToldWords(w.Told)+"\n\n存在 "+path)
	}
	OpenWritten(d, h, path)
}

// mostTold is how many lines of what should be known are shown.
const mostTold = 6

// ToldWords are lines of what should be known of papers that were written or are to be
// printed.
func ToldWords(told []string) string {
	if n := len(told); n > mostTold {
		return strings.Join(told[:mostTold], "\n") + fmt.Sprintf("\n……共%d处", n)
	}
	return strings.Join(told, "\n")
}

// OpenWritten opens a file or folder that was written with the system's own program.
func OpenWritten(d screen.Deps, h screen.Host, path string) {
	if err := d.OpenFile(path); err != nil {
		h.Tell("已经存好", "存在 "+filepath.Clean(path)+"。这台电脑上没有能打开它的程序，请在文件夹里找到它，或拷到别的电脑上打开。")
	}
}

// keepAlso writes a file that was written once more, where a person says.
func keepAlso(d screen.Deps, h screen.Host, path string) {
	AskFile(d, h, FileAsk{Title: "另存为", Yes: "保存", Kinds: []string{filepath.Ext(path)}, Name: filepath.Base(path)}, func(to string) {
		h.RunTask("正在写文件", func(context.Context, screen.Progress) error {
			content, err := os.ReadFile(path)
			if err != nil {
				return data.Problem{Message: "“" + filepath.Base(path) + "”读不出来", Hint: "请重新导出一次"}
			}
			return d.Papers.Save(to, content)
		}, func(err error) {
			if err != nil {
				h.Fail(err)
				return
			}
			h.Say("已另存为 " + to)
		})
	})
}
