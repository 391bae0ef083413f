package intake

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// What the names of files tell, as offices give them.
func TestWhatANameTells(t *testing.T) {
	for _, c := range []struct {
		name, number, title string
		kind                paperKind
		term, session       int
	}{
		{"12号.docx", "12", "", ownPaper, 0, 0},
		{"第012号.pdf", "012", "", ownPaper, 0, 0},
		{"市六届人大一次会议第12号 关于治理污水的建议.docx", "12", "关于治理污水的建议", ownPaper, 6, 1},
		{"区六届人大二次会议/答复/第012号建议答复.docx", "012", "", replyPaper, 6, 2},
		{"关于对第12号建议的答复.docx", "12", "", replyPaper, 0, 0},
		{"12号 关于提高答复质量的建议.docx", "12", "关于提高答复质量的建议", ownPaper, 0, 0},
		{"关于《关于治理污水的建议》的答复（12号）.pdf", "12", "关于治理污水的建议", replyPaper, 0, 0},
		{"红政函〔2022〕16号 关于治理污水的建议的复函.pdf", "", "关于治理污水的建议", replyPaper, 0, 0},
		{"红政函（2022）16号 第7号建议复函.pdf", "7", "", replyPaper, 0, 0},
		{"闭3号.txt", "闭3", "", ownPaper, 0, 0},
		{"012 关于2035年远景的建议.docx", "012", "关于2035年远景的建议", ownPaper, 0, 0},
		{"12.关于12345热线的提案.docx", "12", "关于12345热线的提案", ownPaper, 0, 0},
		{"（12）答复.txt", "12", "", replyPaper, 0, 0},
		{"2022年代表建议/56号.txt", "56", "", ownPaper, 0, 0},
		{"2022 关于治理污水的建议.docx", "", "关于治理污水的建议", ownPaper, 0, 0},
		{"2022.3.15 关于治理污水的建议.docx", "", "关于治理污水的建议", ownPaper, 0, 0},
		{"提案56.docx", "56", "", ownPaper, 0, 0},
		{"12号征询意见表.pdf", "12", "", otherPaper, 0, 0},
		{"12号协办意见.docx", "12", "", otherPaper, 0, 0},
		{"会议通知.docx", "", "", ownPaper, 0, 0},
	} {
		h := hintsOf(Paper{Name: c.name})
		if h.number != c.number || h.title != c.title || h.kind != c.kind || h.meeting.term != c.term || h.meeting.session != c.session {
			t.Errorf("%s: %+v", c.name, h)
		}
	}
}

// What the head of a text tells where the name does not.
func TestWhatAHeadTells(t *testing.T) {
	h := hintsOf(Paper{Name: "扫描1.docx", Text: "市六届人大一次会议\n第12号\n关于治理\n污水的建议\n领衔代表：李明\n一、2021年第99号文件"})
	if h.number != "12" || h.inText != "关于治理污水的建议" || h.meeting.term != 6 || h.meeting.session != 1 || h.kind != ownPaper {
		t.Errorf("%+v", h)
	}
	h = hintsOf(Paper{Name: "a.docx", Text: "红政函〔2022〕16号\n关于对玉溪市第六届人民代表大会\n第一次会议第12号建议的答复\n李明代表：\n您提出的《关于治理污水的建议》收悉，现答复如下："})
	if h.number != "12" || h.inText != "关于治理污水的建议" || h.kind != replyPaper {
		t.Errorf("%+v", h)
	}
	if h = hintsOf(Paper{Name: "a.docx", Text: "红政函〔2022〕16号\n关于污水的函"}); h.number != "" {
		t.Errorf("a 文号 is taken for a number: %+v", h)
	}
}

func TestSameTitle(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"关于治理老街污水的建议", "治理老街污水", true},
		{"关于治理老街污水的建议", "关于治理老街污水的提案", true},
		{"关于进一步治理老街污水的建议", "关于治理老街污水的建议。", true},
		{"关于治理老街污水的建议", "关于增加幼儿园学位的建议", false},
		{"关于改造春和老街排水管网的建议", "关于改造北城老街供水管网的建议", false},
		{"", "", false},
	} {
		if sameTitle(c.a, c.b) != c.same {
			t.Errorf("%s / %s: not %v", c.a, c.b, c.same)
		}
	}
}

