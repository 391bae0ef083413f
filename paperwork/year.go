package paperwork

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jianban/data"
	"jianban/export"
	"jianban/export/batch"
	"jianban/export/page"
)

// Ask says which cases of the registry are wanted.
type Ask struct {
	Year    int                 // 0 takes the newest that has any
	Book    string              // short or full name; "" over all books
	Numbers []string            // 编号, in whatever way they are written; none for all
	Texts   bool                // also the long texts, which letters need
	Columns []data.LedgerColumn // of an exported ledger; nil for the usual ones
	Figures bool                // for figures and lists of answers alone (data.Scope)
	OneFile bool                // a paper that goes into a folder is the file named
	Format  data.PaperFormat    // of a paper; the zero value is the one that its file's name ends in
	alone   bool                // the paper needs no other case than those, and no list of the year
	summary bool                // with the year's summary; no other book is read than the one it is of
}

// Year is what statistics and papers of one year start from.
type Year struct {
	Year     int
	Book     data.Book   // zero over all books
	Cases    []data.Case // by book and number
	chosen   []string    // the numbers they were chosen by; none where all are there
	rules    data.RuleYears
	numbers  []string // 文号 of all papers in the years of the letters' own
	settings data.Settings
	columns  []data.LedgerColumn
	format   data.PaperFormat
	sum      data.Summary // where it was asked for; ID 0 where none is written
	desk     *Desk
}

// Read reads what was asked for. A book or a number that is not there is
// refused, and so is a damaged registry, since figures and papers come of it; a
// year without proposals is empty.
func (d *Desk) Read(ctx context.Context, a Ask) (*Year, error) {
	y := &Year{Year: a.Year, chosen: a.Numbers, columns: a.Columns, format: a.Format, desk: d}
	reading := d.Registry.SoundCases // of what is read alone
	if !a.alone || len(a.Numbers) == 0 || a.Year == 0 {
		if err := d.Registry.Sound(ctx); err != nil {
			return nil, err
		}
		reading = d.Registry.Cases
	}
	if y.Year == 0 {
		years, err := d.Registry.Years(ctx)
		if err != nil {
			return nil, err
		}
		if len(years) == 0 {
			return nil, data.Problem{Field: "登记库", Message: "还没有任何建议", Hint: "请先登记建议"}
		}
		y.Year = slices.Max(years)
	}
	if a.Book != "" {
		var err error
		if y.Book, err = d.book(ctx, a.Book, y.Year); err != nil {
			return nil, err
		}
	}
	if a.summary {
		if err := y.written(ctx); err != nil {
			return nil, err
		}
		if y.Book.ID != 0 {
			reading = d.some
		}
	}
	if err := y.read(ctx, reading, data.Scope{Year: y.Year, BookID: y.Book.ID, Numbers: a.Numbers, Texts: a.Texts, Figures: a.Figures || a.summary}); err != nil {
		return nil, err
	}
	return y, y.missing(ctx, a.Numbers)
}

// some are the cases of a scope alone: what is kept for the screens is of a whole
// year.
func (d *Desk) some(ctx context.Context, s data.Scope) (all []data.Case, err error) {
	err = d.Registry.EachCase(ctx, s, func(c data.Case) error {
		all = append(all, c)
		return nil
	})
	return data.CasesInOrder(all), err
}

func (y *Year) read(ctx context.Context, cases func(context.Context, data.Scope) ([]data.Case, error), s data.Scope) (err error) {
	reg := y.desk.Registry
	if y.Cases, err = cases(ctx, s); err != nil {
		return err
	}
	if y.rules, err = reg.RuleYears(ctx); err != nil {
		return err
	}
	if s.Texts { // for letters
		if y.numbers, err = y.desk.numbers(ctx, y.Cases); err != nil {
			return err
		}
	}
	y.settings, err = reg.Settings(ctx)
	return err
}

