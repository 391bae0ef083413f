package proposal

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/data/fault"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// RegistryLists are what forms choose from.
type RegistryLists struct {
	Books   []data.Book
	Units   []data.Unit
	Leaders []data.Leader
	// whole reads all of them, where these are only what was on screen; nil mostly.
	whole func() (RegistryLists, error)
}

// LoadLists reads what the forms of a proposal offer. It touches no widget.
func LoadLists(ctx context.Context, r screen.Reader) (l RegistryLists, err error) {
	if l.Books, err = r.Books(ctx); err != nil {
		return l, err
	}
	if l.Units, err = r.Units(ctx); err != nil {
		return l, err
	}
	slices.SortStableFunc(l.Units, func(a, b data.Unit) int { return data.ByPinyin(a.Name, b.Name) })
	l.Leaders, err = r.Leaders(ctx)
	return l, err
}

// withLists loads the lists, then calls f on the UI goroutine. Where a shared registry
// does not answer, f gets what is on screen of the cases given, if any.
func withLists(d screen.Deps, h screen.Host, f func(RegistryLists), shown ...data.Case) {
	var l RegistryLists
	var saving context.Context // of a change, which is short and not cancelled
	h.RunTask("正在读取", func(ctx context.Context, _ screen.Progress) (err error) {
		saving = context.WithoutCancel(ctx)
		if d.Shared == nil || len(shown) == 0 {
			l, err = LoadLists(ctx, d.Store)
		} else {
			l, err = listsSoon(ctx, d.Store)
		}
		return err
	}, func(err error) {
		switch {
		case err == nil:
			f(l)
		case data.Lost(err) && len(shown) > 0:
			h.Say("共享登记库连不上，表单按屏幕上的内容打开")
			f(listsShown(saving, d, shown))
		default:
			h.Fail(err)
		}
	})
}

// listsPatience is how long a form waits for a shared registry's lists.
const listsPatience = 4 * time.Second

// listsSoon loads the lists, or says that the registry does not answer: a cable that
// was pulled is known of late only, and nobody should wait for that.
func listsSoon(ctx context.Context, r screen.Reader) (RegistryLists, error) {
	type answer struct {
		l   RegistryLists
		err error
	}
	answers := make(chan answer, 1)
	fault.Go(func() {
		l, err := LoadLists(ctx, r)
		answers <- answer{l, err}
	})
	select {
	case a := <-answers:
		return a.l, a.err
	case <-ctx.Done():
		return RegistryLists{}, ctx.Err()
	case <-time.After(listsPatience):
		return RegistryLists{}, data.Problem{Field: "登记库", Message: "共享登记库没有应答", Hint: "请看服务器和网络", Lost: true}
	}
}

// listsShown are the books, units and leaders of cases. What else there is is read when
// it is saved.
func listsShown(saving context.Context, d screen.Deps, cases []data.Case) RegistryLists {
	l := RegistryLists{whole: func() (RegistryLists, error) { return LoadLists(saving, d.Store) }}
	for _, c := range cases {
		l.Books = append(l.Books, c.Book)
		if c.Proposal.Sponsor.ID != 0 {
			l.Leaders = append(l.Leaders, c.Proposal.Sponsor)
		}
		for _, a := range c.Assignments {
			if !slices.ContainsFunc(l.Units, func(u data.Unit) bool { return u.ID == a.Unit.ID }) {
				l.Units = append(l.Units, a.Unit)
			}
		}
	}
	return l
}

// told is what stands in a form that was opened without the registry; nil mostly.
func (l RegistryLists) told() fyne.CanvasObject {
	if l.whole == nil {
		return nil
	}
	return ui.NewSmallText("共享登记库现在连不上：这里是屏幕上的内容，名单不全。填写的随时记在草稿里，连上以后再点“保存”；也可以先关闭程序，下次打开时恢复。")
}

// UnitNames are the units by name.
func (l RegistryLists) UnitNames() []string {
	var out []string
	for _, u := range l.Units {
		out = append(out, u.Name)
	}
	return out
}

// LeaderNames are the leaders with their posts.
func (l RegistryLists) LeaderNames() []string {
	var out []string
	for _, x := range l.Leaders {
		out = append(out, words.Leader(x))
	}
	return out
}

// saveUnit finds the unit of that name or registers it.
func (l RegistryLists) saveUnit(tx screen.Tx, name string) (data.Unit, error) {
	name = strings.TrimSpace(name)
	for _, u := range l.Units {
		if u.Name == name || u.FullName == name && name != "" {
			return u, nil
		}
	}
	if l.whole != nil {
		all, err := l.whole()
		if err != nil {
			return data.Unit{}, err
		}
		return all.saveUnit(tx, name)
	}
	u := data.Unit{Name: name}
	return u, form.Relabel(tx.SaveUnit(&u), map[string]string{"单位简称": "承办单位"})
}

