package packet

import (
	"fmt"
	"slices"
	"strings"

	"jianban/data"
)

// Choice is whose version of a conflict is taken.
type Choice string

// The choices; Open is none yet.
const (
	Open   Choice = ""
	Theirs Choice = "theirs" // the unit's
	Ours   Choice = "ours"   // the office's
)

// Difference is one thing that a return says otherwise than the office's registry.
type Difference struct {
	Key      string  `json:"key"` // by which a choice names it: 12:沟通记录2022年4月6日面商.代表意见
	Package  string  `json:"package"`
	Proposal data.ID `json:"-"`
	Book     string  `json:"book"`
	Number   string  `json:"number"`
	Title    string  `json:"title"`
	What     string  `json:"what"`  // the fact, such as 沟通记录2022年4月6日面商
	Field    string  `json:"field"` // "" where the fact as a whole is new or gone
	Base     string  `json:"base"`  // as the package had it
	Ours     string  `json:"ours"`
	Theirs   string  `json:"theirs"`
	Conflict bool    `json:"conflict"` // changed here and there
	Taken    Choice  `json:"taken"`    // of a conflict; Open where nobody has chosen yet
}

// Options are how returns are taken.
type Options struct {
	All   Choice            // for every conflict without a choice of its own
	Take  map[string]Choice // by Difference.Key, or by what it begins with: 12, 12:答复（第1次）
	Today data.Date
}

// choice is what was chosen about a conflict, and notes that the choice met one.
func (o Options) choice(key string, used map[string]bool) Choice {
	found, longest := o.All, -1
	for k, c := range o.Take {
		fits := key == k || strings.HasPrefix(key, k+":") || strings.HasPrefix(key, k+".")
		if fits {
			used[k] = true
		}
		if fits && len(k) > longest {
			found, longest = c, len(k)
		}
	}
	return found
}

// Plan is what a sitting of returns changes.
type Plan struct {
	Differences []Difference
	Notes       []string
	Changed     []Change           // cases to be kept, in the order of books and numbers
	Added       []data.PacketIDs   // for each return: the unit's negative IDs to those in Changed
	Packages    map[string]Counted // by package
	Unmet       []string           // choices that met no conflict
}

// Change is a case before and after.
type Change struct{ Before, After data.Case }

// Counted is how much a package brings.
type Counted struct{ Items, Differences, Conflicts int }

// Open counts the conflicts about which nobody has chosen yet.
func (p *Plan) Open() (n int) {
	for _, d := range p.Differences {
		if d.Conflict && d.Taken == Open {
			n++
		}
	}
	return n
}

// Sources are one return with what it is compared with: the items as both sides
// last had them, and the IDs that what the unit added got here.
type Sources struct {
	Returned
	Unit data.ID
	Base []data.Case
	IDs  data.PacketIDs
}

// Merge marries returns, in their order, to the office's own cases. A field changed
// only there is taken, one changed only here stays, one changed on both sides to
// different values is a conflict. A later return meets what an earlier one brought.
// ours finds a case; ok is false where it is there no longer.
func Merge(returns []Sources, ours func(data.ID) (data.Case, bool), o Options) *Plan {
	m := newMerging(o)
	for i := range returns {
		m.one(&returns[i], ours)
	}
	return m.done()
}

func newMerging(o Options) *merging {
	return &merging{options: o, plan: &Plan{Packages: map[string]Counted{}}, working: map[data.ID]*Change{}, touched: map[data.ID]bool{}, used: map[string]bool{}, keys: map[string]int{}}
}

// done is the plan when all is looked at.
func (m *merging) done() *Plan {
	for _, c := range m.working {
		if m.touched[c.After.Proposal.ID] {
			m.plan.Changed = append(m.plan.Changed, *c)
		}
	}
	slices.SortFunc(m.plan.Changed, func(a, b Change) int {
		return int(a.After.Proposal.ID - b.After.Proposal.ID)
	})
	for k := range m.options.Take {
		if !m.used[k] {
			m.plan.Unmet = append(m.plan.Unmet, k)
		}
	}
	slices.Sort(m.plan.Unmet)
	return m.plan
}

