package intake

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"jianban/data"
)

// maker makes of a record and the case before it the case after it.
type maker struct {
	run     *run
	r       *record
	table   *Table
	before  *data.Case // nil where the matter is new
	after   data.Case
	changes []Change
	notes   []string
	refused data.Problems
	row     int

	year     int       // the row's, where a day is wanted that it does not tell
	titleDay data.Date // when all was handed over, as the title tells
}

func (m *maker) isNew() bool { return m.before == nil }

func (m *maker) wrong(meaning Meaning, message, hint string) {
	m.refused = append(m.refused, data.Problem{Field: m.table.headingOf(meaning), Row: m.row, Message: message, Hint: hint})
}

func (m *maker) note(s string) { m.notes = append(m.notes, s) }

func (m *maker) changed(field, before, after string) {
	m.changes = append(m.changes, Change{field, before, after})
}

// set puts a text in place of another; an empty one changes nothing.
func (m *maker) set(field string, p *string, s string) {
	if s == "" || *p == s {
		return
	}
	m.changed(field, *p, s)
	*p = s
}

func (m *maker) setDay(field string, p *data.Date, d data.Date) {
	if d.IsZero() || *p == d {
		return
	}
	m.changed(field, p.Chinese(), d.Chinese())
	*p = d
}

// make fills the case; book is the row's.
func (m *maker) make(book data.Book, number string) error {
	if m.isNew() {
		kind := data.Suggestion
		if book.Meeting.Body == data.CPPCC {
			kind = data.CPPCCProposal
		}
		m.after = data.Case{Book: book, Proposal: data.Proposal{BookID: book.ID, Number: number, Kind: kind, Role: data.Lead, Between: m.r.between}}
	} else {
		m.after = copyCase(*m.before)
	}
	m.roleUntold(book)
	m.proposal()
	for _, step := range []func() error{m.proposers, m.sponsor, m.assignments} {
		if err := step(); err != nil {
			return err
		}
	}
	m.answer()
	m.talks()
	m.feedback()
	m.disclosure()
	return nil
}

// copyCase is a case whose facts can be changed without touching those of
// another.
func copyCase(c data.Case) data.Case {
	c.Proposal.Proposers = slices.Clone(c.Proposal.Proposers)
	c.Consultations = slices.Clone(c.Consultations)
	c.Assignments, c.Replies, c.Opinions, c.Feedback = slices.Clone(c.Assignments), slices.Clone(c.Replies), slices.Clone(c.Opinions), slices.Clone(c.Feedback)
	return c
}

func (m *maker) proposal() {
	p, r := &m.after.Proposal, m.r
	m.set("标题", &p.Title, r.title)
	m.set("内容", &p.Text, r.text)
	m.set("类别主题", &p.Topic, r.topic)
	m.set("备注", &p.Remark, r.remark)
	m.set("类型", (*string)(&p.Kind), string(r.kind))
	m.set("办理方式", (*string)(&p.Role), string(r.role))
	m.correctHandOver()
	m.set("督办领导", &p.Supervisor, r.supervisor)
	m.set("督办委室", &p.Committee, r.committee)
	if r.key != nil && *r.key != p.Key {
		m.changed("重点", map[bool]string{true: "是", false: "否"}[p.Key], map[bool]string{true: "是", false: "否"}[*r.key])
		p.Key = *r.key
	}
	if r.closed != data.NotClosed && p.Closed != r.closed {
		m.changed("结案方式", string(p.Closed), string(r.closed))
		p.Closed, p.ClosedOn, p.ClosedWhy = r.closed, r.closedOn, "台账注明"+string(r.closed)
	}
	if m.isNew() && r.submitted != "" {
		m.run.plan.note("没有交办时间的，交办日期按“" + r.submitted + "”登记")
	}
	if m.isNew() && p.HandedOver.IsZero() {
		m.handedOver()
	}
	m.required()
	m.leadBody()
}