// A letter without its frame is what the program sets the frame around.
func TestALetterTakenApart(t *testing.T) {
	letter := []string{"B类", "红塔区住房和城乡建设局", "红住建函[2022]第016号", "关于区六届人大一次会议第12号建议的答复", "李明、孙七代表：",
		"你们提出的建议收悉，现答复如下：", "一、2022年6月1日", "— 2 —", "已经动工。", "附件：图纸", "红塔区住房和城乡建设局", "2022年6月7日", "（联系人：冯一鸣，电话：0877-0000111）", "抄送：区人大常委会。"}
	r := readReply(strings.Join(letter, "\n"))
	if r.docNumber != "红住建函〔2022〕016号" || r.class != "B" || r.body != "你们提出的建议收悉，现答复如下：\n一、2022年6月1日\n已经动工。\n附件：图纸" {
		t.Errorf("%+v", r)
	}
	if r := readReply("只有正文。\n第二段。"); r.body != "只有正文。\n第二段。" {
		t.Errorf("%+v", r)
	}
	for head, want := range map[string]string{
		"红政函〔2022〕7号            A": "红政函〔2022〕7号 A", "红政函〔2022〕7号\tA类": "红政函〔2022〕7号 A", "红政函〔2022〕7号   分类：A类": "红政函〔2022〕7号 A", "A类   红政函〔2022〕7号": "红政函〔2022〕7号 A",
		"（A类）\n红政函〔2022〕7号": "红政函〔2022〕7号 A", "办理结果类别：B\n文号：红政函〔2022〕 7 号": "红政函〔2022〕7号 B", "红政函〔2022〕7号   签发人：张三\n分类标识：Ｃ": "红政函〔2022〕7号 Ｃ", "红政函〔2022〕7号  主动公开  【甲类】": "红政函〔2022〕7号 甲", "A类件": " A",
		"按红政函〔2022〕7号办理": " ", "A类企业": " ",
	} {
		r := readReply(head + "\n李明代表：\n现答复如下。")
		if got := r.docNumber + " " + r.class; got != want || r.body != "现答复如下。" {
			t.Errorf("%q is %q, %q; want %q", head, got, r.body, want)
		}
	}
	if r := readReply("红政函〔2022〕7号  A\n路已修好。"); r.class != "A" || r.body != "路已修好。" {
		t.Errorf("without a salutation: %+v", r)
	}
}

// The lines of the form above a proposal's text are none of it; what they say and
// the registry does not is told.
func TestTheTextOfAProposal(t *testing.T) {
	c := datatest.Case()
	c.Proposal.Title, c.Proposal.Number = "关于治理污水的建议", "12"
	c.Proposal.Proposers = []data.Proposer{{Name: "李明", Delegation: "春和代表团"}, {Name: "孙七"}}
	for text, want := range map[string]string{
		"第12号\n关于治理污水的\n建议\n老街污水横流。\n— 1 —":                                              "老街污水横流。|",
		"领衔代表：李明\n附议代表：孙七、周八\n第012号\n代表团：春和代表团\n类别：城建\n案由：关于治理污水的建议\n老街污水横流。":            "老街污水横流。|附议代表：孙七、周八 类别：城建",
		"关于治理污水的建议\n领衔代表：李明　　联系电话：13800000000\n提出时间：2023年1月5日\n\n建议内容：老街污水横流。\n时间：不能再等。": "老街污水横流。\n时间：不能再等。|联系电话：13800000000 提出时间：2023年1月5日",
		"编号：12\n附议人：\n老街污水横流。":                        "老街污水横流。|",
		"领衔代表：李明\n老街污水横流，\n联系电话：打不通。":                 "老街污水横流，\n联系电话：打不通。|",
		"时间：每年六月到九月，老街污水横流。":                          "时间：每年六月到九月，老街污水横流。|",
		"单位：" + strings.Repeat("老街的单位", 12) + "\n都缺水": "单位：" + strings.Repeat("老街的单位", 12) + "\n都缺水|",
		"人大代表建议\n请区政府重视\n关于治理污水的建议\n老街污水横流。":          "老街污水横流。|请区政府重视",
	} {
		body, head := ownText(text, c.Proposal.Title)
		if got := body + "|" + strings.Join(untold(head, c), " "); got != want {
			t.Errorf("%q is\n%q, want\n%q", text, got, want)
		}
	}
	if h := hintsOf(Paper{Name: "a.txt", Text: "第012号\n案由：关于治理污水的建议\n老街污水横流。"}); h.number != "012" || h.inText != "关于治理污水的建议" {
		t.Errorf("%+v", h)
	}
}

func FuzzPaper(f *testing.F) {
	f.Add("12号.txt", "李明代表：\n2022年6月7日")
	f.Fuzz(func(t *testing.T, name, text string) {
		hintsOf(Paper{Name: name, Text: text})
		readReply(text)
		ownText(text, name)
	})
}