// saveLeader finds the leader typed as 职务 姓名 or registers one; empty is
// none.
func (l RegistryLists) saveLeader(tx screen.Tx, typed string) (data.Leader, error) {
	typed = strings.Join(strings.Fields(typed), " ")
	if typed == "" {
		return data.Leader{}, nil
	}
	for _, x := range l.Leaders {
		if words.Leader(x) == typed || x.Name == typed {
			return x, nil
		}
	}
	if l.whole != nil {
		all, err := l.whole()
		if err != nil {
			return data.Leader{}, err
		}
		return all.saveLeader(tx, typed)
	}
	x := data.Leader{Name: typed}
	if post, name, ok := strings.Cut(typed, " "); ok {
		x.Post, x.Name = post, name
	}
	return x, form.Relabel(tx.SaveLeader(&x), map[string]string{"领导姓名": "牵头领导", "职务": "牵头领导"})
}

// proposalForm edits a proposal's facts; for a new one also its first unit.
type proposalForm struct {
	form.Editor
	deps                    screen.Deps
	lists                   RegistryLists
	p                       data.Proposal
	then                    func(data.ID)
	typedUnit, typedSponsor string  // taken when the fields are read
	saved                   data.ID // of the last transaction; kept where it was committed

	book                               *ui.Choice[data.ID]
	number, title, topic, remark, body *ui.Entry
	names, text                        *ui.Entry
	kind                               *ui.Choice[data.Kind]
	role                               *ui.Choice[data.Role]
	handed, required                   *ui.DateEntry
	unit, sponsor, supervisor          *ui.Combo
	committee                          *ui.Entry
	overRow                            []*ui.Row
	bodyRow                            *ui.Row
	unitHints, topicHints              fyne.CanvasObject
	key, between                       *ui.TickBox
	alike                              *alikeRow // below the title of a new one
	hints                              *Hinting  // of its unit and topic
}

// NewProposal opens the form of a new proposal, after a first book was made
// where there is none. Done gets the new ID.
func NewProposal(d screen.Deps, h screen.Host, start data.Proposal, done func(data.ID)) {
	withLists(d, h, func(l RegistryLists) {
		if len(l.Books) == 0 {
			h.EditBook(data.Book{}, func(b data.Book) {
				l.Books = append(l.Books, b)
				start.BookID = b.ID
				openProposal(d, h, l, start, done)
			})
			return
		}
		if start.BookID == 0 {
			start.BookID = bookOf(l.Books, h)
		}
		openProposal(d, h, l, start, done)
	})
}

// bookOf is the book a new proposal most likely belongs to.
func bookOf(books []data.Book, h screen.Host) data.ID {
	if h.Book() != 0 {
		return h.Book()
	}
	for _, b := range books {
		if b.Meeting.Year == h.Year() {
			return b.ID
		}
	}
	return books[len(books)-1].ID
}

func (t *Detail) editProposal() {
	p := t.model.Case.Proposal
	withLists(t.deps, t.host, func(l RegistryLists) { openProposal(t.deps, t.host, l, p, func(data.ID) {}) }, t.model.Case)
}

func openProposal(d screen.Deps, h screen.Host, l RegistryLists, p data.Proposal, done func(data.ID)) {
	f := &proposalForm{deps: d, lists: l, p: p, then: done}
	f.Host, f.Form, f.Width = h, ui.NewForm(), 760
	f.Editor.Title, f.Again = "新建建议", screen.AgainNew
	if p.ID != 0 {
		f.Again = screen.AgainEdit
		f.Editor.Title = "编辑" + words.Number(p)
	}
	f.build()
	f.Editor.Print, f.Editor.Read, f.Editor.Write = f.typed, f.readAll, f.writeAll
	f.Editor.Done = func() { f.then(f.saved) }
	if p.ID == 0 { // the next of a pile mostly is of the same book and day
		f.Editor.Next = func() {
			next := data.Proposal{BookID: f.p.BookID, HandedOver: f.p.HandedOver, Kind: f.p.Kind, Between: f.p.Between}
			h.Say("已登记" + words.Number(f.p) + "，请登记下一件。")
			NewProposal(d, h, next, done)
		}
	}
	if p.ID != 0 {
		f.Editor.Record = words.Number(p) + "建议"
		f.Editor.Remove = func(tx screen.Tx) error { return tx.Remove(data.RecordProposal, p.ID) }
	}
	if told := l.told(); told != nil {
		f.Form.AddObject(told)
	}
	f.Open(f.number)
	f.alike.Resized, f.hints.Resized = f.Panel.Fit, f.Panel.Fit
}

