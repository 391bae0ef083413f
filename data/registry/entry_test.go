package registry_test

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jianban/data"
	"jianban/data/registry"
)

// told is what anybody sees of one proposal, without the ids that tell in which
// order its facts were entered.
type told struct {
	Number  string
	Days    []data.Standing
	Unusual []string
}

func tellAll(t interface{ Fatal(...any) }, r *registry.Registry) (all []told, st data.Stats) {
	cases, err := r.Cases(context.Background(), data.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	pack, calendar := rules()
	in := data.Rules{Pack: pack, Calendar: calendar}
	for _, c := range cases {
		one := told{Number: c.Proposal.Number}
		for day := day("2022-03-01"); day.Before(data.NewDate(2023, 3, 1)); day = day.AddDays(23) {
			one.Days = append(one.Days, data.StageOf(c, day, in))
		}
		_, odd := data.CheckFacts(c, in)
		for _, p := range odd {
			one.Unusual = append(one.Unusual, p.Error())
		}
		slices.Sort(one.Unusual)
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b told) int { return cmp.Compare(a.Number, b.Number) })
	return all, data.Statistics(cases, 2022, data.NewDate(2022, 12, 31), data.SameRules(in))
}

// entries are the facts of a year's two proposals, each one entry of a clerk;
// ids of what was entered earlier are looked up when the entry is made.
func entries() []func(*registry.Tx, *ids) error {
	var all []func(*registry.Tx, *ids) error
	add := func(f func(*registry.Tx, *ids) error) { all = append(all, f) }
	assignment := func(a data.Assignment) { add(func(tx *registry.Tx, _ *ids) error { return tx.SaveAssignment(&a) }) }
	talk := func(c data.Consultation) { add(func(tx *registry.Tx, _ *ids) error { return tx.SaveConsultation(&c) }) }
	form := func(f data.Feedback) { add(func(tx *registry.Tx, _ *ids) error { return tx.SaveFeedback(&f) }) }
	opinion := func(o data.Opinion) { add(func(tx *registry.Tx, _ *ids) error { return tx.SaveOpinion(&o) }) }
	reply := func(r data.Reply) {
		add(func(tx *registry.Tx, known *ids) error {
			saved := r
			err := tx.SaveReply(&saved)
			if known.replies[r.Round] == 0 {
				known.replies[r.Round] = saved.ID
			}
			return err
		})
	}
	housing, finance := data.Unit{ID: unitHousing}, data.Unit{ID: unitFinance}
	assignment(data.Assignment{ProposalID: leadID, Unit: finance, Part: data.LeadUnit, Assigned: day("2022-03-03"), Returned: day("2022-03-04"), ReturnReason: "不归我管", ReturnConsented: day("2022-03-07")})
	assignment(data.Assignment{ProposalID: leadID, Unit: housing, Part: data.LeadUnit, Assigned: day("2022-03-07"), Accepted: day("2022-03-08")})
	assignment(data.Assignment{ProposalID: leadID, Unit: finance, Part: data.CoUnit, Assigned: day("2022-03-07"), Accepted: day("2022-03-08")})
	assignment(data.Assignment{ProposalID: assistID, Unit: housing, Part: data.LeadUnit, Assigned: day("2022-03-03")})
	talk(data.Consultation{ProposalID: leadID, Phase: data.Before, Date: day("2022-03-10"), Method: data.Phone})
	talk(data.Consultation{ProposalID: leadID, Phase: data.During, Date: day("2022-04-10"), Method: data.FaceToFace, Attended: []data.ID{proposerYin}, LedRank: data.UnitHead})
	talk(data.Consultation{ProposalID: leadID, Phase: data.After, Date: day("2022-08-10"), Method: data.FaceToFace, Attended: []data.ID{proposerYin}})
	add(func(tx *registry.Tx, _ *ids) error {
		return tx.SaveExtension(&data.Extension{ProposalID: leadID, Applied: day("2022-05-20"), Approved: day("2022-05-25"), Until: day("2022-07-15"), Reason: "工程量大"})
	})
	opinion(data.Opinion{ProposalID: leadID, Way: data.OpinionIn, Unit: finance, Received: day("2022-04-06")})
	opinion(data.Opinion{ProposalID: assistID, Way: data.OpinionOut, DocNumber: "红政办函〔2022〕1号", SignOff: data.SignOff{Signed: day("2022-03-28")}, Sent: day("2022-03-29")})
	sign := func(drafted, signed string) data.SignOff {
		return data.SignOff{Drafted: day(drafted), Signed: day(signed)}
	}
	reply(data.Reply{ProposalID: leadID, Round: 1, Class: "B", DocNumber: "红政函〔2022〕1号", SignOff: sign("2022-06-01", "2022-06-20"), Sent: day("2022-06-21")})
	reply(data.Reply{ProposalID: leadID, Round: 2, Occasion: data.Reanswer, Class: "B", DocNumber: "红政函〔2022〕2号", SignOff: sign("2022-07-05", "2022-07-18"), Sent: day("2022-07-19")})
	reply(data.Reply{ProposalID: leadID, Round: 3, Occasion: data.FollowUp, Class: "A", DocNumber: "红政函〔2022〕3号", SignOff: sign("2022-11-05", "2022-11-18"), Sent: day("2022-11-19")})
	form(data.Feedback{ProposalID: leadID, Round: 1, ProposerID: proposerYin, FormSent: day("2022-06-21"), Received: day("2022-06-30"), Attitude: data.Satisfied, Result: data.Dissatisfied})
	form(data.Feedback{ProposalID: leadID, Round: 2, ProposerID: proposerYin, Received: day("2022-08-02"), Attitude: data.Satisfied, Result: data.MostlySatisfied})
	dispatch := func(round int, on string) {
		add(func(tx *registry.Tx, known *ids) error {
			return tx.SaveDispatch(&data.Dispatch{ProposalID: leadID, ReplyID: known.replies[round], ProposerID: proposerYin, Date: day(on), Method: "邮寄"})
		})
	}
	dispatch(1, "2022-06-21")
	dispatch(2, "2022-07-20")
	for text, told := range map[string]string{"建成管网": "2022-10-20", "修好路灯": ""} {
		add(func(tx *registry.Tx, known *ids) error {
			p := data.Commitment{ProposalID: leadID, ReplyID: known.replies[1], Text: text, Unit: housing, Due: day("2022-10-31")}
			if p.ReplyID == 0 {
				return errNotYet
			}
			if told != "" {
				p.Kept, p.Told, p.FollowUp = day("2022-10-18"), day(told), known.replies[3]
				if p.FollowUp == 0 {
					return errNotYet
				}
			}
			return tx.SaveCommitment(&p)
		})
	}
	for _, s := range []data.Supervision{{Kind: data.Visit, Date: day("2022-05-05")}, {Kind: data.Remind, Date: day("2022-05-20"), Answer: "正在办", Answered: day("2022-05-23")}} {
		add(func(tx *registry.Tx, _ *ids) error {
			s.ProposalID, s.Unit = leadID, housing
			return tx.SaveSupervision(&s)
		})
	}
	return all
}