// correctHandOver takes the day of hand-over that the row tells. Of a matter that was
// entered with a stand-in for it (handedOver) the day given for all, or in the title,
// does too. Units' assignments that bear the day before move with it: they had it from
// there.
func (m *maker) correctHandOver() {
	p, day, before := &m.after.Proposal, m.r.handed, m.after.Proposal.HandedOver
	if day.IsZero() && !m.isNew() && isStandIn(before) {
		if day = m.run.opts.Handed; day.IsZero() {
			day = m.titleDay
		}
	}
	m.setDay("交办日期", &p.HandedOver, day)
	if m.isNew() || p.HandedOver == before {
		return
	}
	for i := range m.after.Assignments {
		if a := &m.after.Assignments[i]; a.Assigned == before || a.Assigned.IsZero() {
			a.Assigned = p.HandedOver
		}
	}
}

// isStandIn tells that a day of hand-over is the one that handedOver takes where none
// is told: New Year's Day, on which no office hands over.
func isStandIn(d data.Date) bool {
	return !d.IsZero() && d == data.NewDate(d.Year(), time.January, 1)
}

// required takes the day that the hand-over's letter names. One before the hand-over is
// told and left out.
func (m *maker) required() {
	p := &m.after.Proposal
	if m.r.required.Before(p.HandedOver) && !m.r.required.IsZero() {
		m.note(m.table.headingOf(Required) + m.r.required.Chinese() + "早于交办日期，没有登记")
		return
	}
	m.setDay("要求办结日期", &p.Required, m.r.required)
}

// handedOver settles when a new matter was handed over whose row does not tell:
// the day given for all, the day that the title tells, else the first day of its
// year, which is told: its time limit cannot be right.
func (m *maker) handedOver() {
	p := &m.after.Proposal
	switch {
	case !m.run.opts.Handed.IsZero():
		p.HandedOver = m.run.opts.Handed
	case !m.titleDay.IsZero():
		p.HandedOver = m.titleDay
	case m.year > 0:
		p.HandedOver = data.NewDate(m.year, time.January, 1)
		m.run.plan.note("没有写交办时间的，先按" + p.HandedOver.Chinese() + "登记，办理期限因此不准，请补登，或给出交办日期" + commandLine("--handed-over"))
		m.note("没有交办时间，先按" + p.HandedOver.Chinese() + "登记，请补登")
	default:
		m.wrong(Handed, "没有交办时间", "请补上交办时间一列，或给出交办日期"+commandLine("--handed-over"))
	}
}

func (m *maker) proposers() error {
	p, r := &m.after.Proposal, m.r
	if len(r.lead) == 0 && (m.isNew() || len(r.cosigners) == 0) { // a co-signer does not lead where the lead was not read
		switch {
		case m.isNew() && !m.table.has(Lead):
			m.wrong(Lead, "没有领衔代表一列", "表头如果用了别的叫法，请改成“领衔代表”或“提案人”，或在窗口的“各列”里选定")
		case m.isNew():
			m.wrong(Lead, "没有填写领衔代表", "请补上")
		}
		return nil
	}
	var all []data.Proposer
	add := func(q data.Proposer) {
		if !slices.ContainsFunc(all, func(o data.Proposer) bool { return o.ID == q.ID }) {
			all = append(all, q)
		}
	}
	named := slices.Concat(r.lead, r.cosigners)
	if len(r.lead) == 0 && len(p.Proposers) > 0 {
		add(p.Proposers[0])
	}
	for i, who := range named {
		phone, address := "", ""
		if i == 0 && len(r.lead) > 0 {
			phone, address = r.phone, r.address
		}
		q, err := m.run.person(who, m.after.Book.Meeting.Body, phone, address, p.Proposers)
		if problem, ok := err.(data.Problem); ok { //nolint:errorlint // person makes it
			m.wrong(Lead, problem.Message, problem.Hint)
			continue
		}
		if err != nil {
			return err
		}
		add(q)
	}
	if len(r.cosigners) == 0 && len(p.Proposers) > 0 { // only the lead proposer was named: the others stay
		for _, q := range p.Proposers[1:] {
			add(q)
		}
	}
	if sameIDs(all, p.Proposers) || len(m.refused) > 0 {
		return nil
	}
	m.changed("提出人", names(p.Proposers), names(all))
	m.moveJudge(p.LeadProposer().ID, all)
	p.Proposers = all
	return nil
}