func (f *proposalForm) build() {
	p := f.p
	var books []ui.Option[data.ID]
	for _, b := range f.lists.Books {
		books = append(books, ui.Option[data.ID]{Value: b.ID, Label: words.Book(b)})
	}
	f.book = ui.NewChoice("请选择届次", books, func(data.ID) { f.onBook() })
	f.book.Fill(p.BookID)
	f.number = f.Field("如 12，照原件填写", p.Number)
	f.kind = ui.NewChoice("请选择", ui.Options(data.Kinds), nil)
	f.kind.Fill(p.Kind)
	f.role = ui.NewChoice("请选择", roleOptions(data.Congress), func(data.Role) { f.onRole() })
	f.role.Fill(p.Role)
	f.title = f.Field("如 关于……的建议", p.Title)
	f.names = f.Field("领衔在前，用“、”隔开，代表团写在括号里：李某（红塔代表团）、王某", words.NamesTyped(p.Proposers))
	f.title.Mend, f.names.Mend, f.names.Paste = data.MendTitle, words.MendNames, words.MendNames
	f.handed = f.Day(p.HandedOver, f.year(), f.deps.Today())
	f.required = f.Day(p.Required, f.year(), data.Date{})
	f.supervisor = ui.NewCombo("如 区人大常委会副主任 张某", f.lists.LeaderNames())
	f.supervisor.Fill(p.Supervisor)
	f.committee = f.Field("如 区人大城建环保工委", p.Committee)
	f.unit = ui.NewCombo("选择或填写单位简称", f.lists.UnitNames())
	f.sponsor = ui.NewCombo("如 副区长 赵某", f.lists.LeaderNames())
	f.sponsor.Fill(words.Leader(p.Sponsor))
	f.body = f.Field("如 市住房和城乡建设局", p.LeadBody)
	f.topic = f.Field("如 城建交通", p.Topic)
	f.remark = f.Field("", p.Remark)
	f.text = f.Prose("代表的原文", p.Text, 6)
	f.key, f.between = ui.NewTickBox("重点督办", func(bool) { f.onKey() }), ui.NewTickBox("闭会期间提出", nil)
	f.key.Fill(p.Key)
	f.between.Fill(p.Between)
	f.alike = newAlikeRow(f.deps, f.Host)
	f.hints = NewHinting(f.deps, f.lists.Units)
	f.unitHints, f.topicHints = f.hints.Units(&f.unit.Entry), f.hints.Topics(f.topic)
	if p.ID == 0 {
		seek := func(string) {
			f.alike.Seek(f.title.Text, f.text.Text)
			f.hints.Seek(data.Proposal{Title: f.title.Text, Text: f.text.Text, Topic: f.topic.Text})
		}
		f.title.OnEdit(seek)
		f.text.OnEdit(seek)
	}
	f.place()
	f.onBook()
	f.onRole()
	f.onKey()
}

func (f *proposalForm) place() {
	x := f.Form
	x.LabelWidth = 104
	addBook := ui.NewQuiet("新建届次", nil, f.onNewBook)
	x.Add("办理册", true, ui.BorderRight(f.book, addBook), "")
	x.Pair(x.NewRow("编号", true, f.number, ""), x.NewRow("交办日期", true, f.handed, ""))
	x.Pair(x.NewRow("类型", true, f.kind, ""), x.NewRow("办理方式", true, f.role, ""))
	x.Add("标题", true, f.title, "")
	x.AddObject(f.alike.Root)
	x.Add("领衔代表", true, f.names, "")
	if f.p.ID == 0 {
		x.Pair(x.NewRow("承办单位", false, f.unit, ""), x.NewRow("牵头领导", false, f.sponsor, ""))
		x.AddObject(f.unitHints)
	} else {
		x.Add("牵头领导", false, f.sponsor, "")
	}
	f.bodyRow = x.Add("主办机关", true, f.body, "")
	x.Pair(x.NewRow("类别主题", false, f.topic, ""), x.NewRow("要求办结日期", false, f.required, "交办文件写明的"))
	x.AddObject(f.topicHints)
	x.Add("备注", false, f.remark, "")
	x.Add("", false, ui.Beside(f.key, f.between), "")
	f.overRow = []*ui.Row{x.NewRow("督办领导", false, f.supervisor, ""), x.NewRow("督办委室", false, f.committee, "")}
	x.Pair(f.overRow[0], f.overRow[1])
	x.Add("内容", false, f.text, "")
}

// year is the year of the chosen book; days typed without a year lie in it.
func (f *proposalForm) year() int {
	if b, ok := f.chosenBook(); ok {
		return b.Meeting.Year
	}
	return f.deps.Today().Year()
}

func (f *proposalForm) chosenBook() (data.Book, bool) {
	i := slices.IndexFunc(f.lists.Books, func(b data.Book) bool { return b.ID == f.book.Value() })
	if i < 0 {
		return data.Book{}, false
	}
	return f.lists.Books[i], true
}

