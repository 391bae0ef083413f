package story_test

import (
	"flag"
	"testing"

	"pgregory.net/rapid"

	"jianban/data"
)

// Whatever is done to both in whatever order, they go on to answer the same.
// Each history writes a file of its own to the disk: a usual run plays few,
// -rapid.checks=1000 many.
func TestMemoryAnswersAsTheRegistryAtRandom(t *testing.T) {
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue {
		if err := f.Value.Set("40"); err != nil {
			t.Fatal(err)
		}
	}
	rapid.Check(t, func(d *rapid.T) {
		memory, real := inMemory(t), inFile(t)
		defer real.end() // thousands are made in one test
		begin(memory)
		begin(real)
		for range rapid.IntRange(8, 16).Draw(d, "steps") {
			step := someStep(d)
			for _, w := range []*world{memory, real} {
				step(w)
				w.ask("Cases", data.Scope{Year: 2022}) // of which the registry reads only what changed
			}
		}
		for _, w := range []*world{memory, real} {
			w.ask("Cases", data.Scope{Texts: true})
			for _, list := range []string{"Books", "Units", "Leaders", "Proposers", "Supervisions", "Issues", "SignNames", "Years"} {
				w.ask(list)
			}
			w.ask("NumberGaps", 0)
			w.ask("Numbered", 0)
			w.ask("DocNumbers", 2022)
			w.ask("Deleted", data.ID(0))
			w.ask("Journal", data.ID(0), 100)
			w.ask("ReplyVersions", data.ID(1))
			w.canUndo()
		}
		compare(d, memory.said, real.said)
	})
}

// someStep is a change, seldom two in one, or a step back or forth. The same
// step gives both registries records of their own.
func someStep(d *rapid.T) func(*world) {
	switch rapid.IntRange(0, 9).Draw(d, "step") {
	case 0:
		return func(w *world) { w.ask("Undo") }
	case 1:
		return func(w *world) { w.ask("Redo") }
	case 2:
		a, b := someCall(d), saving("SaveUnit", data.Unit{Name: rapid.SampledFrom([]string{"区住建局", "区水利局", "区林业局"}).Draw(d, "unit")})
		return func(w *world) {
			w.do("两步", func(c changing) error {
				if err := a(c); err != nil {
					return err
				}
				return b(c)
			})
		}
	case 3:
		what := rapid.SampledFrom(removable).Draw(d, "what")
		id, way := data.ID(rapid.IntRange(1, 3).Draw(d, "id")), rapid.SampledFrom([]string{"Remove", "Remove", "Restore"}).Draw(d, "way")
		return func(w *world) { w.try(way, what, id) }
	}
	call := someCall(d)
	return func(w *world) { w.do("一步", call) }
}

var removable = []data.Record{
	data.RecordBook, data.RecordUnit, data.RecordLeader, data.RecordProposer, data.RecordProposal, data.RecordAssignment, data.RecordConsultation, data.RecordReply, data.RecordOpinion,
	data.RecordFeedback, data.RecordCommitment, data.RecordSupervision, data.RecordDisclosure, data.RecordDispatch, data.RecordWaiver, data.RecordAssessment, data.RecordIssue,
}

