package packet

import (
	"reflect"
	"slices"

	"jianban/data"
)

// Renewal is a later task package that comes into the registry of its unit. Its cases
// have the office's IDs.
type Renewal struct {
	File  string
	Unit  data.ID
	Year  int
	Base  []data.Case // the unit's items as the tasks before brought them
	Cases []data.Case // as this one brings them
}

// Renew brings a unit's items up to date with a later task. What only the package
// changed is taken, what only the unit changed stays; of what the unit may enter, a
// field that both changed to different values is a conflict, of which Theirs is the
// package's side; the rest is the office's. Items that the registry lacks are added.
// here finds an item of the registry, in the office's IDs as far as it knows them and
// with negative ones else.
func Renew(r Renewal, here func(data.ID) (data.Case, bool), o Options) *Plan {
	m := newMerging(o)
	m.from = &Sources{Returned: Returned{File: r.File, Cases: r.Cases}, Unit: r.Unit}
	m.added, m.counts = data.PacketIDs{}, Counted{Items: len(r.Cases)}
	base, there := map[data.ID]*data.Case{}, map[data.ID]bool{}
	for i := range r.Base {
		base[r.Base[i].Proposal.ID] = &r.Base[i]
	}
	for _, c := range r.Cases {
		theirs := Clone(c)
		id := theirs.Proposal.ID
		there[id] = true
		ours, known := here(id)
		if !known {
			m.working[id] = &Change{After: theirs}
			m.tell(&theirs, Difference{What: "新交办的件", Theirs: theirs.Proposal.Title})
			continue
		}
		was := base[id]
		if was == nil {
			was = &data.Case{}
		}
		m.working[id] = &Change{Before: ours, After: Clone(ours)}
		m.renewItem(was, &m.working[id].After, &theirs)
	}
	for _, c := range r.Base {
		if !there[c.Proposal.ID] && c.Year() == r.Year {
			m.note("第%s号不在这个任务包里，办公室可能已收回，登记库里的保留", c.Proposal.Number)
		}
	}
	m.plan.Added = append(m.plan.Added, m.added)
	m.plan.Packages[r.File] = m.counts
	return m.done()
}

// proposalFields are those of a proposal, all of which are the office's.
var proposalFields = fieldsOf("Title", "标题", "Text", "内容", "Topic", "主题", "Kind", "类别", "Role", "办理方式", "Between", "闭会期间", "Key", "重点督办", "Supervisor", "督办领导", "Committee", "督办委室",
	"HandedOver", "交办日期", "Required", "要求办结日期", "Told", "告知日期", "LeadBody", "主办机关", "Sponsor", "牵头领导", "Proposers", "代表", "Closed", "办理终止", "ClosedOn", "终止日期", "ClosedWhy", "终止原因")

func (m *merging) renewItem(base, ours, theirs *data.Case) {
	m.sight, _ = sightOf(*theirs, m.from.Unit)
	was, here, now := &base.Proposal, &ours.Proposal, &theirs.Proposal
	for _, f := range proposalFields {
		if f.same(was, now) || f.same(here, now) {
			continue
		}
		if m.tell(ours, Difference{What: "基本情况", Field: f.label, Base: f.words(was, base), Ours: f.words(here, ours), Theirs: f.words(now, theirs)}) {
			f.copy(here, now)
		}
	}
	if now.Remark != was.Remark && here.Remark == was.Remark { // the unit's own else
		here.Remark, m.touched[here.ID] = now.Remark, true
	}
	m.renewBook(base.Book, &ours.Book, theirs.Book, here.ID)
	for _, f := range slices.Concat(facts, []merger{supervisions}) {
		f.renew(m, base, ours, theirs)
	}
}

// renewBook takes over what the office changed of a book.
func (m *merging) renewBook(base data.Book, ours *data.Book, theirs data.Book, proposal data.ID) {
	was, here, now := reflect.ValueOf(base), reflect.ValueOf(ours).Elem(), reflect.ValueOf(theirs)
	for i := range now.NumField() {
		if !sameValue(was.Field(i), now.Field(i)) && !sameValue(here.Field(i), now.Field(i)) {
			here.Field(i).Set(now.Field(i))
			m.touched[proposal] = true
			m.note("办理册“%s”按任务包更新", theirs.Name())
		}
	}
}

// supervisions go to units and do not come back.
var supervisions = fact[data.Supervision]{
	record: data.RecordSupervision, label: "督办",
	of:   func(c *data.Case) *[]data.Supervision { return &c.Supervisions },
	id:   func(v *data.Supervision) (id, owner *data.ID) { return &v.ID, &v.ProposalID },
	name: func(v *data.Supervision) string { return v.Date.Chinese() + string(v.Kind) },
	fields: fieldsOf("Kind", "类别", "Date", "日期", "DocNumber", "文号", "People", "督办人员", "Findings", "情况", "RectifyBy", "整改期限", "Answer", "单位答复", "Answered", "答复日期",
		"Rectified", "整改完成日期"),
	mine: func(Sight, *data.Supervision) bool { return false },
	twin: func(a, b *data.Supervision) bool { return a.Date == b.Date && a.Kind == b.Kind },
}

