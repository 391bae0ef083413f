package paperwork_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"jianban/data"
	"jianban/data/packet"
	"jianban/data/registry"
	"jianban/paperwork"
)

var packetDay = data.NewDate(2022, 12, 31)

// exchange is an office with a unit's registry made from its task package.
type exchange struct {
	t                  *testing.T
	dir, office, other string // other is the unit's registry
	task               string
	item               data.Case // as the office has it, led by the unit, with a letter not signed
}

// newExchange makes a demonstration office, takes back the signing of one letter, and
// hands its unit the task package.
func newExchange(t *testing.T) *exchange {
	t.Helper()
	e := &exchange{t: t, dir: t.TempDir()}
	var err error
	if e.office, err = paperwork.MakeDemo(t.Context(), filepath.Join(e.dir, "d"), 0, 1); err != nil {
		t.Fatal(err)
	}
	for _, c := range casesIn(t, e.office) {
		a, led := c.LeadAssignment()
		if c.Proposal.Role.Answers() && led && a.Unit.Name == "区住建局" {
			e.item = c
		}
	}
	e.change(e.office, func(tx *registry.Tx) error {
		for _, f := range e.item.Feedback {
			if err := tx.Remove(data.RecordFeedback, f.ID); err != nil {
				return err
			}
		}
		for _, d := range e.item.Dispatches {
			if err := tx.Remove(data.RecordDispatch, d.ID); err != nil {
				return err
			}
		}
		if e.item.Disclosure.ID != 0 {
			if err := tx.Remove(data.RecordDisclosure, e.item.Disclosure.ID); err != nil {
				return err
			}
		}
		for _, r := range e.item.Replies {
			r.Sent, r.SentBy, r.SignOff.Signed, r.DocNumber = data.Date{}, "", data.Date{}, ""
			if err := tx.SaveReply(&r); err != nil {
				return err
			}
		}
		return nil
	})
	e.task, e.other = filepath.Join(e.dir, "task.jbpkg"), filepath.Join(e.dir, "unit.db")
	e.writeTask(e.task)
	if _, err := paperwork.OpenTask(t.Context(), e.task, e.other); err != nil {
		t.Fatal(err)
	}
	return e
}

func (e *exchange) writeTask(path string) {
	e.t.Helper()
	_, err := paperwork.WriteTasks(e.t.Context(), e.office, packetDay, paperwork.TaskAsk{Year: 2022, Units: []string{"区住建局"}, Out: path, Program: "test"})
	if err != nil {
		e.t.Fatal(err)
	}
}

// change makes one change in a registry.
func (e *exchange) change(path string, f func(*registry.Tx) error) {
	e.t.Helper()
	d, err := paperwork.OpenToWork(e.t.Context(), path, false)
	if err != nil {
		e.t.Fatal(err)
	}
	err = d.Registry.Do(e.t.Context(), registry.Action{What: "改"}, f)
	if err := errors.Join(err, d.Close()); err != nil {
		e.t.Fatal(err)
	}
}

// of finds the item in a registry, by its number.
func (e *exchange) of(path string) data.Case {
	e.t.Helper()
	all := casesIn(e.t, path)
	i := slices.IndexFunc(all, func(c data.Case) bool {
		return c.Proposal.Number == e.item.Proposal.Number && c.Proposal.Title == e.item.Proposal.Title
	})
	if i < 0 {
		e.t.Fatalf("%s lacks the item", path)
	}
	return all[i]
}

func (e *exchange) back(name string) string {
	e.t.Helper()
	path := filepath.Join(e.dir, name)
	if _, err := paperwork.WriteReturn(e.t.Context(), e.other, path, 0, "test", packetDay); err != nil {
		e.t.Fatal(err)
	}
	return path
}

func (e *exchange) take(o packet.Options, files ...string) (*packet.Plan, error) {
	o.Today = packetDay
	return paperwork.TakeReturns(e.t.Context(), e.office, files, o, false)
}

