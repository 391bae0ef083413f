package intake

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"jianban/data"
)

// run is Decide under way.
type run struct {
	ctx      context.Context
	opts     Options
	known    Known
	into     Into
	read     *reading
	plan     *Plan
	listed   map[string]int // of a directory: where a person or unit stood first
	progress func(done, total int)
	done     int
	total    int

	people  map[string][]data.Proposer // by folded name and body
	units   map[string]data.Unit       // by folded name, full name and former names
	leaders map[string]data.Leader
	books   []data.Book
	seen    map[seenKey]seenRow
	asked   map[string]bool      // keys of questions
	anew    map[data.ID]standing // people entered anew
	atSheet string               // where the row under way stands
	atRow   int
}

type seenKey struct {
	book   data.ID
	number string
}

type seenRow struct {
	sheet, row int
}

// Decide tells what a file means for a registry, row by row, and hands what is
// new or changed to into. A file that cannot be read as what is asked for is an
// error; rows that are refused stand in the plan, and nothing should be kept
// then. progress, which may be nil, is told how many rows are done.
func Decide(ctx context.Context, file *File, o Options, known Known, into Into, progress func(done, total int)) (*Plan, error) {
	if o.Subject == "" {
		o.Subject = Proposals
	}
	rd, err := read(file, o, known.pack(o))
	if err != nil {
		return nil, err
	}
	return rd.decide(ctx, o, known, into, progress)
}

// pack is the rule pack by which the columns of a file are told apart.
func (k Known) pack(o Options) data.RulePack { return k.Rules.In(max(o.Year, o.Today.Year())).Pack }

// decide tells what the tables that were found mean.
func (rd *reading) decide(ctx context.Context, o Options, known Known, into Into, progress func(done, total int)) (*Plan, error) {
	if progress == nil {
		progress = func(int, int) {}
	}
	r := &run{ctx: ctx, opts: o, known: known, into: into, read: rd, progress: progress, listed: map[string]int{},
		plan: &Plan{Tables: rd.tables, Skipped: rd.skipped, Notes: rd.notes}, books: known.Books,
		people: map[string][]data.Proposer{}, units: map[string]data.Unit{}, leaders: map[string]data.Leader{}, seen: map[seenKey]seenRow{}, asked: map[string]bool{}, anew: map[data.ID]standing{}}
	for i, t := range rd.tables {
		r.total += len(t.items)
		if i == 0 || rd.sheets[i] != rd.sheets[i-1] {
			r.plan.sheets++
		}
	}
	r.learn()
	var err error
	if o.Subject == Proposals {
		err = r.proposals()
	} else {
		err = r.directory()
	}
	if err != nil {
		return nil, err
	}
	r.askLikely()
	r.tellLikelyUnits()
	r.tellColumns()
	r.tellHeadless()
	r.plan.inOrder()
	return r.plan, nil
}

// learn takes up who and what the registry knows.
func (r *run) learn() {
	for _, p := range r.known.Proposers {
		r.keepPerson(p)
	}
	for _, u := range r.known.Units {
		r.keepUnit(u)
	}
	for _, l := range r.known.Leaders {
		r.leaders[data.FoldName(l.Name)] = l
	}
}

func personKey(name string, body data.Body) string {
	return data.FoldName(name) + "\x00" + string(body)
}

func (r *run) keepPerson(p data.Proposer) {
	key := personKey(p.Name, p.Body)
	for i, q := range r.people[key] {
		if q.ID == p.ID {
			r.people[key][i] = p
			return
		}
	}
	r.people[key] = append(r.people[key], p)
}

func (r *run) keepUnit(u data.Unit) {
	for _, name := range []string{u.Name, u.FullName} {
		if name != "" {
			r.units[data.FoldName(name)] = u
		}
	}
	for _, f := range u.Former {
		for _, name := range []string{f.Name, f.FullName} {
			if _, taken := r.units[data.FoldName(name)]; name != "" && !taken {
				r.units[data.FoldName(name)] = u
			}
		}
	}
}

// person is the proposer that a row names: one of the matter's own, else one
// known by that name, else a new one. Of several of one name the delegation
// must tell which.
func (r *run) person(who person, body data.Body, phone, address string, own []data.Proposer) (data.Proposer, error) {
	for _, p := range own {
		if data.SameName(p.Name, who.name) && (who.home == "" || p.Delegation == who.home) {
			return r.completed(p, "", phone, address)
		}
	}
	known := r.people[personKey(who.name, body)]
	for _, p := range known {
		if p.Delegation == who.home && who.home != "" {
			return r.completed(p, "", phone, address)
		}
	}
	var open []data.Proposer // those that may be meant
	for _, p := range known {
		if who.home == "" || p.Delegation == "" {
			open = append(open, p)
		}
	}
	if len(open) == 1 {
		return r.completed(open[0], who.home, phone, address)
	}
	if meant, other := r.whichPerson(who, body, known, len(open) > 1); meant.ID != 0 {
		return r.completed(meant, "", phone, address)
	} else if len(open) > 1 && !other {
		var homes []string
		for _, p := range open {
			homes = append(homes, p.Delegation)
		}
		return data.Proposer{}, data.Problem{Message: fmt.Sprintf("有%d位叫%s的%s（%s）", len(open), who.name, body.Member(), strings.Join(homes, "、")), Hint: askWho}
	}
	if meant, ok := r.saidToBe(who, body); ok {
		return r.completed(meant, "", phone, address)
	}
	p := data.Proposer{Name: who.name, Body: body, Delegation: who.home, Phone: phone, Address: address}
	if err := p.Validate().Err(); err != nil {
		var many data.Problems
		if errors.As(err, &many) {
			return p, many[0]
		}
		return p, err
	}
	if err := r.into.Proposer(&p); err != nil {
		return p, err
	}
	r.keepPerson(p)
	r.enteredAnew(p)
	return p, nil
}

