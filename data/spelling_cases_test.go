package data_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"jianban/data"
)

// spelt is a proposal of testdata/spelling with its reply.
type spelt struct {
	Number, Title, Text, Class, DocNumber, Body, Salutation string
	HandedOver, Signed                                      string
	Names                                                   []string
}

func spelling(t *testing.T, name string) (cases []data.Case) {
	t.Helper()
	var all []spelt
	if err := json.Unmarshal([]byte(sample(t, name)), &all); err != nil {
		t.Fatal(err)
	}
	day := func(s string) data.Date {
		if s == "" {
			return data.Date{}
		}
		d, err := data.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for i, x := range all {
		c := data.Case{Book: data.Book{ID: 1, Meeting: data.Meeting{Body: data.Congress, Level: data.City, Place: "玉溪", Term: 6, Session: 1, Year: 2022}}}
		c.Proposal = data.Proposal{ID: data.ID(i + 1), BookID: 1, Number: x.Number, Title: x.Title, Text: x.Text, Kind: data.Suggestion, Role: data.Lead, HandedOver: day(x.HandedOver)}
		for _, n := range x.Names {
			c.Proposal.Proposers = append(c.Proposal.Proposers, data.Proposer{Name: n, Body: data.Congress})
		}
		if x.Body != "" {
			c.Replies = []data.Reply{{ID: 1, ProposalID: c.Proposal.ID, Round: 1, Class: x.Class, DocNumber: x.DocNumber, Body: x.Body, Salutation: x.Salutation, SignOff: data.SignOff{Signed: day(x.Signed)}}}
		}
		cases = append(cases, c)
	}
	return cases
}

func checked(c data.Case) (blocking, warnings data.Problems) {
	return data.CheckReply(c, c.Replies[0], data.Settings{}, data.Rules{}, func(rune) bool { return true }, nil)
}

func says(ps data.Problems, words string) bool {
	return slices.ContainsFunc(ps, func(p data.Problem) bool { return strings.Contains(p.Error(), words) })
}

// Look-alikes read as the usual characters: the heading, the day that does not
// exist; saving mends them all.
func TestLookAlikesInALetter(t *testing.T) {
	text := sample(t, "radicals.txt")
	c := spelling(t, "headings.json")[0]
	c.Replies[0].Body = text
	if blocking, _ := checked(c); !says(blocking, "“2022年6月31日”不存在") {
		t.Errorf("%v", blocking)
	}
	if _, err := data.ParseDate("2022年6⽉31⽇"); err == nil || !strings.Contains(err.Error(), "2022年6月没有31日") {
		t.Errorf("%v", err)
	}
	rep := c.Replies[0]
	if ps := rep.Validate(); len(ps) > 0 {
		t.Errorf("%v", ps)
	}
	want := "一、工作情况\n区农业农村局高度重视，一是用好资金，二是扶持方案落地，力量、年度、行动、龍头、立案、老年。\n（二）下步打算\n2022年6月31日前做好老年人和青年人的就业。\n"
	if rep.Body != want {
		t.Errorf("%q", rep.Body)
	}
	if _, changes := data.MendText(text); len(changes) != 15 || changes[0].Before != "⼀" || changes[0].After != "一" || changes[14].Paragraph != 4 {
		t.Errorf("%d changes, %+v", len(changes), changes)
	}
}

// What cannot be mended is named by code point and place, also where a font of
// this computer has it.
func TestWhatCannotBeMendedIsNamed(t *testing.T) {
	c := spelling(t, "headings.json")[0]
	c.Replies[0].Body += "\n感谢陈\uE5E5代表。"
	for _, covered := range []bool{true, false} {
		blocking, warnings := data.CheckReply(c, c.Replies[0], data.Settings{}, data.Rules{}, func(r rune) bool { return covered || r != 0xE5E5 }, nil)
		if says(warnings, "第4段第4字的U+E5E5是专用字符") != covered || says(blocking, "第4段第4字“\uE5E5”（U+E5E5）没有字体") == covered {
			t.Errorf("%v: %v, %v", covered, blocking, warnings)
		}
	}
	p := c.Proposal
	p.Text = "请修\uFFFD路"
	if ps := p.Validate(); !says(ps, "内容：第3字的U+FFFD是丢失的字符") {
		t.Errorf("%v", ps)
	}
	p = c.Proposal
	p.Title, p.Text = "关于⾦\uF90A的建议", "⻘年"
	if ps := p.Validate(); len(ps) > 0 || p.Title != "关于金金的建议" || p.Text != "青年" {
		t.Errorf("%v: %s, %s", ps, p.Title, p.Text)
	}
}

// One member in four spellings is nobody strange at his salutation.
func TestTheDotOfANameBlocksNothing(t *testing.T) {
	for _, c := range spelling(t, "interpunct.json") {
		if blocking, _ := checked(c); says(blocking, "主送") {
			t.Errorf("%s: %v", c.Proposal.Number, blocking)
		}
		if ps := c.Proposal.Validate(); len(ps) > 0 || !slices.ContainsFunc(c.Proposal.Proposers, func(q data.Proposer) bool { return q.Name == "艾合买提·吐尔逊" }) {
			t.Errorf("%s: %v, %v", c.Proposal.Number, ps, c.Proposal.Proposers)
		}
	}
}

func TestAnswersInPartsOfManyKinds(t *testing.T) {
	cases := spelling(t, "headings.json")
	for _, body := range []string{"", "1）修路。\n2）架桥。\n3）装灯。", "①修路。\n②架桥。\n③装灯。", "一是修路，二是架桥，三是装灯。", "第一，修路。第二，架桥。第三，装灯。",
		"首先，修路。其次，架桥。最后，装灯。", "⼀、修路\n⼆、架桥\n三、装灯", "(一)修路\n(二)架桥\n(三)装灯", "１．修路\n２．架桥\n３．装灯",
		"我局做了三件事：（1）修路；（2）架桥；（3）装灯。", "已办结（1）修路（2）架桥（3）装灯。", "经研究一是修路二是架桥三是装灯。", "主要措施有：1.修路；2.架桥；3.装灯。",
		"对此，第一点是修路。第二点是架桥。第三点是装灯。", "一要修路，二要架桥，三要装灯。", "关于修路的问题\n已修。\n关于架桥的问题\n已架。\n关于装灯：\n已装。", "首先修路，其次架桥，最后装灯。"} {
		for _, c := range cases {
			if body != "" {
				c.Replies[0].Body = body
			}
			if _, warnings := checked(c); says(warnings, "小标题") {
				t.Errorf("%q: %v", c.Replies[0].Body, warnings)
			}
		}
	}
	for _, body := range []string{"修路已办，架桥在办，2022年1.5亿元，占（2）成。", "第二年再办（3）件。", "投资1.5亿元、2.5亿元、3.5亿元。", "统一要求。"} {
		cases[0].Replies[0].Body = body
		if _, warnings := checked(cases[0]); !says(warnings, "小标题") {
			t.Errorf("%s is taken for three parts", body)
		}
	}
	cases[0].Replies[0].Body = "一是修路，已修。其余正在研究，2022.5亿元。"
	if _, warnings := checked(cases[0]); !says(warnings, "建议提了3个方面，答复只有1个小标题") {
		t.Errorf("%v", warnings)
	}
}

func TestTitleOverTwoLines(t *testing.T) {
	p := spelling(t, "headings.json")[0].Proposal
	p.Title = sample(t, "two-line-title.txt")
	if ps := p.Validate(); len(ps) > 0 || p.Title != "关于进一步加强红塔区乡镇卫生院建设的建议" {
		t.Errorf("%v %q", ps, p.Title)
	}
}

// Titles within titles are told apart in every text of the program, and a
// letter that has them either way agrees with the registry.
func TestTitleWithinATitle(t *testing.T) {
	for i, c := range spelling(t, "booktitles.json") {
		set := []string{"《关于落实〈云南省物业管理规定〉的建议》", "《关于贯彻〈《中华人民共和国物业管理条例》实施办法〉的建议》"}[i]
		c.Proposal.Role = data.Lead
		if pieces, ps := data.SummaryPieces(fmt.Sprintf("{例%s}", c.Proposal.Number), data.Stats{All: data.Figure{IDs: []data.ID{c.Proposal.ID}}}, []data.Case{c}); len(ps) > 0 || len(pieces) != 1 || pieces[0].Text != set {
			t.Errorf("%v %v", pieces, ps)
		}
		for _, title := range []string{set, "《" + c.Proposal.Title + "》"} {
			c.Replies[0].Body = "您提出的" + title + "（第" + c.Proposal.Number + "号）收悉。"
			if blocking, _ := checked(c); says(blocking, "标题") {
				t.Errorf("%s: %v", title, blocking)
			}
		}
	}
}

// The lists' columns go by pinyin: ōu, qiú, shàn, xiè, yùchí, zēng, zhā as family
// names; 5 before 12345, figures before ā, then chóng, xià, yín, zhōng.
func TestLedgerSortsByPinyin(t *testing.T) {
	rows := data.LedgerRows(spelling(t, "sort.json"), data.NewDate(2022, 6, 1), data.SameRules(data.Rules{}))
	for column, want := range map[string]string{"proposers": "404 403 401 405 406 402 407", "title": "406 407 404 401 403 402 405"} {
		for _, down := range []bool{false, true} {
			var got []string
			for _, r := range data.NewLedgerOrder(rows).Sort(rows, column, down) {
				got = append(got, r.Number)
			}
			if down {
				slices.Reverse(got)
			}
			if strings.Join(got, " ") != want {
				t.Errorf("%s: %v, not %s", column, got, want)
			}
		}
	}
}

func TestOrders(t *testing.T) {
	for name, x := range map[string]struct {
		by   func(a, b string) int
		want string
	}{
		"names":   {data.ByName, "Zhang|陈明|陈䶮|𬱖一|李白|李　明|李明华|李一|区国强|单丽|王单|解放|尉迟明|曾强|查良"},
		"texts":   {data.ByPinyin, "5G|12号|2022年|B类|《案》|办法|重庆|单位|重要|住建"},
		"strokes": {data.ByStrokes, "丁一|于明|王一|王芳|王明|毛一|方一|孔一|邓一|李一|李　明|李明华|㛃一|䶮一|𬱖一|Zhang"},
	} {
		words := strings.Split(x.want, "|")
		for i := 1; i < len(words); i++ {
			if x.by(words[i-1], words[i]) >= 0 || x.by(words[i], words[i-1]) <= 0 {
				t.Errorf("%s: %s is not before %s", name, words[i-1], words[i])
			}
		}
	}
}
