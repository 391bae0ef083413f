package form

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/screen"
)

// ExportPages writes a paper as PDF into the folder for papers, says where it is
// and opens it. lay gives its pages: those on screen, or laid out for it.
func ExportPages(d screen.Deps, h screen.Host, name string, lay func(ctx context.Context) (page.Document, error)) {
	ExportPaper(d, h, name, ".pdf", func(ctx context.Context, path string) (string, error) {
		doc, err := lay(ctx)
		if err != nil {
			return "", err
		}
		return d.Papers.Write(ctx, doc, path)
	})
}

// ExportPaper writes a file of that name and ending into the folder for papers,
// says where it is and opens it. write may put it beside path and says where.
func ExportPaper(d screen.Deps, h screen.Host, name, ending string, write func(ctx context.Context, path string) (string, error)) {
	exportTo(d, h, name, write, func() (string, error) {
		folder, err := d.Papers.Folder()
		return filepath.Join(folder, d.Papers.FileName(name+ending)), err
	})
}

// exportTo writes the file to the place; where another program has it open, a
// second name is offered.
func exportTo(d screen.Deps, h screen.Host, name string, write func(ctx context.Context, path string) (string, error), place func() (string, error)) {
	var path string
	h.RunTask("正在写文件", func(ctx context.Context, p screen.Progress) error {
		p(0, 0, name)
		to, err := place()
		if err != nil {
			return err
		}
		path, err = write(ctx, to)
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
		h.Say("已存为 " + path)
		if err := d.OpenFile(path); err != nil {
			h.Fail(data.Problem{Message: "文件已经写好，但没有程序能打开它", Hint: "文件在：" + path})
		}
	})
}
