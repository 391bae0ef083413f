package intake

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"jianban/data"
)

// Subject is what a file lists.
type Subject string

// The subjects.
const (
	Proposals Subject = "proposals"
	Proposers Subject = "proposers" // a directory of deputies or members
	Units     Subject = "units"     // a directory of units
)

// Documents are the proposals' own documents, a folder of them. It is no subject
// of a single file.
const Documents Subject = "documents"

// Subjects are all that a file can list, in the order of choice lists.
var Subjects = []Subject{Proposals, Proposers, Units}

// Options are how a file is to be read.
type Options struct {
	Subject  Subject   // "" is Proposals
	Year     int       // where neither the sheet nor the rows tell one
	Book     string    // the book of all rows, by its short or full name; "" takes what the sheet tells
	Handed   data.Date // when rows were handed over that tell no day
	Synonyms Synonyms  // headings that a user confirmed (Habits)
	// BookElse is the book of rows whose meeting the sheet does not tell plainly.
	BookElse string
	// Answers are who is meant, by the Key of the Question: one of its Can, or Another.
	Answers map[string]string
	Today   data.Date
}

// Known is what a registry holds. Cases are asked for book by book.
type Known struct {
	Books     []data.Book
	Units     []data.Unit
	Proposers []data.Proposer
	Leaders   []data.Leader
	Settings  data.Settings
	Rules     data.RuleYears
	Places    []string // names of the place and those above it, for books that are made
	Cases     func(ctx context.Context, book data.ID, texts bool) ([]data.Case, error)
}

// Into takes what is decided: a trial (Try) or a change of a registry. What is
// new comes without an ID and must have one afterwards. Units, people and
// leaders that are there already come with changed fields.
type Into interface {
	Book(*data.Book) error
	Unit(*data.Unit) error
	Proposer(*data.Proposer) error
	Leader(*data.Leader) error
	// Case takes a case that is new (before is nil) or changed. Facts without
	// an ID are new; facts of before that after lacks are to be removed.
	Case(before, after *data.Case) error
}

// trial is an Into that keeps nothing and numbers downwards.
type trial struct{ last data.ID }

// Try is an Into that keeps nothing: for a preview.
func Try() Into { return &trial{} }

func (t *trial) give(id *data.ID) {
	if *id == 0 {
		t.last--
		*id = t.last
	}
}

func (t *trial) Book(b *data.Book) error         { t.give(&b.ID); return nil }
func (t *trial) Unit(u *data.Unit) error         { t.give(&u.ID); return nil }
func (t *trial) Proposer(p *data.Proposer) error { t.give(&p.ID); return nil }
func (t *trial) Leader(l *data.Leader) error     { t.give(&l.ID); return nil }
func (t *trial) Case(_, after *data.Case) error  { t.give(&after.Proposal.ID); return nil }

// Outcome is what becomes of a row.
type Outcome string

// The outcomes.
const (
	Created   Outcome = "新增"
	Updated   Outcome = "更新"
	Unchanged Outcome = "未变"
	Refused   Outcome = "拒绝"
)

// Change is one field that a row changes.
type Change struct{ Field, Before, After string }

// RowResult is what is decided about one row.
type RowResult struct {
	Sheet   string
	Row     int    // as Excel numbers it
	Name    string // 第12号, a person's or a unit's name
	Title   string
	Outcome Outcome
	Changes []Change      // of Updated
	Refused data.Problems // of Refused; Field is the column's heading
	Notes   []string      // what was taken in a way that a person should know

	sheet                       int
	created, updated, unchanged int // matters: a row may bear several
}

// Plan is what is decided about a file.
type Plan struct {
	Files     bool // of a folder of papers (DecidePapers): a row is a file, its Sheet the name
	Tables    []*Table
	Skipped   []Skipped   // rows passed over; of a folder files that cannot be read
	Rows      []RowResult // in the order of the file
	Created   int         // matters, people or units; a row may bear several
	Updated   int
	Unchanged int
	Errors    data.Problems // of all rows; Row and Field tell where
	Notes     []string      // about the file as a whole
	Books     []data.Book   // made
	Units     []data.Unit   // made
	People    []data.Proposer
	Questions []Question // who is meant
	IDs       []data.ID  // of matters that are new or changed

	sheets int         // that tables were found in
	years  map[int]int // how many of IDs are of each year
}

// entered keeps a matter that is new or changed, each once.
func (p *Plan) entered(c data.Case) {
	p.IDs = append(p.IDs, c.Proposal.ID)
	if p.years == nil {
		p.years = map[int]int{}
	}
	p.years[c.Year()]++
}

// Year is the year in which to look at what was entered: the one that is shown,
// where any of it is of that year, else that of the most; 0 where nothing was.
func (p *Plan) Year(shown int) (year int) {
	if p.years[shown] > 0 {
		return shown
	}
	for _, y := range slices.Sorted(maps.Keys(p.years)) {
		if p.years[y] >= p.years[year] {
			year = y
		}
	}
	return year
}

func (p *Plan) add(r RowResult) {
	if r.Outcome == Refused {
		for i := range r.Refused {
			if p.sheets > 1 && r.Sheet != "" {
				r.Refused[i].Message = "（工作表“" + r.Sheet + "”）" + r.Refused[i].Message
			}
		}
		p.Errors = append(p.Errors, r.Refused...)
	} else {
		p.Created, p.Updated, p.Unchanged = p.Created+r.created, p.Updated+r.updated, p.Unchanged+r.unchanged
	}
	p.Rows = append(p.Rows, r)
}

// count counts one matter of a row.
func (r *RowResult) count(o Outcome) {
	switch o {
	case Created:
		r.created++
	case Updated:
		r.updated++
	case Unchanged:
		r.unchanged++
	}
}

// inOrder puts the rows back into the order of the file: they are decided book
// by book.
func (p *Plan) inOrder() {
	slices.SortStableFunc(p.Rows, func(a, b RowResult) int { return cmp.Or(cmp.Compare(a.sheet, b.sheet), cmp.Compare(a.Row, b.Row)) })
	slices.SortStableFunc(p.Errors, func(a, b data.Problem) int { return cmp.Compare(a.Row, b.Row) })
}

func (p *Plan) note(s string) {
	if !slices.Contains(p.Notes, s) {
		p.Notes = append(p.Notes, s)
	}
}
