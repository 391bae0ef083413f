package registry_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

func TestVersionsOfAReply(t *testing.T) {
	t.Parallel()
	r := opened(t)
	rep := data.Reply{ProposalID: leadID, Round: 1, Class: "A", Body: "初稿"}
	save := func(tx *registry.Tx) error { return tx.SaveReply(&rep) }
	do(t, r, "初稿", save)
	rep.Body, rep.Planned = "改稿", "明年修路"
	rep.SignOff.Drafted = day("2022-05-01")
	do(t, r, "改稿", save)
	rep.SignOff.Reviewed, rep.SignOff.ReviewedBy = day("2022-05-03"), "钱局"
	do(t, r, "审核", save)
	got, err := r.ReplyVersions(t.Context(), rep.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Body != "改稿" || got[0].Planned != "明年修路" || got[0].SignOff != rep.SignOff || got[1].Body != "初稿" || got[1].State() != "起草" {
		t.Errorf("%+v", got)
	}
	if got[0].By != "李秘书" || !got[0].At.Equal(noon) {
		t.Errorf("%s at %s", got[0].By, got[0].At)
	}
	if _, err := r.Undo(t.Context()); err != nil { // 审核
		t.Fatal(err)
	}
	if _, err := r.Undo(t.Context()); err != nil { // 改稿
		t.Fatal(err)
	}
	if got, err = r.ReplyVersions(t.Context(), rep.ID); err != nil || len(got) != 3 || got[0].Body != "初稿" || got[1].Body != "改稿" {
		t.Errorf("after the change was taken back: %+v, %v", got, err)
	}
	opinion := data.Opinion{ProposalID: assistID, Way: data.OpinionOut, Body: "意见稿"}
	do(t, r, "意见", func(tx *registry.Tx) error { return tx.SaveOpinion(&opinion) })
	if got, err = r.OpinionVersions(t.Context(), opinion.ID); err != nil || len(got) != 1 || got[0].Body != "意见稿" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestNamesOfSigners(t *testing.T) {
	t.Parallel()
	r := opened(t)
	do(t, r, "两件", func(tx *registry.Tx) error {
		rep := data.Reply{ProposalID: leadID, Round: 1, SignOff: data.SignOff{Drafted: day("2022-05-01"), DraftedBy: "旧人", Signed: day("2022-05-09"), SignedBy: "区长"}}
		o := data.Opinion{ProposalID: assistID, Way: data.OpinionOut, SignOff: data.SignOff{Drafted: day("2022-06-01"), DraftedBy: "新人", SignedBy: "区长", Countersigned: day("2022-06-02"), CountersignedBy: "区财政局"}}
		return errors.Join(tx.SaveReply(&rep), tx.SaveOpinion(&o))
	})
	n, err := r.SignNames(t.Context())
	if err != nil || !slices.Equal(n.Drafted, []string{"新人", "旧人"}) || !slices.Equal(n.Signed, []string{"区长"}) || !slices.Equal(n.Countersigned, []string{"区财政局"}) || n.Reviewed != nil {
		t.Errorf("%+v, %v", n, err)
	}
}

// A number that a deleted paper bore when it was sent is no gap; check warns of
// those that are.
func TestGapsOfDocNumbers(t *testing.T) {
	t.Parallel()
	r := opened(t)
	sent := reply("红政函〔2022〕2号")
	do(t, r, "答复", func(tx *registry.Tx) error { return tx.SaveReply(&sent) })
	do(t, r, "意见", func(tx *registry.Tx) error {
		return tx.SaveOpinion(&data.Opinion{ProposalID: assistID, Way: data.OpinionOut, DocNumber: "红政函〔2022〕4号"})
	})
	do(t, r, "删除", func(tx *registry.Tx) error { return tx.Remove(data.RecordReply, sent.ID) })
	gaps, err := r.NumberGaps(t.Context(), 2022)
	if err != nil || len(gaps) != 1 || gaps[0].Sentence() != "红政函〔2022〕2号至4号之间缺3号" {
		t.Errorf("%+v, %v", gaps, err)
	}
	if gaps, err = r.NumberGaps(t.Context(), 2023); err != nil || len(gaps) != 0 {
		t.Errorf("%+v, %v", gaps, err)
	}
	report, err := r.Check(t.Context())
	if err != nil || !slices.ContainsFunc(report.Warnings, func(w string) bool { return strings.Contains(w, "之间缺3号") }) {
		t.Errorf("%+v, %v", report, err)
	}
}
