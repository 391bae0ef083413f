package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"jianban/data"
	"jianban/data/registry"
	"jianban/export"
	"jianban/export/file"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/pdf"
	"jianban/export/print"
	"jianban/export/sheet"
	"jianban/gui"
	"jianban/gui/clipboard"
)

// store is the registry as the window wants it: the same methods, with the
// window's own name for a transaction.
type store struct{ *registry.Registry }

// Do runs f in one transaction under the name what.
func (s store) Do(ctx context.Context, what string, f func(gui.Tx) error) error {
	return s.Registry.Do(ctx, registry.Action{What: what}, func(t *registry.Tx) error { return f(t) })
}

// runWindow opens the registry, making one where there is none yet, and the
// window on it.
func runWindow(c *call) (err error) {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return data.Problem{Field: "窗口", Message: "没有图形界面，打不开窗口", Hint: "请在有桌面的机器上运行，或使用命令（jianban help）"}
	}
	path, notice := c.windowRegistry()
	reg, err := c.openForWindow(path)
	if err != nil {
		return err
	}
	defer func() {
		if e := reg.Close(); err == nil {
			err = e
		}
	}()
	temp, err := os.MkdirTemp("", "jianban-")
	if err != nil {
		return fmt.Errorf("temporary folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }()
	fonts, err := windowFonts(c.ctx, reg)
	if err != nil {
		return err
	}
	return gui.Run(gui.Deps{
		Store:     store{reg},
		Fonts:     fonts,
		Now:       time.Now,
		Exports:   exportsOf(reg, fonts),
		Printing:  printingWith(fonts),
		OpenFile:  openFile,
		OpenOther: func(path string, create bool) error { return openOther(c.ctx, path, create) },
		Clipboard: clipboard.Read,
		TempDir:   func() (string, error) { return temp, nil },
		Notice:    notice,
		Version:   version,
	})
}

func (c *call) openForWindow(path string) (*registry.Registry, error) {
	opts, err := options(false)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return registry.Open(c.ctx, path, opts)
	}
	if c.registry == "" {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, data.Problem{Field: "登记库", Message: "不能建立文件夹“" + filepath.Dir(path) + "”", Hint: "请用 --registry 指定别的位置"}
		}
	}
	return registry.Create(c.ctx, path, opts)
}

// exportsOf are the papers that the window writes, by the functions that the
// command line uses.
func exportsOf(reg *registry.Registry, fonts *font.Set) gui.Exports {
	letter := func(ctx context.Context, c data.Case, path string, lay func(data.Settings, data.Rules) (page.Document, data.Problems)) error {
		settings, err := reg.Settings(ctx)
		if err != nil {
			return err
		}
		rules, err := reg.Rules(ctx, c.Year())
		if err != nil {
			return err
		}
		doc, _ := lay(settings, rules) // a draft may be looked at on paper too; the screen lists what is missing
		return paint(doc, path, fonts)
	}
	return gui.Exports{
		Reply: func(ctx context.Context, c data.Case, rep data.Reply, path string) error {
			return letter(ctx, c, path, func(s data.Settings, r data.Rules) (page.Document, data.Problems) {
				return export.Reply(c, rep, s, r, fonts)
			})
		},
		Opinion: func(ctx context.Context, c data.Case, o data.Opinion, path string) error {
			return letter(ctx, c, path, func(s data.Settings, r data.Rules) (page.Document, data.Problems) {
				return export.Opinion(c, o, s, r, fonts)
			})
		},
		Summary: func(ctx context.Context, sum data.Summary, path string) error {
			w, err := yearWork(ctx, reg, fonts, sum.Year, sum.BookID)
			if err != nil {
				return err
			}
			doc, err := w.summary(sum, data.DateOf(time.Now()))
			if err != nil {
				return err
			}
			return paint(doc, path, fonts)
		},
		Ledger: func(ctx context.Context, title string, cases []data.Case, asOf data.Date, path string) error {
			rules, err := reg.Rules(ctx, asOf.Year)
			if err != nil {
				return err
			}
			settings, err := reg.Settings(ctx)
			if err != nil {
				return err
			}
			doc, problems := export.Ledger(title, cases, asOf, rules, fonts)
			if err := problems.Err(); err != nil {
				return err
			}
			return paint(export.Demo(doc, settings, fonts), path, fonts)
		},
		LedgerSheet: func(ctx context.Context, title string, cases []data.Case, asOf data.Date, path string) error {
			rules, err := reg.Rules(ctx, asOf.Year)
			if err != nil {
				return err
			}
			return file.Write(path, func(w io.Writer) error { return sheet.Ledger(w, title, data.LedgerRows(cases, asOf, rules)) })
		},
		Talk: func(ctx context.Context, c data.Case, x data.Consultation, path string) error {
			settings, err := reg.Settings(ctx)
			if err != nil {
				return err
			}
			return paint(export.Talk(c, x, settings, fonts), path, fonts)
		},
		Urge: func(ctx context.Context, u data.Supervision, path string) error {
			return writeUrge(ctx, reg, fonts, u, path)
		},
		Appraisal: func(ctx context.Context, title string, asOf data.Date, units []data.UnitScore, scheme data.Appraisal, path string) error {
			settings, err := reg.Settings(ctx)
			if err != nil {
				return err
			}
			return paint(export.Appraisal(title, asOf, units, scheme, settings, fonts), path, fonts)
		},
		Folder: func() (string, error) { return paperFolder(reg.Path()) },
	}
}

