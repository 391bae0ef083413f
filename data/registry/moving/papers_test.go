package moving_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/intake"
	"jianban/data/registry"
	"jianban/data/registry/moving"
)

type opened struct{ *bytes.Reader }

func (opened) Close() error { return nil }

// paper is a file of a folder.
func paper(name, text string) intake.Paper {
	sum := sha256.Sum256([]byte(text))
	return intake.Paper{Name: name, Text: text, Size: int64(len(text)), SHA256: hex.EncodeToString(sum[:]),
		Open: func() (io.ReadSeekCloser, error) { return opened{bytes.NewReader([]byte(text))}, nil }}
}

func enterPapers(t *testing.T, reg *registry.Registry, o intake.Options, files ...intake.Paper) *intake.Plan {
	t.Helper()
	plan, err := moving.EnterPapers(t.Context(), reg, &intake.Papers{Name: "文件", Files: files}, o, "导入文件夹", nil)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// withThree has 7 (answered on 20 May 2023, class A), 8 (not answered) and a 7 of
// the year before.
func withThree(t *testing.T) *registry.Registry {
	reg := newRegistry(t)
	if plan := enter(t, reg, ledger(two[0], "8|关于建桥的建议|李明||区交通局||2023-03-01|||||")); len(plan.Errors) > 0 {
		t.Fatal(plan.Errors)
	}
	if plan := enter(t, reg, ledger("7|关于亮灯的建议|李明||区交通局||2022-03-01|||||")); len(plan.Errors) > 0 {
		t.Fatal(plan.Errors)
	}
	return reg
}

func held(t *testing.T, reg *registry.Registry, title string) data.Case {
	t.Helper()
	cases, err := reg.Cases(t.Context(), data.Scope{Texts: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if strings.Contains(c.Proposal.Title, title) {
			return c
		}
	}
	t.Fatal("no", title)
	return data.Case{}
}

const letterTo7 = "红住建函〔2023〕7号\n关于第7号建议的答复\n李明代表：\n您提出的建议收悉，现答复如下：\n一、已经修好。\n红塔区住房和城乡建设局\n2023年5月20日"

var papers = []intake.Paper{
	paper("7号 关于修路的建议.docx", "关于修路的建议\n路坏了，请修好。"),
	paper("答复/7号 关于修路的建议 答复.docx", letterTo7),
	paper("关于建桥的建议的答复.txt", "李明代表：\n桥正在建。"),
}

// A folder is one action, taken back by one undo; the same folder again leaves no
// trace. The text of a proposal, the text of a reply that was sent, a draft where
// none was, and each file once.
func TestAFolderIsOneAction(t *testing.T) {
	reg := withThree(t)
	before := state(t, reg)
	plan := enterPapers(t, reg, intake.Options{}, papers...)
	if len(plan.Errors) > 0 || plan.Updated != 3 || plan.Created+plan.Unchanged != 0 || len(plan.Rows) != 3 {
		t.Fatalf("%+v", plan)
	}
	road, bridge := held(t, reg, "修路"), held(t, reg, "建桥")
	if road.Proposal.Text != "路坏了，请修好。" || len(road.Attachments) != 2 {
		t.Errorf("%q, %+v", road.Proposal.Text, road.Attachments)
	}
	if r := road.Replies[0]; len(road.Replies) != 1 || r.Sent != data.NewDate(2023, 5, 20) || r.Body != "您提出的建议收悉，现答复如下：\n一、已经修好。" || r.DocNumber != "红住建函〔2023〕7号" {
		t.Errorf("%+v", road.Replies)
	}
	if len(bridge.Replies) != 1 || !bridge.Replies[0].Sent.IsZero() || bridge.Replies[0].Body != "桥正在建。" || len(bridge.Attachments) != 1 {
		t.Errorf("%+v", bridge.Replies)
	}
	if notes := strings.Join(plan.Rows[2].Notes, " "); !strings.Contains(notes, "草稿") {
		t.Errorf("a draft is not told: %q", notes)
	}
	var content bytes.Buffer
	if err := reg.AttachmentData(t.Context(), bridge.Attachments[0].ID, &content); err != nil || content.String() != papers[2].Text {
		t.Errorf("%q, %v", content.String(), err)
	}
	after := state(t, reg)
	if plan := enterPapers(t, reg, intake.Options{}, papers...); plan.Unchanged != 3 || plan.Updated != 0 || state(t, reg) != after {
		t.Errorf("the same again: %+v", plan)
	}
	journal, err := reg.Journal(t.Context(), 0, 10)
	if err != nil || len(journal) != 4 || journal[0].What != "导入文件夹" {
		t.Errorf("%d actions, %v", len(journal), err)
	}
	if _, err := reg.Undo(t.Context()); err != nil || state(t, reg) != before {
		t.Errorf("after one undo: %v\n%s, want\n%s", err, state(t, reg), before)
	}
}

// A file that cannot be read is told and passed over, the others are kept; a folder
// of nothing else is refused.
func TestUnreadableFilesArePassedOver(t *testing.T) {
	reg := withThree(t)
	old := paper("8号.doc", "")
	old.Problem = data.Problem{Message: "是旧格式（.doc）", Hint: "请另存为 .docx"}
	plan := enterPapers(t, reg, intake.Options{}, papers[0], old, papers[2])
	if len(plan.Errors) > 0 || plan.Updated != 2 || len(plan.Rows) != 2 || len(plan.Skipped) != 1 || plan.Skipped[0].Row != 2 {
		t.Fatalf("%+v", plan)
	}
	if held(t, reg, "修路").Proposal.Text != "路坏了，请修好。" || len(held(t, reg, "建桥").Attachments) != 1 {
		t.Error("the readable files are not kept")
	}
	if notes := strings.Join(plan.Notes, "；"); notes != "有1个文件读不了，已略过，没有导入；略过“8号.doc”：是旧格式（.doc）。请另存为 .docx" {
		t.Error(notes)
	}
	_, err := moving.EnterPapers(t.Context(), reg, &intake.Papers{Name: "旧文件", Files: []intake.Paper{old}}, intake.Options{}, "导入文件夹", nil)
	if err == nil || !strings.Contains(err.Error(), "“旧文件”里的1个文件都读不了（“8号.doc”是旧格式（.doc）。请另存为 .docx）") {
		t.Error(err)
	}
}

// What stands in the registry is not overwritten: the other text is told, the
// file kept.
func TestAFolderOverwritesNoText(t *testing.T) {
	reg := withThree(t)
	enterPapers(t, reg, intake.Options{}, papers...)
	before := held(t, reg, "修路")
	plan := enterPapers(t, reg, intake.Options{}, paper("7号 关于修路的建议.txt", "请修两条路。"), paper("7号关于修路的建议答复.txt", "李明代表：\n只修一条。"))
	road := held(t, reg, "修路")
	if road.Proposal.Text != before.Proposal.Text || road.Replies[0].Body != before.Replies[0].Body || len(road.Attachments) != 4 {
		t.Errorf("%+v", road)
	}
	for _, r := range plan.Rows {
		if !strings.Contains(strings.Join(r.Notes, ""), "没有改动") {
			t.Errorf("%s: not told: %q", r.Sheet, r.Notes)
		}
	}
}

// A letter as the program prints it, with opening and close around the text that
// stands in the registry, says nothing new.
func TestALetterOfOurOwnIsKnown(t *testing.T) {
	reg := withThree(t)
	long := strings.Repeat("路已经修好，请放心通行。", 4)
	enterPapers(t, reg, intake.Options{}, paper("7号 关于修路的建议 答复.docx", "李明代表：\n"+long))
	plan := enterPapers(t, reg, intake.Options{}, paper("7号 关于修路的建议 答复.pdf", "李明代表：\n您提出的建议收悉，现答复如下：\n"+long+"\n感谢您的支持！\n红塔区人民政府\n2023年5月20日"))
	if notes := plan.Rows[0].Notes; len(notes) > 0 || held(t, reg, "修路").Replies[0].Body != long {
		t.Errorf("%q", notes)
	}
}

// One file that cannot be matched keeps all from being written; each is told by
// its running number and name.
func TestAFolderIsAllOrNothing(t *testing.T) {
	reg := withThree(t)
	before := state(t, reg)
	for _, c := range []struct {
		name, want string
		o          intake.Options
	}{
		{"99号.docx", "没有第99号", intake.Options{}},
		{"7号.docx", "可能属于", intake.Options{}}, // of two years
		{"7号 关于幼儿园的建议.docx", "对不上", intake.Options{}},
		{"会议通知.docx", "看不出是哪一件", intake.Options{}},
		{"关于幼儿园的建议.docx", "没有《关于幼儿园的建议》", intake.Options{}},
		{"区九届人大九次会议第7号.docx", "届次", intake.Options{}},
	} {
		plan := enterPapers(t, reg, c.o, papers[0], paper(c.name, "请看。"))
		if len(plan.Errors) != 1 || plan.Errors[0].Row != 2 || !strings.Contains(plan.Errors[0].Message, c.want) || !strings.Contains(plan.Errors[0].Message, c.name) || state(t, reg) != before {
			t.Errorf("%s: %+v", c.name, plan.Errors)
		}
	}
	if plan := enterPapers(t, reg, intake.Options{Year: 2023}, paper("7号.docx", "请修路。")); len(plan.Errors) != 0 || held(t, reg, "修路").Proposal.Text != "请修路。" {
		t.Errorf("with the year: %+v", plan.Errors)
	}
}

// A file that was written to between being read and being kept is refused with
// all others.
func TestAFileThatChangedMeanwhile(t *testing.T) {
	reg := withThree(t)
	before := state(t, reg)
	p := paper("8号.txt", "请建桥。")
	p.SHA256 = strings.Repeat("0", 64)
	if plan := enterPapers(t, reg, intake.Options{}, papers[0], p); len(plan.Errors) != 1 || !strings.Contains(plan.Errors[0].Message, "改动") || state(t, reg) != before {
		t.Errorf("%+v", plan.Errors)
	}
	if _, err := moving.EnterPapers(t.Context(), reg, &intake.Papers{Name: "空"}, intake.Options{}, "导入", nil); !data.Told(err) {
		t.Error(err)
	}
	var problem data.Problem
	if _, err := moving.EnterPapers(t.Context(), reg, &intake.Papers{Files: papers}, intake.Options{Book: "没有的册"}, "导入", nil); !errors.As(err, &problem) || problem.Field != "办理册" {
		t.Error(err)
	}
}
