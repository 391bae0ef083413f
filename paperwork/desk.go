// Package paperwork opens the year's work and lays out its papers, for the
// window and the command line alike: the only place where the registry and
// what is printed meet. A Desk is an open registry with the fonts of its
// papers; a Year is what the command line reads of it; the methods in papers.go
// are what the window asks for. No wording and no rule stands here (packages
// export and data), nothing is drawn or typed.
//
// Start with Open, then Desk.Export, Desk.Year or papers.go.
package paperwork

import (
	"context"
	"errors"
	"os"
	"os/user"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"

	"jianban/assets"
	"jianban/data"
	"jianban/data/registry"
	"jianban/export/font"
)

// Desk is an open registry and the fonts that its papers are printed with.
type Desk struct {
	Registry *registry.Registry
	Fonts    *font.Set
	// Tell, where set, hears what whoever has a paper written should know
	// (page.Document.Told).
	Tell    func(string)
	today   data.Date
	backups *Backups  // nil where none were asked for
	checks  *Checks   // nil where none were asked for
	texts   *pdfTexts // nil where nothing is written
	again   bool
	made    bool
}

// beside is where what is this workstation's own of the registry is kept.
func (d *Desk) beside() string { return keptBeside(d.Registry.Path()) }

// Made tells whether the registry was not there and OpenToWork made it.
func (d *Desk) Made() bool { return d.made }

// Open opens the registry at path for reading only, which disturbs no window
// that has it open. today is the day the work is told as of, where no other is
// asked for.
func Open(ctx context.Context, path string, today data.Date) (*Desk, error) {
	return open(ctx, path, true, today)
}

// OpenToRecord opens the registry at path for a command that makes papers and keeps
// something with them, such as their numbers. today is the day the work is told as of.
func OpenToRecord(ctx context.Context, path string, today data.Date) (*Desk, error) {
	return open(ctx, path, false, today)
}

func open(ctx context.Context, path string, readOnly bool, today data.Date) (*Desk, error) {
	opts, err := options(readOnly)
	if err != nil {
		return nil, err
	}
	reg, err := registry.Open(ctx, path, opts)
	if err != nil {
		return nil, err
	}
	return sit(ctx, reg, today)
}

// OpenToWork opens the registry at path for writing, as the window does, and
// makes one where there is none yet; parents says whether its folder too. The
// fonts follow the settings as they change.
func OpenToWork(ctx context.Context, path string, parents bool) (*Desk, error) {
	opts, err := options(false)
	if err != nil {
		return nil, err
	}
	opts.Sparing = true
	open, made := registry.Open, false
	if none, err := missing(ctx, path); err != nil {
		return nil, err
	} else if none {
		open, made = registry.Create, true
	}
	if parents && !registry.Shared(path) {
		if err := ownFolder(filepath.Dir(path)); err != nil {
			return nil, data.Problem{Field: "登记库", Message: "不能建立文件夹“" + filepath.Dir(path) + "”", Hint: "请用 --registry 指定别的位置"}
		}
	}
	reg, err := open(ctx, path, opts)
	if err != nil {
		return nil, err
	}
	d, err := sit(ctx, reg, data.DateOf(time.Now()))
	if err != nil {
		return nil, err
	}
	d.made = made
	d.followSettings(ctx)
	d.texts = readPDFs(ctx, reg)
	return d, nil
}

// ownFolder makes a folder where it is missing, for the user only. The usual
// one that an earlier release left open to all is closed to others; of a folder
// that somebody chose, he decides.
func ownFolder(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return os.MkdirAll(dir, 0o700)
	}
	if info.Mode().Perm()&0o077 != 0 && dir == filepath.Dir(DefaultPlace()) {
		_ = os.Chmod(dir, 0o700) // where it is another's, it stays
	}
	return nil
}

// Try makes sure that the registry at path can be opened, or with create made,
// and closes it again.
func Try(ctx context.Context, path string, create bool) error {
	opts, err := options(false)
	if err != nil {
		return err
	}
	open := registry.Open
	if create {
		open = registry.Create
	}
	reg, err := open(ctx, path, opts)
	if err != nil {
		return err
	}
	return reg.Close()
}

// sit takes a registry to a desk; where it cannot it is closed.
func sit(ctx context.Context, reg *registry.Registry, today data.Date) (*Desk, error) {
	settings, err := reg.Settings(ctx)
	if err != nil {
		return nil, errors.Join(err, reg.Close())
	}
	return &Desk{Registry: reg, Fonts: font.Find(fontOptions(settings, keptBeside(reg.Path()))), today: today}, nil
}

// Close closes the registry. Where a backup was restored or taken back, it now
// takes the registry's place.
func (d *Desk) Close() error {
	d.texts.close()
	err := d.Registry.Close()
	if err == nil {
		d.checks.closed()
	}
	if d.backups == nil || err != nil {
		return err
	}
	d.again, err = d.backups.finish()
	return err
}

// Again tells, after Close, whether the registry at the same place is another
// now and the window is to be opened anew.
func (d *Desk) Again() bool { return d.again }

// Rules are the registry's rules of one year.
func (d *Desk) Rules(ctx context.Context, year int) (data.Rules, error) {
	return d.Registry.Rules(ctx, year)
}

// DefaultRules are the embedded rule pack and the embedded holidays: what a
// new registry starts with, and what answers without a registry.
func DefaultRules() (data.Rules, error) {
	calendar, err := data.ParseCalendar(assets.Holidays())
	if err != nil {
		return data.Rules{}, err
	}
	pack, err := data.ParsePack(assets.Pack("three-steps"))
	if err != nil {
		return data.Rules{}, err
	}
	return data.Rules{Pack: pack, Calendar: calendar}, nil
}

// DefaultPlace is the usual place of the registry, in the user's local
// application data, which no other workstation shares
// (Windows %LOCALAPPDATA%, elsewhere $XDG_DATA_HOME).
func DefaultPlace() string { return filepath.Join(xdg.DataHome, "jianban", "registry.db") }

// LogsPlace is the folder beside the usual registry where reports of faults lie.
func LogsPlace() string { return filepath.Join(filepath.Dir(DefaultPlace()), "logs") }

// Versions are those of SQLite and of the registry's structure.
func Versions() (sqlite string, schema int) {
	return registry.SQLiteVersion(), registry.SchemaVersion()
}

// options are how this program opens registries.
func options(readOnly bool) (registry.Options, error) {
	rules, err := DefaultRules()
	if err != nil {
		return registry.Options{}, err
	}
	return registry.Options{By: clerk(), ReadOnly: readOnly, Looked: marksPlace(), Pack: rules.Pack, Calendar: rules.Calendar}, nil
}

// marksPlace is where the marks of registries found sound lie, in the user's
// cache.
func marksPlace() string { return filepath.Join(xdg.CacheHome, "jianban", "sound") }

// clerk is who the journal says did it: the system's user.
func clerk() string {
	u, err := user.Current()
	if err != nil {
		return "未知用户"
	}
	if u.Name != "" {
		return u.Name
	}
	return u.Username
}
