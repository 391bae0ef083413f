package registry_test

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jianban/data"
	"jianban/data/registry"
)

// facts are all rows of all tables but the journal's, as text. Contents of
// attachments stay when their change is taken back, so they are left out.
func facts(t interface{ Fatal(...any) }, path string) map[string][]string {
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}()
	column := func(query string) (all []string) {
		rows, err := db.Query(query)
		if err != nil {
			t.Fatal(query, err)
		}
		for rows.Next() {
			var s string
			if err := rows.Scan(&s); err != nil {
				t.Fatal(err)
			}
			all = append(all, s)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
		return all
	}
	all := map[string][]string{}
	for _, table := range column("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('actions', 'journal', 'blobs')") {
		row := column("SELECT group_concat('quote(' || name || ')', ' || '','' || ') FROM pragma_table_info('" + table + "')")
		all[table] = column("SELECT " + row[0] + " FROM " + table + " ORDER BY id")
	}
	return all
}

// Whatever was done, taking it back leaves every table as it was, byte by byte.
func TestUndoRestoresEverything(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	runs := 0
	rapid.Check(t, func(rt *rapid.T) {
		runs++
		path := filepath.Join(dir, fmt.Sprint(runs, ".db"))
		b, err := os.ReadFile(copyOfTemplate(t))
		if err != nil {
			rt.Fatal(err)
		}
		if err := os.WriteFile(path, b, 0o644); err != nil {
			rt.Fatal(err)
		}
		r, err := registry.Open(path, options())
		if err != nil {
			rt.Fatal(err)
		}
		defer func() {
			if err := r.Close(); err != nil {
				rt.Fatal(err)
			}
		}()
		states := []map[string][]string{facts(rt, path)}
		for n := range rapid.IntRange(1, 6).Draw(rt, "changes") {
			what := fmt.Sprint("改动", n)
			err := r.Do(t.Context(), registry.Action{What: what}, func(tx *registry.Tx) error {
				for range rapid.IntRange(1, 4).Draw(rt, "steps") {
					if err := randomStep(rt, tx); err != nil {
						return err
					}
				}
				return nil
			})
			var refusal data.Problems
			var one data.Problem
			if err != nil && !errors.As(err, &refusal) && !errors.As(err, &one) {
				rt.Fatal(err)
			}
			if last, ok := r.Undoable(); ok && last == what { // also where a second step took the first back
				states = append(states, facts(rt, path))
			} else if diff := cmp.Diff(states[len(states)-1], facts(rt, path)); diff != "" {
				rt.Fatal("changed without a step to take back:", diff)
			}
		}
		for n := len(states) - 2; n >= 0; n-- {
			if _, err := r.Undo(t.Context()); err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(states[n], facts(rt, path)); diff != "" {
				rt.Fatal(diff)
			}
		}
		if what, ok := r.Undoable(); ok {
			rt.Fatal("still undoable:", what)
		}
		redone := rapid.IntRange(0, len(states)-1).Draw(rt, "redone")
		for n := 1; n <= redone; n++ {
			if _, err := r.Redo(t.Context()); err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(states[n], facts(rt, path)); diff != "" {
				rt.Fatal(diff)
			}
		}
		for n := redone - 1; n >= 0; n-- { // what was made again can be taken back again
			if _, err := r.Undo(t.Context()); err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(states[n], facts(rt, path)); diff != "" {
				rt.Fatal(diff)
			}
		}
		for range states[1:] {
			if _, err := r.Redo(t.Context()); err != nil {
				rt.Fatal(err)
			}
		}
		if diff := cmp.Diff(states[len(states)-1], facts(rt, path)); diff != "" {
			rt.Fatal(diff)
		}
		report, err := r.Check(t.Context())
		if err != nil || len(report.Damage) > 0 {
			rt.Fatal(report.Damage, err)
		}
	})
}

