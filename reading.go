package main

import (
	"slices"

	"jianban/assets"
	"jianban/data"
	"jianban/data/registry"
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
	rules    data.Rules
	settings data.Settings
}

// work reads the cases of a year (0 for the newest that has any) and of the
// book of that name ("" for all). A book that is not there is refused.
func (c *call) work(reg *registry.Registry, year int, bookName string, texts bool) (work, error) {
	w := work{year: year}
	if w.year == 0 {
		years, err := reg.Years(c.ctx)
		if err != nil {
			return w, err
		}
		if len(years) == 0 {
			return w, data.Problem{Field: "登记库", Message: "还没有任何建议", Hint: "请先登记建议"}
		}
		w.year = slices.Max(years)
	}
	scope := data.Scope{Year: w.year, Texts: texts}
	if bookName != "" {
		book, err := c.book(reg, bookName)
		if err != nil {
			return w, err
		}
		w.book, scope.BookID = book, book.ID
	}
	var err error
	if w.cases, err = reg.Cases(c.ctx, scope); err != nil {
		return w, err
	}
	slices.SortStableFunc(w.cases, func(a, b data.Case) int {
		if a.Book.ID != b.Book.ID {
			return int(a.Book.ID - b.Book.ID)
		}
		return data.CompareNumbers(a.Proposal.Number, b.Proposal.Number)
	})
	if w.rules, err = reg.Rules(c.ctx, w.year); err != nil {
		return w, err
	}
	w.settings, err = reg.Settings(c.ctx)
	return w, err
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