// moveJudge makes the marks of a lead proposer who was corrected those of the one in
// whose place the row puts them: the ledger has one mark for the matter.
func (m *maker) moveJudge(before data.ID, now []data.Proposer) {
	if before == 0 || slices.ContainsFunc(now, func(p data.Proposer) bool { return p.ID == before }) {
		return
	}
	for i := range m.after.Feedback {
		if f := &m.after.Feedback[i]; f.ProposerID == before {
			f.ProposerID = now[0].ID
		}
	}
}

func sameIDs(a, b []data.Proposer) bool {
	return slices.EqualFunc(a, b, func(p, q data.Proposer) bool { return p.ID == q.ID })
}

func names(all []data.Proposer) string {
	words := make([]string, len(all))
	for i, p := range all {
		words[i] = p.Name
	}
	return strings.Join(words, "、")
}

func (m *maker) sponsor() error {
	p := &m.after.Proposal
	if m.r.sponsor == "" {
		return nil
	}
	l, err := m.run.leader(m.r.sponsor)
	if err != nil || l.ID == p.Sponsor.ID {
		return err
	}
	m.changed("牵头领导", p.Sponsor.Name, l.Name)
	p.Sponsor = l
	return nil
}

// assignments makes the units' assignments those that the row names. Units that
// it does not name under a meaning of which it says nothing stay.
func (m *maker) assignments() error {
	if err := m.assign(data.LeadUnit, m.r.leads); err != nil {
		return err
	}
	if err := m.assign(data.CoUnit, m.r.others); err != nil {
		return err
	}
	m.leadsAlone()
	for i := range m.after.Assignments {
		if a := &m.after.Assignments[i]; a.Part == data.LeadUnit && a.Active() {
			m.set("责任领导", &a.Responsible, m.r.duty)
			m.set("经办人", &a.Contact, m.r.contact)
			m.set("经办人电话", &a.Phone, m.r.unitPhone)
			break
		}
	}
	if m.isNew() && m.after.Proposal.Role.Answers() && m.table.has(LeadUnit, AnyUnit) && !slices.ContainsFunc(m.after.Assignments, func(a data.Assignment) bool { return a.Part == data.LeadUnit }) {
		m.note("没有写主办单位，请补登")
	}
	return nil
}

// leadsAlone takes a unit that leads off those that help: a row may name it under
// both, or make a helper the lead.
func (m *maker) leadsAlone() {
	m.after.Assignments = slices.DeleteFunc(m.after.Assignments, func(a data.Assignment) bool {
		twice := a.Part == data.CoUnit && a.Active() && m.leads(a.Unit.ID)
		if twice && a.ID != 0 {
			m.changed("协办单位", a.Unit.Name, "")
		}
		return twice
	})
}

// leads tells that a unit is one that answers.
func (m *maker) leads(unit data.ID) bool {
	return slices.ContainsFunc(m.after.Assignments, func(a data.Assignment) bool {
		return a.Part == data.LeadUnit && a.Active() && a.Unit.ID == unit
	})
}