// randomStep makes one change; many are refused, which is part of the law.
func randomStep(t *rapid.T, tx *registry.Tx) error {
	id := func(name string) data.ID { return data.ID(rapid.IntRange(1, 3).Draw(t, name)) }
	word := rapid.SampledFrom([]string{"", "甲", "it's \"乙\"\n\\丙", "𠅤𬱖", "0", "null", "12.50"})
	date := rapid.SampledFrom([]data.Date{{}, day("2022-03-02"), day("2022-05-01"), day("2022-12-31")})
	switch rapid.IntRange(0, 9).Draw(t, "step") {
	case 0:
		p := proposal(func(p *data.Proposal) {
			p.Number = rapid.SampledFrom([]string{"40", "41", "42"}).Draw(t, "number")
			p.Text, p.Remark = word.Draw(t, "text"), word.Draw(t, "remark")
			p.Proposers = []data.Proposer{{Name: "新代表" + word.Draw(t, "name"), Body: data.Congress}, {ID: proposerLi, Name: "李莫愁", Body: data.Congress, Delegation: "红塔区代表团"}}
		})
		return tx.SaveProposal(&p)
	case 1:
		p := proposal(func(p *data.Proposal) {
			p.ID, p.Key, p.Topic, p.Sponsor = leadID, rapid.Bool().Draw(t, "key"), word.Draw(t, "topic"), data.Leader{ID: data.ID(rapid.IntRange(0, 1).Draw(t, "leader"))}
			p.Proposers = append(p.Proposers, data.Proposer{ID: proposerLi, Name: "李莫愁", Body: data.Congress, Delegation: "红塔区代表团"})
			if rapid.Bool().Draw(t, "order") {
				p.Proposers[0], p.Proposers[1] = p.Proposers[1], p.Proposers[0]
			}
		})
		return tx.SaveProposal(&p)
	case 2:
		return tx.SaveUnit(&data.Unit{ID: id("unit"), Name: "局" + word.Draw(t, "unit name"), Phone: word.Draw(t, "phone")})
	case 3:
		return tx.SaveAssignment(&data.Assignment{ProposalID: id("proposal"), Unit: data.Unit{ID: id("unit")}, Part: data.CoUnit, Assigned: day("2022-03-02"), Accepted: date.Draw(t, "accepted")})
	case 4:
		return tx.SaveReply(&data.Reply{ProposalID: leadID, Round: int(id("round")), Class: "A", Body: word.Draw(t, "body"), CopyTo: []string{word.Draw(t, "copy")}, Sent: date.Draw(t, "sent")})
	case 5:
		return tx.AddAttachment(&data.Attachment{ProposalID: id("proposal"), Name: "附件", Added: day("2022-03-02")}, []byte(word.Draw(t, "content")))
	case 6:
		what := rapid.SampledFrom([]registry.Record{registry.Proposals, registry.Units, registry.Replies, registry.Assignments, registry.Attachments, registry.Dispatches, registry.Waivers, registry.Feedback, registry.Commitments, registry.Supervisions, registry.Holidays}).Draw(t, "record")
		if rapid.Bool().Draw(t, "restore") {
			return tx.Restore(what, id("record"))
		}
		return tx.Remove(what, id("record"))
	case 7:
		return tx.SaveSettings(&data.Settings{Office: "办" + word.Draw(t, "office"), Issuer: "府", ReplySeries: "红", OpinionSeries: "办", Demo: rapid.Bool().Draw(t, "demo")})
	case 8:
		return randomFact(t, tx, id, word.Draw(t, "word"), date.Draw(t, "day"))
	}
	return tx.SaveSummary(&data.Summary{ID: 0, Year: 2020 + int(id("year")), Title: "总结", AsOf: date.Draw(t, "as of"), Sections: []data.SummarySection{{Text: word.Draw(t, "section")}}})
}

// randomFact enters one of the facts that follow a reply.
func randomFact(t *rapid.T, tx *registry.Tx, id func(string) data.ID, word string, date data.Date) error {
	unit := data.Unit{ID: id("unit")}
	switch rapid.IntRange(0, 9).Draw(t, "fact") {
	case 0:
		return tx.SaveDispatch(&data.Dispatch{ProposalID: leadID, ReplyID: id("reply"), ProposerID: id("proposer"), Date: date, Method: word})
	case 1:
		return tx.SaveWaiver(&data.Waiver{ProposalID: leadID, ReplyID: id("reply"), Warning: "公开：还没有确定是否公开", Reason: "理由" + word, Date: date})
	case 2:
		return tx.SaveFeedback(&data.Feedback{ProposalID: leadID, Round: int(id("round")), ProposerID: id("proposer"), FormSent: date, TalkForm: word})
	case 3:
		return tx.SaveCommitment(&data.Commitment{ProposalID: leadID, ReplyID: id("reply"), Text: "承诺" + word, Unit: unit, Due: day("2022-12-31"), Kept: date, FollowUp: data.ID(rapid.IntRange(0, 2).Draw(t, "follow"))})
	case 4:
		return tx.SaveSupervision(&data.Supervision{ProposalID: leadID, Unit: unit, Kind: data.Urge, Date: day("2022-05-01"), Answer: word, Answered: date, DocNumber: word})
	case 5:
		return tx.SaveScore(&data.Score{Year: 2022, Unit: unit, Item: "制度", Source: rapid.SampledFrom(data.ScoreSources).Draw(t, "source"), Points: data.Points(rapid.IntRange(0, 200).Draw(t, "points")), Reason: word})
	case 6:
		return tx.SaveHoliday(&data.Holiday{Date: date, Kind: data.DayOff, Name: "节" + word})
	case 7:
		return tx.SaveYearClosing(&data.YearClosing{Year: 2022, AsOf: date, ClosedOn: date, Figures: "[]", Appraisal: "[]", Note: word})
	case 8:
		return tx.SaveConsultation(&data.Consultation{ProposalID: leadID, Phase: data.During, Date: day("2022-05-01"), Method: data.Hearing, Invited: []data.ID{id("invited")}, Attended: []data.ID{id("attended")}, Items: []data.AgreedItem{{What: "事" + word, Done: date}}, FormSigned: date})
	}
	return tx.SaveExtension(&data.Extension{ProposalID: leadID, Applied: day("2022-05-01"), Approved: date, Until: day("2022-08-01"), Reason: "理由" + word})
}

