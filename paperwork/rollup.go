package paperwork

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jianban/data"
	"jianban/data/registry"
	"jianban/export"
	"jianban/export/file"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/paint"
)

// mostOffices bounds the list of offices that should be there, in bytes.
const mostOffices = 1 << 20

// rollupKinds are how registries and backups end.
var rollupKinds = []string{".db", ".jianban", backupEnd}

// Rollup adds up the year of the registries and backups asked for, each read only.
// Everything that is wrong with any file is told of all; data.SealedBackups where
// nothing is but that passphrases are missing. tell, where not nil, hears how many of
// how many files were read.
func Rollup(ctx context.Context, a data.RollupAsk, today data.Date, tell func(done, total int, file string)) (data.Rollup, error) {
	paths, err := filesOf(a.Paths, "汇总", "登记库（.db、.jianban）和备份（.bak）", func(name string) bool {
		return slices.Contains(rollupKinds, strings.ToLower(filepath.Ext(name))) && !strings.EqualFold(name, "Thumbs.db")
	})
	if err != nil {
		return data.Rollup{}, err
	}
	var all []data.RollupOffice
	var wrong data.Problems
	sealed := data.SealedBackups{Tried: len(a.Passphrases) > 0}
	seen := map[string]string{} // file by the office's name
	for i, path := range paths {
		if tell != nil {
			tell(i, len(paths), filepath.Base(path))
		}
		o, err := rolled(ctx, path, a, today)
		var many data.Problems
		var one data.Problem
		switch {
		case err == nil && seen[data.FoldName(o.Name)] != "":
			wrong = append(wrong, data.Problem{Field: "汇总", Message: "“" + seen[data.FoldName(o.Name)] + "”和“" + path + "”都是" + o.Name + "的", Hint: "一个办公室只能算一次，请去掉一个"})
		case err == nil:
			seen[data.FoldName(o.Name)] = path
			all = append(all, o)
		case errors.Is(err, errSealed):
			sealed.Files = append(sealed.Files, filepath.Base(path))
		case errors.As(err, &many):
			wrong = append(wrong, many...)
		case errors.As(err, &one):
			wrong = append(wrong, one)
		default:
			return data.Rollup{}, fmt.Errorf("%s: %w", path, err)
		}
	}
	switch {
	case len(sealed.Files) > 0 && len(wrong) == 0:
		return data.Rollup{}, sealed
	case len(sealed.Files) > 0:
		wrong = append(wrong, sealed.Problem())
	}
	return data.RollUp(a.Year, all, a.Offices), wrong.Err()
}

// filesOf are files with those of folders in their place that are wanted; a folder
// without any is refused, where kinds says what should be in it.
func filesOf(paths []string, field, kinds string, wanted func(name string) bool) (files []string, err error) {
	for _, path := range paths {
		entries, err := os.ReadDir(path)
		if err != nil { // no folder
			files = append(files, path)
			continue
		}
		found := false
		for _, e := range entries {
			if !e.IsDir() && wanted(e.Name()) {
				files, found = append(files, filepath.Join(path, e.Name())), true
			}
		}
		if !found {
			return nil, data.Problem{Field: field, Message: "文件夹“" + path + "”里没有" + kinds, Hint: "请选对文件夹"}
		}
	}
	return files, nil
}

// Offices reads a list of offices from a text file, one a line.
func Offices(path string) (names []string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, data.Problem{Field: "--offices", Message: "读不出“" + path + "”", Hint: "每行写一个办公室名称，用UTF-8编码"}
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	text, err := io.ReadAll(io.LimitReader(f, mostOffices))
	if err != nil {
		return nil, data.Problem{Field: "--offices", Message: "读不出“" + path + "”", Hint: "请检查磁盘"}
	}
	if names = data.OfficeNames(string(text)); names == nil {
		return nil, data.Problem{Field: "--offices", Message: "“" + path + "”里没有办公室名称", Hint: "每行写一个，用UTF-8编码"}
	}
	return names, nil
}

// errSealed says that no passphrase opens a backup.
var errSealed = errors.New("a sealed backup")

