package intake

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"jianban/data"
)

// place is where a row's matter belongs, before its book is settled.
type place struct {
	words meetingWords
	year  int
}

// group are the rows of one meeting, or of one year where none is named.
type group struct {
	words   meetingWords // year is 0 where the meeting is named by term and session
	year    int
	years   map[int]int // how many rows of each year, those between meetings apart
	between map[int]int
	rows    []rowRef
	book    data.Book
	told    bool // the book is settled
}

// rowRef is a row of a table.
type rowRef struct{ table, item int }

// proposals decides about matters, book by book.
func (r *run) proposals() error {
	groups, err := r.groups()
	if err != nil {
		return err
	}
	for _, g := range groups {
		if err := r.settleBook(g); err != nil {
			return err
		}
	}
	slices.SortStableFunc(groups, func(a, b *group) int { return cmp.Compare(a.book.ID, b.book.ID) })
	for i := 0; i < len(groups); {
		j := i
		for j < len(groups) && groups[j].book.ID == groups[i].book.ID {
			j++
		}
		if err := r.book(groups[i:j]); err != nil {
			return err
		}
		i = j
	}
	return nil
}

// groups sorts the rows by meeting and year.
func (r *run) groups() ([]*group, error) {
	type key struct {
		words meetingWords
		year  int
	}
	found := map[key]*group{}
	var order []*group
	for ti, t := range r.read.tables {
		for ii := range t.items {
			if ii%1000 == 0 && r.ctx.Err() != nil {
				return nil, r.ctx.Err()
			}
			p := r.placeOf(ti, ii)
			k := key(p)
			k.words.between, k.words.year = false, 0
			if k.words.told() {
				k.year = 0
			}
			g := found[k]
			if g == nil {
				g = &group{words: k.words, year: k.year, years: map[int]int{}, between: map[int]int{}}
				found[k] = g
				order = append(order, g)
			}
			if p.words.between {
				g.between[p.year]++
			} else {
				g.years[p.year]++
			}
			g.rows = append(g.rows, rowRef{ti, ii})
		}
	}
	return yearless(order), nil
}

// yearless lets rows that tell neither meeting nor year go with the most of the
// others that are like them.
func yearless(groups []*group) (kept []*group) {
	for _, g := range groups {
		var to *group
		for _, o := range groups {
			if g.year == 0 && !g.words.told() && o.words == g.words && o.year != 0 && (to == nil || len(o.rows) > len(to.rows)) {
				to = o
			}
		}
		if to == nil {
			kept = append(kept, g)
			continue
		}
		to.rows = append(to.rows, g.rows...)
	}
	return kept
}

// placeOf reads a row's meeting and year: from its own cells, else from what
// stands above the table, else the year handed over, else the one given.
func (r *run) placeOf(ti, ii int) place {
	t := r.read.tables[ti]
	rows, it := r.rowsOf(ti), t.items[ii]
	value := func(m Meaning) string { c, _ := t.value(rows, it, m); return c.Text }
	var own meetingWords
	if s := value(Meeting); s != "" {
		own = readMeeting(s)
	}
	if n := ordinal(value(Term)); n > 0 {
		own.term = n
	}
	if n := ordinal(value(Session)); n > 0 {
		own.session = n
	}
	if k, ok := kindOf(value(KindOf)); ok && own.body == "" {
		if own.body = data.Congress; k == data.CPPCCProposal {
			own.body = data.CPPCC
		}
		if k == data.Bill || k == data.PublicOpinion {
			own.body = ""
		}
	}
	year := yearOf(value(Year))
	if year == 0 && t.has(Year) {
		year = yearIn(value(Year) + "年")
	}
	if year == 0 {
		year = own.year
	}
	above := *it.meeting
	if own.told() { // another meeting than the title's has another year
		if above.told() && (above.term != own.term || above.session != own.session) {
			above.year = 0
		}
		if own.term == 0 || own.session == 0 {
			own = own.fill(meetingWords{term: above.term, session: above.session})
		}
		own = own.fill(meetingWords{body: above.body, level: above.level, place: above.place, between: above.between})
	} else {
		own = own.fill(above)
	}
	if own.body == "" {
		own.body = t.body
	}
	if year == 0 {
		year = above.year
	}
	if n := value(Number); strings.HasPrefix(data.CleanNumber(n), "闭") || betweenWords().MatchString(value(Between)) {
		own.between = true
	}
	if handed := r.handed(t, rows, it, year); year == 0 || own.between && handed != 0 {
		year = handed
	}
	if year == 0 {
		year = r.opts.Year
	}
	own.year = year
	return place{own, year}
}

var yearWritten = data.Pattern(`\b(?:19|20)\d{2}`)

func yearOf(s string) int {
	s = strings.TrimSuffix(strings.TrimSuffix(width(bare(s)), "度"), "年")
	if len(s) == 4 {
		return yearIn(s + "年")
	}
	return 0
}

