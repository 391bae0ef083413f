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
	"jianban/export/paint"
)

// mostOffices bounds the list of offices that should be there, in bytes.
const mostOffices = 1 << 20

// Rollup adds up the year of the registries and backups at paths, each read only.
// offices, where given, is a text file of those that should be there, one a line.
// Everything that is wrong with any file is told of all.
func Rollup(ctx context.Context, paths []string, year int, offices string, today data.Date) (data.Rollup, error) {
	wanted, err := officesIn(offices)
	if err != nil {
		return data.Rollup{}, err
	}
	var all []data.RollupOffice
	var wrong data.Problems
	seen := map[string]string{} // file by the office's name
	for _, path := range paths {
		o, err := rolled(ctx, path, year, today)
		var many data.Problems
		var one data.Problem
		switch {
		case err == nil && seen[data.FoldName(o.Name)] != "":
			wrong = append(wrong, data.Problem{Field: "汇总", Message: "“" + seen[data.FoldName(o.Name)] + "”和“" + path + "”都是" + o.Name + "的", Hint: "一个办公室只能算一次，请去掉一个"})
		case err == nil:
			seen[data.FoldName(o.Name)] = path
			all = append(all, o)
		case errors.As(err, &many):
			wrong = append(wrong, many...)
		case errors.As(err, &one):
			wrong = append(wrong, one)
		default:
			return data.Rollup{}, fmt.Errorf("%s: %w", path, err)
		}
	}
	return data.RollUp(year, all, wanted), wrong.Err()
}

// officesIn reads the list of offices; nil where none is given.
func officesIn(path string) (names []string, err error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, data.Problem{Field: "--offices", Message: "读不出“" + path + "”", Hint: "每行写一个办公室名称，用UTF-8编码"}
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	text, err := io.ReadAll(io.LimitReader(f, mostOffices))
	if err != nil {
		return nil, data.Problem{Field: "--offices", Message: "读不出“" + path + "”", Hint: "请检查磁盘"}
	}
	for line := range strings.Lines(strings.TrimPrefix(string(text), "\ufeff")) {
		if name := strings.TrimSpace(line); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil, data.Problem{Field: "--offices", Message: "“" + path + "”里没有办公室名称", Hint: "每行写一个，用UTF-8编码"}
	}
	return names, nil
}

// rolled reads one office's year from its registry or a backup of it.
func rolled(ctx context.Context, path string, year int, today data.Date) (o data.RollupOffice, err error) {
	if _, err := os.Stat(path); err != nil {
		return o, data.Problem{Field: "汇总", Message: "找不到“" + path + "”", Hint: "请核对文件的位置"}
	}
	place := path
	if m, err := registry.ReadBackup(path); err == nil {
		if m.Encrypted {
			return o, data.Problem{Field: "汇总", Message: "“" + path + "”是加密的备份", Hint: "请先用 restore 恢复，再汇总恢复出的登记库"}
		}
		dir, err := os.MkdirTemp("", "jianban-*")
		if err != nil {
			return o, data.Problem{Field: "汇总", Message: "不能建立临时文件夹", Hint: "请检查磁盘空间"}
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
		place = filepath.Join(dir, "registry.db")
		if _, err := registry.Restore(ctx, path, place, "", nil); err != nil {
			return o, err
		}
	}
	d, err := Open(ctx, place, today)
	if err != nil {
		return o, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	o, err = d.rolled(ctx, year)
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
	if _, held, err := d.held(ctx); err != nil {
		return o, err
	} else if held {
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
