package form

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// What was written is told with its place; its folder is opened and it is kept
// elsewhere too by a tap. That no program opens it is no failure.
func TestAPaperSaysWhereItIs(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		ExportPages(r.Deps, r, "台账", func(context.Context) (page.Document, error) { return page.Document{}, nil })
		onethread.Settle()
		if len(r.Said) == 0 || !strings.HasSuffix(r.Said[len(r.Said)-1], "台账.pdf") || len(r.Offered) != 2 || len(r.Opened) != 1 {
			t.Fatalf("said %v with %d offers, opened %v", r.Said, len(r.Offered), r.Opened)
		}
		r.Offered[0].Do()
		if len(r.Opened) != 2 || r.Opened[1] == r.Opened[0] {
			t.Errorf("the folder is not opened: %v", r.Opened)
		}
		written := filepath.Join(t.TempDir(), "台账.pdf")
		if err := os.WriteFile(written, []byte("%PDF"), 0o600); err != nil {
			t.Fatal(err)
		}
		r.Deps.OpenFile = func(string) error { return errors.New("no program") }
		ShowWritten(r.Deps, r, Written{Path: written})
		onethread.Settle()
		if len(r.Failed) > 0 || len(r.Told) != 1 || !strings.HasPrefix(r.Told[0], "已经存好：存在 "+written) {
			t.Errorf("failed %v, told %v", r.Failed, r.Told)
		}
		r.Offered[1].Do()
		onethread.Settle()
		if len(r.Panels) != 1 || r.Panels[0].Title != "另存为" {
			t.Errorf("%d panels", len(r.Panels))
		}
		r.NoFailure()
	}, story.Lead())
}

// Where another program has the file open a second name is offered, and taken;
// one that is taken too gets the next.
func TestASecondNameForAFileInUse(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		var tried []string
		write := func(_ context.Context, path string) (Written, error) {
			tried = append(tried, filepath.Base(path))
			if len(tried) < 3 {
				if err := os.WriteFile(path, nil, 0o600); err != nil {
					return Written{}, err
				}
				return Written{}, data.InUse{Problem: data.Problem{Message: "“" + path + "”正被别的程序打开，不能替换"}, Path: path}
			}
			return Written{Path: path}, nil
		}
		r.Yes = true
		ExportPaper(r.Deps, r.Host, "台账", ".pdf", write)
		if len(r.Failed) > 0 || len(r.Asked) != 2 || !strings.Contains(r.Asked[0], "正被别的程序打开") || !strings.Contains(r.Asked[1], "另存为“台账 (3).pdf”") {
			t.Errorf("asked %q, failed %v", r.Asked, r.Failed)
		}
		if got := strings.Join(tried, ", "); got != "台账.pdf, 台账 (2).pdf, 台账 (3).pdf" {
			t.Errorf("tried %s", got)
		}
	})
}
