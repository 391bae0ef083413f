package packet_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianban/data"
	"jianban/data/datatest"
	"jianban/data/packet"
)

const unit data.ID = 5 // of datatest

// draft is a case that unit 5 leads, its letter not signed yet.
func draft(changes ...func(*data.Case)) data.Case {
	return datatest.Case(append([]func(*data.Case){func(c *data.Case) {
		c.Feedback, c.Disclosure = nil, data.Disclosure{}
		c.Replies[0].SignOff, c.Replies[0].Sent, c.Replies[0].DocNumber = data.SignOff{}, data.Date{}, ""
	}}, changes...)...)
}

func back(name string, base, theirs data.Case) packet.Sources {
	return packet.Sources{Returned: packet.Returned{File: name, Cases: []data.Case{theirs}}, Unit: unit, Base: []data.Case{base}}
}

func merged(ours data.Case, o packet.Options, returns ...packet.Sources) (*packet.Plan, data.Case) {
	o.Today = datatest.Day(7, 1)
	plan := packet.Merge(returns, func(id data.ID) (data.Case, bool) { return ours, id == ours.Proposal.ID }, o)
	if len(plan.Changed) == 0 {
		return plan, ours
	}
	return plan, plan.Changed[0].After
}

// What a unit has no part in it does not see, and of what it only helps with nothing
// of others' drafts and opinions, no marks and no urgings of others.
func TestAUnitSeesItsOwn(t *testing.T) {
	c := draft(func(c *data.Case) {
		c.Proposal.Remark = "内部"
		c.Assignments = append(c.Assignments, data.Assignment{ID: 2, Unit: data.Unit{ID: 6}, Part: data.CoUnit, Assigned: datatest.Day(3, 10)}, data.Assignment{ID: 3, Unit: data.Unit{ID: 7}, Part: data.CoUnit, Assigned: datatest.Day(3, 10), ReturnConsented: datatest.Day(3, 12)})
		c.Opinions = []data.Opinion{{ID: 1, Way: data.OpinionIn, Unit: data.Unit{ID: 6}, Body: "六"}, {ID: 2, Way: data.OpinionIn, Unit: data.Unit{ID: 8}, Body: "八"}}
		c.Supervisions = []data.Supervision{{ID: 1, Unit: data.Unit{ID: 6}}, {ID: 2, Unit: data.Unit{ID: 5}}}
	})
	if _, ok := packet.ForUnit(c, 7); ok {
		t.Error("a unit whose return was consented to sees the item")
	}
	lead, _ := packet.ForUnit(c, 5)
	helper, ok := packet.ForUnit(c, 6)
	if len(lead.Opinions) != 2 || len(lead.Replies) != 1 || len(lead.Supervisions) != 1 || lead.Supervisions[0].ID != 2 || lead.Proposal.Remark != "" {
		t.Errorf("who leads sees %+v", lead)
	}
	if !ok || len(helper.Opinions) != 1 || helper.Opinions[0].Body != "六" || len(helper.Replies) != 0 || len(helper.Supervisions) != 1 || helper.Supervisions[0].ID != 1 {
		t.Errorf("who helps sees %+v", helper)
	}
	if len(c.Opinions) != 2 || c.Proposal.Remark != "内部" {
		t.Error("the office's own case was changed")
	}
}

