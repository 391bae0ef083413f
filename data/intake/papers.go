package intake

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"jianban/data"
)

// IntoPapers takes what is decided about papers: a trial (TryPapers) or a change
// of a registry.
type IntoPapers interface {
	// Case takes a case that is changed, as Into does.
	Case(before, after *data.Case) error
	// Attach keeps the file itself with a proposal.
	Attach(proposal data.ID, name string, p *Paper) error
}

type paperTrial struct{ trial }

func (*paperTrial) Attach(data.ID, string, *Paper) error { return nil }

// TryPapers is an IntoPapers that keeps nothing: for a preview.
func TryPapers() IntoPapers { return &paperTrial{} }

// DecidePapers tells what a folder of documents means for a registry, file by
// file, and hands what changes to into. A row of the plan is a file: Sheet is its
// name, Row counts from 1. Files that cannot be read are passed over and stand in
// the plan as Skipped. Files that are refused, for none or several proposals can be
// meant, stand in the plan, and nothing should be kept then.
func DecidePapers(ctx context.Context, f *Papers, o Options, known Known, into IntoPapers, progress func(done, total int)) (*Plan, error) {
	if progress == nil {
		progress = func(int, int) {}
	}
	if len(f.Files) == 0 {
		return nil, data.Problem{Field: "文件夹", Message: "“" + f.Name + "”里没有可以导入的文件", Hint: "请放入建议、提案或答复的 .docx、.pdf 或 .txt 文件，一件一个"}
	}
	r := &paperRun{ctx: ctx, opts: o, known: known, into: into, folder: f, plan: &Plan{Files: true, Notes: slices.Clone(f.Notes)}}
	books, err := r.books()
	if err != nil {
		return nil, err
	}
	if err := r.index(books); err != nil {
		return nil, err
	}
	if err := r.passOver(); err != nil {
		return nil, err
	}
	byBook := map[data.ID][]int{}
	for i := range f.Files {
		if book, ok := r.match(i); ok {
			byBook[book] = append(byBook[book], i)
		}
	}
	done := len(f.Files)
	for _, files := range byBook {
		done -= len(files)
	}
	for _, book := range slices.Sorted(maps.Keys(byBook)) {
		if err := r.book(book, byBook[book], func(n int) { progress(done+n, len(f.Files)) }); err != nil {
			return nil, err
		}
		done += len(byBook[book])
	}
	r.plan.inOrder()
	return r.plan, nil
}

// paperRun is DecidePapers under way.
type paperRun struct {
	ctx    context.Context
	opts   Options
	known  Known
	into   IntoPapers
	folder *Papers
	plan   *Plan

	entries []entry           // all that a paper can be of
	byKey   map[string][]int  // by number
	hints   []paperHints      // of the files
	cases   []data.ID         // whose the files are
	seen    map[paperSeen]int // files by proposal and content
}

type paperSeen struct {
	proposal data.ID
	sum      string
}

// entry is a proposal as papers are matched with it.
type entry struct {
	book          data.Book
	id            data.ID
	number, title string
	core          string // of the title; made where it is asked for
}

// books are those that the papers can be of.
func (r *paperRun) books() ([]data.Book, error) {
	all := r.known.Books
	if r.opts.Book != "" {
		b, ok, err := data.BookNamed(all, r.opts.Book, r.opts.Year)
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, noBook(r.opts.Book, r.known.Books)
		}
		all = []data.Book{b}
	}
	if r.opts.Year != 0 && r.opts.Book == "" {
		all = slices.DeleteFunc(slices.Clone(all), func(b data.Book) bool { return b.Meeting.Year != r.opts.Year })
	}
	if len(all) == 0 {
		return nil, data.Problem{Field: "文件夹", Message: "登记库里还没有可以对上的建议", Hint: "请先导入台账或登记建议，再导入它们的文件"}
	}
	return all, nil
}

func noBook(name string, books []data.Book) error {
	hint := "登记库里还没有办理册"
	if len(books) > 0 {
		hint = "现有：" + data.BookNames(books)
	}
	return data.Problem{Field: "办理册", Message: "没有“" + name + "”", Hint: hint}
}

