package form

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
)

// Where another program has the file open a second name is offered, and taken;
// one that is taken too gets the next.
func TestASecondNameForAFileInUse(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		onethread.Use(t)
		var tried []string
		write := func(_ context.Context, path string) (string, error) {
			tried = append(tried, filepath.Base(path))
			if len(tried) < 3 {
				if err := os.WriteFile(path, nil, 0o600); err != nil {
					return "", err
				}
				return "", data.InUse{Problem: data.Problem{Message: "“" + path + "”正被别的程序打开，不能替换"}, Path: path}
			}
			return path, nil
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