// handed is the year that a row was handed over in, 0 where it tells none.
func (r *run) handed(t *Table, rows []Row, it item, year int) int {
	if year == 0 {
		year = r.opts.Year
	}
	for _, m := range []Meaning{Handed, Submitted} {
		c, _ := t.value(rows, it, m)
		switch d, _, err := ReadDay(c, year); {
		case err != nil: // a day that does not exist still tells its year
			if y := yearWritten().FindString(width(c.Text)); y != "" {
				return yearOf(y)
			}
		case !d.IsZero():
			return d.Year()
		}
	}
	return cmp.Or(r.opts.Handed.Year(), t.handed.Year())
}

func (r *run) rowsOf(table int) []Row { return r.read.file.Sheets[r.read.sheets[table]].Rows }

// book decides about all rows of one book, in the order of the file.
func (r *run) book(groups []*group) error {
	b := groups[0].book
	var rows []rowRef
	for _, g := range groups {
		if !g.told {
			r.done += len(g.rows)
			continue
		}
		rows = append(rows, g.rows...)
	}
	if len(rows) == 0 {
		return nil
	}
	slices.SortFunc(rows, func(x, y rowRef) int { return cmp.Or(cmp.Compare(x.table, y.table), cmp.Compare(x.item, y.item)) })
	texts := slices.ContainsFunc(r.read.tables, func(t *Table) bool { return t.has(Body, Done, Planned) })
	held := map[string]*data.Case{}
	if b.ID > 0 && r.known.Cases != nil {
		cases, err := r.known.Cases(r.ctx, b.ID, texts)
		if err != nil {
			return err
		}
		for i := range cases {
			held[data.NumberKey(cases[i].Proposal.Number)] = &cases[i]
		}
	}
	for _, ref := range rows {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if err := r.row(b, ref, held); err != nil {
			return err
		}
		if r.done++; r.done%100 == 0 || r.done == r.total {
			r.progress(r.done, r.total)
		}
	}
	return nil
}

// row decides about one row.
func (r *run) row(b data.Book, ref rowRef, held map[string]*data.Case) error {
	t := r.read.tables[ref.table]
	rows, it := r.rowsOf(ref.table), t.items[ref.item]
	res := RowResult{Sheet: t.Sheet, Row: rows[it.row].At, sheet: r.read.sheets[ref.table]}
	r.atSheet, r.atRow = res.Sheet, res.Row
	rules := r.known.Rules.In(b.Meeting.Year).For(b)
	rec := &record{}
	x := &reader{t: t, rows: rows, it: it, pack: rules.Pack, r: rec, year: r.dayYear(b, it), book: b.Meeting.Year, known: r.knowsUnit}
	x.identify()
	if n := data.CleanNumber(x.raw(Number)); len(rec.numbers) != 1 && held[data.NumberKey(n)] != nil { // 28-30, entered so
		rec.numbers, rec.problems = []string{n}, nil
	}
	title, at := t.value(rows, it, Title)
	res.Title = mendTitle(title.Text)
	if len(rec.numbers) == 0 {
		if len(rec.problems) == 0 {
			rec.problems = data.Problems{{Field: t.headingOf(Number), Row: res.Row, Message: "没有填写编号", Hint: "请补上编号"}}
		}
		return r.finish(res, rec, Refused)
	}
	res.Name = "第" + strings.Join(rec.numbers, "、") + "号"
	if slices.Contains(r.read.file.Sheets[res.sheet].Struck, res.Row) {
		res.Notes = append(res.Notes, "整行画着删除线，仍按一件登记；作废的请删去这一行，或在登记库里撤案")
	}
	if rec.old {
		r.plan.Skipped = append(r.plan.Skipped, Skipped{t.Sheet, res.Row, "注明存档的旧记录"})
		return nil
	}
	if dup, ok := r.duplicate(b, rec, rows[it.row], res); ok {
		if dup != "" {
			rec.problems = data.Problems{{Field: t.headingOf(Number), Row: res.Row, Message: dup, Hint: "请核对编号，或删去一行；是两次会议的请加一列“届次”，议案与建议分别编号的把议案写成“议案1”"}}
			return r.finish(res, rec, Refused)
		}
		r.plan.Skipped = append(r.plan.Skipped, Skipped{t.Sheet, res.Row, "与前面的一行完全相同"})
		return nil
	}
	_ = at
	return r.matters(b, x, res, held)
}

