package registry_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"jianban/data"
	"jianban/data/registry"
)

// What somebody else saved since a form was opened is not saved over: the form hears
// who, which fields, and can put the two together.
func TestASaveOverAnothersIsAConflict(t *testing.T) {
	t.Parallel()
	r := opened(t)
	reply := data.Reply{ProposalID: leadID, Round: 1, Class: "A", Body: "第一段", Contact: "甲"}
	do(t, r, "拟稿", func(tx *registry.Tx) error { return tx.SaveReply(&reply) })
	seen, err := r.Newest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	theirs, mine := reply, reply
	r.SetClerk("王芳")
	theirs.Body, theirs.Class = "第一段\n他人的一段", "B"
	do(t, r, "改答复", func(tx *registry.Tx) error { return tx.SaveReply(&theirs) })
	r.SetClerk("")
	mine.Body, mine.Contact = "第一段\n我的一段", "乙"
	save := func(seen data.ID, decided ...data.Decided) error {
		return r.Do(t.Context(), registry.Action{What: "我的修改", Seen: seen, Decided: decided}, func(tx *registry.Tx) error { return tx.SaveReply(&mine) })
	}
	var c data.Conflict
	if err := save(seen); !errors.As(err, &c) {
		t.Fatalf("%v", err)
	}
	if c.By != "王芳" || c.What != "改答复" || c.Kind != data.RecordReply || c.ID != reply.ID || !strings.Contains(c.Error(), "正文") {
		t.Errorf("%+v", c)
	}
	got := map[string][3]any{}
	for _, f := range c.Fields {
		got[f.Label] = [3]any{f.WasWords, f.TheirWords, f.MyWords}
	}
	want := map[string][3]any{"正文": {"第一段", "第一段\n他人的一段", "第一段\n我的一段"}, "类别": {"A", "B", "A"}, "联系人": {"甲", "甲", "乙"}}
	for label, w := range want {
		if got[label] != w {
			t.Errorf("%s: %v, want %v", label, got[label], w)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%v", got)
	}
	if seen, err = r.Newest(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := save(seen, data.Decided{Conflict: c, Chosen: map[string]data.Side{"body": data.Both}}); err != nil {
		t.Fatal(err)
	}
	one, err := r.Case(t.Context(), leadID)
	if err != nil {
		t.Fatal(err)
	}
	if now := one.Replies[0]; now.Body != "第一段\n他人的一段\n我的一段" || now.Class != "B" || now.Contact != "乙" {
		t.Errorf("%q %s %s", now.Body, now.Class, now.Contact)
	}
	mine.Contact = "丙" // one's own change since, seen
	if seen, err = r.Newest(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := save(seen); err != nil {
		t.Error(err)
	}
}

// What another desk built upon cannot be taken back; what it did not touch can.
func TestUndoIsRefusedWhereAnotherBuiltOnIt(t *testing.T) {
	t.Parallel()
	registry.OfServers(t)
	place := copyOfTemplate(t)
	mine, other := openAt(t, place, options()), openAt(t, place, options())
	other.SetClerk("王芳")
	unit := data.Unit{ID: unitHousing, Name: "区住建局", Phone: "2"}
	do(t, mine, "改电话", func(tx *registry.Tx) error { return tx.SaveUnit(&unit) })
	finance := data.Unit{ID: unitFinance, Name: "区财政局", Phone: "7"}
	do(t, other, "改别的单位", func(tx *registry.Tx) error { return tx.SaveUnit(&finance) })
	if _, err := mine.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	do(t, mine, "改电话", func(tx *registry.Tx) error { return tx.SaveUnit(&unit) })
	unit.Contact = "周科"
	do(t, other, "改联系人", func(tx *registry.Tx) error { return tx.SaveUnit(&unit) })
	_, err := mine.Undo(t.Context())
	if p := problem(t, err, "撤销"); !strings.Contains(p.Message, "王芳") || !strings.Contains(p.Message, "承办单位") {
		t.Error(p)
	}
	units, err := mine.Units(t.Context())
	if err != nil || units[0].Phone != "2" && units[1].Phone != "2" {
		t.Errorf("%+v %v", units, err)
	}
}

// Another desk's change wakes this one, and is read at once; one's own is told once.
func TestOthersChangesWake(t *testing.T) {
	t.Parallel()
	registry.OfServers(t)
	place := copyOfTemplate(t)
	mine, other := openAt(t, place, options()), openAt(t, place, options())
	woken := make(chan struct{}, 100)
	defer mine.OnChange(func() { woken <- struct{}{} })()
	year := func(r *registry.Registry) int {
		cases, err := r.Cases(t.Context(), data.Scope{Year: 2022})
		if err != nil {
			t.Fatal(err)
		}
		return len(cases)
	}
	enterOne := func(r *registry.Registry, number string) {
		do(t, r, "登记", func(tx *registry.Tx) error {
			p := proposal(func(p *data.Proposal) { p.Number = number })
			return tx.SaveProposal(&p)
		})
	}
	wait := func(what string) {
		t.Helper()
		select {
		case <-woken:
		case <-time.After(20 * time.Second):
			t.Fatal("not woken: " + what)
		}
	}
	had := year(mine)
	enterOne(other, "61")
	if got := year(mine); got != had+1 {
		t.Errorf("%d cases are read after another's change, want %d", got, had+1)
	}
	wait("by another's change")
	enterOne(mine, "62")
	wait("by its own")
	enterOne(other, "63")
	wait("by another's again")
	// the connection breaks: what happened meanwhile is told when it is back
	if err := registry.ServerUnderTest.SQL("postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"+place[strings.LastIndex(place, "/")+1:]+"'"); err != nil {
		t.Fatal(err)
	}
	enterOne(other, "64")
	wait("after a broken connection")
	if got := year(mine); got != had+4 {
		t.Errorf("%d cases, want %d", got, had+4)
	}
	select {
	case <-woken:
		t.Error("woken by nothing")
	case <-time.After(300 * time.Millisecond):
	}
	// a backup of the day is one desk's
	first, err := mine.ClaimBackup(t.Context(), day("2022-07-01"))
	second, err2 := other.ClaimBackup(context.Background(), day("2022-07-01"))
	if !first || second || errors.Join(err, err2) != nil {
		t.Errorf("%v %v %v %v", first, second, err, err2)
	}
	if err := mine.ReleaseBackup(t.Context(), day("2022-07-01")); err != nil {
		t.Fatal(err)
	}
	if again, err := other.ClaimBackup(t.Context(), day("2022-07-01")); err != nil || !again {
		t.Errorf("%v %v", again, err)
	}
}
