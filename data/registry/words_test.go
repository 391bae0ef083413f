package registry_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// Every kind of record is called by its own name where the journal tells of it,
// with the name of a field of its own; and so it is where it was deleted.
func TestEveryRecordIsCalledByItsName(t *testing.T) {
	t.Parallel()
	r := opened(t)
	fullCase(t, r)
	do(t, r, "一年里的", func(tx *registry.Tx) error {
		return errors.Join(
			tx.SaveSettings(&data.Settings{Office: "区政府办", Issuer: "区政府", ReplySeries: "红政函", OpinionSeries: "红政办函", Clerks: []string{"李秘书"}}),
			tx.SaveSummary(&data.Summary{Year: 2022, BookID: bookID, Title: "工作总结"}),
			tx.SaveScore(&data.Score{Year: 2022, Unit: data.Unit{ID: unitHousing}, Source: data.Deduction, Points: 15, Reason: "迟报"}),
			tx.SaveHoliday(&data.Holiday{Date: day("2030-02-04"), Kind: data.DayOff, Name: "春节"}),
			tx.SaveYearClosing(&data.YearClosing{Year: 2022, AsOf: day("2022-12-31"), ClosedOn: day("2023-01-05"), Figures: "[{}]", Appraisal: "[{},{}]"}),
			tx.SaveIssue(&data.Issue{Kind: data.IssueNotice, BookID: bookID, Unit: data.Unit{ID: unitHousing}, Assigned: day("2022-03-02"), Number: "红政办函〔2022〕5号", Date: day("2022-03-02"), Title: "交办通知"}))
	})
	entries, err := r.Journal(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	told := map[string][]string{}
	for _, e := range entries {
		for _, c := range e.Changes {
			if c.Act == data.Entered {
				told[c.Record] = append(told[c.Record], c.After)
			}
		}
	}
	want := map[string]string{
		"办理册": "层级：市；", "承办单位": "全称：红塔区住房和城乡建设局", "牵头领导": "职务：副区长", "代表": "代表团：红塔区代表团", "建议": "办理方式：协办", "提出代表": "代表：李莫愁",
		"延期": "延期理由：工程量大", "交办": "承办方式：主办", "沟通记录": "职级：", "答复": "类别：B", "协办意见": "会签单位：区财政局", "送达": "签收人：本人", "放行": "提醒：没有当面沟通记录",
		"征询意见表": "办理结果：基本满意", "承诺事项": "兑现依据：验收单", "督办": "督办方式：督查", "公开": "公开位置：政府网站", "附件": "附件名：照片.jpg",
		"设置": "经办人员：李秘书", "办理规则": "规则名称：", "放假安排": "放假或上班：放假", "总结": "办理册：市六届人大一次会议", "考评打分": "分数：1.5分", "年度封账": "考评结果：2个单位", "发文登记": "文件：交办通知",
	}
	for record, field := range want {
		if !slices.ContainsFunc(told[record], func(s string) bool { return strings.Contains(s, field) }) {
			t.Errorf("%s：%s is not told: %q", record, field, told[record])
		}
	}
	if len(told) != len(want) {
		t.Errorf("%d kinds are told of, want %d: %v", len(told), len(want), told)
	}
	for record, label := range map[data.Record]string{
		data.RecordExtension: "延期", data.RecordAssignment: "交办", data.RecordOpinion: "协办意见", data.RecordFeedback: "征询意见表", data.RecordCommitment: "承诺事项", data.RecordDispatch: "送达", data.RecordWaiver: "放行",
		data.RecordSupervision: "督办", data.RecordDisclosure: "公开", data.RecordAttachment: "附件", data.RecordSummary: "总结", data.RecordScore: "考评打分", data.RecordHoliday: "放假安排", data.RecordYearClosing: "年度封账",
		data.RecordIssue: "发文登记",
	} {
		do(t, r, "删除", func(tx *registry.Tx) error { return tx.Remove(record, 1) })
		gone, err := r.Deleted(t.Context(), 0)
		if err != nil || !slices.ContainsFunc(gone, func(d data.DeletedRecord) bool { return d.Kind == string(record) && d.Record == label }) {
			t.Errorf("a deleted %s is not called %s: %+v, %v", record, label, gone, err)
		}
	}
}
