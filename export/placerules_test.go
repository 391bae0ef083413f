package export_test

import (
	"os"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
	"jianban/export"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/pdf"
)

// What a place's rules say in other forms stands on the papers as these say it: the
// transfer sheet, the feedback form, that of a second evaluation, the notice, the dossier.
func TestPapersFollowAPlacesRules(t *testing.T) {
	t.Parallel()
	r := datatest.Rules(func(p *data.RulePack) {
		p.ReturnWorkdays, p.OpinionMonths, p.ReanswerMonths = 0, 0, 0
		p.Limits = []data.LimitRule{
			{For: data.ForReply, Day: "5月31日"}, {For: data.ForReturn, N: 10, Unit: data.Days}, {For: data.ForOpinion, N: 15, Unit: data.Days, From: data.BeforeAnswer},
			{For: data.ForReanswer, N: 1, Unit: data.Months, From: data.FromAgain}, {For: data.ForSecond, Day: "12月9日"},
		}
		p.Marks = []data.MarkWord{{Word: "优秀", Counts: data.Satisfied}, {Word: "满意", Counts: data.Satisfied}, {Word: "基本满意", Counts: data.MostlySatisfied}, {Word: "不满意", Counts: data.Dissatisfied}}
		p.Letters.Urge = "{事项}办理期限为{办理期限}。"
	})
	c := datatest.Case(func(c *data.Case) {
		c.Proposal.Key, c.Proposal.Supervisor, c.Proposal.Committee = true, "市人大常委会副主任 张某", "市人大城建环保工委"
		c.Feedback[0].Result, c.Feedback[0].HandedAgain = data.Dissatisfied, datatest.Day(6, 20)
		c.Feedback = append(c.Feedback, data.Feedback{ID: 2, ProposalID: 1, Round: 1, ProposerID: 10, Second: true, FormSent: datatest.Day(11, 25), Received: datatest.Day(12, 1), Attitude: "优秀", Result: data.Satisfied})
		c.Assessments = []data.Assessment{{ID: 1, ProposalID: 1, Kind: data.Ballot, Date: datatest.Day(12, 20), By: "市六届人大常委会第十次会议", Satisfied: 30, Mostly: 5, Dissatisfied: 1}}
	})
	papers := map[string]page.Document{
		"transfer": export.Transfer(c, surveyOffice, r, font.Embedded()),
		"form":     export.Survey(c, c.Feedback[0], surveyOffice, r, font.Embedded()),
		"second":   export.Survey(c, c.Feedback[1], surveyOffice, r, font.Embedded()),
		"dossier":  export.Dossier(c, "", nil, nil, surveyOffice, data.SameRules(r), font.Embedded()),
	}
	late := c
	late.Replies, late.Feedback = nil, nil
	notice, _ := export.Urge(data.Supervision{ID: 1, ProposalID: 1, Unit: c.Assignments[0].Unit, Kind: data.Urge, Date: datatest.Day(6, 2)}, []data.Case{late}, surveyOffice, data.SameRules(r), font.Embedded())
	papers["notice"] = notice
	for name, want := range map[string][]string{
		"transfer": {"办理期限", "2022年5月31日", "督办领导", "市人大常委会副主任 张某", "督办委室", "市人大城建环保工委", "收到后10日内书面申请退回", "协办意见在主办件答复期限前15日送主办单位"},
		"form":     {"征询意见表", "□优秀", "并在重新交办后1个月内再次答复"},
		"second":   {"办理情况二次评价表", "■优秀", "■满意", "落实情况再作一次评价", "请在2022年12月9日前填好交回", "102-1-1-10-"},
		"dossier":  {"督办领导", "市人大城建环保工委", "再次交办", "收回二次评价表", "会议测评", "满意30票、基本满意5票、不满意1票", "二次评价表"},
		"notice":   {"办理期限为2022年5月31日", "本件是重点督办建议，督办领导：市人大常委会副主任 张某，督办委室：市人大城建环保工委。"},
	} {
		text := strings.ReplaceAll(wordsOf(papers[name]), " ", "")
		for _, w := range want {
			if !strings.Contains(text, strings.ReplaceAll(w, " ", "")) {
				t.Errorf("%s lacks %s: %s", name, w, text)
			}
		}
	}
	if papers["form"].Paper == papers["second"].Paper {
		t.Errorf("both evaluations are named %s as files", papers["form"].Paper)
	}
	if dir := os.Getenv("JIANBAN_PICTURES"); dir != "" {
		for name, doc := range papers {
			b, err := pdf.Render(doc, font.Embedded())
			if err == nil {
				err = os.WriteFile(dir+"/place-"+name+".pdf", b, 0o600)
			}
			if err != nil {
				t.Error(err)
			}
		}
	}
}
