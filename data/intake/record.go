package intake

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"jianban/data"
)

// record is what a row says, cell by cell, before it is held against the
// registry. What is empty was not said.
type record struct {
	numbers    []string
	old        bool // marked 存档: kept from an earlier round
	title      string
	text       string
	lead       []person
	cosigners  []person
	count      int // how many proposers the row says there are
	phone      string
	address    string
	kind       data.Kind
	role       data.Role
	topic      string
	key        *bool
	between    bool
	handed     data.Date
	submitted  string   // the heading of the column that stood in for the hand-over's
	leads      []string // units that answer
	others     []string // units that help
	leadBody   string
	answered   data.Date
	class      string
	doc        string
	signedBy   string
	done       string
	planned    string
	attitude   data.Mark
	result     data.Mark
	returned   data.Date
	open       data.Openness
	whyClosed  string
	sponsor    string
	required   data.Date
	supervisor string
	committee  string
	duty       string // 责任领导
	contact    string
	unitPhone  string // of the lead unit's 经办人
	remark     string
	talks      []talk
	ofFile     []string // what of the row is told once for the file
	closed     data.Closing
	closedOn   data.Date

	problems data.Problems
	notes    []string
}

// reader reads a row of a table.
type reader struct {
	t    *Table
	rows []Row
	it   item
	told told // what the registry says of the same matter; cells that say the same say nothing new
	year int  // of days without one
	book int  // the year of the row's book
	pack data.RulePack
	r    *record

	known func(unit string) bool // whether the registry has a unit of a name
}

func (x *reader) at() int { return x.rows[x.it.row].At }

func (x *reader) wrong(c Column, message, hint string) {
	x.r.problems = append(x.r.problems, data.Problem{Field: c.Heading, Row: x.at(), Message: message, Hint: hint})
}

func (x *reader) note(s string) { x.r.notes = append(x.r.notes, s) }

// text is what the row says under a meaning, "" where nothing new.
func (x *reader) text(m Meaning) (string, Column) {
	c, at := x.t.value(x.rows, x.it, m)
	s := strings.TrimSpace(c.Text)
	if s == "" || x.told.says(m, s) {
		return "", at
	}
	if c.Kind == FaultCell {
		x.wrong(at, "单元格里是错误值"+clip(s, 20), "请改正后再导入")
		return "", at
	}
	return s, at
}

// raw is what a cell says, known or not.
func (x *reader) raw(m Meaning) string {
	c, _ := x.t.value(x.rows, x.it, m)
	if c.Kind == FaultCell {
		return ""
	}
	return strings.TrimSpace(c.Text)
}

func (x *reader) line(m Meaning) string {
	s, _ := x.text(m)
	return mendLine(s)
}

func (x *reader) day(m Meaning) data.Date {
	c, at := x.t.value(x.rows, x.it, m)
	if c.Kind == FaultCell {
		x.wrong(at, "单元格里是错误值"+clip(c.Text, 20), "请改正后再导入")
		return data.Date{}
	}
	d, note, err := ReadDay(c, x.year)
	if p, ok := err.(data.Problem); ok { //nolint:errorlint // ReadDay makes it
		x.wrong(at, p.Message, p.Hint)
	}
	if note != "" {
		x.note(at.Heading + "：" + note)
	}
	if x.told.day(m, d) {
		return data.Date{}
	}
	if x.far(m, d) {
		x.wrong(at, d.Chinese()+"与办理册的"+strconv.Itoa(x.book)+"年相差太远", "请核对年份；确实是这一天的，请导入那一年的办理册（--book）")
		return data.Date{}
	}
	return d
}

// far tells that a day cannot belong to a matter of the book's year: handed over two
// years off it or more, answered or judged before the year before it, or more than five
// years after. A matter is handed over in the year of its meeting, between meetings
// perhaps in the next; what is not answered within years is closed.
func (x *reader) far(m Meaning, d data.Date) bool {
	if d.IsZero() || x.book == 0 {
		return false
	}
	years := d.Year() - x.book
	if m == Handed || m == Submitted {
		return years < -1 || years > 1
	}
	return years < -1 || years > 5
}