// merging is the state of one Merge.
type merging struct {
	options Options
	plan    *Plan
	working map[data.ID]*Change // by proposal
	touched map[data.ID]bool
	last    data.ID // the last ID given to something new; they go down from -1
	used    map[string]bool
	keys    map[string]int

	from   *Sources // whose return is looked at
	sight  Sight
	added  data.PacketIDs
	counts Counted
}

// one takes one return.
func (m *merging) one(s *Sources, ours func(data.ID) (data.Case, bool)) {
	m.from, m.added, m.counts = s, data.PacketIDs{}, Counted{Items: len(s.Cases)}
	base := map[data.ID]*data.Case{}
	for i := range s.Base {
		base[s.Base[i].Proposal.ID] = &s.Base[i]
	}
	for _, c := range s.Cases {
		theirs := Clone(c)
		Retake(&theirs, s.IDs)
		id := theirs.Proposal.ID
		was, known := base[id]
		if !known {
			m.note("第%s号不在任务包里，没有读入", theirs.Proposal.Number)
			continue
		}
		if m.working[id] == nil {
			here, ok := ours(id)
			if !ok {
				m.note("第%s号在登记库里已被删除，没有读入", was.Proposal.Number)
				continue
			}
			m.working[id] = &Change{Before: here, After: Clone(here)}
		}
		m.item(was, &m.working[id].After, &theirs)
	}
	m.plan.Added = append(m.plan.Added, m.added)
	m.plan.Packages[s.File] = m.counts
	for _, n := range s.Notes {
		m.note("%s", n)
	}
}

// item marries one proposal's facts.
func (m *merging) item(base, ours, theirs *data.Case) {
	sight, ok := sightOf(*ours, m.from.Unit)
	if !ok {
		if s, was := sightOf(*base, m.from.Unit); was {
			sight = s
			m.note("第%s号已不由%s办理，请核对它的回传", ours.Proposal.Number, m.from.Manifest.Unit)
		}
	}
	m.sight = sight
	for _, f := range facts {
		f.merge(m, base, ours, theirs)
	}
	if p, q := base.Proposal, theirs.Proposal; !m.from.Form && (p.Title != q.Title || p.Text != q.Text || p.Number != q.Number || p.Topic != q.Topic) {
		m.note("第%s号的标题、内容等由办公室登记，单位的改动没有读入", ours.Proposal.Number)
	}
}

func (m *merging) note(form string, args ...any) {
	text := m.from.File + "：" + fmt.Sprintf(form, args...)
	if !slices.Contains(m.plan.Notes, text) {
		m.plan.Notes = append(m.plan.Notes, text)
	}
}

// tell lists a difference and says whether the unit's side of it is taken.
func (m *merging) tell(c *data.Case, d Difference) (take bool) {
	d.Package, d.Proposal, d.Book = m.from.File, c.Proposal.ID, c.Book.Name()
	d.Number, d.Title = c.Proposal.Number, c.Proposal.Title
	d.Key = d.Number + ":" + d.What
	if d.Field != "" {
		d.Key += "." + d.Field
	}
	if n := m.keys[d.Key]; n > 0 {
		m.keys[d.Key]++
		d.Key = fmt.Sprintf("%s#%d", d.Key, n+1)
	} else {
		m.keys[d.Key] = 1
	}
	m.counts.Differences++
	if d.Conflict {
		m.counts.Conflicts++
		d.Taken = m.options.choice(d.Key, m.used)
	}
	m.plan.Differences = append(m.plan.Differences, d)
	take = !d.Conflict || d.Taken == Theirs
	if take {
		m.touched[c.Proposal.ID] = true
	}
	return take
}