// What is the office's alone does not come back from a unit.
func TestWhatAUnitMayNotEnter(t *testing.T) {
	base := draft()
	theirs := draft(func(c *data.Case) {
		c.Proposal.Title = "别的标题"
		c.Replies[0].DocNumber, c.Replies[0].Sent, c.Replies[0].SignOff.Signed = "某函〔2022〕1号", datatest.Day(6, 1), datatest.Day(6, 1)
		c.Feedback = []data.Feedback{{ID: -1, Round: 1, ProposerID: 10, Attitude: data.Satisfied, Result: data.Satisfied, Received: datatest.Day(6, 9)}}
		c.Opinions = []data.Opinion{{ID: -2, Way: data.OpinionIn, Unit: data.Unit{ID: 99}, Body: "别单位的"}}
		c.Extensions = []data.Extension{{ID: -3, Applied: datatest.Day(5, 1), Until: datatest.Day(8, 1), Reason: "难", Approved: datatest.Day(5, 2), ApprovedBy: "自己"}}
	})
	plan, got := merged(base, packet.Options{}, back("甲", base, theirs))
	if r := got.Replies[0]; r.DocNumber != "" || !r.Sent.IsZero() || !r.SignOff.Signed.IsZero() {
		t.Errorf("the unit signed for the office: %+v", r)
	}
	if len(got.Feedback)+len(got.Opinions) > 0 || got.Proposal.Title != base.Proposal.Title {
		t.Errorf("taken: %+v %+v %q", got.Feedback, got.Opinions, got.Proposal.Title)
	}
	if len(got.Extensions) != 1 || !got.Extensions[0].Approved.IsZero() || got.Extensions[0].ApprovedBy != "" || got.Extensions[0].Reason != "难" {
		t.Errorf("the application: %+v", got.Extensions)
	}
	if !slices.ContainsFunc(plan.Notes, func(n string) bool { return strings.Contains(n, "标题") }) {
		t.Errorf("nothing told of the title: %v", plan.Notes)
	}
}

// Where a book is handed out to units, they sign and send themselves.
func TestAUnitSignsItsOwnLetters(t *testing.T) {
	base := draft(func(c *data.Case) { c.Book.Direction = data.HandedOut })
	theirs := packet.Clone(base)
	theirs.Replies[0].DocNumber, theirs.Replies[0].Sent = "红住建函〔2022〕1号", datatest.Day(6, 1)
	theirs.Feedback = []data.Feedback{{ID: -1, Round: 1, ProposerID: 10, Attitude: data.Satisfied, Result: data.Satisfied, Received: datatest.Day(6, 9)}}
	_, got := merged(base, packet.Options{}, back("甲", base, theirs))
	if got.Replies[0].Sent != datatest.Day(6, 1) || len(got.Feedback) != 1 {
		t.Errorf("%+v %+v", got.Replies[0], got.Feedback)
	}
}

// Two units that change the same field meet each other, not only the office.
func TestTwoUnitsAboutOneField(t *testing.T) {
	base := draft(func(c *data.Case) {
		c.Assignments = append(c.Assignments, data.Assignment{ID: 2, ProposalID: 1, Unit: data.Unit{ID: 6, Name: "区水利局"}, Part: data.LeadUnit, Assigned: datatest.Day(3, 10)})
	})
	a, b := packet.Clone(base), packet.Clone(base)
	a.Replies[0].Body, b.Replies[0].Body = "甲写的", "乙写的"
	second := back("乙", base, b)
	second.Unit = 6
	plan, got := merged(base, packet.Options{}, back("甲", base, a), second)
	if plan.Open() != 1 || got.Replies[0].Body != "甲写的" || plan.Differences[1].Ours != "甲写的" || plan.Differences[0].Key == plan.Differences[1].Key {
		t.Errorf("%+v", plan.Differences)
	}
}

// The office deleted what the unit changed, or changed what the unit deleted: both are
// conflicts, and taking the unit's side does what the unit did.
func TestDeletedOnOneSide(t *testing.T) {
	base := draft()
	without := draft(func(c *data.Case) { c.Consultations = c.Consultations[1:] })
	with := draft(func(c *data.Case) { c.Consultations[0].Said = "改了" })
	for name, c := range map[string]struct {
		ours, theirs data.Case
		want         int // talks after taking theirs
	}{"deleted here": {without, with, 3}, "deleted there": {with, without, 2}} {
		plan, _ := merged(c.ours, packet.Options{}, back("甲", base, c.theirs))
		if plan.Open() != 1 {
			t.Errorf("%s: %+v", name, plan.Differences)
		}
		if _, got := merged(c.ours, packet.Options{All: packet.Theirs}, back("甲", base, c.theirs)); len(got.Consultations) != c.want {
			t.Errorf("%s: %d talks", name, len(got.Consultations))
		}
		if _, got := merged(c.ours, packet.Options{All: packet.Ours}, back("甲", base, c.theirs)); len(got.Consultations) != len(c.ours.Consultations) {
			t.Errorf("%s, ours: %d talks", name, len(got.Consultations))
		}
	}
}