// others are the fields of facts that a unit does not enter, and what they are called;
// those of a letter's signing are among what a unit enters that signs its own.
var others = map[string]string{"Part": "办理方式", "Assigned": "交办日期", "ReturnConsented": "同意退办日期", "Approved": "批准日期", "ApprovedBy": "批准人", "Occasion": "事由", "Round": "次数", "TakenFrom": "取自",
	"Way": "去向", "Sent": "送出日期", "ReplyID": "对应的答复", "Second": "二次评价", "FollowUp": "续复", "Told": "告知日期", "ConsultationID": "对应的沟通记录"}

// every are all fields of a fact that a package brings: those that a unit enters, then
// the office's.
func (k fact[T]) every() []field {
	all := slices.Clone(k.fields)
	t := reflect.TypeFor[T]()
	for i := range t.NumField() {
		name := t.Field(i).Name
		label, ok := others[name]
		if ok && !slices.ContainsFunc(all, func(f field) bool { return f.path[0] == name }) {
			all = append(all, field{[]string{name}, label})
		}
	}
	return all
}

// entered tells whether a field of a fact is the unit's to enter.
func (k fact[T]) entered(m *merging, x *T, f field) bool {
	return k.mine(m.sight, x) && slices.ContainsFunc(k.fieldsFor(m.sight), func(g field) bool { return g.label == f.label })
}

// renew takes over what a later task says of this kind of facts.
func (k fact[T]) renew(m *merging, base, ours, theirs *data.Case) {
	was := *k.of(base)
	for i := range *k.of(theirs) {
		x := &(*k.of(theirs))[i]
		b, here := k.find(was, k.idOf(x)), k.find(*k.of(ours), k.idOf(x))
		switch {
		case here != nil && b != nil:
			k.renewed(m, ours, theirs, b, here, x)
		case here != nil:
			k.joined(m, ours, theirs, here, x)
		case b == nil:
			k.arrived(m, ours, theirs, x)
		case !k.alike(b, x):
			d := Difference{What: k.what(b), Base: k.summary(m, b, base), Ours: gone, Theirs: k.summary(m, x, theirs), Conflict: true}
			if m.tell(ours, d) {
				*k.of(ours) = append(*k.of(ours), *x)
			}
		}
	}
	for i := range was {
		b := &was[i]
		here := k.find(*k.of(ours), k.idOf(b))
		if here == nil || k.find(*k.of(theirs), k.idOf(b)) != nil {
			continue
		}
		d := Difference{What: k.what(here), Base: k.summary(m, b, base), Ours: k.summary(m, here, ours), Theirs: gone, Conflict: k.mine(m.sight, here) && !k.same(m, b, here)}
		if m.tell(ours, d) {
			id := k.idOf(b)
			*k.of(ours) = slices.DeleteFunc(*k.of(ours), func(y T) bool { return k.idOf(&y) == id })
		}
	}
}

// alike tells whether two facts say the same.
func (k fact[T]) alike(a, b *T) bool {
	return !slices.ContainsFunc(k.every(), func(f field) bool { return !f.same(a, b) })
}

// renewed marries a fact that both sides have.
func (k fact[T]) renewed(m *merging, ours, theirs *data.Case, b, here, x *T) {
	what := k.what(here)
	for _, f := range k.every() {
		if f.same(b, x) || f.same(here, x) {
			continue
		}
		d := Difference{What: what, Field: f.label, Base: f.words(b, ours), Ours: f.words(here, ours), Theirs: f.words(x, theirs), Conflict: k.entered(m, here, f) && !f.same(b, here)}
		if m.tell(ours, d) {
			f.copy(here, x)
		}
	}
}

// arrived adds what the office added, unless the unit wrote the same down itself, as
// what came back from it and was taken does.
func (k fact[T]) arrived(m *merging, ours, theirs *data.Case, x *T) {
	list := k.of(ours)
	for i := range *list {
		here := &(*list)[i]
		if k.idOf(here) < 0 && k.twin(here, x) {
			k.pair(m, theirs, k.idOf(x), k.idOf(here))
			k.joined(m, ours, theirs, here, x)
			return
		}
	}
	m.tell(ours, Difference{What: k.what(x), Theirs: k.summary(m, x, theirs)})
	*list = append(*list, *x)
}

// joined marries two facts of which nobody knows what both sides last had: of what the
// unit enters, two things that are said differently are a conflict, and what only one
// side says is taken.
func (k fact[T]) joined(m *merging, ours, theirs *data.Case, here, x *T) {
	what := k.what(here)
	for _, f := range k.every() {
		if f.empty(x) || f.same(here, x) {
			continue
		}
		d := Difference{What: what, Field: f.label, Ours: f.words(here, ours), Theirs: f.words(x, theirs), Conflict: k.entered(m, here, f) && !f.empty(here)}
		if m.tell(ours, d) {
			f.copy(here, x)
		}
	}
}
