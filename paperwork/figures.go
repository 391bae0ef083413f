package paperwork

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"jianban/data"
	"jianban/data/doctext"
	"jianban/data/held"
	"jianban/data/registry"
)

// facts are what the figures of a text are compared with: the year as of a day
// (zero takes the usual one), and the year before, nil where nothing is compared
// with it.
func (y *Year) facts(ctx context.Context, asOf data.Date, before *data.Stats) (data.FigureFacts, error) {
	st, err := y.Count(ctx, asOf)
	if err != nil {
		return data.FigureFacts{}, err
	}
	facts := data.FigureFacts{Now: st.Stats, Cases: st.Cases, Count: func(cases []data.Case, asOf data.Date) data.Stats {
		return data.Statistics(cases, y.Year, asOf, y.rules)
	}}
	if before != nil {
		facts.Before = data.TellYear(*before)
	}
	return facts, nil
}

// before counts the year before; nil where it has no proposals.
func (y *Year) before(ctx context.Context) (*data.Stats, error) {
	return data.StatsBefore(func(s data.Scope, f func(data.Case) error) error {
		return y.desk.Registry.EachCase(ctx, s, f)
	}, y.Year, y.Book, y.desk.today, y.rules)
}

// summed is what the year's summary is filled from, and the year before.
func (y *Year) summed(ctx context.Context) (facts data.FigureFacts, before *data.Stats, err error) {
	if before, err = y.before(ctx); err != nil {
		return facts, nil, err
	}
	facts, err = y.facts(ctx, y.sum.AsOf, before)
	return facts, before, err
}

// reasonHint is what to do about a summary that contradicts.
const reasonHint = "请核对数字；确实要这样写的，用 --reason 写明理由（记入操作记录）"

// refused is why a summary cannot go out.
func refused(filled data.FilledSummary) error {
	if !filled.Contradicts() {
		return filled.Refused()
	}
	ps := append(data.Problems{}, filled.Wrong...)
	for i := range ps {
		ps[i].Hint = ""
	}
	ps[len(ps)-1].Hint = reasonHint
	return ps
}

// GiveReason keeps, with the summary that is asked for and in the journal, why it
// goes out although numbers typed into it contradict. Where none do nothing
// changes. The registry at path must be there and free to be written.
func GiveReason(ctx context.Context, path string, today data.Date, a Ask, reason string) (err error) {
	if _, err := os.Stat(path); err != nil {
		return nil // the export says so itself
	}
	d, err := OpenToRecord(ctx, path, today)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	a.summary = true
	y, err := d.Read(ctx, a)
	if err != nil || y.sum.ID == 0 {
		return err
	}
	facts, _, err := y.summed(ctx)
	if err != nil {
		return err
	}
	filled := data.FillSummary(y.sum, facts)
	if !filled.Contradicts() {
		return nil
	}
	sum := y.sum
	sum.Reason, sum.Despite = reason, filled.Despite()
	return d.Registry.Do(ctx, registry.Action{What: data.DespiteAction(sum.Year)}, func(tx *registry.Tx) error { return tx.SaveSummary(&sum) })
}

// Verified is a report from outside with what its figures tell.
type Verified struct {
	Text    string
	Figures []data.ReadFigure
	Stats   data.Stats // what they were compared with
}

// Verify reads a report (.txt, .docx) that was written anywhere and compares its
// figures with a year as of a day; the zero day takes the usual one.
func (d *Desk) Verify(ctx context.Context, path string, a Ask, asOf data.Date) (Verified, error) {
	text, err := readReport(path)
	if err != nil {
		return Verified{}, err
	}
	a.Figures = true
	y, err := d.Read(ctx, a)
	if err != nil {
		return Verified{}, err
	}
	if err := y.notEmpty(ctx); err != nil {
		return Verified{}, err
	}
	var before *data.Stats
	if data.TellsOfYearBefore(text, y.Year) {
		if before, err = y.before(ctx); err != nil {
			return Verified{}, err
		}
	}
	facts, err := y.facts(ctx, asOf, before)
	if err != nil {
		return Verified{}, err
	}
	return Verified{text, data.ReadFigures(text, facts), facts.Now}, nil
}

// readReport is the text of a report.
func readReport(path string) (string, error) {
	wrong := func(message, hint string) (string, error) {
		return "", data.Problem{Field: "“" + filepath.Base(path) + "”", Message: message, Hint: hint}
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return wrong("没有这个文件，或不能读取", "请核对位置和权限")
	case !info.Mode().IsRegular():
		return wrong("不是文件", "请给出一份 .docx 或 .txt")
	case held.Is(path):
		return wrong("是正在使用的登记库", "请给出一份 .docx 或 .txt")
	case info.Size() > doctext.LargestFile:
		return wrong("超过"+data.SizeWords(doctext.LargestFile), "请去掉其中的图片，另存后再核对")
	}
	f, err := os.Open(path)
	if err != nil {
		return wrong("打不开", "请检查权限，或先在别的程序里关闭它")
	}
	content, err := io.ReadAll(io.LimitReader(f, doctext.LargestFile))
	if err := errors.Join(err, f.Close()); err != nil {
		return wrong("读不完整", "请重新复制一份")
	}
	w, err := doctext.Report(path, content)
	return w.Text, err
}
