package paperwork_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/packet"
	"jianban/data/registry"
	"jianban/paperwork"
)

// renew brings a task package into the unit's registry.
func (e *exchange) renew(o packet.Options, path string) *packet.Plan {
	e.t.Helper()
	o.Today = packetDay
	plan, _, err := paperwork.RenewTask(e.t.Context(), path, e.other, o, false)
	if err != nil {
		e.t.Fatal(err)
	}
	return plan
}

// nextTask writes the next task package.
func (e *exchange) nextTask(name string) string {
	e.t.Helper()
	path := filepath.Join(e.dir, name)
	e.writeTask(path)
	return path
}

// actions counts what a registry's journal holds.
func (e *exchange) actions(path string) data.ID {
	e.t.Helper()
	d, err := paperwork.Open(e.t.Context(), path, packetDay)
	if err != nil {
		e.t.Fatal(err)
	}
	end, err := d.Registry.Anchor(e.t.Context())
	if err := errors.Join(err, d.Close()); err != nil {
		e.t.Fatal(err)
	}
	return end.Action
}

// handOut gives the unit one more proposal in the office, and changes what it has.
func (e *exchange) handOut() (added data.Proposal) {
	e.t.Helper()
	c := e.of(e.office)
	e.change(e.office, func(tx *registry.Tx) error {
		added = data.Proposal{BookID: c.Book.ID, Number: "301", Kind: c.Proposal.Kind, Role: data.Lead, Title: "关于后来交办的建议", Text: "后来的内容", HandedOver: c.Proposal.HandedOver, Proposers: c.Proposal.Proposers}
		if err := tx.SaveProposal(&added); err != nil {
			return err
		}
		a, _ := c.LeadAssignment()
		p, r := c.Proposal, c.Replies[0]
		p.Topic, r.Contact = "后来的主题", "办公室的联系人"
		talk := data.Consultation{ProposalID: p.ID, Phase: data.Before, Date: data.NewDate(2022, 4, 2), Method: data.Phone, Said: "办公室记的"}
		return errors.Join(tx.SaveAssignment(&data.Assignment{ProposalID: added.ID, Unit: a.Unit, Part: data.LeadUnit, Assigned: a.Assigned}), tx.SaveProposal(&p), tx.SaveReply(&r), tx.SaveConsultation(&talk))
	})
	return added
}

// A later task package adds its items to the registry that the unit has and brings
// what it knows up to date; what the unit wrote stays, and comes back with the return
// to the later task.
func TestALaterTaskComesIntoTheUnitsRegistry(t *testing.T) {
	e := newExchange(t)
	e.work()
	before := e.of(e.other)
	added := e.handOut()
	later := e.nextTask("task2.jbpkg")
	if plan, _, err := paperwork.RenewTask(t.Context(), later, e.other, packet.Options{Today: packetDay}, true); err != nil || plan.Open() != 0 || len(plan.Differences) != 4 || len(casesIn(t, e.other)) != 2 {
		t.Fatalf("%v:\n%s", err, told(plan))
	}
	e.renew(packet.Options{}, later)
	got := e.of(e.other)
	if got.Replies[0].Body != "单位改写的正文。" || got.Replies[0].Contact != "办公室的联系人" || got.Proposal.Topic != "后来的主题" || len(got.Consultations) != len(before.Consultations)+1 || len(got.Attachments) != len(before.Attachments) {
		t.Errorf("%q %q %q, %d talks, %d files", got.Replies[0].Body, got.Replies[0].Contact, got.Proposal.Topic, len(got.Consultations), len(got.Attachments))
	}
	all := casesIn(t, e.other)
	i := slices.IndexFunc(all, func(c data.Case) bool { return c.Proposal.Title == added.Title })
	if len(all) != 3 || i < 0 || len(all[i].Assignments) != 1 || all[i].Assignments[0].Unit.Name != "区住建局" || all[i].Book.ID != got.Book.ID || all[i].Proposal.LeadProposer().ID != got.Proposal.LeadProposer().ID {
		t.Fatalf("%d items, the new one at %d: %+v", len(all), i, all)
	}
	end := e.actions(e.other)
	if plan := e.renew(packet.Options{}, later); len(plan.Differences) > 0 || !strings.Contains(told(plan), "已经读入过") || e.actions(e.other) != end {
		t.Errorf("again:\n%s", told(plan))
	}
	e.change(e.other, func(tx *registry.Tx) error {
		return tx.SaveReply(&data.Reply{ProposalID: all[i].Proposal.ID, Round: 1, Body: "后来这件的答复。"})
	})
	plan := e.mustTake(packet.Options{}, e.back("r.jbpkg"))
	if plan.Open() != 0 || len(plan.Differences) != 4 {
		t.Errorf("the return:\n%s", told(plan))
	}
	if office := e.of(e.office); office.Replies[0].Body != "单位改写的正文。" || office.Replies[0].Contact != "办公室的联系人" || !slices.ContainsFunc(office.Consultations, func(x data.Consultation) bool { return x.Place == "工地" }) {
		t.Errorf("the office has %q", office.Replies[0].Body)
	}
	if _, _, err := paperwork.RenewTask(t.Context(), e.task, e.other, packet.Options{}, false); err != nil {
		t.Errorf("the first task once more: %v", err) // told, like the second
	}
}

