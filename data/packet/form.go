package packet

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"jianban/data"
	"jianban/data/intake"
)

// The form that a unit without the program fills in by hand: a row an item, what the
// office knows on the left, empty columns on the right. More talks about one item are
// further rows with the same number.

// formColumn is a column of the form; fill puts what was typed there into a case.
type formColumn struct {
	title string
	width float64
	shown func(c data.Case, unit data.ID, r data.Rules) data.Value // nil of those to be filled in
}

// The titles of the columns that are filled in.
const (
	colBook     = "办理册"
	colNumber   = "编号"
	colAccepted = "签收日期"
	colTalkDay  = "沟通日期"
	colMethod   = "沟通方式"
	colPlace    = "沟通地点"
	colLedBy    = "牵头人"
	colSaid     = "代表意见"
	colAgreed   = "商定事项"
	colClass    = "建议类别"
	colText     = "答复或意见全文"
	colContact  = "联系人"
	colPhone    = "联系电话"
)

func text(s string) data.Value { return data.TextOf(s) }

var formColumns = []formColumn{
	{colBook, 26, func(c data.Case, _ data.ID, _ data.Rules) data.Value { return text(c.Book.Meeting.Short()) }},
	{colNumber, 14, func(c data.Case, _ data.ID, _ data.Rules) data.Value { return text(c.Proposal.Number) }},
	{"标题", 60, func(c data.Case, _ data.ID, _ data.Rules) data.Value { return text(c.Proposal.Title) }},
	{"提出人", 24, func(c data.Case, _ data.ID, _ data.Rules) data.Value { return text(c.ProposersInShort()) }},
	{"本单位", 14, func(c data.Case, unit data.ID, _ data.Rules) data.Value { return text(partOf(c, unit)) }},
	{"期限", 22, func(c data.Case, unit data.ID, r data.Rules) data.Value { return data.DayOf(limitOf(c, unit, r)) }},
	{colAccepted, 22, nil}, {colTalkDay, 22, nil}, {colMethod, 20, nil}, {colPlace, 26, nil}, {colLedBy, 20, nil},
	{colSaid, 50, nil}, {colAgreed, 50, nil}, {colClass, 14, nil}, {colText, 80, nil}, {colContact, 20, nil}, {colPhone, 26, nil},
}

// partOf is what the unit does in a case: 主办 or 协办.
func partOf(c data.Case, unit data.ID) string {
	for _, a := range c.Assignments {
		if a.Unit.ID == unit && a.Active() {
			return string(a.Part)
		}
	}
	return ""
}

// limitOf is the last day for what the unit owes.
func limitOf(c data.Case, unit data.ID, r data.Rules) data.Date {
	for _, a := range c.Assignments {
		if a.Unit.ID == unit && a.Active() && a.Part == data.CoUnit {
			return data.CoOpinionLimit(c, a, r).Deadline
		}
	}
	if c.Proposal.Role.Answers() {
		return data.ReplyLimit(c, r).Deadline
	}
	return data.OpinionLimit(c, r).Deadline
}

// Form is the form of a task, to be filled in.
func Form(m Manifest, cases []data.Case, unit data.ID, y data.RuleYears) data.List {
	l := data.List{Name: "填写", Title: fmt.Sprintf("%s %d年建议提案办理情况（任务包 %s）", m.Unit, m.Year, Code(m.Year, m.Number, m.ReturnKey)), Rows: len(cases)}
	for _, c := range formColumns {
		l.Columns = append(l.Columns, data.ListColumn{ID: c.title, Title: c.title, Width: c.width, Setting: data.Prose})
	}
	l.Row = func(i int, cells []data.Value) {
		for k, col := range formColumns {
			cells[k] = data.Value{}
			if col.shown != nil {
				cells[k] = col.shown(cases[i], unit, y.Of(cases[i]))
			}
		}
	}
	return l
}

// FormRow is what stands in one row of a form, by the titles of the columns.
type FormRow struct {
	At    int // as Excel numbers it
	Cells map[string]string
}

// FilledForm is a form as it was read.
type FilledForm struct {
	Year, Number int
	Key          string // the first digits of the return key
	Rows         []FormRow
}

var formCode = regexp.MustCompile(`JB-(\d{4})-(\d{1,4})-([0-9a-f]{8})`)

// ReadForm finds a task's form in a workbook; ok is false where it is none.
func ReadForm(f *intake.File) (form FilledForm, ok bool) {
	for _, s := range f.Sheets {
		var heads []string
		for _, row := range s.Rows {
			switch {
			case form.Key == "":
				for _, c := range row.Cells {
					if m := formCode.FindStringSubmatch(c.Text); m != nil {
						form.Year, _ = strconv.Atoi(m[1]) // digits
						form.Number, _ = strconv.Atoi(m[2])
						form.Key = m[3]
					}
				}
			case heads == nil:
				for _, c := range row.Cells {
					heads = append(heads, strings.TrimSpace(c.Text))
				}
				if !slices.Contains(heads, colNumber) {
					heads = nil
				}
			default:
				cells := map[string]string{}
				for i, c := range row.Cells {
					if t := strings.TrimSpace(c.Text); i < len(heads) && t != "" {
						cells[heads[i]] = t
					}
				}
				if len(cells) > 0 {
					form.Rows = append(form.Rows, FormRow{row.At, cells})
				}
			}
		}
		if heads != nil {
			return form, true
		}
	}
	return FilledForm{}, false
}