// index learns numbers and titles of these books.
func (r *paperRun) index(books []data.Book) error {
	r.byKey, r.seen = map[string][]int{}, map[paperSeen]int{}
	r.hints, r.cases = make([]paperHints, len(r.folder.Files)), make([]data.ID, len(r.folder.Files))
	for _, b := range books {
		cases, err := r.known.Cases(r.ctx, b.ID, false)
		if err != nil {
			return err
		}
		for _, c := range cases {
			key := data.NumberKey(c.Proposal.Number)
			r.byKey[key] = append(r.byKey[key], len(r.entries))
			r.entries = append(r.entries, entry{book: c.Book, id: c.Proposal.ID, number: c.Proposal.Number, title: c.Proposal.Title})
		}
	}
	return nil
}

// mostPassed are the files told one by one that are passed over.
const mostPassed = 50

// passOver tells the files that cannot be read, one by one, and passes them over:
// one old or damaged file does not keep the others out. A folder of nothing else is
// refused.
func (r *paperRun) passOver() error {
	for i, p := range r.folder.Files {
		if p.Problem == nil {
			continue
		}
		var why data.Problem
		if !errors.As(p.Problem, &why) {
			why = data.Problem{Message: p.Problem.Error()}
		}
		r.plan.Skipped = append(r.plan.Skipped, Skipped{p.Name, i + 1, data.Problem{Message: why.Message, Hint: why.Hint}.Error()})
	}
	all := r.plan.Skipped
	if len(all) == 0 {
		return nil
	}
	if len(all) == len(r.folder.Files) {
		return data.Problem{Field: "文件夹", Message: fmt.Sprintf("“%s”里的%d个文件都读不了（“%s”%s）", r.folder.Name, len(all), all[0].Sheet, all[0].Why), Hint: "请另存或换好后再导入"}
	}
	r.plan.note(fmt.Sprintf("有%d个文件读不了，已略过，没有导入", len(all)))
	for _, s := range all[:min(len(all), mostPassed)] {
		r.plan.note("略过“" + s.Sheet + "”：" + s.Why)
	}
	if n := len(all) - mostPassed; n > 0 {
		r.plan.note(fmt.Sprintf("略过的还有%d个文件", n))
	}
	return nil
}

// match finds whose a file is; where it cannot the file is refused.
func (r *paperRun) match(i int) (book data.ID, ok bool) {
	p := &r.folder.Files[i]
	if p.Problem != nil { // passed over
		return 0, false
	}
	h := hintsOf(*p)
	r.hints[i] = h
	e, message, hint := r.find(h)
	if message != "" {
		r.refuse(i, message, hint)
		return 0, false
	}
	r.cases[i] = e.id
	return e.book.ID, true
}

// find is the proposal that hints tell, else why there is none.
func (r *paperRun) find(h paperHints) (e entry, message, hint string) {
	var found []int
	switch {
	case h.number != "":
		found = r.byKey[data.NumberKey(h.number)]
		if len(found) == 0 {
			return e, "登记库里没有第" + h.number + "号", "请先导入台账或登记这一件；编号写错的请改文件名"
		}
	case h.title != "":
		found = r.byTitle(h.title)
		if len(found) == 0 {
			return e, "登记库里没有《" + mendTitle(h.title) + "》", "请在文件名里写上编号，如 12号"
		}
	default:
		return e, "看不出是哪一件的文件", "请在文件名里写上编号，如 12号；不是建议文件的请移出这个文件夹"
	}
	if fit := r.those(found, func(e entry) bool {
		return h.meeting.fits(e.book) && (h.meeting.year == 0 || h.meeting.told() || h.meeting.year == e.book.Meeting.Year)
	}); len(fit) > 0 {
		found = fit
	} else if h.meeting.told() {
		return e, "文件写的届次里没有第" + h.number + "号（登记库里的在" + r.bookNames(found) + "）", "请核对文件名里的届次，或用 --book 指定办理册"
	}
	if title := h.title; title != "" {
		fit := r.those(found, func(e entry) bool { return sameTitle(e.title, title) })
		if len(fit) == 0 {
			e = r.entries[found[0]]
			return e, "编号和标题对不上：登记的第" + e.number + "号是《" + e.title + "》，文件名写的是《" + mendTitle(title) + "》", "请核对文件名的编号，或用 --book 指定办理册"
		}
		found = fit
	}
	if len(found) > 1 && h.inText != "" {
		if fit := r.those(found, func(e entry) bool { return sameTitle(e.title, h.inText) }); len(fit) > 0 {
			found = fit
		}
	}
	if len(found) > 1 {
		return e, "可能属于" + r.bookNames(found), "请用 --book 或 --year 选定，或在文件名里写上届次"
	}
	return r.entries[found[0]], "", ""
}