func (e *exchange) mustTake(o packet.Options, files ...string) *packet.Plan {
	e.t.Helper()
	plan, err := e.take(o, files...)
	if err != nil {
		e.t.Fatal(err)
	}
	return plan
}

func told(plan *packet.Plan) string {
	var all []string
	for _, d := range plan.Differences {
		all = append(all, d.Key+"："+d.Ours+"→"+d.Theirs)
	}
	return strings.Join(slices.Concat(all, plan.Notes), "\n")
}

// work enters in the unit's registry what a unit enters.
func (e *exchange) work() {
	e.t.Helper()
	c := e.of(e.other)
	e.change(e.other, func(tx *registry.Tx) error {
		talk := data.Consultation{ProposalID: c.Proposal.ID, Phase: data.During, Date: data.NewDate(2022, 5, 20), Method: data.FaceToFace, Place: "工地", Attended: []data.ID{c.Proposal.LeadProposer().ID}, Said: "赞成", Items: []data.AgreedItem{{What: "补种"}}}
		if err := tx.SaveConsultation(&talk); err != nil {
			return err
		}
		proof := data.Attachment{ProposalID: c.Proposal.ID, ConsultationID: talk.ID, Name: "签字.txt", Added: packetDay}
		if err := tx.AddAttachment(&proof, bytes.NewReader([]byte("已签字"))); err != nil {
			return err
		}
		r := c.Replies[0]
		r.Body = "单位改写的正文。"
		return tx.SaveReply(&r)
	})
}

// What a unit enters comes into the office's registry, attachments and all, and only
// once; further work comes with the next return.
func TestAUnitsWorkComesBack(t *testing.T) {
	e := newExchange(t)
	for _, c := range casesIn(t, e.other) {
		if !slices.ContainsFunc(c.Assignments, func(a data.Assignment) bool { return a.Unit.Name == "区住建局" }) {
			t.Errorf("the unit sees 第%s号", c.Proposal.Number)
		}
	}
	if got, want := len(casesIn(t, e.other)), 2; got != want {
		t.Errorf("the unit has %d items, want %d", got, want)
	}
	e.work()
	first := e.back("r1.jbpkg")
	before := e.of(e.office)
	plan := e.mustTake(packet.Options{}, first)
	if len(plan.Differences) != 3 || plan.Open() != 0 {
		t.Fatalf("taken:\n%s", told(plan))
	}
	got := e.of(e.office)
	if len(got.Consultations) != len(before.Consultations)+1 || got.Replies[0].Body != "单位改写的正文。" || got.Replies[0].ID != before.Replies[0].ID {
		t.Errorf("the office has %d talks, reply %q", len(got.Consultations), got.Replies[0].Body)
	}
	i := slices.IndexFunc(got.Attachments, func(a data.Attachment) bool { return a.Name == "签字.txt" })
	k := slices.IndexFunc(got.Consultations, func(x data.Consultation) bool { return x.Place == "工地" })
	if i < 0 || k < 0 || got.Attachments[i].ConsultationID != got.Consultations[k].ID || got.Consultations[k].Attended[0] != got.Proposal.LeadProposer().ID {
		t.Fatalf("attachment %d, talk %d: %+v", i, k, got.Attachments)
	}
	d, err := paperwork.Open(t.Context(), e.office, packetDay)
	if err != nil {
		t.Fatal(err)
	}
	var content bytes.Buffer
	err = d.Registry.AttachmentData(t.Context(), got.Attachments[i].ID, &content)
	if err := errors.Join(err, d.Close()); err != nil || content.String() != "已签字" {
		t.Errorf("its content is %q, %v", content.String(), err)
	}
	if plan := e.mustTake(packet.Options{}, first); len(plan.Differences) > 0 || !strings.Contains(told(plan), "读入过") {
		t.Errorf("again:\n%s", told(plan))
	}
	c := e.of(e.other)
	e.change(e.other, func(tx *registry.Tx) error {
		x := c.Consultations[slices.IndexFunc(c.Consultations, func(x data.Consultation) bool { return x.Place == "工地" })]
		x.Said = "赞成，希望加快"
		return tx.SaveConsultation(&x)
	})
	second := e.back("r2.jbpkg")
	plan = e.mustTake(packet.Options{}, second)
	if len(plan.Differences) != 1 || plan.Differences[0].Conflict || plan.Differences[0].Field != "代表意见" {
		t.Errorf("the second return:\n%s", told(plan))
	}
	if now := e.of(e.office); len(now.Consultations) != len(got.Consultations) || len(now.Attachments) != len(got.Attachments) {
		t.Errorf("%d talks, %d files after the second", len(now.Consultations), len(now.Attachments))
	}
	if _, err := e.take(packet.Options{}, first); !data.Told(err) || !strings.Contains(err.Error(), "是旧的") {
		t.Errorf("an older return: %v", err)
	}
}