// What the unit wrote and the office took comes with the later task under the office's
// number: it is known again, not doubled, and can still be changed on both sides.
func TestWhatWasTakenIsKnownAgain(t *testing.T) {
	e := newExchange(t)
	e.work()
	e.mustTake(packet.Options{}, e.back("r1.jbpkg"))
	before := e.of(e.other)
	if plan := e.renew(packet.Options{}, e.nextTask("task2.jbpkg")); len(plan.Differences) > 0 {
		t.Fatalf("nothing was changed, told:\n%s", told(plan))
	}
	if got := e.of(e.other); !reflect.DeepEqual(got, before) {
		t.Errorf("became\n%+v, was\n%+v", got, before)
	}
	office := e.of(e.office)
	talk := func(c data.Case) data.Consultation {
		return c.Consultations[slices.IndexFunc(c.Consultations, func(x data.Consultation) bool { return x.Place == "工地" })]
	}
	e.change(e.office, func(tx *registry.Tx) error {
		x := talk(office)
		x.Said, x.Agreed = "办公室改的意见", "办公室加的商定"
		return tx.SaveConsultation(&x)
	})
	if plan := e.renew(packet.Options{}, e.nextTask("task3.jbpkg")); plan.Open() != 0 || len(plan.Differences) != 2 || talk(e.of(e.other)).Said != "办公室改的意见" {
		t.Errorf("changed by the office alone:\n%s", told(plan))
	}
	e.change(e.other, func(tx *registry.Tx) error {
		x := talk(e.of(e.other))
		x.Agreed = "单位改的商定"
		return tx.SaveConsultation(&x)
	})
	if plan := e.mustTake(packet.Options{}, e.back("r3.jbpkg")); plan.Open() != 0 || len(plan.Differences) != 1 || talk(e.of(e.office)).Agreed != "单位改的商定" || len(e.of(e.office).Consultations) != len(office.Consultations) {
		t.Errorf("the return:\n%s", told(plan))
	}
}

// A field that both sides changed is named and stops everything until somebody has
// chosen; then it is one action.
func TestALaterTaskStopsAtConflicts(t *testing.T) {
	e := newExchange(t)
	e.work()
	office := e.of(e.office)
	e.change(e.office, func(tx *registry.Tx) error {
		r := office.Replies[0]
		r.Body, r.Contact = "办公室改写的正文。", "赵六"
		return tx.SaveReply(&r)
	})
	later := e.nextTask("task2.jbpkg")
	end, before := e.actions(e.other), e.of(e.other)
	plan := e.renew(packet.Options{}, later)
	key := office.Proposal.Number + ":答复（第1次）.正文"
	i := slices.IndexFunc(plan.Differences, func(d packet.Difference) bool { return d.Conflict })
	if plan.Open() != 1 || i < 0 || plan.Differences[i].Key != key || plan.Differences[i].Ours != "单位改写的正文。" || plan.Differences[i].Theirs != "办公室改写的正文。" || plan.Differences[i].Base != office.Replies[0].Body {
		t.Fatalf("told:\n%s", told(plan))
	}
	if e.actions(e.other) != end || !reflect.DeepEqual(e.of(e.other), before) {
		t.Error("something was written with an open conflict")
	}
	if plan := e.renew(packet.Options{Take: map[string]packet.Choice{key: packet.Ours}}, later); plan.Open() != 0 {
		t.Errorf("chosen:\n%s", told(plan))
	}
	if got := e.of(e.other).Replies[0]; got.Body != "单位改写的正文。" || got.Contact != "赵六" || e.actions(e.other) != end+1 {
		t.Errorf("%q %q, %d actions more", got.Body, got.Contact, e.actions(e.other)-end)
	}
}

// A package of another office, another unit or an earlier one is refused by name, and
// one that cannot be taken whole leaves nothing.
func TestLaterTasksThatAreRefused(t *testing.T) {
	e := newExchange(t)
	foreign := newExchange(t)
	second, third := e.nextTask("task2.jbpkg"), e.nextTask("task3.jbpkg")
	e.renew(packet.Options{}, third)
	end := e.actions(e.other)
	for name, c := range map[string]struct{ path, want string }{
		"foreign": {foreign.task, "另一个办公室"}, "older": {second, "是旧的"}, "a return": {e.back("r.jbpkg"), "是回传包"}, "missing": {filepath.Join(e.dir, "nirgends.jbpkg"), "找不到"},
	} {
		if _, _, err := paperwork.RenewTask(t.Context(), c.path, e.other, packet.Options{Today: packetDay}, false); !data.Told(err) || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), filepath.Base(c.path)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	end++ // the return was written down
	c := e.of(e.other)
	e.change(e.other, func(tx *registry.Tx) error {
		for _, a := range c.Attachments {
			if err := tx.Remove(data.RecordAttachment, a.ID); err != nil {
				return err
			}
		}
		return tx.Remove(data.RecordProposal, c.Proposal.ID)
	})
	end++
	fourth := e.nextTask("task4.jbpkg")
	if _, _, err := paperwork.RenewTask(t.Context(), fourth, e.other, packet.Options{Today: packetDay}, false); !data.Told(err) || !strings.Contains(err.Error(), "已被删除") {
		t.Errorf("with a deleted item: %v", err)
	}
	if got := e.actions(e.other); got != end {
		t.Errorf("%d actions, want %d", got, end)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := paperwork.RenewTask(cancelled, fourth, e.other, packet.Options{Today: packetDay}, false); err == nil {
		t.Error("cancelled, yet done")
	}
	if err := os.WriteFile(filepath.Join(e.dir, "kein.db"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := paperwork.RenewTask(t.Context(), fourth, filepath.Join(e.dir, "kein.db"), packet.Options{}, false); !data.Told(err) {
		t.Errorf("into a file that is none: %v", err)
	}
}
