package clipboard

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os/exec"
	"strings"

	"jianban/data"
)

// Read asks xclip, the usual program for X's clipboard.
func Read(ctx context.Context) (Content, error) {
	targets, err := ask(ctx, "TARGETS")
	if errors.Is(err, exec.ErrNotFound) {
		return Content{}, data.Problem{Field: "粘贴", Message: "没有装 xclip，读不到剪贴板里的文件和图片", Hint: "请装上 xclip，或用“添加附件”"}
	}
	if err != nil {
		return Content{}, ctx.Err() // an empty clipboard is an error to xclip
	}
	kinds := strings.Fields(string(targets))
	var c Content
	failed := func(err error) error {
		if errors.Is(err, errTooLarge) {
			return errTooLarge
		}
		return ctx.Err()
	}
	for _, kind := range kinds {
		switch kind {
		case "text/uri-list":
			list, err := ask(ctx, kind)
			if err != nil {
				return c, failed(err)
			}
			c.Files = uriList(string(list))
		case "image/png":
			if c.Picture, err = ask(ctx, kind); err != nil {
				return c, failed(err)
			}
		}
	}
	return c, nil
}

// ask reads the clipboard as one kind of content.
func ask(ctx context.Context, target string) ([]byte, error) {
	var out bounded
	cmd := exec.CommandContext(ctx, "xclip", "-selection", "clipboard", "-o", "-t", target)
	cmd.Stdout = &out
	err := cmd.Run()
	return out.Bytes(), err
}

// bounded is a buffer that takes no more than a picture may have.
type bounded struct{ bytes.Buffer }

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > mostPicture {
		return 0, errTooLarge
	}
	return b.Buffer.Write(p)
}

// ReadFrom is not the buffer's own, which has no bound.
func (b *bounded) ReadFrom(r io.Reader) (int64, error) {
	return io.Copy(struct{ io.Writer }{b}, r)
}
