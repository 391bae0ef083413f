package registry_test

import (
	"errors"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// What is recorded through the year is told in plain words: points as points,
// lists item by item, rounds by their number.
func TestTheYearReadsAloud(t *testing.T) {
	t.Parallel()
	r := opened(t)
	score := data.Score{Year: 2022, Unit: data.Unit{ID: unitHousing}, Item: "领导研究", Source: data.ReviewScore, Points: 70, Reason: "研究一次"}
	first := data.Reply{ProposalID: leadID, Round: 1, Class: "B", SignOff: data.SignOff{Signed: day("2022-05-30")}, Sent: day("2022-06-01")}
	second := data.Reply{ProposalID: leadID, Round: 2, Occasion: data.FollowUp, Class: "A"}
	promise := data.Commitment{ProposalID: leadID, Text: "建成路灯", Due: day("2022-12-31")}
	talk := data.Consultation{ProposalID: leadID, Phase: data.Before, Method: data.FaceToFace, Date: day("2022-03-20"), Attended: []data.ID{proposerYin}}
	do(t, r, "登记", func(tx *registry.Tx) error {
		if err := errors.Join(tx.SaveScore(&score), tx.SaveReply(&first)); err != nil {
			return err
		}
		promise.ReplyID = first.ID
		return errors.Join(tx.SaveCommitment(&promise), tx.SaveConsultation(&talk))
	})
	do(t, r, "记下一年的事", func(tx *registry.Tx) error {
		score.Points = 75
		promise.Kept = day("2022-06-20")
		talk.Items = []data.AgreedItem{{What: "看现场", Who: "张科", By: day("2022-04-01"), Done: day("2022-03-30")}}
		talk.Invited = []data.ID{proposerYin, proposerLi}
		u := data.Unit{ID: unitFinance, Name: "区财政局", Former: []data.FormerName{{Name: "区财税局", FullName: "红塔区财税局", Until: day("2019-03-01")}}}
		b := book()
		b.ID, b.Classes = bookID, []data.ReplyClass{{Letter: "A", Name: "已解决", Settled: true}, {Letter: "B", Name: "正在解决"}}
		h := data.Holiday{Date: day("2027-02-06"), Kind: data.DayWork, Name: "春节", Source: "国办发明电〔2026〕1号"}
		y := data.YearClosing{Year: 2022, AsOf: day("2022-06-30"), ClosedOn: day("2022-07-01"), Figures: `[{"name":"总件数","value":"2"}]`, Appraisal: "[]", Note: "上报"}
		d := data.Dispatch{ProposalID: leadID, ReplyID: first.ID, ProposerID: proposerYin, Date: day("2022-06-01"), Method: "当面送达"}
		w := data.Waiver{ProposalID: leadID, ReplyID: first.ID, Warning: "没有面商记录", Reason: "代表在外地", Date: day("2022-05-30")}
		s := data.Supervision{ProposalID: leadID, Unit: data.Unit{ID: unitHousing}, Kind: data.Urge, Date: day("2022-05-20"), RectifyBy: day("2022-05-27")}
		if err := errors.Join(tx.SaveScore(&score), tx.SaveReply(&second)); err != nil {
			return err
		}
		promise.FollowUp = second.ID
		return errors.Join(tx.SaveCommitment(&promise), tx.SaveConsultation(&talk), tx.SaveUnit(&u), tx.SaveBook(&b), tx.SaveHoliday(&h), tx.SaveYearClosing(&y), tx.SaveDispatch(&d), tx.SaveWaiver(&w), tx.SaveSupervision(&s))
	})
	entries, err := r.Journal(t.Context(), 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	told := strings.Join(entries[0].Sentences(2022), "\n")
	t.Log(told)
	for _, want := range []string{"把 区住建局 领导研究 考评打分 的 分数 由 7分 改为 7.5分", "把 区财政局 承办单位 的 曾用名 由 （空） 改为 区财税局 红塔区财税局 至2019年3月1日", "看现场 张科 限2022年4月1日 完成于2022年3月30日", "统计数字：1个数字", "续复 由 （空） 改为 第2次答复"} {
		if !strings.Contains(told, want) {
			t.Errorf("lacks %q", want)
		}
	}
}
