package paperwork

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"jianban/data"
	"jianban/data/manual"
	"jianban/export"
	"jianban/export/batch"
	"jianban/export/file"
	"jianban/export/page"
	"jianban/export/paint"
)

// Papers are the papers that the window asks for (gui.Papers), laid out by the
// functions that the command line uses.
type Papers struct{ desk *Desk }

// Papers are the window's papers.
func (d *Desk) Papers() Papers { return Papers{d} }

// Reply lays out a reply as far as it can be: a draft may be looked at on paper
// too; the screen lists what is missing.
func (p Papers) Reply(ctx context.Context, c data.Case, rep data.Reply) (page.Document, error) {
	s, r, err := p.facts(ctx)
	if err != nil {
		return page.Document{}, err
	}
	doc, _ := export.Reply(c, rep, s, r.Of(c), p.desk.Fonts)
	return doc, nil
}

// Opinion lays out our opinion as far as it can be.
func (p Papers) Opinion(ctx context.Context, c data.Case, o data.Opinion) (page.Document, error) {
	s, r, err := p.facts(ctx)
	if err != nil {
		return page.Document{}, err
	}
	doc, _ := export.Opinion(c, o, s, r.Of(c), p.desk.Fonts)
	return doc, nil
}

// Ledger lays out cases under a title, told as of a day.
func (p Papers) Ledger(ctx context.Context, title string, cases []data.Case, asOf data.Date) (page.Document, error) {
	s, r, err := p.facts(ctx)
	if err != nil {
		return page.Document{}, err
	}
	doc, problems := export.Ledger(title, cases, asOf, r, p.desk.Fonts)
	return export.Demo(doc, s, p.desk.Fonts), problems.Err()
}

// Manual lays out the program's manual.
func (p Papers) Manual(_ context.Context, pages []manual.Page) (page.Document, error) {
	return export.Manual(pages, p.desk.Fonts), nil
}

// Talk lays out the record form of a consultation, to be signed.
func (p Papers) Talk(ctx context.Context, c data.Case, x data.Consultation) (page.Document, error) {
	s, err := p.desk.Registry.Settings(ctx)
	return export.Talk(c, x, s, p.desk.Fonts), err
}

// Urge lays out the notice of an urging: about its proposal, or about all that
// the unit owed that day.
func (p Papers) Urge(ctx context.Context, u data.Supervision) (page.Document, error) {
	s, r, err := p.facts(ctx)
	if err != nil {
		return page.Document{}, err
	}
	cases, err := p.urged(ctx, u, r)
	if err != nil {
		return page.Document{}, err
	}
	doc, problems := export.Urge(u, cases, s, r, p.desk.Fonts)
	return doc, problems.Err()
}

// urged are the cases that an urging is about.
func (p Papers) urged(ctx context.Context, u data.Supervision, r data.RuleYears) ([]data.Case, error) {
	if u.ProposalID != 0 {
		c, err := p.desk.Registry.Case(ctx, u.ProposalID)
		return []data.Case{c}, err
	}
	cases, err := p.desk.Registry.Cases(ctx, data.Scope{})
	if err != nil {
		return nil, err
	}
	return data.OwedBy(cases, u.Unit.ID, u.Date, r), nil
}

// Appraisal lays out the units' scores as of a day.
func (p Papers) Appraisal(ctx context.Context, title string, asOf data.Date, units []data.UnitScore, scheme data.Appraisal) (page.Document, error) {
	s, err := p.desk.Registry.Settings(ctx)
	return export.Appraisal(title, asOf, units, scheme, s, p.desk.Fonts), err
}

// Letters are what the letters of a scope are laid out from.
func (p Papers) Letters(ctx context.Context, scope data.Scope) (batch.Source, error) {
	if err := p.desk.Registry.Sound(ctx); err != nil {
		return batch.Source{}, err
	}
	scope.Texts = true
	s, r, err := p.facts(ctx)
	if err != nil {
		return batch.Source{}, err
	}
	cases, err := p.desk.Registry.Cases(ctx, scope)
	if err != nil {
		return batch.Source{}, err
	}
	all, err := p.desk.Registry.Supervisions(ctx)
	if err != nil {
		return batch.Source{}, err
	}
	numbers, err := p.desk.numbers(ctx, cases)
	if err != nil {
		return batch.Source{}, err
	}
	source := batch.Source{Cases: cases, Settings: s, Rules: r, Numbers: numbers, Supervisions: all, Measure: p.desk.Fonts, Bind: p.desk.binder(context.WithoutCancel(ctx))}
	return source, p.desk.issues(ctx, &source)
}