// roleOptions are the roles in the words of a body.
func roleOptions(b data.Body) []ui.Option[data.Role] {
	options := ui.Options(data.Roles)
	for i := range options {
		if options[i].Value == data.Assist {
			options[i].Label = b.Assisting()
		}
	}
	return options
}

// onBook suggests the kind that a book's body raises, and the part of the office
// where it hands out.
func (f *proposalForm) onBook() {
	b, ok := f.chosenBook()
	if !ok {
		return
	}
	f.handed.Year = b.Meeting.Year
	f.role.SetChoices(roleOptions(b.Meeting.Body))
	if f.p.ID == 0 {
		if b.Direction == data.HandedOut && f.role.Value() == "" { // a unit answers, and we hand it out
			f.role.Fill(data.Lead)
		}
		kind := data.Suggestion
		if b.Meeting.Body == data.CPPCC {
			kind = data.CPPCCProposal
		}
		f.kind.Fill(kind)
	}
}

// onRole shows the body we send our opinion to where we assist.
func (f *proposalForm) onRole() { f.bodyRow.Show(f.role.Value() == data.Assist) }

// onKey shows who supervises a key proposal; what is filled in stays in sight.
func (f *proposalForm) onKey() {
	for _, r := range f.overRow {
		r.Show(f.key.Checked || f.supervisor.Text+f.committee.Text != "")
	}
}

func (f *proposalForm) onNewBook() {
	f.Host.EditBook(data.Book{}, func(b data.Book) {
		f.lists.Books = append(f.lists.Books, b)
		f.book.SetChoices(append(f.bookOptions(), ui.Option[data.ID]{Value: b.ID, Label: words.Book(b)}))
		f.book.Fill(b.ID)
		f.onBook()
	})
}

func (f *proposalForm) bookOptions() []ui.Option[data.ID] {
	var books []ui.Option[data.ID]
	for _, b := range f.lists.Books[:len(f.lists.Books)-1] {
		books = append(books, ui.Option[data.ID]{Value: b.ID, Label: words.Book(b)})
	}
	return books
}

func (f *proposalForm) typed() string {
	return fmt.Sprint(f.book.Value(), f.number.Text, f.kind.Value(), f.role.Value(), f.title.Text, f.names.Text, f.handed.Text, f.required.Text, f.supervisor.Text, f.committee.Text,
		f.unit.Text, f.sponsor.Text, f.body.Text, f.topic.Text, f.remark.Text, f.text.Text, f.key.Checked, f.between.Checked)
}

// readAll takes the fields; what the record itself can tell is named here
// already, so that all that is wrong shows at once.
func (f *proposalForm) readAll() data.Problems {
	var problems data.Problems
	p := &f.p
	p.BookID, p.Number, p.Kind, p.Role, p.Title = f.book.Value(), f.number.Text, f.kind.Value(), f.role.Value(), f.title.Text
	p.LeadBody, p.Topic, p.Remark, p.Text = f.body.Text, f.topic.Text, f.remark.Text, f.text.Text
	p.Key, p.Between, p.Supervisor, p.Committee = f.key.Checked, f.between.Checked, f.supervisor.Text, f.committee.Text
	f.typedUnit, f.typedSponsor = strings.TrimSpace(f.unit.Text), f.sponsor.Text
	form.ReadDay(&problems, "交办日期", f.handed, &p.HandedOver)
	form.ReadDay(&problems, "要求办结日期", f.required, &p.Required)
	b, _ := f.chosenBook()
	p.Proposers = words.ParseNames(f.names.Text, b.Meeting.Body, p.Proposers)
	unread := len(problems) > 0
	for _, w := range p.Validate() {
		if w.Field == "代表姓名" || w.Field == "代表团" || w.Field == "机构" {
			w.Field = "领衔代表"
		}
		if unread && w.Field == "交办日期" {
			continue
		}
		problems = append(problems, w)
	}
	return problems
}

func (f *proposalForm) writeAll(tx screen.Tx) error {
	p, fresh := f.p, f.p.ID == 0
	var err error
	if p.Sponsor, err = f.lists.saveLeader(tx, f.typedSponsor); err != nil {
		return err
	}
	if err := tx.SaveProposal(&p); err != nil {
		return err
	}
	if fresh && f.typedUnit != "" {
		u, err := f.lists.saveUnit(tx, f.typedUnit)
		if err != nil {
			return err
		}
		a := data.Assignment{ProposalID: p.ID, Unit: u, Part: data.LeadUnit, Assigned: p.HandedOver, Responsible: u.Responsible, Contact: u.Contact, Phone: u.Phone}
		if err := tx.SaveAssignment(&a); err != nil {
			return err
		}
	}
	f.saved = p.ID
	return nil
}