// byTitle are the proposals of a title.
func (r *paperRun) byTitle(title string) (found []int) {
	core := titleCore(title)
	for i := range r.entries {
		e := &r.entries[i]
		if e.core == "" {
			e.core = titleCore(e.title)
		}
		if sameCore(e.core, core) {
			found = append(found, i)
		}
	}
	return found
}

func (r *paperRun) those(found []int, fits func(entry) bool) (some []int) {
	for _, i := range found {
		if fits(r.entries[i]) {
			some = append(some, i)
		}
	}
	return some
}

func (r *paperRun) bookNames(found []int) string {
	var names []string
	for _, i := range found {
		names = addOnce(names, r.entries[i].book.Name())
	}
	return strings.Join(names, "、")
}

func (r *paperRun) refuse(i int, message, hint string) {
	name := r.folder.Files[i].Name
	r.plan.add(RowResult{Sheet: name, Row: i + 1, Outcome: Refused,
		Refused: data.Problems{{Field: "文件", Row: i + 1, Message: "“" + name + "”" + message, Hint: hint}}})
}

// book decides about the files of one book.
func (r *paperRun) book(id data.ID, files []int, done func(int)) error {
	cases, err := r.known.Cases(r.ctx, id, true)
	if err != nil {
		return err
	}
	held := map[data.ID]*data.Case{}
	for i := range cases {
		held[cases[i].Proposal.ID] = &cases[i]
	}
	for n, i := range files {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		c := held[r.cases[i]]
		if c == nil { // removed meanwhile
			r.refuse(i, "对应的建议已被删除", "请再试一次")
			continue
		}
		after, err := r.paper(i, c)
		if err != nil {
			return err
		}
		held[r.cases[i]] = after
		done(n + 1)
	}
	return nil
}

// paper decides about one file and gives the case as it is then.
func (r *paperRun) paper(i int, c *data.Case) (*data.Case, error) {
	p, h := &r.folder.Files[i], r.hints[i]
	res := RowResult{Sheet: p.Name, Row: i + 1, Name: "第" + c.Proposal.Number + "号", Title: c.Proposal.Title, Notes: slices.Clone(p.Notes)}
	key := paperSeen{c.Proposal.ID, p.SHA256}
	if first, twice := r.seen[key]; twice {
		res.Notes = append(res.Notes, "与“"+r.folder.Files[first].Name+"”内容相同，只导入一次")
		r.finish(res, Unchanged)
		return c, nil
	}
	r.seen[key] = i
	m := &paperMaker{maker: maker{run: &run{opts: r.opts, known: r.known, plan: r.plan}, table: &Table{}, before: c, after: copyCase(*c), row: i + 1, notes: res.Notes}, paper: p, hints: h}
	m.take()
	attach := m.attach()
	changed := len(m.changes) > 0
	if m.facts {
		m.check()
	}
	if res.Notes = m.notes; len(m.refused) > 0 {
		r.failed(res, m.refused)
		return c, nil
	}
	for _, step := range []func() error{
		func() error {
			if !m.facts {
				return nil
			}
			return r.into.Case(c, &m.after)
		},
		func() error {
			if !attach {
				return nil
			}
			return r.into.Attach(c.Proposal.ID, path.Base(p.Name), p)
		},
	} {
		if err := step(); err != nil {
			var many data.Problems
			var one data.Problem
			if errors.As(err, &many) {
				r.failed(res, many)
				return c, nil
			}
			if errors.As(err, &one) {
				r.failed(res, data.Problems{one})
				return c, nil
			}
			return c, err
		}
	}
	if res.Changes = m.changes; changed {
		if !slices.Contains(r.plan.IDs, c.Proposal.ID) {
			r.plan.entered(*c)
		}
		r.finish(res, Updated)
	} else {
		r.finish(res, Unchanged)
	}
	return &m.after, nil
}

func (r *paperRun) finish(res RowResult, o Outcome) {
	res.Outcome = o
	res.count(o)
	r.plan.add(res)
}

// failed refuses a file for what its proposal's facts would be.
func (r *paperRun) failed(res RowResult, why data.Problems) {
	for _, p := range why {
		message := p.Message
		if p.Field != "" {
			message = p.Field + "：" + message
		}
		res.Refused = append(res.Refused, data.Problem{Field: "文件", Row: res.Row, Message: fmt.Sprintf("“%s”（%s）%s", res.Sheet, res.Name, message), Hint: p.Hint})
	}
	res.Outcome = Refused
	r.plan.add(res)
}