func (m *maker) assign(part data.Part, named []string) error {
	if len(named) == 0 {
		return nil
	}
	var want []data.Unit
	for _, name := range named {
		u, err := m.run.unit(name)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(want, func(o data.Unit) bool { return o.ID == u.ID }) && !(part == data.CoUnit && m.leads(u.ID)) {
			want = append(want, u)
		}
	}
	if len(want) == 0 {
		return nil
	}
	var have []int
	for i, a := range m.after.Assignments {
		if a.Part == part && a.Active() {
			have = append(have, i)
		}
	}
	holds := func(u data.Unit) bool {
		return slices.ContainsFunc(have, func(i int) bool { return m.after.Assignments[i].Unit.ID == u.ID })
	}
	var add []data.Unit
	for _, u := range want {
		if !holds(u) {
			add = append(add, u)
		}
	}
	var gone []int
	for _, i := range have {
		if !slices.ContainsFunc(want, func(u data.Unit) bool { return u.ID == m.after.Assignments[i].Unit.ID }) {
			gone = append(gone, i)
		}
	}
	if len(add) == 0 && len(gone) == 0 {
		return nil
	}
	m.changed(string(part)+"单位", m.unitNames(have), unitNames(want))
	for len(add) > 0 && len(gone) > 0 { // another unit in its place, the rest of the assignment stays
		m.after.Assignments[gone[0]].Unit = add[0]
		add, gone = add[1:], gone[1:]
	}
	for i := len(gone) - 1; i >= 0; i-- {
		m.after.Assignments = slices.Delete(m.after.Assignments, gone[i], gone[i]+1)
	}
	for _, u := range add {
		m.after.Assignments = append(m.after.Assignments, data.Assignment{Unit: u, Part: part, Assigned: m.after.Proposal.HandedOver,
			Responsible: u.Responsible, Contact: u.Contact, Phone: u.Phone})
	}
	return nil
}

func (m *maker) unitNames(at []int) string {
	var all []data.Unit
	for _, i := range at {
		all = append(all, m.after.Assignments[i].Unit)
	}
	return unitNames(all)
}

func unitNames(all []data.Unit) string {
	words := make([]string, len(all))
	for i, u := range all {
		words[i] = u.Name
	}
	return strings.Join(words, "、")
}

// fieldMeaning tells by which column a field of the facts came.
var fieldMeaning = map[string]Meaning{
	"编号": Number, "标题": Title, "内容": Body, "类型": KindOf, "办理方式": RoleOf, "交办日期": Handed, "送达日期": Answered, "意见报送日期": Answered,
	"类别": Class, "收回日期": Returned, "办理态度": Attitude, "办理结果": Result, "领衔代表": Lead, "代表姓名": Lead, "代表团": Home, "主办机关": LeadBody,
	"承办单位": AnyUnit, "文号": DocNumber, "备注": Remark, "撤转日期": Remark, "类别主题": Topic, "理由": WhyClosed, "要求办结日期": Required, "督办领导": Supervisor, "督办委室": Committee,
}

// check refuses what the registry would: each fact by itself, then all
// together.
func (m *maker) check() {
	c := &m.after
	problems := c.Proposal.Validate()
	owner := c.Proposal.ID
	if owner == 0 {
		owner = -1
	}
	for i := range c.Assignments {
		c.Assignments[i].ProposalID = owner
		problems = append(problems, c.Assignments[i].Validate()...)
	}
	for i := range c.Replies {
		c.Replies[i].ProposalID = owner
		problems = append(problems, c.Replies[i].Validate()...)
	}
	for i := range c.Consultations {
		c.Consultations[i].ProposalID = owner
		problems = append(problems, c.Consultations[i].Validate()...)
	}
	for i := range c.Feedback {
		c.Feedback[i].ProposalID = owner
		problems = append(problems, c.Feedback[i].Validate()...)
	}
	for i := range c.Opinions {
		c.Opinions[i].ProposalID = owner
		problems = append(problems, c.Opinions[i].Validate()...)
	}
	if len(problems) == 0 {
		problems, _ = data.CheckFacts(*c, m.run.known.Rules.Of(*c))
	}
	seen := map[string]bool{}
	for _, p := range problems {
		if seen[p.Error()] {
			continue
		}
		seen[p.Error()] = true
		p.Row = m.row
		if meaning, ok := fieldMeaning[p.Field]; ok {
			p.Field = m.table.headingOf(meaning)
		}
		m.refused = append(m.refused, p)
	}
}

// mergedNote tells which matters a row with several numbers becomes.
func mergedNote(numbers []string) string {
	return "一行写着" + strconv.Itoa(len(numbers)) + "个编号，按并案登记，并入第" + numbers[0] + "号"
}