func TestUndoIsAChangeOfItsOwn(t *testing.T) {
	t.Parallel()
	path := copyOfTemplate(t)
	r, err := registry.Open(path, options())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Undo(t.Context()); err == nil {
		t.Error("what an earlier sitting did was taken back")
	} else {
		problem(t, err, "撤销")
	}
	for _, name := range []string{"甲局", "乙局"} {
		do(t, r, "添加"+name, func(tx *registry.Tx) error { return tx.SaveUnit(&data.Unit{Name: name}) })
	}
	for _, want := range []string{"添加乙局", "添加甲局"} {
		if what, ok := r.Undoable(); !ok || what != want {
			t.Errorf("undoable: %q", what)
		}
		if what, err := r.Undo(t.Context()); err != nil || what != want {
			t.Errorf("%q %v", what, err)
		}
	}
	entries, err := r.Journal(t.Context(), 0, 4)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, e := range entries {
		said = append(said, e.What)
	}
	if diff := cmp.Diff([]string{"撤销：添加甲局", "撤销：添加乙局", "添加乙局", "添加甲局"}, said); diff != "" {
		t.Error(diff)
	}
	content(t, r)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if _, ok := openAt(t, path, options()).Undoable(); ok {
		t.Error("a new sitting can undo the old one's changes")
	}
}

// A change made after an undo takes the way forward away, as everywhere.
func TestRedoEndsWithTheNextChange(t *testing.T) {
	t.Parallel()
	r := opened(t)
	if _, err := r.Redo(t.Context()); err == nil {
		t.Error("something was redone where nothing was undone")
	} else {
		problem(t, err, "重做")
	}
	add := func(name string) {
		do(t, r, "添加"+name, func(tx *registry.Tx) error { return tx.SaveUnit(&data.Unit{Name: name}) })
	}
	add("甲局")
	if _, err := r.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if what, ok := r.Redoable(); !ok || what != "添加甲局" {
		t.Errorf("redoable: %q", what)
	}
	if what, err := r.Redo(t.Context()); err != nil || what != "添加甲局" {
		t.Errorf("%q %v", what, err)
	}
	entries, err := r.Journal(t.Context(), 0, 1)
	if err != nil || entries[0].What != "重做：添加甲局" {
		t.Errorf("%+v %v", entries, err)
	}
	if _, err := r.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	add("乙局")
	if what, ok := r.Redoable(); ok {
		t.Errorf("still redoable: %q", what)
	}
	content(t, r)
}

func TestDeletionsAreTakenBackAtAnyTime(t *testing.T) {
	t.Parallel()
	path := copyOfTemplate(t)
	r, err := registry.Open(path, options())
	if err != nil {
		t.Fatal(err)
	}
	talk := data.Consultation{ProposalID: leadID, Phase: data.Before, Date: day("2022-03-05"), Method: data.Phone, Said: "请先解决用地。"}
	do(t, r, "记沟通", func(tx *registry.Tx) error { return tx.SaveConsultation(&talk) })
	do(t, r, "删除", func(tx *registry.Tx) error {
		return errors.Join(tx.Remove(registry.Consultations, talk.ID), tx.Remove(registry.Units, unitFinance))
	})
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	r = openAt(t, path, options()) // another sitting: Undo knows nothing of it
	gone, err := r.Deleted(t.Context(), leadID)
	if err != nil || len(gone) != 1 {
		t.Fatalf("%+v %v", gone, err)
	}
	d := gone[0]
	if d.Kind != string(registry.Consultations) || d.ID != talk.ID || d.Subject != "第12号" || d.Record != "沟通记录" || d.By != "李秘书" || !d.At.Equal(noon) || !strings.Contains(d.Text, "代表意见：请先解决用地。") {
		t.Errorf("%+v", d)
	}
	if all, err := r.Deleted(t.Context(), 0); err != nil || len(all) != 2 {
		t.Errorf("%+v %v", all, err)
	}
	do(t, r, "恢复", func(tx *registry.Tx) error { return tx.Restore(registry.Record(d.Kind), d.ID) })
	if gone, err = r.Deleted(t.Context(), leadID); err != nil || len(gone) != 0 {
		t.Errorf("still deleted: %+v %v", gone, err)
	}
	c, err := r.Case(t.Context(), leadID)
	if err != nil || len(c.Consultations) != 1 || c.Consultations[0].Said != talk.Said {
		t.Errorf("%+v %v", c.Consultations, err)
	}
	entries, err := r.Journal(t.Context(), leadID, 1)
	if err != nil {
		t.Fatal(err)
	}
	if got := entries[0].Sentences(2022)[0]; !strings.HasPrefix(got, "7月1日 李秘书 恢复 第12号 沟通记录（") {
		t.Error(got)
	}
}