// identify reads what tells which matter a row is about.
func (x *reader) identify() {
	c, at := x.t.value(x.rows, x.it, Number)
	if c.Kind == FaultCell {
		x.wrong(at, "单元格里是错误值"+clip(c.Text, 20), "请改正后再导入")
		return
	}
	l := numbers(c.Text, x.t.compound)
	x.r.numbers, x.r.old = l.all, l.old
	if l.why != "" {
		x.wrong(at, l.why, "请一行写一个编号，或核对编号")
		x.r.numbers = nil
	}
	if l.why == "" && len(l.all) > 0 && !canNumber(c.Text) {
		x.wrong(at, "“"+clip(c.Text, 20)+"”不是编号", "请填写建议或提案的编号；不是一件的行请移到表外")
		x.r.numbers = nil
	}
	title, _ := x.t.value(x.rows, x.it, Title)
	if archived().MatchString(title.Text) {
		x.r.old = true
	}
	for _, n := range x.r.numbers {
		x.r.between = x.r.between || strings.HasPrefix(n, "闭")
	}
	switch s, _ := x.t.value(x.rows, x.it, Between); {
	case s.Text == "":
		x.r.between = x.r.between || x.it.meeting.between
	case betweenWords().MatchString(s.Text):
		x.r.between = true
	}
}

// read reads the rest of the row.
func (x *reader) read() {
	r := x.r
	title, _ := x.text(Title)
	r.title = mendTitle(title)
	if x.told.says(Title, r.title) {
		r.title = ""
	}
	body, _ := x.text(Body)
	if r.text = mendText(body); x.told.says(Body, r.text) {
		r.text = ""
	}
	r.topic, r.phone, r.address, r.leadBody = x.line(Topic), x.phone(Phone), x.line(Address), x.line(LeadBody)
	r.signedBy, r.sponsor, r.duty, r.contact = x.line(SignedBy), mendName(x.line(Sponsor)), x.line(Responsible), x.line(Contact)
	r.unitPhone = x.phone(UnitPhone)
	r.whyClosed, r.remark = x.line(WhyClosed), x.line(Remark)
	r.supervisor, r.committee = mendName(x.line(Supervisor)), x.line(Committee)
	x.required()
	done, _ := x.text(Done)
	planned, _ := x.text(Planned)
	r.done, r.planned = mendText(done), mendText(planned)
	if r.handed = x.day(Handed); r.handed.IsZero() && !x.told.has(Handed) {
		if r.handed = x.day(Submitted); !r.handed.IsZero() {
			r.submitted = x.t.headingOf(Submitted)
		}
	}
	x.kind()
	x.role()
	x.key()
	x.proposers()
	x.units()
	x.answer()
	x.marks()
	x.openness()
	x.closing()
	x.stateSaid()
	x.talks()
}

// required reads the day that the hand-over's letter names. What is no day, such as
// 三个月, is told and left out: the program counts for itself.
func (x *reader) required() {
	c, at := x.t.value(x.rows, x.it, Required)
	if c.Kind == FaultCell || c.Kind == BlankCell {
		return
	}
	if c.Kind == TextCell {
		c.Text = monthEnd(beforeDay().ReplaceAllString(strings.TrimSpace(c.Text), "$1"), x.year)
	}
	d, note, err := ReadDay(c, x.year)
	if err != nil {
		x.note(at.Heading + "“" + clip(c.Text, 20) + "”不是日期，没有登记；办理期限按规则推算")
		return
	}
	if note != "" {
		x.note(at.Heading + "：" + note)
	}
	if !x.told.day(Required, d) {
		x.r.required = d
	}
}

// monthEnd makes 8月底 and 2023年8月底 the last day of that month; other texts stay.
func monthEnd(text string, year int) string {
	m := endOfMonth().FindStringSubmatch(width(bare(text)))
	if m == nil {
		return text
	}
	if m[1] != "" {
		year = whole(m[1])
	}
	if month := whole(m[2]); year > 0 && month >= 1 && month <= 12 {
		return data.NewDate(year, time.Month(month)+1, 1).AddDays(-1).String()
	}
	return text
}

var endOfMonth = data.Pattern(`^(?:(\d{4})年)?(\d{1,2})月(?:底|末)(?:之前|以前|前)?$`)