// Filled are the items of a task with what was filled into its form. What is wrong in
// a row comes back as problems that name it.
func Filled(form FilledForm, base []data.Case, unit data.ID) ([]data.Case, data.Problems) {
	all := make([]data.Case, len(base))
	for i, c := range base {
		all[i] = Clone(c)
	}
	var wrong data.Problems
	fresh := data.ID(0)
	for _, row := range form.Rows {
		c, err := rowsCase(all, row)
		if err != nil {
			wrong = append(wrong, *err)
			continue
		}
		f := filling{row: row, c: c, unit: unit, fresh: &fresh}
		f.all()
		wrong = append(wrong, f.wrong...)
	}
	return all, wrong
}

// rowsCase finds the item of a row.
func rowsCase(all []data.Case, row FormRow) (*data.Case, *data.Problem) {
	number, book := row.Cells[colNumber], row.Cells[colBook]
	var found []*data.Case
	for i := range all {
		if data.NumberKey(all[i].Proposal.Number) == data.NumberKey(number) && (book == "" || book == all[i].Book.Meeting.Short()) {
			found = append(found, &all[i])
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	p := data.Problem{Row: row.At, Field: colNumber, Message: "任务包里没有第" + clip(number, 20) + "号", Hint: "请照原样填写编号和办理册"}
	if len(found) > 1 {
		p.Message, p.Hint = "有几册都有第"+number+"号", "请照原样填写办理册"
	}
	if number == "" {
		p.Message, p.Hint = "没有填写", "每一行都要有编号"
	}
	return nil, &p
}

// filling puts one row into its case.
type filling struct {
	row   FormRow
	c     *data.Case
	unit  data.ID
	fresh *data.ID // the last ID given to something new; they go down
	wrong data.Problems
}

func (f *filling) say(field, message, hint string) {
	f.wrong = append(f.wrong, data.Problem{Row: f.row.At, Field: field, Message: message, Hint: hint})
}

func (f *filling) cell(title string) string { return f.row.Cells[title] }

func (f *filling) day(title string) (d data.Date) {
	if t := f.cell(title); t != "" {
		var err error
		if d, err = data.ParseDate(t); err != nil {
			f.say(title, "“"+clip(t, 20)+"”不是日期", "请写成 2022-06-30")
		}
	}
	return d
}

func (f *filling) next() data.ID { *f.fresh--; return *f.fresh }

func (f *filling) all() {
	accepted := f.day(colAccepted)
	for i := range f.c.Assignments {
		if a := &f.c.Assignments[i]; a.Unit.ID == f.unit && a.Active() && !accepted.IsZero() {
			a.Accepted = accepted
		}
	}
	f.talk()
	f.letter()
}

// talk takes the columns of a talk.
func (f *filling) talk() {
	day, method := f.day(colTalkDay), data.Method(f.cell(colMethod))
	if day.IsZero() && method == "" && f.cell(colSaid)+f.cell(colAgreed) == "" {
		return
	}
	switch {
	case day.IsZero() && f.cell(colTalkDay) == "":
		f.say(colTalkDay, "没有填写", "填了沟通的内容就要有日期")
		return
	case day.IsZero():
		return
	case !slices.Contains(data.Methods, method):
		var names []string
		for _, m := range data.Methods {
			names = append(names, string(m))
		}
		f.say(colMethod, "不认识“"+clip(string(method), 20)+"”", "请从"+strings.Join(names, "、")+"里选")
		return
	}
	x := data.Consultation{ID: f.next(), ProposalID: f.c.Proposal.ID, Phase: data.During, Date: day, Method: method, Place: f.cell(colPlace), LedBy: f.cell(colLedBy), Said: f.cell(colSaid), Agreed: f.cell(colAgreed)}
	if method.InPerson() { // the form asks for no names: the lead proposer, as on the paper form
		x.Attended = []data.ID{f.c.Proposal.LeadProposer().ID}
	}
	f.c.Consultations = append(f.c.Consultations, x)
}

// letter takes the columns of the draft or opinion.
func (f *filling) letter() {
	body, class := f.cell(colText), strings.ToUpper(strings.TrimSuffix(f.cell(colClass), "类"))
	if body == "" && class == "" {
		return
	}
	s, _ := sightOf(*f.c, f.unit)
	switch {
	case !s.Leads:
		f.c.Opinions = append(f.c.Opinions, data.Opinion{ID: f.next(), ProposalID: f.c.Proposal.ID, Way: data.OpinionIn, Unit: data.Unit{ID: f.unit}, Body: body})
	case f.c.Proposal.Role.Answers():
		f.c.Replies = append(f.c.Replies, data.Reply{ID: f.next(), ProposalID: f.c.Proposal.ID, Round: f.round(), Class: class, Body: body, Contact: f.cell(colContact), ContactPhone: f.cell(colPhone)})
	default:
		f.c.Opinions = append(f.c.Opinions, data.Opinion{ID: f.next(), ProposalID: f.c.Proposal.ID, Way: data.OpinionOut, Body: body})
	}
}

// round is the round that is drafted: the one that the office has begun, else the next
// after those sent.
func (f *filling) round() int {
	last := 0
	for _, r := range f.c.Replies {
		if last = max(last, r.Round); r.Sent.IsZero() && r.ID > 0 {
			return r.Round
		}
	}
	return last + 1
}