// rolled reads one office's year from its registry or a backup of it.
func rolled(ctx context.Context, path string, a data.RollupAsk, today data.Date) (o data.RollupOffice, err error) {
	if _, err := os.Stat(path); err != nil {
		return o, data.Problem{Field: "汇总", Message: "找不到“" + path + "”", Hint: "请核对文件的位置"}
	}
	place := path
	if m, err := registry.ReadBackup(path); err == nil {
		passphrase := ""
		if m.Encrypted {
			i := slices.IndexFunc(a.Passphrases, func(p string) bool { return registry.OpensBackup(m, p) })
			if i < 0 {
				return o, errSealed
			}
			passphrase = a.Passphrases[i]
		}
		dir, err := os.MkdirTemp("", "jianban-*")
		if err != nil {
			return o, data.Problem{Field: "汇总", Message: "不能建立临时文件夹", Hint: "请检查磁盘空间"}
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
		place = filepath.Join(dir, "registry.db")
		if _, err := registry.Restore(ctx, path, place, passphrase, nil); err != nil {
			return o, err
		}
	}
	d, err := Open(ctx, place, today)
	if err != nil {
		return o, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	o, err = d.rolled(ctx, a.Year)
	if o.File = filepath.Base(path); o.Name == "" {
		o.Name = o.File
	}
	return o, err
}

// rolled counts the year as of its last closing over all books; where it was not
// closed, as of the usual day.
func (d *Desk) rolled(ctx context.Context, year int) (o data.RollupOffice, err error) {
	reg := d.Registry
	if err := reg.Sound(ctx); err != nil {
		return o, err
	}
	if tasks, err := d.held(ctx); err != nil {
		return o, err
	} else if len(tasks) > 0 {
		return o, data.Problem{Field: "汇总", Message: "“" + reg.Path() + "”是单位从任务包建立的登记库，不是办公室的", Hint: "请用办公室的登记库或备份"}
	}
	s, err := reg.Settings(ctx)
	if err != nil {
		return o, err
	}
	rules, err := reg.RuleYears(ctx)
	if err != nil {
		return o, err
	}
	closings, err := reg.YearClosings(ctx, year, 0)
	if err != nil {
		return o, err
	}
	o.Name, o.Demo, o.Closed = s.Office, s.Demo, len(closings) > 0
	asOf := data.DefaultAsOf(year, d.today)
	if o.Closed {
		asOf = closings[0].AsOf
	}
	count := data.NewCount(year, asOf, rules)
	for _, scope := range []data.Scope{{Year: year}, {KeptIn: year}} {
		if err := reg.EachCase(ctx, scope, func(c data.Case) error { count.Add(c); return nil }); err != nil {
			return o, err
		}
	}
	if o.Stats = count.Stats(); o.Closed {
		fixed, err := closings[0].FixedFigures()
		if err != nil {
			return o, err
		}
		o.Changed = data.ChangedFigures(fixed, data.FixFigures(o.Stats, nil))
	}
	return o, nil
}

// Rollups add up the year of many offices, as the window asks for it: on any goroutine.
type Rollups struct{ desk *Desk }

// Rollups are those that are made at the desk.
func (d *Desk) Rollups() Rollups { return Rollups{d} }

// Add adds up what is asked for.
func (r Rollups) Add(ctx context.Context, a data.RollupAsk, tell func(done, total int, file string)) (data.Rollup, error) {
	return Rollup(ctx, a, r.desk.today, tell)
}

// Offices reads a list of offices from a text file, one a line.
func (Rollups) Offices(path string) ([]string, error) { return Offices(path) }

// Paper lays a roll-up out.
func (r Rollups) Paper(_ context.Context, all data.Rollup) (page.Document, error) {
	return export.Rollup(all, r.desk.Fonts), nil
}

// WriteRollup writes a roll-up at path: a workbook or .csv, or a paper of tables and
// charts as PDF, Word or OFD by the name's ending.
func WriteRollup(r data.Rollup, path string) error {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xlsx", ".csv":
		return writeList(r.List(), path)
	}
	format, ok := data.PaperFormatOf(path)
	if !ok {
		return data.Problem{Field: "--out", Message: "汇总不能写成“" + filepath.Base(path) + "”", Hint: "文件名请以 .xlsx、.csv、.pdf、.docx 或 .ofd 结尾"}
	}
	fonts := font.Find(fontOptions(data.Settings{}, ""))
	content, err := paint.Render(export.Rollup(r, fonts), fonts, format)
	if err != nil {
		return err
	}
	return file.WriteBytes(path, content)
}