// completed is a known proposer with what the registry lacked filled in.
func (r *run) completed(p data.Proposer, home, phone, address string) (data.Proposer, error) {
	had := p
	if phone != "" && p.Phone != "" && bare(phone) != bare(p.Phone) {
		r.plan.note(p.Name + "的联系电话登记为" + p.Phone + "，表里写着" + phone + "，没有改，请核对")
	}
	for _, f := range []struct {
		to *string
		s  string
	}{{&p.Delegation, home}, {&p.Phone, phone}, {&p.Address, address}} {
		if *f.to == "" {
			*f.to = f.s
		}
	}
	if p == had {
		return p, nil
	}
	if err := r.into.Proposer(&p); err != nil {
		return p, err
	}
	r.keepPerson(p)
	return p, nil
}

// knowsUnit tells that the registry, or the file so far, has a unit of a name.
func (r *run) knowsUnit(name string) bool {
	_, ok := r.units[data.FoldName(mendName(name))]
	return ok
}

// unit is the unit of a name, a new one where there is none.
func (r *run) unit(name string) (data.Unit, error) {
	name = mendName(name)
	key := data.FoldName(name)
	if u, ok := r.units[key]; ok {
		return u, nil
	}
	if meant, ok := r.whichUnit(name); ok {
		return meant, nil
	}
	u := data.Unit{Name: name}
	if err := r.into.Unit(&u); err != nil {
		return u, err
	}
	r.keepUnit(u)
	r.units[key] = u
	r.plan.Units = append(r.plan.Units, u)
	return u, nil
}

// alike tells that one of two names of units may be short for the other: its
// characters stand in the other in their order, and both end alike.
func alike(a, b string) bool {
	short, long := []rune(data.FoldName(a)), []rune(data.FoldName(b))
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) < 3 || len(short) == len(long) || short[len(short)-1] != long[len(long)-1] {
		return false
	}
	i := 0
	for _, c := range long {
		if i < len(short) && short[i] == c {
			i++
		}
	}
	return i == len(short)
}

func (r *run) leader(name string) (data.Leader, error) {
	key := data.FoldName(name)
	if l, ok := r.leaders[key]; ok {
		return l, nil
	}
	for _, l := range r.known.Leaders { // 副区长李明, 李明（副区长）
		if data.HasName(name, l.Name) && len([]rune(l.Name)) > 1 {
			return l, nil
		}
	}
	l := data.Leader{Name: name}
	if m := homeBrackets().FindStringSubmatch(name); m != nil { // 李明（副区长）
		l.Name, l.Post = m[1], m[2]
	}
	if err := r.into.Leader(&l); err != nil {
		return l, err
	}
	r.leaders[key] = l
	return l, nil
}

// tellLikelyUnits tells of two new units of the file of which one's name is the other's
// without what stands before it: 住建局, 县住建局. They are two until somebody joins them.
func (r *run) tellLikelyUnits() {
	const most = 500 // new units are compared each with each
	if len(r.plan.Units) > most {
		return
	}
	for _, long := range r.plan.Units {
		for _, short := range r.plan.Units {
			if a, b := data.FoldName(long.Name), data.FoldName(short.Name); a != b && strings.HasSuffix(a, b) && len([]rune(b)) > 2 {
				r.plan.note("“" + short.Name + "”与“" + long.Name + "”可能是同一个单位，按两个登记；是同一个的请在单位里合并")
			}
		}
	}
}

// tellHeadless tells what stands beside the columns that have a heading: a row
// too many values long has its values in the wrong columns.
func (r *run) tellHeadless() {
	const shown = 3
	for i, t := range r.read.tables {
		headed := map[int]bool{}
		for _, c := range t.Columns {
			headed[c.At] = true
		}
		var said []string
		rows := 0
		for _, it := range t.items {
			row := r.rowsOf(i)[it.row]
			for at, c := range row.Cells {
				if c.Kind == BlankCell || headed[at] {
					continue
				}
				if rows++; rows <= shown {
					said = append(said, fmt.Sprintf("第%d行“%s”", row.At, clip(c.Text, 12)))
				}
				break
			}
		}
		if rows == 0 {
			continue
		}
		more := ""
		if rows > shown {
			more = fmt.Sprintf("等%d行", rows)
		}
		r.plan.note("没有表头的列里写着内容，没有导入：" + strings.Join(said, "、") + more + "；请核对这些行有没有串列")
	}
}

// tellColumns tells which columns were not taken.
func (r *run) tellColumns() {
	by := map[string][]string{}
	var order []string
	for _, t := range r.plan.Tables {
		for _, c := range t.Columns {
			why := c.Why
			switch {
			case c.Meaning == Unknown:
				why = "不认识这个表头"
			case c.Meaning != Unused && c.Meaning != Running:
				continue
			}
			if why == "" {
				why = "按选择不导入"
			}
			if _, ok := by[why]; !ok {
				order = append(order, why)
			}
			by[why] = addOnce(by[why], c.Heading)
		}
	}
	for _, why := range order {
		r.plan.note("没有导入的列（" + why + "）：" + strings.Join(by[why], "、"))
	}
}