// someCall is one saving, right or wrong.
func someCall(d *rapid.T) func(changing) error {
	id := func(what string) data.ID { return data.ID(rapid.SampledFrom([]int{1, 2, 1, 2, 3}).Draw(d, what)) }
	old := func() data.ID { return data.ID(rapid.SampledFrom([]int{0, 1, 0, 2}).Draw(d, "old")) } // mostly a new one
	on := func(what string) data.Date {
		return rapid.SampledFrom([]data.Date{day(3, 5), day(4, 6), day(5, 6), day(6, 7), day(2, 20), {}}).Draw(d, what)
	}
	word := func(what string, words ...string) string { return rapid.SampledFrom(words).Draw(d, what) }
	number := word("number", "", "红政函〔2022〕1号", "红政函〔2022〕2号", "红政函〔2022〕4号")
	signOff, sent := data.SignOff{Drafted: day(5, 6), DraftedBy: word("by", "", "马某", "牛某")}, data.Date{}
	if rapid.Bool().Draw(d, "out") {
		signOff.Signed, signOff.SignedBy, sent = day(5, 7), "钱某", day(5, 8)
	}
	switch rapid.IntRange(0, 13).Draw(d, "record") {
	case 0:
		p := data.Proposal{ID: old(), BookID: 1, Number: word("n", "12", "012", "7", "13", "闭1"), Kind: data.Suggestion, Role: data.Lead, Title: word("title", "标题", "另题"), HandedOver: rapid.SampledFrom([]data.Date{day(3, 1), day(4, 1)}).Draw(d, "handed"),
			Sponsor: data.Leader{ID: data.ID(rapid.IntRange(0, 1).Draw(d, "sponsor"))}, MergedInto: data.ID(rapid.SampledFrom([]int{0, 0, 1, 2, 3}).Draw(d, "into")), Proposers: []data.Proposer{{ID: old(), Name: word("who", "尹某", "李某", "周某"), Body: data.Congress, Delegation: "红塔代表团", Address: word("address", "", "玉兴路")}}}
		return func(c changing) error {
			mine := p
			mine.Proposers = append([]data.Proposer{}, p.Proposers...)
			return c.call("SaveProposal", &mine)
		}
	case 1, 2:
		return saving("SaveReply", data.Reply{ID: old(), ProposalID: id("proposal"), Round: rapid.SampledFrom([]int{1, 1, 2}).Draw(d, "round"), DocNumber: number, Body: word("body", "正文", "改后"), SignOff: signOff, Sent: sent, Class: "A"})
	case 3:
		return saving("SaveOpinion", data.Opinion{ID: old(), ProposalID: id("proposal"), Way: word("way", data.OpinionIn, data.OpinionOut), Unit: data.Unit{ID: id("unit")}, DocNumber: number, SignOff: signOff, Sent: sent, Received: on("received")})
	case 4:
		return saving("SaveAssignment", data.Assignment{ID: old(), ProposalID: id("proposal"), Unit: data.Unit{ID: id("unit")}, Part: data.CoUnit, Assigned: on("assigned")})
	case 5:
		return saving("SaveConsultation", data.Consultation{ID: old(), ProposalID: id("proposal"), Phase: data.During, Method: data.Phone, Date: on("date"), Attended: []data.ID{id("attended")}})
	case 6:
		return saving("SaveFeedback", data.Feedback{ID: old(), ProposalID: id("proposal"), Round: 1, ProposerID: id("proposer"), Second: rapid.Bool().Draw(d, "second"), FormSent: on("sent")})
	case 7:
		return saving("SaveCommitment", data.Commitment{ID: old(), ProposalID: id("proposal"), ReplyID: id("reply"), Text: "修路", Due: day(12, 1), Kept: on("kept")})
	case 8:
		return saving("SaveUnit", data.Unit{ID: old(), Name: word("unit", "区住建局", "区财政局", "区工信局", "区农业局")})
	case 9:
		return saving("SaveDispatch", data.Dispatch{ID: old(), ProposalID: id("proposal"), ReplyID: id("reply"), ProposerID: id("proposer"), Date: on("date")})
	case 11:
		return saving("SaveAssessment", data.Assessment{ID: old(), ProposalID: id("proposal"), Kind: data.Ballot, Date: on("voted"), By: word("by whom", "市人大常委会", ""), Satisfied: 20})
	case 12:
		return saving("SaveIssue", data.Issue{ID: old(), Kind: rapid.SampledFrom(data.IssueKinds).Draw(d, "kind"), ProposalID: id("proposal"), BookID: 1, Unit: data.Unit{ID: id("unit")}, Assigned: day(3, 2), Number: number, Date: on("date"), Title: "文件"})
	case 10:
		return saving("SaveDisclosure", data.Disclosure{ID: old(), ProposalID: id("proposal"), Decision: data.Open})
	}
	return func(c changing) error { return c.call("NextDocNumber", "红政函", 2022) }
}

func saving[T any](method string, record T) func(changing) error {
	return func(c changing) error {
		mine := record
		return c.call(method, &mine)
	}
}