// beforeDay is a day with the words that make a limit of it: 6月30日前.
var beforeDay = data.Pattern(`^(.*[日号\d])(?:之前|以前|前)$`)

func (x *reader) kind() {
	s, at := x.text(KindOf)
	if s == "" {
		if bill := slices.ContainsFunc(x.r.numbers, func(n string) bool { return strings.HasPrefix(n, "议案") }); bill && x.raw(KindOf) == "" && !x.told.says(KindOf, string(data.Bill)) {
			x.r.kind = data.Bill
		}
		return
	}
	k, ok := kindOf(s)
	if !ok {
		x.wrong(at, "“"+clip(s, 20)+"”不是建议、提案或议案", "请改为其中一种")
	}
	x.r.kind = k
}

func (x *reader) role() {
	s, at := x.text(RoleOf)
	if s == "" {
		if x.it.role != "" && !x.told.says(RoleOf, string(x.it.role)) {
			x.r.role = x.it.role
		}
		return
	}
	role, ok := roleOf(s)
	if yes, said := yesNo(s); said && !ok && strings.Contains(at.Heading, "是否主办") {
		role, ok = map[bool]data.Role{true: data.Lead, false: data.Assist}[yes], true
	}
	if !ok {
		x.wrong(at, "“"+clip(s, 20)+"”不是办理方式", "请填写主办、协办（会办）或分办")
	}
	if !x.told.says(RoleOf, string(role)) {
		x.r.role = role
	}
}

func (x *reader) key() {
	s, at := x.text(Key)
	if s == "" {
		return
	}
	yes, ok := yesNo(s)
	if !ok {
		x.wrong(at, "“"+clip(s, 20)+"”看不出是不是重点", "请填写“是”或“否”")
		return
	}
	x.r.key = &yes
}

// proposers reads lead proposer and co-signers with where they are from.
func (x *reader) proposers() {
	r := x.r
	lead, _ := x.text(Lead)
	home := x.line(Home)
	more := false
	r.lead, r.count, more = people(lead)
	if len(r.lead) > 1 {
		r.cosigners, r.lead = r.lead[1:], r.lead[:1]
	}
	if len(r.lead) == 1 {
		r.lead[0].home, r.phone = cmp.Or(r.lead[0].home, home), cmp.Or(r.phone, r.lead[0].phone)
	}
	for _, part := range []Meaning{Cosigners} {
		s, _ := x.text(part)
		if m := countOfThem().FindStringSubmatch(width(bare(s))); m != nil { // 附议人 12: how many
			r.count = max(r.count, whole(m[1])+1)
			continue
		}
		all, n, others := people(s)
		more = more || others
		if n > 0 {
			r.count = max(r.count, n)
		}
		for _, p := range all {
			if !hasPerson(r.lead, p) && !hasPerson(r.cosigners, p) {
				r.cosigners = append(r.cosigners, p)
			}
		}
	}
	if s, at := x.text(People); s != "" {
		if n, err := strconv.Atoi(strings.TrimSuffix(width(bare(s)), "人")); err == nil {
			if strings.Contains(at.Heading, "附议") || strings.Contains(at.Heading, "联名") {
				n++
			}
			r.count = max(r.count, n)
		}
	}
	for i, p := range append(slices.Clone(r.lead), r.cosigners...) {
		if p.by != "" {
			x.note("“" + p.name + "（" + p.by + "）”按“" + p.name + "”登记，括号里的姓名没有登记")
		}
		under := x.t.headingOf(Lead)
		if i > 0 && x.t.has(Cosigners) && strings.Contains(x.raw(Cosigners), p.name) {
			under = x.t.headingOf(Cosigners)
		}
		switch n := len([]rune(p.name)); {
		case strings.ContainsAny(p.name, "0123456789"):
			x.wrong(Column{Heading: under}, "“"+clip(p.name, 20)+"”不是姓名", "请核对各列有没有认错")
		case n > 4 && !data.IsGroup(p.name) && !strings.ContainsRune(p.name, '·'):
			x.note("“" + clip(p.name, 20) + "”不像一个人的姓名，请核对")
		}
	}
	if have := len(r.lead) + len(r.cosigners); len(r.lead) > 0 && (r.count > have || more && r.count == 0) {
		if r.count > have {
			x.note("写着" + strconv.Itoa(r.count) + "人，只列出" + strconv.Itoa(have) + "人，其余联名代表请补登")
		} else {
			x.note("“等”后面的联名代表没有列出，请补登")
		}
	}
}

