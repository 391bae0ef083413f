package main

import (
	"context"
	_ "embed"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"jianban/cli"
	"jianban/data"
	"jianban/data/fault"
	"jianban/data/registry"
	"jianban/export/page"
	"jianban/export/print"
	"jianban/gui"
	"jianban/gui/clipboard"
	"jianban/gui/native"
	"jianban/gui/screen"
	"jianban/logon"
	"jianban/paperwork"
)

// changes is what the versions brought, for the window's 新变化.
//
//go:embed CHANGELOG.md
var changes string

// store is the registry as the window wants it: the same methods, with the
// window's own name for a transaction.
type store struct{ *registry.Registry }

// Do runs f in one transaction under the name what.
func (s store) Do(ctx context.Context, what string, f func(screen.Tx) error) error {
	return s.Registry.Do(ctx, registry.Action{What: what}, func(t *registry.Tx) error { return f(t) })
}

// runWindow opens the window (workIn) and tells, in a box that is seen without
// one, whatever was in the way. asked is --registry.
func runWindow(ctx context.Context, asked string) error {
	err := fault.Try(func() error { return workIn(ctx, asked) })
	if err != nil {
		gui.Tell(err) // who clicked twice sees no standard error
	}
	return err
}

// workIn opens the registry, making one where there is none yet, and the window
// on it. Before the registry is opened it is seen that there can be a window.
func workIn(ctx context.Context, asked string) (err error) {
	if err := gui.CanDraw(); err != nil {
		if gui.DrawsBySoftware() {
			return nil
		}
		return err
	}
	path, notice := windowRegistry(asked)
	path = withPassword(path)
	desk, err := paperwork.OpenToWork(ctx, path, asked == "")
	if registry.WantsPassword(err) {
		return askForPassword(ctx, path, err)
	}
	if err != nil {
		return err
	}
	var ends []func() error // the last first
	finish := sync.OnceValue(func() (err error) {
		for _, end := range slices.Backward(ends) {
			err = errors.Join(err, end())
		}
		if desk.Again() { // another registry is in its place
			err = errors.Join(err, startWindow(desk.Registry.Path(), ""))
		}
		return err
	})
	defer func() { err = errors.Join(err, finish()) }()
	ends = append(ends, desk.Close)
	temp, err := os.MkdirTemp("", "jianban-")
	if err != nil {
		return data.Problem{Field: "临时文件夹", Message: "不能在“" + os.TempDir() + "”里建立文件夹（" + err.Error() + "）", Hint: "请腾出磁盘空间，或请管理员放开权限"}
	}
	ends = append(ends, func() error { return os.RemoveAll(temp) })
	d := windowDeps(ctx, desk, notice)
	d.Found = found(desk, asked)
	d.TempDir = func() (string, error) { return temp, nil }
	if place := paperwork.Preferences(); place != "" {
		kept := gui.ReadPreferences(place, paperwork.Save)
		ends = append(ends, kept.Close)
		d.Prefs = kept
	}
	d.End = func() {
		if err := finish(); err != nil {
			native.Tell(data.Sentence(err))
			os.Exit(1)
		}
		os.Exit(0)
	}
	return gui.Run(d)
}

// found is what the person must know before working: that the registry asked for
// was not there and an empty one was made, perhaps at a mistyped name. The usual
// one is made at the first start, without a word.
func found(desk *paperwork.Desk, asked string) []string {
	all := desk.Registry.Notices()
	if asked != "" && desk.Made() {
		all = append(all, "“"+desk.Registry.Path()+"”原来没有，已新建一个空的登记库；如果要打开的是已有的登记库，请关闭窗口，核对文件名后重新打开")
	}
	return all
}

// windowDeps is everything the window needs from outside, at one desk.
func windowDeps(ctx context.Context, desk *paperwork.Desk, notice string) screen.Deps {
	backups := desk.Backups(cli.Version)
	if said := backups.Notice(); said != "" {
		notice = said
	}
	return screen.Deps{
		Store:     store{desk.Registry},
		Shared:    sharedOf(ctx, desk.Registry),
		People:    peopleOf(desk.Registry.Path()),
		Fonts:     desk.Fonts,
		Now:       time.Now,
		Papers:    desk.Papers(),
		Imports:   desk.Imports(),
		Packets:   desk.Packets(cli.Version),
		Rollups:   desk.Rollups(),
		Drafts:    desk.Drafts(),
		Printing:  printingWith(desk),
		Damage:    damageOf(desk.Registry),
		Anchor:    desk.Registry.Anchor,
		OpenFile:  openFile,
		OpenOther: func(path string, create bool) error { return openOther(ctx, path, create) },
		OpenShared: func(ctx context.Context, ask screen.SharedAsk, tell screen.Progress) error {
			return openShared(ctx, desk.Registry.Path(), ask, tell)
		},
		Clipboard: clipboard.Read,
		Backups:   backups,
		Checks:    desk.Checks(),
		Logon:     logonEntry(),
		Guard:     paperwork.NewGuard(guardPlace()),
		Notice:    notice,
		Place:     data.SyncWarning(data.SyncedBy(desk.Registry.Path(), syncedRoots())),
		Version:   cli.Version,
		Changes:   changes,
	}
}

// syncedRoots are the folders that the system says OneDrive keeps.
func syncedRoots() map[string]string {
	roots := map[string]string{}
	for _, name := range []string{"OneDrive", "OneDriveCommercial", "OneDriveConsumer"} {
		if dir := os.Getenv(name); dir != "" {
			roots[dir] = "OneDrive"
		}
	}
	return roots
}

// damageOf looks for damage in the background and tells what it finds.
func damageOf(r *registry.Registry) func(tell func([]string)) (stop func()) {
	return func(tell func([]string)) (stop func()) {
		stop = r.OnDamage(func() { tell(r.Damage()) })
		r.Watch()
		return stop
	}
}

// printingWith prints at a desk; nothing from a damaged registry.
func printingWith(desk *paperwork.Desk) screen.Printing {
	return screen.Printing{
		Printers: print.Printers,
		Print: func(ctx context.Context, papers []page.Document, job print.Job, tell print.Progress) error {
			if err := desk.Registry.Sound(ctx); err != nil {
				return err
			}
			return print.Print(ctx, papers, desk.Fonts, job, tell)
		},
	}
}

// openFile opens a file with the system's own program and does not wait for it.
func openFile(path string) error {
	if err := native.OpenFile(path); err != nil {
		return data.Problem{Field: "打开文件", Message: "没有程序能打开“" + filepath.Base(path) + "”", Hint: "文件已写好，在“" + filepath.Dir(path) + "”"}
	}
	return nil
}

// tellDue tells what is due in a box of the desktop, nothing where nothing is, and
// returns the exit code; chosen tells whether args name the registry, else it is the
// one that the window opens.
func tellDue(ctx context.Context, args []string, chosen bool) int {
	if !chosen {
		path, _ := windowRegistry("")
		args = append([]string{"--registry", withPassword(path)}, args...)
	}
	var said strings.Builder
	code := cli.Run(ctx, args, &said, io.Discard, nil)
	if text := strings.TrimSpace(said.String()); text != "" {
		gui.Notice(text)
	}
	return code
}

// logonEntry is this program's entry at logon; nil for a portable program, which
// leaves nothing on a machine.
func logonEntry() screen.Logon {
	entry, ok := logon.Of()
	if !ok || paperwork.Preferences() != "" {
		return nil
	}
	return entry
}