// edit changes texts of a draft at random: of the talks that are there, of the letter,
// and adds talks.
func edit(t *rapid.T, c data.Case, who string, fresh data.ID) data.Case {
	c = packet.Clone(c)
	text := rapid.SampledFrom([]string{"一", "二", who})
	for i := range c.Consultations {
		if rapid.Bool().Draw(t, "said") {
			c.Consultations[i].Said = text.Draw(t, "text")
		}
		if rapid.Bool().Draw(t, "place") {
			c.Consultations[i].Place = text.Draw(t, "text")
		}
	}
	if rapid.Bool().Draw(t, "body") {
		c.Replies[0].Body = text.Draw(t, "text")
	}
	for n := range rapid.IntRange(0, 2).Draw(t, "more") {
		c.Consultations = append(c.Consultations, data.Consultation{ID: fresh * data.ID(n+1), ProposalID: 1, Phase: data.After, Method: data.Phone, Date: datatest.Day(6, rapid.IntRange(10, 12).Draw(t, "day")), Said: text.Draw(t, "text")})
	}
	return c
}

// fields are all texts that edit may change, by talk and letter.
func fields(c data.Case) map[string]string {
	all := map[string]string{"body": c.Replies[0].Body}
	for _, x := range c.Consultations {
		if x.ID > 0 && x.ID <= 3 {
			all[fmt.Sprint(x.ID, "said")], all[fmt.Sprint(x.ID, "place")] = x.Said, x.Place
		}
	}
	return all
}

// Every field comes out as three-way merging says, counted here from the fields alone:
// changed there only: theirs; here only: ours; both, differently: a conflict, as chosen.
// Merging what was merged changes nothing more.
func TestEveryFieldAsThreeWayMergingSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := draft()
		ours, theirs := edit(t, base, "办公室", 100), edit(t, base, "单位", -1)
		choice := rapid.SampledFrom([]packet.Choice{packet.Theirs, packet.Ours}).Draw(t, "choice")
		plan, got := merged(ours, packet.Options{All: choice}, back("甲", base, theirs))
		conflicts := 0
		was, here, there, now := fields(base), fields(ours), fields(theirs), fields(got)
		for k := range was {
			want := here[k]
			switch {
			case there[k] == was[k] || there[k] == here[k]:
			case here[k] == was[k]:
				want = there[k]
			default:
				conflicts++
				if choice == packet.Theirs {
					want = there[k]
				}
			}
			if now[k] != want {
				t.Fatalf("%s: base %q, ours %q, theirs %q: %q", k, was[k], here[k], there[k], now[k])
			}
		}
		told := 0
		for _, d := range plan.Differences {
			if d.Conflict && d.Base != "" || d.Conflict && !strings.Contains(d.What, "6月1") {
				told++
			}
		}
		if told != conflicts {
			t.Fatalf("%d conflicts, told %d: %+v", conflicts, told, plan.Differences)
		}
		for _, x := range theirs.Consultations[3:] { // what was added is there, or its twin
			if !slices.ContainsFunc(got.Consultations, func(y data.Consultation) bool { return y.Date == x.Date && y.Method == x.Method }) {
				t.Fatalf("the talk of %s is lost", x.Date)
			}
		}
		again, _ := merged(got, packet.Options{All: choice}, back("甲", theirs, theirs))
		if len(again.Differences) > 0 {
			t.Fatalf("once more: %+v", again.Differences)
		}
	})
}