// ids are the replies entered so far, by round.
type ids struct{ replies map[int]data.ID }

var errNotYet = errors.New("what it refers to is not entered yet")

// A clerk may enter a year's facts in any order; what cannot be yet is refused
// and entered again later. In the end every stage, step and figure is the same.
func TestTheOrderOfEntryLeavesNoTrace(t *testing.T) {
	t.Parallel()
	inOrder := opened(t)
	enterAll(t, inOrder, entries())
	want, wantStats := tellAll(t, inOrder)
	if wantStats.Replied != 1 || wantStats.Commitments.Kept != 1 || wantStats.Reanswered.Num != 1 {
		t.Fatalf("%+v", wantStats)
	}
	for order := range uint64(12) {
		r := opened(t)
		all := entries()
		rng := rand.New(rand.NewPCG(order, 1))
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		enterAll(t, r, all)
		got, gotStats := tellAll(t, r)
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Fatal("order ", order, diff)
		}
		if diff := gocmp.Diff(wantStats, gotStats); diff != "" {
			t.Fatal("order ", order, diff)
		}
	}
}

// enterAll makes entries until all are in; each is a change of its own.
func enterAll(t interface{ Fatal(...any) }, r *registry.Registry, todo []func(*registry.Tx, *ids) error) {
	known := &ids{map[int]data.ID{}}
	for len(todo) > 0 {
		var later []func(*registry.Tx, *ids) error
		var last error
		for _, enter := range todo {
			before := known.replies
			known.replies = map[int]data.ID{}
			for round, id := range before {
				known.replies[round] = id
			}
			err := r.Do(context.Background(), registry.Action{What: "登记"}, func(tx *registry.Tx) error { return enter(tx, known) })
			if err != nil {
				known.replies, last, later = before, err, append(later, enter)
			}
		}
		if len(later) == len(todo) {
			t.Fatal("nothing more can be entered: ", last)
		}
		todo = later
	}
}

// The number of a proposal stays as it was entered, whatever happens to it.
func TestNumbersNeverChange(t *testing.T) {
	t.Parallel()
	r := opened(t)
	enterAll(t, r, entries())
	rapid.Check(t, func(rt *rapid.T) { // each goes on from where the last one ended
		for range rapid.IntRange(1, 4).Draw(rt, "changes") {
			err := r.Do(t.Context(), registry.Action{What: "改动"}, func(tx *registry.Tx) error {
				if rapid.Bool().Draw(rt, "renumber") {
					p := proposal(func(p *data.Proposal) {
						p.ID, p.Number = leadID, rapid.SampledFrom([]string{"13", "012", "第12号", "闭12"}).Draw(rt, "number")
					})
					return tx.SaveProposal(&p)
				}
				return randomStep(rt, tx, false)
			})
			var one data.Problem
			var many data.Problems
			if err != nil && !errors.As(err, &one) && !errors.As(err, &many) {
				rt.Fatal(err)
			}
			if what, ok := r.Undoable(); ok && what == "改动" && rapid.IntRange(0, 3).Draw(rt, "undo") == 0 {
				if _, err := r.Undo(t.Context()); err != nil {
					rt.Log(err) // what others need now is not taken back
				}
			}
			cases, err := r.Cases(t.Context(), data.Scope{})
			if err != nil {
				rt.Fatal(err)
			}
			for _, c := range cases {
				if want := map[data.ID]string{leadID: "12", assistID: "7"}[c.Proposal.ID]; want != "" && data.NumberKey(c.Proposal.Number) != want {
					rt.Fatalf("第%s号 became 第%s号", want, c.Proposal.Number)
				}
			}
		}
	})
}