// A field changed on both sides stops everything until somebody has chosen.
func TestConflictsAreChosenOneByOne(t *testing.T) {
	e := newExchange(t)
	e.work()
	back := e.back("r.jbpkg")
	office := e.of(e.office)
	e.change(e.office, func(tx *registry.Tx) error {
		r := office.Replies[0]
		r.Body, r.Contact = "办公室改写的正文。", "赵六"
		return tx.SaveReply(&r)
	})
	plan := e.mustTake(packet.Options{}, back)
	if plan.Open() != 1 || len(e.of(e.office).Consultations) != len(office.Consultations) {
		t.Fatalf("with an open conflict:\n%s", told(plan))
	}
	key := office.Proposal.Number + ":答复（第1次）.正文"
	if d := plan.Differences[slices.IndexFunc(plan.Differences, func(d packet.Difference) bool { return d.Conflict })]; d.Key != key || d.Base != office.Replies[0].Body || d.Ours != "办公室改写的正文。" || d.Theirs != "单位改写的正文。" {
		t.Errorf("the conflict is told as %+v", d)
	}
	if plan := e.mustTake(packet.Options{All: packet.Theirs, Take: map[string]packet.Choice{"没有": packet.Ours}}, back); len(plan.Unmet) != 1 || len(e.of(e.office).Consultations) != len(office.Consultations) {
		t.Errorf("a choice that meets nothing: %v", plan.Unmet)
	}
	e.mustTake(packet.Options{All: packet.Theirs, Take: map[string]packet.Choice{key: packet.Ours}}, back)
	got := e.of(e.office)
	if got.Replies[0].Body != "办公室改写的正文。" || got.Replies[0].Contact != "赵六" || len(got.Consultations) != len(office.Consultations)+1 {
		t.Errorf("taken with ours: %q %q", got.Replies[0].Body, got.Replies[0].Contact)
	}
}

// A signed letter is the office's: what a unit still changes in it is told, not taken.
func TestASignedLetterStays(t *testing.T) {
	e := newExchange(t)
	e.work()
	back := e.back("r.jbpkg")
	c := e.of(e.office)
	e.change(e.office, func(tx *registry.Tx) error {
		r := c.Replies[0]
		r.SignOff.Signed = data.NewDate(2022, 6, 1)
		return tx.SaveReply(&r)
	})
	plan := e.mustTake(packet.Options{}, back)
	if got := e.of(e.office).Replies[0].Body; got != c.Replies[0].Body || !strings.Contains(told(plan), "已签发") {
		t.Errorf("signed, the text became %q:\n%s", got, told(plan))
	}
}