// facts are the settings and rules that every letter needs.
func (p Papers) facts(ctx context.Context) (data.Settings, data.RuleYears, error) {
	s, err := p.desk.Registry.Settings(ctx)
	if err != nil {
		return s, data.RuleYears{}, err
	}
	r, err := p.desk.Registry.RuleYears(ctx)
	return s, r, err
}

// Write writes a paper that is laid out already at path, in the format that the
// name ends in, or beside it where another paper lies there, and says where. Like
// all papers it is refused where the registry is damaged.
func (p Papers) Write(ctx context.Context, doc page.Document, path string) (string, error) {
	format := data.PaperFormat{}.For(path)
	if (data.PaperFormat{}).IsText(path) {
		format = data.PaperText
	}
	content, err := paint.Render(doc, p.desk.Fonts, format)
	if err != nil {
		return "", err
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if err := p.desk.Registry.Sound(ctx); err != nil {
		return "", err
	}
	path = batch.Beside(path, doc.Paper)
	return path, file.WriteBytes(path, content)
}

// Today lays out the board as the morning list.
func (p Papers) Today(ctx context.Context, b data.Board) (page.Document, error) {
	s, err := p.desk.Registry.Settings(ctx)
	return export.Today(b, s, p.desk.Fonts), err
}

// List lays out any list as the ledger is laid out; too many columns are refused.
func (p Papers) List(ctx context.Context, l data.List) (page.Document, error) {
	if err := l.FitsPaper(); err != nil {
		return page.Document{}, err
	}
	s, err := p.desk.Registry.Settings(ctx)
	return export.Demo(export.List(l, p.desk.Fonts), s, p.desk.Fonts), err
}

// WriteList writes a list at path, as a text file of values where the name ends
// in .csv, else as a workbook.
func (p Papers) WriteList(ctx context.Context, l data.List, path string) error {
	if err := p.desk.Registry.Sound(ctx); err != nil {
		return err
	}
	return writeList(l, path)
}

// LedgerList is the ledger of cases with these columns, told as of a day; where a
// column tells long texts, these are read for it.
func (p Papers) LedgerList(ctx context.Context, title string, columns []data.LedgerColumn, cases []data.Case, asOf data.Date) (data.List, error) {
	r, err := p.desk.Registry.RuleYears(ctx)
	if err != nil {
		return data.List{}, err
	}
	if data.NeedTexts(columns) {
		if cases, err = p.withTexts(ctx, cases); err != nil {
			return data.List{}, err
		}
	}
	return data.LedgerList(title, columns, cases, asOf, r), nil
}

// withTexts are cases with their long texts. Of a few each is read by itself, of
// many those of their years.
func (p Papers) withTexts(ctx context.Context, cases []data.Case) ([]data.Case, error) {
	const few = 20
	full := make([]data.Case, len(cases))
	if len(cases) <= few {
		for i, c := range cases {
			var err error
			if full[i], err = p.desk.Registry.Case(ctx, c.Proposal.ID); err != nil {
				return nil, err
			}
		}
		return full, nil
	}
	at, years := map[data.ID]int{}, map[int]bool{}
	for i, c := range cases {
		full[i], at[c.Proposal.ID], years[c.Year()] = c, i, true
	}
	for year := range years {
		err := p.desk.Registry.EachCase(ctx, data.Scope{Year: year, Texts: true}, func(c data.Case) error {
			if i, ok := at[c.Proposal.ID]; ok {
				full[i] = c
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return full, nil
}

// Save writes content that is ready at path.
func (p Papers) Save(path string, content []byte) error { return Save(path, content) }

// Save writes content that is ready at path, whole or not at all.
func Save(path string, content []byte) error { return file.WriteBytes(path, content) }

// Fill writes at path what fill gives, whole or not at all and for the user only,
// as nothing is held of it that can be large.
func (p Papers) Fill(path string, fill func(io.Writer) error) error { return file.WriteOwn(path, fill) }

// Folder is where the window puts papers: a folder beside the registry, where a
// clerk finds them again. It bears the registry's name where that is not the
// usual one, so that two registries in a folder, such as one to practise on, never
// replace each other's papers. It is made where missing.
func (p Papers) Folder() (string, error) {
	home, base := filepath.Split(p.desk.beside())
	name := "导出文件"
	if base != filepath.Base(DefaultPlace()) {
		name = file.SafeName(name + "（" + strings.TrimSuffix(base, filepath.Ext(base)) + "）")
	}
	dir := filepath.Join(home, name)
	_, err := file.MakeFolder(dir)
	return dir, err
}

// FileName is a file name, its ending as it is, that every system takes.
func (p Papers) FileName(name string) string { return file.SafeFile(name) }