// matters decides about the one or, where they were merged, several matters of
// a row.
func (r *run) matters(b data.Book, x *reader, res RowResult, held map[string]*data.Case) error {
	numbers := x.r.numbers
	outcome := Unchanged
	var host data.ID
	for n, number := range numbers {
		before := held[data.NumberKey(number)]
		rec := &record{numbers: numbers, between: x.r.between}
		x.r = rec
		if x.told = (told{}); before != nil {
			x.told = tellCase(*before, r.opts.Today, r.known.Rules)
		}
		x.read()
		for _, s := range rec.ofFile {
			r.plan.note(s)
		}
		m := &maker{run: r, r: rec, table: x.t, before: before, row: res.Row, year: x.year, titleDay: x.t.handed}
		if len(rec.problems) == 0 {
			if err := m.make(b, number); err != nil {
				return r.failed(x.t, res, rec, err)
			}
			if m.isNew() && m.after.Proposal.Title == "" && len(m.refused) == 0 {
				m.wrong(Title, "没有填写标题", "请补上标题")
			}
			if n > 0 && m.after.Proposal.MergedInto == 0 && host != 0 && host != m.after.Proposal.ID {
				m.after.Proposal.MergedInto = host
				m.changed("并案", "", "并入第"+numbers[0]+"号")
			}
			if len(m.refused) == 0 && (m.isNew() || len(m.changes) > 0) {
				m.check()
			}
		}
		rec.problems, rec.notes = append(rec.problems, m.refused...), append(rec.notes, m.notes...)
		if len(rec.problems) > 0 {
			res.Notes = append(res.Notes, rec.notes...)
			return r.finish(res, rec, Refused)
		}
		if res.Title == "" {
			res.Title = m.after.Proposal.Title
		}
		if m.isNew() || len(m.changes) > 0 {
			if err := r.into.Case(before, &m.after); err != nil {
				return r.failed(x.t, res, rec, err)
			}
			r.plan.entered(m.after)
		}
		switch {
		case m.isNew():
			outcome = Created
			res.count(Created)
		case len(m.changes) > 0:
			if outcome == Unchanged {
				outcome = Updated
			}
			res.count(Updated)
			res.Changes = append(res.Changes, m.changes...)
		default:
			res.count(Unchanged)
		}
		if n == 0 {
			host = m.after.Proposal.ID
			res.Notes = append(res.Notes, rec.notes...)
		}
	}
	if len(numbers) > 1 {
		res.Notes = append(res.Notes, mergedNote(numbers))
	}
	return r.finish(res, x.r, outcome)
}

// finish adds a row to the plan.
func (r *run) finish(res RowResult, rec *record, o Outcome) error {
	if res.Outcome = o; o == Refused {
		res.Refused = rec.problems
	}
	if o != Updated {
		res.Changes = nil
	}
	r.plan.add(res)
	return nil
}

// failed makes of what the registry refuses a refusal of the row, by the headings of
// its table; other errors end the work.
func (r *run) failed(t *Table, res RowResult, rec *record, err error) error {
	var one data.Problem
	var many data.Problems
	switch {
	case errors.As(err, &many):
		rec.problems = many
	case errors.As(err, &one):
		rec.problems = data.Problems{one}
	default:
		return err
	}
	for i := range rec.problems {
		p := &rec.problems[i]
		if p.Row = res.Row; p.Field == "文号" && strings.Contains(p.Message, "已用于") {
			p.Field, p.Hint = t.headingOf(DocNumber), "一份答复办几件的，请把编号写在一行（如1、2），按并案登记；不是的请核对文号"
		}
	}
	return r.finish(res, rec, Refused)
}

// duplicate tells that a number of a row stood in one before: a reason to
// refuse it, or none where the rows are alike.
func (r *run) duplicate(b data.Book, rec *record, row Row, res RowResult) (why string, found bool) {
	text := ""
	for _, n := range rec.numbers {
		k := seenKey{b.ID, data.NumberKey(n)}
		before, ok := r.seen[k]
		if !ok {
			r.seen[k] = seenRow{sheet: res.sheet, row: res.Row}
			continue
		}
		found = true
		if text == "" {
			text = matterText(row)
		}
		if matterText(r.rowAt(before)) != text {
			where := fmt.Sprintf("第%d行", before.row)
			if name := r.read.file.Sheets[before.sheet].Name; name != res.Sheet {
				where = "工作表“" + name + "”" + where
			}
			return "第" + n + "号在" + where + "已经有了", true
		}
	}
	return "", found
}

func (r *run) rowAt(s seenRow) Row {
	rows := r.read.file.Sheets[s.sheet].Rows
	i, _ := slices.BinarySearchFunc(rows, s.row, func(r Row, at int) int { return r.At - at })
	return rows[i]
}

// matterText is a row without its first cell, which may be a running count.
func matterText(r Row) string {
	if len(r.Cells) == 0 {
		return ""
	}
	return rowText(Row{Cells: r.Cells[1:]})
}

// dayYear is the year of days without one: the title's, else the book's.
func (r *run) dayYear(b data.Book, it item) int {
	return cmp.Or(it.meeting.year, b.Meeting.Year, r.opts.Year)
}
