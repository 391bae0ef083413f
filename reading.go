package main

import (
	"cmp"
	"context"
	"slices"

	"jianban/assets"
	"jianban/data"
	"jianban/data/registry"
	"jianban/export"
	"jianban/export/font"
	"jianban/export/page"
)

// defaultRules are the embedded rule pack and the embedded holidays: what a
// new registry starts with, and what answers without a registry.
func defaultRules() (data.Rules, error) {
	calendar, err := data.ParseCalendar(assets.Holidays())
	if err != nil {
		return data.Rules{}, err
	}
	pack, err := data.ParsePack(assets.Pack("hongta"))
	if err != nil {
		return data.Rules{}, err
	}
	return data.Rules{Pack: pack, Calendar: calendar}, nil
}

// options are how this program opens registries.
func options(readOnly bool) (registry.Options, error) {
	rules, err := defaultRules()
	if err != nil {
		return registry.Options{}, err
	}
	return registry.Options{By: clerk(), ReadOnly: readOnly, Pack: rules.Pack, Calendar: rules.Calendar}, nil
}

// reading opens the registry for reading only, which disturbs no window that
// has it open, and does f with it.
func (c *call) reading(f func(*registry.Registry) error) (err error) {
	opts, err := options(true)
	if err != nil {
		return err
	}
	reg, err := registry.Open(c.registryPath(), opts)
	if err != nil {
		return err
	}
	defer func() {
		if e := reg.Close(); err == nil {
			err = e
		}
	}()
	return f(reg)
}

// work is what statistics and papers of one year start from.
type work struct {
	year     int
	book     data.Book // zero over all books
	cases    []data.Case
	chosen   []string    // the numbers they were chosen by; none where all are there
	earlier  []data.Case // of earlier years, with promises kept in this one
	rules    data.RuleYears
	numbers  []string // 文号 of all papers in the years of the cases' own
	settings data.Settings
	fonts    *font.Set
}

// work reads the cases of a year (0 for the newest that has any) and of the
// book of that name ("" for all). A book that is not there is refused.
func (c *call) work(reg *registry.Registry, year int, bookName string, texts bool) (work, error) {
	if year == 0 {
		years, err := reg.Years(c.ctx)
		if err != nil {
			return work{}, err
		}
		if len(years) == 0 {
			return work{}, data.Problem{Field: "登记库", Message: "还没有任何建议", Hint: "请先登记建议"}
		}
		year = slices.Max(years)
	}
	var book data.Book
	if bookName != "" {
		var err error
		if book, err = c.book(reg, bookName); err != nil {
			return work{}, err
		}
	}
	fonts, err := fontsOf(c.ctx, reg)
	if err != nil {
		return work{}, err
	}
	w, err := readWork(c.ctx, reg, fonts, data.Scope{Year: year, BookID: book.ID, Texts: texts})
	w.book = book
	return w, err
}

// yearWork is the work of one year over one book (0 for all), with texts.
func yearWork(ctx context.Context, reg *registry.Registry, fonts *font.Set, year int, book data.ID) (work, error) {
	return readWork(ctx, reg, fonts, data.Scope{Year: year, BookID: book, Texts: true})
}

func readWork(ctx context.Context, reg *registry.Registry, fonts *font.Set, s data.Scope) (w work, err error) {
	w.year, w.fonts = s.Year, fonts
	if w.cases, err = reg.Cases(ctx, s); err != nil {
		return w, err
	}
	slices.SortStableFunc(w.cases, func(a, b data.Case) int {
		return cmp.Or(cmp.Compare(a.Book.ID, b.Book.ID), data.CompareNumbers(a.Proposal.Number, b.Proposal.Number))
	})
	if s.Year != 0 {
		if w.earlier, err = reg.Cases(ctx, data.Scope{KeptIn: s.Year, BookID: s.BookID}); err != nil {
			return w, err
		}
	}
	if w.rules, err = reg.RuleYears(ctx); err != nil {
		return w, err
	}
	if s.Texts { // for letters
		for _, y := range data.NumberYears(w.cases) {
			numbers, err := reg.DocNumbers(ctx, y)
			if err != nil {
				return w, err
			}
			w.numbers = append(w.numbers, numbers...)
		}
	}
	w.settings, err = reg.Settings(ctx)
	return w, err
}

// statistics are the year's figures as of a day.
func (w work) statistics(asOf data.Date) data.Stats {
	return data.Statistics(slices.Concat(w.cases, w.earlier), w.year, asOf, w.rules)
}

// summary lays out the year's summary, its fields filled from the cases. A
// field that cannot be filled is refused.
func (w work) summary(sum data.Summary, today data.Date) (page.Document, error) {
	asOf := sum.AsOf
	if asOf.IsZero() {
		asOf = data.DefaultAsOf(w.year, today)
	}
	st := w.statistics(asOf)
	filled, problems := data.FillSummary(sum, st, w.cases)
	if err := problems.Err(); err != nil {
		return page.Document{}, err
	}
	doc, problems := export.Summary(filled, st, w.cases, w.settings, w.rules, w.fonts)
	return doc, problems.Err()
}

// book finds a book by its short or full name.
func (c *call) book(reg *registry.Registry, name string) (data.Book, error) {
	books, err := reg.Books(c.ctx)
	if err != nil {
		return data.Book{}, err
	}
	for _, b := range books {
		if b.Name() == name || b.Meeting.FullName() == name {
			return b, nil
		}
	}
	hint := "登记库里还没有办理册"
	if len(books) > 0 {
		hint = "现有："
		for i, b := range books {
			if i > 0 {
				hint += "、"
			}
			hint += b.Name()
		}
	}
	return data.Book{}, data.Problem{Field: "办理册", Message: "没有“" + name + "”", Hint: hint}
}