// numbers are the 文号 of all papers in the years of the cases' own, by which a
// number used twice is found.
func (d *Desk) numbers(ctx context.Context, cases []data.Case) (all []string, err error) {
	for _, year := range data.NumberYears(cases) {
		some, err := d.Registry.DocNumbers(ctx, year)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// missing refuses the first number that no case bears.
func (y *Year) missing(ctx context.Context, numbers []string) error {
	there := map[string]bool{}
	for _, c := range y.Cases {
		there[data.NumberKey(c.Proposal.Number)] = true
	}
	for _, n := range numbers {
		if there[data.NumberKey(n)] {
			continue
		}
		years, err := y.desk.Registry.Years(ctx)
		if err != nil {
			return err
		}
		if !slices.Contains(years, y.Year) {
			return y.notEmpty(ctx)
		}
		return data.Problem{Field: "编号", Message: y.Told() + "没有第" + n + "号", Hint: "请核对编号和年份"}
	}
	return nil
}

// Told is the year, and the book where there is one: 2022年市六届人大一次会议.
func (y *Year) Told() string {
	told := fmt.Sprintf("%d年", y.Year)
	if y.Book.ID != 0 {
		told += y.Book.Name()
	}
	return told
}

// notEmpty refuses a year without proposals and names those that have some.
func (y *Year) notEmpty(ctx context.Context) error {
	if len(y.Cases) > 0 {
		return nil
	}
	years, err := y.desk.Registry.Years(ctx)
	if err != nil {
		return err
	}
	hint := "登记库里还没有任何建议"
	if len(years) > 0 {
		slices.Sort(years)
		said := make([]string, len(years))
		for i, year := range years {
			said[i] = strconv.Itoa(year)
		}
		hint = "有建议的年份：" + strings.Join(said, "、")
	}
	return data.Problem{Field: "年份", Message: y.Told() + "没有登记建议", Hint: hint}
}

// book finds a book by its short or full name, or a part of it that fits one alone.
func (d *Desk) book(ctx context.Context, name string, year int) (data.Book, error) {
	books, err := d.Registry.Books(ctx)
	if err != nil {
		return data.Book{}, err
	}
	if b, ok, err := data.BookNamed(books, name, year); ok || err != nil {
		return b, err
	}
	hint := "登记库里还没有办理册"
	if len(books) > 0 {
		hint = "现有：" + data.BookNames(books)
	}
	return data.Book{}, data.Problem{Field: "办理册", Message: "没有“" + name + "”", Hint: hint}
}

// Counted is a year's statistics and the cases behind them.
type Counted struct {
	data.Stats
	Cases []data.Case // also those of earlier years that kept a promise in this one
}

// Count counts the year as of a day; the zero day takes the usual one.
func (y *Year) Count(ctx context.Context, asOf data.Date) (Counted, error) {
	earlier, err := y.desk.Registry.Cases(ctx, data.Scope{KeptIn: y.Year, BookID: y.Book.ID})
	if err != nil {
		return Counted{}, err
	}
	if asOf.IsZero() {
		asOf = y.usualDay()
	}
	cases := append(y.Cases[:len(y.Cases):len(y.Cases)], earlier...) // not copied where there are none
	return Counted{data.Statistics(cases, y.Year, asOf, y.rules), cases}, nil
}

// usualDay is the day that papers and figures of the year are told as of.
func (y *Year) usualDay() data.Date { return data.DefaultAsOf(y.Year, y.desk.today) }

// Title is the title of a paper about the year's cases, such as 办理台账; it
// tells where they are not all of the year.
func (y *Year) Title(what string) string {
	shown := data.ShownOf(y.Cases, y.Year, y.Book.ID)
	shown.Numbers = y.chosen
	return shown.Title(what)
}

func (y *Year) source() batch.Source {
	return batch.Source{Cases: y.Cases, Settings: y.settings, Rules: y.rules, Numbers: y.numbers, Measure: y.desk.Fonts}
}

// summary lays out the year's summary, its fields filled from the cases. A
// field that cannot be filled is refused, and so are typed numbers that contradict
// unless a reason was given.
func (y *Year) summary(ctx context.Context) (page.Document, error) {
	facts, before, err := y.summed(ctx)
	if err != nil {
		return page.Document{}, err
	}
	tables := export.TablesOf(facts.Now, before, facts.Cases, y.settings, y.rules, y.desk.Fonts)
	filled := data.FillSummary(y.sum, facts) // beside the list of proposals
	if err := refused(filled); err != nil {
		return page.Document{}, err
	}
	filled.Signed = y.sum.SignedOn(y.desk.today)
	doc := tables.Summary(filled.Summary)
	anchor, err := y.desk.Registry.Anchor(ctx)
	return export.Anchored(doc, anchor, y.desk.Fonts), err
}