// printingWith prints with the window's fonts.
func printingWith(fonts *font.Set) gui.Printing {
	return gui.Printing{
		Printers: print.Printers,
		Print: func(ctx context.Context, papers []page.Document, job print.Job, tell print.Progress) error {
			return print.Print(ctx, papers, fonts, job, tell)
		},
	}
}

// paperFolder is where the window puts papers: a folder beside the registry,
// where a clerk finds them again.
func paperFolder(registryPath string) (string, error) {
	dir := filepath.Join(filepath.Dir(registryPath), "导出文件")
	_, err := file.MakeFolder(dir)
	return dir, err
}

// paint writes a document as PDF, whole or not at all.
func paint(doc page.Document, path string, fonts *font.Set) error {
	content, err := pdf.Render(doc, fonts)
	if err != nil {
		return err
	}
	return file.WriteBytes(path, content)
}

// openFile opens a file with the system's own program and does not wait for it.
func openFile(path string) error {
	var cmd *exec.Cmd
	switch runtime.GOOS {
	case "windows":
		cmd = exec.Command("rundll32", "url.dll,FileProtocolHandler", path)
	case "darwin":
		cmd = exec.Command("open", path)
	default:
		cmd = exec.Command("xdg-open", path)
	}
	if err := cmd.Start(); err != nil {
		return data.Problem{Field: "打开文件", Message: "没有程序能打开“" + filepath.Base(path) + "”", Hint: "文件已写好，在“" + filepath.Dir(path) + "”"}
	}
	return cmd.Process.Release()
}

// writeUrge writes the notice of an urging: about its proposal, or about all
// that the unit owed that day.
func writeUrge(ctx context.Context, reg *registry.Registry, fonts *font.Set, u data.Supervision, path string) error {
	cases, err := reg.Cases(ctx, data.Scope{})
	if err != nil {
		return err
	}
	rules, err := reg.Rules(ctx, u.Date.Year)
	if err != nil {
		return err
	}
	if u.ProposalID == 0 {
		cases = data.OwedBy(cases, u.Unit.ID, u.Date, rules)
	} else {
		cases = slices.DeleteFunc(cases, func(c data.Case) bool { return c.Proposal.ID != u.ProposalID })
	}
	settings, err := reg.Settings(ctx)
	if err != nil {
		return err
	}
	doc, problems := export.Urge(u, cases, settings, rules, fonts)
	if err := problems.Err(); err != nil {
		return err
	}
	return paint(doc, path, fonts)
}