func hasPerson(all []person, p person) bool {
	for _, q := range all {
		if data.SameName(p.name, q.name) && (p.home == q.home || p.home == "") {
			return true
		}
	}
	return false
}

// units reads who works on it: lead and helping units in columns of their own
// or all in one.
func (x *reader) units() {
	r := x.r
	open := false
	var joined []string
	// Where 主办单位 stands beside 承办单位, one tells what the other means: neither
	// is passed over as known.
	beside := x.raw(LeadUnit) != "" && x.raw(AnyUnit) != ""
	read := func(m Meaning) unitList {
		s, at := x.text(m)
		if beside && m != CoUnit {
			s = x.raw(m)
		}
		l := units(s, x.known)
		open, joined = open || l.open, append(joined, l.joined...)
		for _, u := range l.unclear {
			x.wrong(at, "“"+clip(u, 30)+"”看不懂是哪些单位", "请只写单位名称，几个用顿号隔开，谁主办写成“主办：甲；协办：乙”；说明写在备注里")
		}
		for _, u := range l.noted {
			x.note("“" + clip(u, 30) + "”按“" + noteBehind().FindStringSubmatch(u)[1] + "”登记，括号里的说明没有登记")
		}
		if l.separate && cmp.Or(r.role, x.told.role) == "" {
			r.role = data.Separate
		}
		return l
	}
	l := read(LeadUnit)
	for _, u := range append(l.leads, l.plain...) {
		if len(l.leads) > 0 && slices.Contains(l.plain, u) { // 区住建局牵头，区水利局
			r.others = addOnce(r.others, u)
			continue
		}
		r.leads = addOnce(r.leads, u)
	}
	r.others = append(r.others, l.others...)
	if s, _ := x.text(SplitUnits); s != "" { // 主办/分办, one may be empty
		one, two, _ := strings.Cut(s, "/")
		for _, u := range append(splitList(one), splitList(two)...) {
			r.leads = addOnce(r.leads, bare(u))
		}
		if strings.TrimSpace(two) != "" && r.role == "" {
			r.role = data.Separate
		}
	}
	l = read(AnyUnit)
	others, plain := l.others, l.plain
	switch {
	case len(l.leads) > 0:
		r.leads = append(r.leads, l.leads...)
		others = append(others, plain...)
	case len(plain) > 0 && cmp.Or(r.role, x.told.role) == data.Separate:
		r.leads = append(r.leads, plain...)
	case len(plain) > 0 && len(r.leads) == 0:
		r.leads, others = plain[:1], append(plain[1:], others...)
	default:
		others = append(plain, others...)
	}
	for _, u := range others {
		r.others = addOnce(r.others, u)
	}
	l = read(CoUnit)
	for _, u := range append(append(l.leads, l.others...), l.plain...) {
		r.others = addOnce(r.others, u)
	}
	if role := cmp.Or(r.role, x.told.role, data.Lead); role != data.Separate && len(r.leads) > 1 {
		x.note("写了" + strconv.Itoa(len(r.leads)) + "个主办单位，第一个按主办，其余按协办登记；各自答复的请填分办")
		r.leads, r.others = r.leads[:1], append(slices.Clone(r.leads[1:]), r.others...)
	}
	r.others = without(r.others, r.leads)
	if open {
		x.note("单位写着“等”或“各……”，没有写出的单位请补登")
	}
	for _, s := range joined {
		x.note("“" + clip(s, 30) + "”像是几个单位，分不开，按一个登记；是几个的请用顿号隔开")
	}
}

func without(all, taken []string) (rest []string) {
	for _, s := range all {
		found := false
		for _, t := range taken {
			found = found || data.SameName(s, t)
		}
		if !found {
			rest = append(rest, s)
		}
	}
	return rest
}
