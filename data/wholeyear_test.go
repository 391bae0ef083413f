package data_test

import (
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

var finance = data.Unit{ID: 6, Name: "区财政局"}

// helped lets 区财政局 help from 10 March; its opinion is due on 10 April, a
// Sunday, so by the 11th.
func helped(c *data.Case) {
	c.Assignments = append(c.Assignments, data.Assignment{ID: 2, ProposalID: 1, Unit: finance, Part: data.CoUnit, Assigned: datatest.Day(3, 10), Accepted: datatest.Day(3, 10)})
}

func steps(s data.Standing) string {
	var all []string
	for _, step := range s.Also {
		all = append(all, step.Who+"："+step.What)
	}
	return strings.Join(all, "|")
}

func TestStandingsOfTheWholeYear(t *testing.T) {
	for _, c := range []struct {
		name  string
		today data.Date
		make  func(*data.Case)
		stage data.Stage
		next  string // who: what
		also  string // one of the steps beside it
	}{
		{"a return was asked for", datatest.Day(3, 14), func(c *data.Case) {
			c.Assignments[0].Accepted, c.Assignments[0].Returned = data.Date{}, datatest.Day(3, 13)
		}, data.ToReassign, "本办公室：决定是否同意退回", ""},
		{"and handed to another unit", datatest.Day(3, 16), func(c *data.Case) {
			c.Assignments[0].Returned, c.Assignments[0].ReturnConsented = datatest.Day(3, 12), datatest.Day(3, 14)
			c.Assignments = append(c.Assignments, data.Assignment{ID: 2, Unit: finance, Part: data.LeadUnit, Assigned: datatest.Day(3, 15)})
		}, data.ToAccept, "区财政局：签收（逾期视同签收）", ""},
		{"the deputies are to be told", datatest.Day(3, 12), func(*data.Case) {}, data.Working, "区住建局：联系代表，记办前沟通", "本办公室：告知代表谁来办、何时办好（造册分发）"},
		{"they were told", datatest.Day(3, 12), func(c *data.Case) { c.Proposal.Told = datatest.Day(3, 12) }, data.Working, "区住建局：联系代表，记办前沟通", ""},
		{"more time was asked for", datatest.Day(4, 2), func(c *data.Case) {
			c.Book.HandedBy = "市政府办公室"
			c.Extensions = []data.Extension{{ID: 1, Applied: datatest.Day(4, 1), Until: datatest.Day(8, 9)}}
		}, data.Working, "区住建局：沟通并起草答复", "市政府办公室：决定延期申请（至2022年8月9日）"},
		{"an opinion is awaited", datatest.Day(4, 2), helped, data.Working, "区住建局：沟通并起草答复", "区财政局：收取协办意见"},
		{"it is missing when the reply is drafted", datatest.Day(5, 2), helped, data.AwaitOpinion, "区财政局：催报协办意见", ""},
		{"fifteen days are left: the unit is to be reminded", datatest.Day(5, 25), func(c *data.Case) { c.Replies = nil }, data.Working, "区住建局：沟通并起草答复", "本办公室：提醒区住建局"},
		{"the limit is past: it is urged", datatest.Day(6, 10), func(c *data.Case) { c.Replies = nil }, data.Working, "区住建局：起草答复", "本办公室：催办区住建局"},
		{"a member's matter has its own words", datatest.Day(5, 2), func(c *data.Case) { helped(c); c.Book.Meeting.Body = data.CPPCC }, data.AwaitOpinion, "区财政局：催报会办意见", "谁来办"},
		{"a helper asks to be let off", datatest.Day(4, 2), func(c *data.Case) { helped(c); c.Assignments[1].Returned = datatest.Day(3, 12) }, data.Working, "区住建局：沟通并起草答复", "本办公室：决定是否同意区财政局退回协办"},
		{"drafted, to be checked", datatest.Day(5, 2), func(*data.Case) {}, data.ToSign, "本办公室：审核答复", ""},
		{"checked, to be signed", datatest.Day(5, 12), func(c *data.Case) { c.Replies[0].SignOff.Reviewed = datatest.Day(5, 10) }, data.ToSign, "本办公室：签发答复", ""},
		{"checked, the helpers sign too", datatest.Day(5, 12), func(c *data.Case) {
			helped(c)
			c.Opinions = []data.Opinion{{ID: 1, Way: data.OpinionIn, Unit: finance, Received: datatest.Day(4, 1)}}
			c.Replies[0].SignOff.Reviewed = datatest.Day(5, 10)
		}, data.ToSign, "本办公室：会签、签发答复", ""},
		{"a unit answers for itself", datatest.Day(6, 2), func(c *data.Case) { c.Book.Direction = data.HandedOut }, data.ToSend, "区住建局：送达答复", ""},
		{"and its letter's copy is collected", datatest.Day(6, 20), func(c *data.Case) {
			c.Book.Direction, c.Replies[0].DocNumber = data.HandedOut, ""
		}, data.Settled, "：", "本办公室：收取答复副本，登记文号"},
		{"a co-signer has not got the letter", datatest.Day(6, 20), func(c *data.Case) {
			c.Proposal.Proposers = append(c.Proposal.Proposers, data.Proposer{ID: 11, Name: "李某"})
			c.Dispatches = []data.Dispatch{{ID: 1, ReplyID: 1, ProposerID: 10, Date: datatest.Day(6, 7)}}
		}, data.Settled, "：", "本办公室：送达李某代表"},
		{"a promise was kept, the deputy is to be told", datatest.Day(9, 1), func(c *data.Case) {
			c.Commitments = []data.Commitment{{ID: 1, ReplyID: 1, Text: "修路", Due: datatest.Day(8, 31), Kept: datatest.Day(8, 20)}}
		}, data.Settled, "区住建局：告知代表承诺已兑现：修路", ""},
		{"by a further letter that is drafted", datatest.Day(9, 1), func(c *data.Case) {
			c.Commitments = []data.Commitment{{ID: 1, ReplyID: 1, Text: "修路", Due: datatest.Day(8, 31), Kept: datatest.Day(8, 20), FollowUp: 2}}
			c.Replies = append(c.Replies, data.Reply{ID: 2, Round: 2, Occasion: data.FollowUp, SignOff: data.SignOff{Drafted: datatest.Day(8, 25)}})
		}, data.Settled, "本办公室：审核续复", "告知代表承诺已兑现"},
		{"which was sent: nothing is left", datatest.Day(9, 10), func(c *data.Case) {
			c.Commitments = []data.Commitment{{ID: 1, ReplyID: 1, Text: "修路", Due: datatest.Day(8, 31), Kept: datatest.Day(8, 20), FollowUp: 2}}
			c.Replies = append(c.Replies, data.Reply{ID: 2, Round: 2, Occasion: data.FollowUp, Class: "A", Sent: datatest.Day(9, 5)})
		}, data.Settled, "：", ""},
		{"telling of a promise kept is no new answer", datatest.Day(9, 10), func(c *data.Case) {
			c.Feedback[0].Result = data.Dissatisfied
			c.Replies = append(c.Replies, data.Reply{ID: 2, Round: 2, Occasion: data.FollowUp, Class: "A", Sent: datatest.Day(9, 5)})
		}, data.ToReanswer, "区住建局：重新办理并再次答复", ""},
		{"withdrawn", datatest.Day(6, 20), func(c *data.Case) {
			c.Proposal.Closed, c.Proposal.ClosedOn, c.Proposal.ClosedWhy = data.Withdrawn, datatest.Day(4, 1), "已解决"
		}, data.StageClosed, "：撤案：已解决", ""},
	} {
		s := data.StageOf(datatest.Case(c.make), c.today, datatest.Rules())
		if next := s.Next.Who + "：" + s.Next.What; s.Stage != c.stage || next != c.next || !strings.Contains(steps(s), c.also) {
			t.Errorf("%s: %s, %s, beside %s", c.name, s.Stage, next, steps(s))
		}
		if c.also == "" && strings.Contains(steps(s), "谁来办") && c.name == "they were told" {
			t.Errorf("%s: beside %s", c.name, steps(s))
		}
	}
}

func TestAnUrgingThatWaitsIsNotRepeated(t *testing.T) {
	c := datatest.Case(func(c *data.Case) {
		c.Replies = nil
		c.Supervisions = []data.Supervision{{Unit: data.Unit{ID: 5}, Kind: data.Remind, Date: datatest.Day(6, 3), RectifyBy: datatest.Day(6, 8)}}
	})
	for day, again := range map[int]bool{5: false, 9: false, 10: true} { // the limit is 9 June
		s := data.StageOf(c, datatest.Day(6, day), datatest.Rules())
		if strings.Contains(steps(s), "催办区住建局") != again || strings.Contains(steps(s), "提醒") {
			t.Errorf("6月%d日: %s", day, steps(s))
		}
	}
}

func TestMergedProposalIsWorkedOnWithItsHost(t *testing.T) {
	c := datatest.Case(func(c *data.Case) {
		host := datatest.Case(datatest.Numbered(9))
		c.Proposal.MergedInto = 9
		c.Host = data.Host{ID: 9, Number: "9", Assignments: host.Assignments, Replies: host.Replies}
		c.Assignments, c.Replies = nil, nil
		c.Proposal.Told = datatest.Day(3, 10)
	})
	s := data.StageOf(c, datatest.Day(5, 2), datatest.Rules())
	if s.Stage != data.Working || s.Next.What != "按第9号的正文写本件答复" || !slices.Contains(s.Marks, "并案") {
		t.Errorf("%s, %+v, %v", s.Stage, s.Next, s.Marks)
	}
	if s := data.StageOf(c, datatest.Day(4, 21), datatest.Rules()); s.Next.What != "沟通并起草答复" {
		t.Errorf("before the host's text is there: %+v", s.Next)
	}
	c.Replies = []data.Reply{{ID: 5, Round: 1, Class: "B", DocNumber: "红政函〔2022〕9号", SignOff: data.SignOff{Signed: datatest.Day(6, 1)}}}
	blocking, _ := data.CheckReply(c, c.Replies[0], data.Settings{}, datatest.Rules(), func(rune) bool { return true }, nil)
	if len(blocking) > 0 {
		t.Errorf("a letter with the host's words: %v", blocking)
	}
	st := data.Statistics([]data.Case{c}, 2022, datatest.Day(12, 31), datatest.RuleYears())
	if st.ByUnit[0].Unit != "区住建局" || st.Merged.Num != 1 || st.Lead != 1 {
		t.Errorf("%+v", st.ByUnit)
	}
}

func TestLettersPaper(t *testing.T) {
	office := data.Settings{Office: "区政府办", Issuer: "某区人民政府", ReplySeries: "某政函", OpinionSeries: "某政办函"}
	out := func(c *data.Case) {
		c.Book.Direction = data.HandedOut
		c.Assignments[0].Unit = data.Unit{ID: 5, Name: "区住建局", FullName: "某区住房和城乡建设局", ReplySeries: "某建函",
			Former: []data.FormerName{{Name: "区建设局", FullName: "某区建设局", Until: datatest.Day(3, 31)}}}
	}
	for _, c := range []struct {
		name    string
		make    func(*data.Case)
		day     data.Date
		opinion bool
		want    data.LetterPaper
	}{
		{"the office's", func(*data.Case) {}, data.Date{}, false, data.LetterPaper{Issuer: "某区人民政府", Head: "某区人民政府", Series: "某政函"}},
		{"its opinions", func(*data.Case) {}, data.Date{}, true, data.LetterPaper{Issuer: "某区人民政府", Head: "某区人民政府", Series: "某政办函"}},
		{"the book's", func(c *data.Case) {
			c.Book.Issuer, c.Book.Letterhead, c.Book.ReplySeries = "某区政府", "某区政府文件", "某函"
		}, data.Date{}, false, data.LetterPaper{Issuer: "某区政府", Head: "某区政府文件", Series: "某函"}},
		{"the unit's", out, datatest.Day(6, 1), false, data.LetterPaper{Issuer: "某区住房和城乡建设局", Head: "某区住房和城乡建设局", Series: "某建函"}},
		{"the unit's, under its name of the day", out, datatest.Day(3, 31), false, data.LetterPaper{Issuer: "某区建设局", Head: "某区建设局", Series: "某建函"}},
	} {
		if got := data.PaperOf(datatest.Case(c.make), office, c.day, c.opinion); got != c.want {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

func TestFactsAgainstEachOther(t *testing.T) {
	promise := func(p data.Commitment) func(*data.Case) {
		return func(c *data.Case) { p.ReplyID, p.Text = 1, "修路"; c.Commitments = []data.Commitment{p} }
	}
	urged := func(s data.Supervision) func(*data.Case) {
		return func(c *data.Case) {
			s.Unit, s.Kind = c.Assignments[0].Unit, data.Urge
			c.Supervisions = []data.Supervision{s}
		}
	}
	for _, c := range []struct {
		name               string
		make               func(*data.Case)
		impossible, unusal string
	}{
		{"told before it was handed over", func(c *data.Case) { c.Proposal.Told = datatest.Day(3, 1) }, "告知代表日期", ""},
		{"a unit answers before it was urged", urged(data.Supervision{Date: datatest.Day(5, 5), Answered: datatest.Day(5, 4)}), "反馈日期", ""},
		{"the day to answer lies before", urged(data.Supervision{Date: datatest.Day(5, 5), RectifyBy: datatest.Day(5, 4)}), "", "整改期限"},
		{"another unit was urged", func(c *data.Case) {
			c.Supervisions = []data.Supervision{{Unit: finance, Kind: data.Urge, Date: datatest.Day(5, 5)}}
		}, "", "区财政局不是本件的承办单位"},
		{"told before it was kept", promise(data.Commitment{Due: datatest.Day(9, 1), Kept: datatest.Day(8, 1), Told: datatest.Day(7, 31)}), "告知日期", ""},
		{"kept before it was promised", promise(data.Commitment{Due: datatest.Day(9, 1), Kept: datatest.Day(6, 1)}), "", "在答复送达之前已经兑现"},
		{"told by the letter that promised", promise(data.Commitment{Due: datatest.Day(9, 1), Kept: datatest.Day(8, 1), FollowUp: 1}), "续复", ""},
		{"an opinion that nobody asked for", func(c *data.Case) {
			c.Opinions = []data.Opinion{{Way: data.OpinionIn, Unit: finance, Received: datatest.Day(4, 1)}}
		}, "", "没有请区财政局协办"},
		{"sent while an opinion was missing", helped, "", "送达时还没有收到区财政局的意见"},
		{"sent to somebody else", func(c *data.Case) {
			c.Dispatches = []data.Dispatch{{ReplyID: 1, ProposerID: 99, Date: datatest.Day(6, 8)}}
		}, "不是本件的代表", ""},
		{"sent before the letter says", func(c *data.Case) {
			c.Dispatches = []data.Dispatch{{ReplyID: 1, ProposerID: 10, Date: datatest.Day(6, 5)}}
		}, "", "早于答复的送达日期"},
		{"waived after it was signed", func(c *data.Case) {
			c.Waivers = []data.Waiver{{ReplyID: 1, Warning: "公开：还没有确定是否公开", Date: datatest.Day(6, 3)}}
		}, "", "签发之后才放行"},
		{"a form is back before it went out", func(c *data.Case) { c.Feedback[0].FormSent = datatest.Day(6, 11) }, "收回日期", ""},
		{"returned too late", func(c *data.Case) {
			c.Assignments[0].Accepted, c.Assignments[0].Returned = data.Date{}, datatest.Day(4, 1)
		}, "", "申请退回已过期限"},
		{"two lead units", func(c *data.Case) {
			c.Assignments = append(c.Assignments, data.Assignment{Unit: finance, Part: data.LeadUnit, Assigned: datatest.Day(3, 12)})
		}, "", "有2个主办单位"},
		{"a talk with a stranger", func(c *data.Case) { c.Consultations[1].Attended = []data.ID{10, 99} }, "", "不是本件的代表参加"},
		{"signed before the talk", func(c *data.Case) { c.Consultations[1].FormSigned = datatest.Day(4, 1) }, "签字日期", ""},
		{"the after-talk before the letter", func(c *data.Case) { c.Consultations[2].Date = datatest.Day(6, 1) }, "", "办后沟通时答复还没有送达"},
		{"more time asked for too late", func(c *data.Case) {
			c.Extensions = []data.Extension{{Applied: datatest.Day(6, 20), Approved: datatest.Day(6, 21), Until: datatest.Day(8, 9)}}
		}, "", "不能算作延期"},
		{"answered again though nobody was dissatisfied", func(c *data.Case) {
			c.Replies = append(c.Replies, data.Reply{Round: 2, Occasion: data.Reanswer})
		}, "", "没有不满意的征询意见表"},
		{"published without a decision", func(c *data.Case) {
			c.Disclosure = data.Disclosure{Published: datatest.Day(7, 1)}
		}, "", "没有决定公开"},
		{"answered after it was withdrawn", func(c *data.Case) {
			c.Proposal.Closed, c.Proposal.ClosedOn = data.Withdrawn, datatest.Day(5, 1)
		}, "", "撤案之后又送达了答复"},
	} {
		no, odd := data.CheckFacts(datatest.Case(c.make), datatest.Rules())
		if (c.impossible == "") != (len(no) == 0) || !strings.Contains(no.Error(), c.impossible) {
			t.Errorf("%s: impossible %q", c.name, no.Error())
		}
		if c.unusal != "" && !strings.Contains(odd.Error(), c.unusal) || c.unusal == "" && c.impossible == "" && len(odd) > 0 {
			t.Errorf("%s: unusual %q", c.name, odd.Error())
		}
	}
}

func TestWaivedWarningsStayToBeSeen(t *testing.T) {
	all := func(rune) bool { return true }
	c := datatest.Case(func(c *data.Case) {
		c.Consultations, c.Disclosure = nil, data.Disclosure{}
		c.Replies[0].Class = "B"
	})
	_, warnings := data.CheckReply(c, c.Replies[0], data.Settings{}, datatest.Rules(), all, nil)
	for _, says := range []string{"没有当面沟通记录", "B类答复没有承诺事项", "还没有确定是否公开"} {
		if !strings.Contains(warnings.Error(), says) {
			t.Errorf("no word of %s: %v", says, warnings)
		}
	}
	before := len(warnings)
	c.Waivers = []data.Waiver{{ID: 1, ReplyID: 1, Warning: warnings[0].Text(), Reason: "代表在外地", Date: datatest.Day(5, 30)},
		{ID: 2, ReplyID: 2, Warning: warnings[1].Text(), Reason: "另一次答复的"}, {ID: 3, ReplyID: 1, Warning: "早已改好的", Reason: "无"}}
	_, warnings = data.CheckReply(c, c.Replies[0], data.Settings{}, datatest.Rules(), all, nil)
	waived := data.Waived(c, c.Replies[0], data.Settings{}, datatest.Rules(), nil)
	if len(warnings) != before-1 || len(waived) != 1 || waived[0].Waiver.Reason != "代表在外地" || waived[0].Text() != "沟通：没有当面沟通记录" {
		t.Errorf("%v; waived %+v", warnings, waived)
	}
	helped(&c)
	if blocking, _ := data.CheckReply(c, c.Replies[0], data.Settings{}, datatest.Rules(), all, nil); !strings.Contains(blocking.Error(), "区财政局的协办意见还没有收到") {
		t.Errorf("the gate is open: %v", blocking)
	}
}

func TestEveryFigureIsExplained(t *testing.T) {
	c := datatest.Case(func(c *data.Case) {
		helped(c)
		c.Feedback[0].Solved, c.Feedback[0].TalkedBy, c.Feedback[0].TalkForm = "部分解决", "分管领导", "座谈会"
	})
	st := data.Statistics([]data.Case{c}, 2022, datatest.Day(12, 31), datatest.RuleYears())
	names := map[string]bool{}
	for _, f := range st.Explained() {
		if names[f.Name] {
			t.Errorf("%s twice", f.Name)
		}
		names[f.Name] = true
		if f.Rule == "" || f.Value == "" || len(f.IDs) > f.Num {
			t.Errorf("%+v", f)
		}
	}
	for _, want := range []string{"往年承诺兑现数", "区财政局：参与", "A类·部分解决", "分管领导占比", "协办单位意见按时率"} {
		if !names[want] {
			t.Errorf("no %s", want)
		}
	}
}

func TestCoHandlersOpinionsInTime(t *testing.T) {
	for _, c := range []struct {
		name     string
		came     data.Date
		asOf     data.Date
		num, den int
	}{
		{"on the last day, Monday 11 April", datatest.Day(4, 11), datatest.Day(12, 31), 1, 1},
		{"a day late", datatest.Day(4, 12), datatest.Day(12, 31), 0, 1},
		{"never", data.Date{}, datatest.Day(12, 31), 0, 1},
		{"not due yet", data.Date{}, datatest.Day(4, 11), 0, 0},
		{"due and not there", data.Date{}, datatest.Day(4, 12), 0, 1},
	} {
		x := datatest.Case(helped, func(x *data.Case) {
			x.Opinions = []data.Opinion{{ID: 1, Way: data.OpinionIn, Unit: finance, Received: c.came}}
		})
		st := data.Statistics([]data.Case{x}, 2022, c.asOf, datatest.RuleYears())
		if st.CoOpinionRate.Num != c.num || st.CoOpinionRate.Den != c.den {
			t.Errorf("%s: %d/%d", c.name, st.CoOpinionRate.Num, st.CoOpinionRate.Den)
		}
	}
}

func TestPromisesOfEarlierYearsKeptThisYear(t *testing.T) {
	old := datatest.Case(func(c *data.Case) {
		c.Commitments = []data.Commitment{
			{ID: 1, ReplyID: 1, Text: "当年", Due: datatest.Day(12, 31), Kept: datatest.Day(12, 31)},
			{ID: 2, ReplyID: 1, Text: "次年", Due: datatest.Day(12, 31), Kept: data.NewDate(2023, 1, 1)},
			{ID: 3, ReplyID: 1, Text: "次年底", Due: data.NewDate(2023, 12, 1), Kept: data.NewDate(2023, 12, 31)},
			{ID: 4, ReplyID: 1, Text: "未兑现", Due: data.NewDate(2023, 12, 1)},
		}
	})
	for asOf, want := range map[data.Date]int{data.NewDate(2023, 12, 31): 2, data.NewDate(2023, 6, 30): 1, data.NewDate(2024, 6, 30): 2} {
		st := data.Statistics([]data.Case{old}, 2023, asOf, datatest.RuleYears())
		if st.Commitments.KeptEarlier != want || st.Total != 0 || st.Commitments.Kept != 0 {
			t.Errorf("as of %v: %+v of %d", asOf, st.Commitments, st.Total)
		}
	}
}