// Packages that are not what they should be are refused, each by its name.
func TestPackagesThatAreRefused(t *testing.T) {
	e := newExchange(t)
	back := e.back("r.jbpkg")
	foreign := newExchange(t).back("fremd.jbpkg")
	whole, err := os.ReadFile(back)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, content []byte) string {
		path := filepath.Join(e.dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	cut := write("cut.jbpkg", whole[:len(whole)-40])
	spoilt := slices.Clone(whole)
	spoilt[len(whole)/3] ^= 0x40
	for name, c := range map[string]struct{ path, want string }{
		"foreign": {foreign, "另一个办公室"}, "cut": {cut, "不是完整的"}, "spoilt": {write("spoilt.jbpkg", spoilt), "已损坏"},
		"forged": {forged(t, back, filepath.Join(e.dir, "forged.jbpkg")), "签名不对"}, "a task": {e.task, "是任务包"}, "missing": {filepath.Join(e.dir, "nirgends.jbpkg"), "找不到"}, "empty": {write("leer.jbpkg", nil), "不是任务包"},
	} {
		_, err := e.take(packet.Options{}, c.path)
		if !data.Told(err) || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), filepath.Base(c.path)) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := paperwork.OpenTask(context.Background(), c.path, filepath.Join(e.dir, "neu.db")); name != "a task" && !data.Told(err) { // a return is none either
			t.Errorf("%s opened: %v", name, err)
		}
	}
	if _, err := paperwork.OpenTask(t.Context(), forged(t, e.task, filepath.Join(e.dir, "forgedtask.jbpkg")), filepath.Join(e.dir, "neu.db")); !data.Told(err) || !strings.Contains(err.Error(), "签名不对") {
		t.Errorf("a forged task: %v", err)
	}
	e.writeTask(filepath.Join(e.dir, "task2.jbpkg"))
	unit := e.other
	e.other = filepath.Join(e.dir, "unit2.db")
	if _, err := paperwork.OpenTask(t.Context(), filepath.Join(e.dir, "task2.jbpkg"), e.other); err != nil {
		t.Fatal(err)
	}
	if plan := e.mustTake(packet.Options{}, back); !strings.Contains(told(plan), "之后又发过第2号") {
		t.Errorf("a return to the task before the last:\n%s", told(plan))
	}
	e.mustTake(packet.Options{}, e.back("r2.jbpkg"))
	e.other = unit
	if _, err := e.take(packet.Options{}, e.back("r3.jbpkg")); !data.Told(err) || !strings.Contains(err.Error(), "已经过时") {
		t.Errorf("a return to a task whose successor was answered: %v", err)
	}
}

// The form of a package, filled in by hand, comes back as the program's own returns do.
func TestAFilledFormComesBack(t *testing.T) {
	e := newExchange(t)
	form := filepath.Join(e.dir, "填写.xlsx")
	fillForm(t, e.task, form, e.item.Proposal.Number, map[string]string{"沟通日期": "2022-05-20", "沟通方式": "面商", "代表意见": "赞成", "答复或意见全文": "填表写的正文。"})
	before := e.of(e.office)
	plan := e.mustTake(packet.Options{}, form)
	got := e.of(e.office)
	if len(got.Consultations) != len(before.Consultations)+1 || len(got.Replies) != 1 || got.Replies[0].Body != "填表写的正文。" {
		t.Errorf("%d talks, reply %q:\n%s", len(got.Consultations), got.Replies[0].Body, told(plan))
	}
	if plan := e.mustTake(packet.Options{}, form); len(plan.Differences) > 0 {
		t.Errorf("again:\n%s", told(plan))
	}
	fillForm(t, e.task, form, e.item.Proposal.Number, map[string]string{"沟通日期": "5月底", "沟通方式": "面商"})
	if _, err := e.take(packet.Options{}, form); !data.Told(err) || !strings.Contains(err.Error(), "沟通日期") || !strings.Contains(err.Error(), "填写.xlsx”第") {
		t.Errorf("no day: %v", err)
	}
}

// fillForm takes the form out of a task package and fills cells of one item's row.
func fillForm(t *testing.T, task, to, number string, cells map[string]string) {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(partOf(t, task, "填写.xlsx")))
	if err != nil {
		t.Fatal(err)
	}
	sheet := book.GetSheetName(0)
	rows, err := book.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(rows[1], "编号")
	row := slices.IndexFunc(rows, func(r []string) bool { return len(r) > at && r[at] == number })
	for title, text := range cells {
		name, err := excelize.CoordinatesToCellName(slices.Index(rows[1], title)+1, row+1)
		if err == nil {
			err = book.SetCellStr(sheet, name, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(book.SaveAs(to), book.Close()); err != nil {
		t.Fatal(err)
	}
}
