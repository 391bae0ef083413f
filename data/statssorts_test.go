package data_test

import (
	"slices"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// Kinds, who moved them, who was talked with and what came of it, worked out by
// hand: a deputy's own suggestion, a party's proposal that two more signed, a
// suggestion between meetings that we assist in.
func TestSortsOfAYear(t *testing.T) {
	own := datatest.Case(func(c *data.Case) {
		c.Consultations = append(c.Consultations, data.Consultation{Phase: data.During, Date: datatest.Day(5, 1), Method: data.NotNeeded, Attended: []data.ID{10}})
		c.Consultations[0].Attended = []data.ID{10, 10} // named twice
		c.Replies[0].Ideas, c.Replies[0].Policies = 3, 1
		c.Replies = append(c.Replies, data.Reply{ID: 2, Round: 2, Occasion: data.Reanswer, Class: "A", Ideas: 2, Sent: datatest.Day(8, 1)}, data.Reply{ID: 3, Round: 3, Ideas: 40})
		c.Assignments = append(c.Assignments, data.Assignment{ID: 2, Unit: data.Unit{ID: 6, Name: "区财政局"}, Part: data.CoUnit, Assigned: datatest.Day(3, 10)})
		c.Feedback[0].Result = data.Dissatisfied
		c.Feedback = append(c.Feedback, data.Feedback{ID: 2, Round: 2, ProposerID: 10, Received: datatest.Day(8, 20), Attitude: data.Satisfied, Result: data.MostlySatisfied})
	})
	party := datatest.Case(datatest.Numbered(2), func(c *data.Case) {
		c.Proposal.Kind = data.CPPCCProposal
		c.Proposal.Proposers = []data.Proposer{{ID: 20, Name: "民盟红塔总支"}, {ID: 10, Name: "封伟"}, {ID: 21, Name: "普学文"}}
		c.Feedback[0].ProposerID = 20
		c.Consultations[1].Attended = []data.ID{10, 20, 21}
	})
	between := datatest.Assist(datatest.Numbered(3), func(c *data.Case) {
		c.Proposal.Between, c.Proposal.Kind = true, data.PublicOpinion
		c.Assignments[0].Unit = data.Unit{ID: 6, Name: "区财政局"}
	})
	st := data.Statistics([]data.Case{own, party, between}, 2022, datatest.Day(12, 31), datatest.RuleYears())
	values := map[string]string{}
	ids := map[string][]data.ID{}
	for _, f := range st.Figures() {
		values[f.Name], ids[f.Name] = f.Value, f.IDs
	}
	for name, want := range map[string]string{
		"建议件数": "1", "提案件数": "1", "议案件数": "0", "社情民意件数": "1", "会议期间件数": "2", "闭会期间件数": "1",
		"联名件数": "1", "单独提出件数": "2", "集体件数": "1", "个人件数": "2",
		"承办单位数": "2", "主办单位数": "1", "协办单位数": "1", // 区住建局 leads two; 区财政局 helps with one and is in charge of one that we assist in
		"沟通人次": "5", "当面沟通人次": "4", "沟通代表人数": "3", // before 1, during 1; during 3
		"采纳意见条数": "5", "出台政策项数": "1",
		"初次满意率": "50%", "结果满意率": "100%", "结果满意件数": "1", "结果基本满意件数": "1", "结果基本满意占比": "50%", "结果不满意件数": "0",
		"3月交办件数": "3", "6月答复报送件数": "2", "4月答复报送件数": "1", "12月交办件数": "0",
	} {
		if values[name] != want {
			t.Errorf("%s is %s, want %s", name, values[name], want)
		}
	}
	for name, want := range map[string][]data.ID{"主办单位数": {1, 2}, "协办单位数": {1, 3}, "承办单位数": {1, 2, 3}, "沟通代表人数": {1, 2}, "采纳意见条数": {1}, "集体件数": {2}} {
		if !slices.Equal(ids[name], want) {
			t.Errorf("%s comes of %v, want %v", name, ids[name], want)
		}
	}
}

// Of the five letters in class B at the end of 2021: one raised in 2022, one with
// both promises kept, one with one of two kept, one without a promise; one was
// withdrawn and leaves. Letters in A then, and in B only later, are not of them.
func TestWhatBecameOfLastYearsB(t *testing.T) {
	old := func(n int, class string, more ...func(*data.Case)) data.Case {
		return datatest.Case(append([]func(*data.Case){datatest.Numbered(n), func(c *data.Case) {
			c.Book.Meeting.Year, c.Proposal.HandedOver = 2021, data.NewDate(2021, 3, 1)
			c.Replies[0].Class, c.Replies[0].Sent = class, data.NewDate(2021, 6, 1)
		}}, more...)...)
	}
	promise := func(kept ...data.Date) func(*data.Case) {
		return func(c *data.Case) {
			for _, k := range kept {
				c.Commitments = append(c.Commitments, data.Commitment{ReplyID: 1, Text: "事", Due: datatest.Day(6, 1), Kept: k})
			}
		}
	}
	again := func(class string, sent data.Date) func(*data.Case) {
		return func(c *data.Case) {
			c.Replies = append(c.Replies, data.Reply{ID: 2, Round: 2, Occasion: data.FollowUp, Class: class, Sent: sent})
		}
	}
	cases := []data.Case{
		old(1, "B", again("A", datatest.Day(5, 1))), old(2, "B", promise(datatest.Day(5, 1), data.NewDate(2021, 12, 1))),
		old(3, "B", promise(datatest.Day(5, 1), data.Date{})), old(4, "B"),
		old(5, "B", func(c *data.Case) { c.Proposal.Closed, c.Proposal.ClosedOn = data.Withdrawn, datatest.Day(2, 1) }),
		old(6, "A"), old(7, "A", again("B", datatest.Day(5, 1))), old(8, "B", again("A", data.NewDate(2021, 11, 1))),
		datatest.Assist(datatest.Numbered(9), func(c *data.Case) { c.Book.Meeting.Year = 2021 }),
		old(10, "B", func(c *data.Case) { c.Book.Meeting.Year = 2020 }),
	}
	for _, c := range []struct {
		asOf     data.Date
		num, den int
		ids      []data.ID
	}{{datatest.Day(12, 31), 2, 4, []data.ID{1, 2}}, {datatest.Day(4, 30), 0, 4, nil}, {datatest.Day(1, 31), 0, 5, nil}} {
		r := data.Statistics(cases, 2022, c.asOf, datatest.RuleYears()).Planned.Rate
		if r.Num != c.num || r.Den != c.den || !slices.Equal(r.IDs, c.ids) {
			t.Errorf("as of %v: %d of %d, %v", c.asOf, r.Num, r.Den, r.IDs)
		}
	}
	jia := datatest.RuleYears(func(p *data.RulePack) {
		for i, letter := range []string{"甲", "乙", "丙"} {
			p.Classes[i].Letter = letter
		}
	})
	st := data.Statistics([]data.Case{old(1, "乙", again("甲", datatest.Day(5, 1)))}, 2022, datatest.Day(12, 31), jia)
	i := slices.IndexFunc(st.Figures(), func(f data.NamedFigure) bool { return f.Name == "上年B类转化率" })
	if f := st.Figures()[i]; f.Value != "100%" || f.Word != "上年乙类转化率" || f.Rule != "上年底为乙类，后来答复提高类别或承诺全部兑现的主办件 ÷ 上年底为乙类的主办件" {
		t.Errorf("%+v", f)
	}
}

// Parties and bodies move proposals together; persons with rare or long names do not.
func TestGroupsThatMoveProposals(t *testing.T) {
	for name, group := range map[string]bool{
		"民盟红塔支部": true, "九三学社玉溪市委": true, "民革玉溪市委": true, "区政协提案委": true, "经济界": true, "区工商联": true, "农工党红塔总支": true, "教科卫体专委会": true,
		"封伟": false, "民建": false, "张建委": false, "买买提·艾力": false, "欧阳文会": false,
	} {
		if data.IsGroup(name) != group {
			t.Errorf("%s: a group is %v", name, !group)
		}
	}
}

func BenchmarkStatistics13600(b *testing.B) {
	var cases []data.Case
	for n := range 13600 {
		cases = append(cases, datatest.Case(datatest.Numbered(n+1), func(c *data.Case) {
			c.Proposal.Proposers[0].ID = data.ID(n%900 + 1)
			c.Feedback[0].ProposerID, c.Consultations[1].Attended = c.Proposal.Proposers[0].ID, []data.ID{c.Proposal.Proposers[0].ID}
			c.Replies[0].Class = []string{"A", "B", "A", "C"}[n%4]
		}))
	}
	y := datatest.RuleYears()
	for b.Loop() {
		data.Statistics(cases, 2022, datatest.Day(12, 31), y)
	}
}
