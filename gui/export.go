package gui

import (
	"context"
	"errors"
	"path/filepath"

	"jianban/data"
	"jianban/export/file"
)

// exportPaper writes a file of that name and ending into the folder for papers,
// says where it is and opens it.
func exportPaper(d Deps, h Host, name, ending string, write func(ctx context.Context, path string) error) {
	var path string
	h.RunTask("正在写文件", func(ctx context.Context, p Progress) error {
		p(0, 0, name)
		folder, err := d.Exports.Folder()
		if err != nil {
			return err
		}
		path = filepath.Join(folder, file.SafeName(name)+ending)
		return write(ctx, path)
	}, func(err error) {
		switch {
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
