package intake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"jianban/data"
)

// settleBook finds or makes the book of a group of rows; where it cannot the
// first row is refused.
func (r *run) settleBook(g *group) error {
	w := g.words
	w.year = g.mostly()
	if r.opts.Book != "" {
		return r.namedBook(g, w, r.opts.Book)
	}
	found := r.candidates(w)
	if r.opts.BookElse != "" && (len(found) > 1 || len(found) == 1 && !w.told() || len(found) == 0 && (w.term == 0 || w.session == 0)) {
		return r.namedBook(g, w, r.opts.BookElse)
	}
	if w.year == 0 && (!w.told() || len(found) == 0) {
		return r.refuseGroup(g, "看不出是哪一年", askYear)
	}
	switch {
	case len(found) == 1:
		g.book, g.told = found[0], true
		return nil
	case len(found) > 1:
		return r.refuseGroup(g, "可能属于"+data.BookNames(found), askBook)
	}
	return r.newBook(g, w)
}

// mostly is the year that most of the rows of congresses tell, else of those
// between meetings.
func (g *group) mostly() int {
	for _, years := range []map[int]int{g.years, g.between} {
		best := 0
		for _, y := range slices.Sorted(maps.Keys(years)) {
			if y != 0 && (best == 0 || years[y] > years[best]) {
				best = y
			}
		}
		if best != 0 {
			return best
		}
	}
	return 0
}

// candidates are the known books that a meeting's words fit: named by term and
// session whatever the year, else the year's.
func (r *run) candidates(w meetingWords) []data.Book {
	var found []data.Book
	for _, b := range r.books {
		if w.fits(b) && (w.told() || b.Meeting.Year == w.year) {
			found = append(found, b)
		}
	}
	if len(found) > 1 && w.told() {
		if same := slices.DeleteFunc(slices.Clone(found), func(b data.Book) bool { return b.Meeting.Year != w.year }); len(same) > 0 {
			return same
		}
	}
	return found
}

// namedBook is the book that the user named; one that is not known yet is made
// where its name tells all of the meeting.
func (r *run) namedBook(g *group, w meetingWords, name string) error {
	year := cmp.Or(w.year, r.opts.Year)
	b, ok, err := data.BookNamed(r.books, name, year)
	if err != nil {
		return err
	}
	if ok && (b.Called(name) || year == 0 || b.Meeting.Year == year) { // part of a name says nothing of another year's book
		g.book, g.told = b, true
		return nil
	}
	named := readMeeting(name)
	if named.term == 0 || named.session == 0 || named.body == "" {
		hint := "登记库里还没有办理册；可以写完整的会议名称，如区六届人大一次会议"
		if len(r.books) > 0 {
			hint = "现有：" + data.BookNames(r.books)
		}
		return data.Problem{Field: "办理册", Message: "没有“" + name + "”", Hint: hint}
	}
	if named.year = year; named.year == 0 {
		return r.refuseGroup(g, "看不出"+name+"是哪一年", askYear)
	}
	return r.newBook(g, named)
}

// newBook makes the book of a meeting: what its words lack is the district's
// people's congress, as the registry's other books and settings tell it.
func (r *run) newBook(g *group, w meetingWords) error {
	guessed := w.term == 0 || w.session == 0
	if w.body == "" {
		w.body = data.Congress
	}
	if w.level == "" {
		w.level = data.District
	}
	b := data.Book{Direction: data.HandedOut, Meeting: data.Meeting{Body: w.body, Level: w.level, Place: w.place, Term: w.term, Session: w.session, Year: w.year}}
	if w.level == data.National || w.level == data.Provincial || w.level == data.City {
		b.Direction = data.HandedDown
	}
	for _, usual := range data.YearBooks(w.year, r.books, r.known.Settings) {
		m := usual.Meeting
		if m.Body != w.body || m.Level != w.level || usual.Direction != b.Direction {
			continue
		}
		usual.ID, usual.CopyTo, usual.Classes = 0, slices.Clone(usual.CopyTo), slices.Clone(usual.Classes)
		given := b.Meeting
		b = usual
		if given.Term != 0 {
			b.Meeting.Term = given.Term
		}
		if given.Session != 0 {
			b.Meeting.Session = given.Session
		}
		if given.Place != "" {
			b.Meeting.Place = given.Place
		}
	}
	b.Meeting.Term, b.Meeting.Session = max(b.Meeting.Term, 1), max(b.Meeting.Session, 1)
	if b.Meeting.Place == "" {
		b.Meeting.Place = r.placeName(w.level, w.rank, w.office)
	}
	for slices.ContainsFunc(r.books, func(o data.Book) bool { return guessed && sameMeeting(o.Meeting, b.Meeting) }) {
		b.Meeting.Session++
	}
	if problems := b.Validate(); len(problems) > 0 {
		return r.refuseGroup(g, "“"+b.Name()+"”不能建立："+problems[0].Text(), problems[0].Hint)
	}
	if err := r.into.Book(&b); err != nil {
		return err
	}
	told := fmt.Sprintf("新建办理册“%s”（%d年）", b.Name(), b.Meeting.Year)
	if guessed {
		told += "，届、次是暂定的，请在设置里核对"
	}
	r.plan.note(told)
	r.books = append(slices.Clone(r.books), b)
	r.plan.Books = append(r.plan.Books, b)
	g.book, g.told = b, true
	return nil
}

func sameMeeting(a, b data.Meeting) bool {
	return a.Body == b.Body && a.Level == b.Level && a.Place == b.Place && a.Term == b.Term && a.Session == b.Session
}

// placeName is the name of the place of a level, as the rule pack's names tell it: the
// first of that level, of that rank (县, 区) where the file tells one; without any the
// office's that wrote the list, or 本县 and the like.
func (r *run) placeName(l data.Level, rank, office string) string {
	for _, name := range slices.Concat(data.PlacesIn(r.known.Settings.Issuer), r.known.Places) {
		if level, _ := data.LevelOf(name); level == l && strings.HasSuffix(name, rank) {
			return name
		}
	}
	if rank != "" {
		return "本" + rank
	}
	if level, _ := data.LevelOf(office); level == l {
		return office
	}
	return map[data.Level]string{data.National: "全国", data.Provincial: "本省", data.City: "本市", data.Township: "本乡"}[l] + map[bool]string{true: "本区"}[l == data.District]
}

// refuseGroup refuses the rows of a group by its first.
func (r *run) refuseGroup(g *group, message, hint string) error {
	ref := g.rows[0]
	t := r.read.tables[ref.table]
	row := r.rowsOf(ref.table)[t.items[ref.item].row].At
	if n := len(g.rows); n > 1 {
		message = fmt.Sprintf("这一行起的%d行%s", n, message)
	}
	p := data.Problem{Field: t.headingOf(Meeting), Row: row, Message: message, Hint: hint}
	r.plan.add(RowResult{Sheet: t.Sheet, Row: row, Outcome: Refused, Refused: data.Problems{p}, sheet: r.read.sheets[ref.table]})
	return nil
}
