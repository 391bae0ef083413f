package data_test

import (
	"os"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"

	"pgregory.net/rapid"
)

func TestRedactions(t *testing.T) {
	c := datatest.Case(func(c *data.Case) {
		c.Proposal.Proposers = []data.Proposer{
			{ID: 1, Name: "李莫愁", Phone: "0877-2010001", Address: "玉兴路"}, {ID: 2, Name: "王某"}, {ID: 3, Name: "民盟红塔支部"},
		}
	})
	rep := data.Reply{Contact: "普某", ContactPhone: "2010000"}
	others := []data.Proposer{{Name: "高红"}}
	for _, x := range []struct{ name, text, kinds, after string }{
		{"names", "李莫愁、王　某代表：李莫愁。", "姓名姓名姓名", "××、××代表：××。"},
		{"groups are no persons", "民盟红塔支部：", "", "民盟红塔支部："},
		{"the contact", "（联系人：普某，电话：2010000）", "姓名电话", "（联系人：××，电话：××××）"},
		{"known number", "打0877-2010001问。", "电话", "打××××问。"},
		{"known address", "玉兴路积水。", "地址", "××××积水。"},
		{"mobile, also full width", "手机１３８００１３８０００。", "电话", "手机××××。"},
		{"fixed", "（0877）2012345转8", "电话", "××××"},
		{"labelled", "电话：201 2345，", "电话", "电话：××××，"},
		{"identity", "530402199001011234", "证件号码", "××××"},
		{"mail", "写信到a.b@yx.gov.cn。", "电子邮箱", "写信到××××。"},
		{"labelled address", "住址：研和街道某村12号，", "地址", "住址：××××，"},
		{"what looks like an address", "在人民路12号3栋2单元501室。", "地址", "在××××。"},
		{"sums, days and 文号 stay", "红政函〔2022〕15号，380亩，138001380001234元，2022年6月6日。", "", "红政函〔2022〕15号，380亩，138001380001234元，2022年6月6日。"},
	} {
		found := data.Redactions(x.text, data.Identities(c, rep, data.Settings{}), others)
		kinds := ""
		for _, r := range found {
			kinds += string(r.Kind)
			if got := string([]rune(x.text)[r.From:r.To]); got != r.Text {
				t.Errorf("%s: %q stands at %d, not %q", x.name, got, r.From, r.Text)
			}
		}
		if after := data.Redact(x.text, found); kinds != x.kinds || after != x.after {
			t.Errorf("%s: %s makes %s", x.name, kinds, after)
		}
	}
}

// Another deputy's name may be part of other words: it is offered, not chosen.
func TestRedactionsTellWhatIsSure(t *testing.T) {
	c := datatest.Case(func(c *data.Case) { c.Proposal.Proposers[0].Name = "李莫愁" })
	found := data.Redactions("李莫愁说，提高红塔区水平。", data.Identities(c, data.Reply{}, data.Settings{}), []data.Proposer{{Name: "高红"}, {Name: "李莫愁"}})
	if len(found) != 2 || !found[0].Sure || found[1].Sure || found[1].Text != "高红" {
		t.Errorf("%+v", found)
	}
	if got := data.Redact("李莫愁说，提高红塔区水平。", found[:1]); got != "××说，提高红塔区水平。" {
		t.Error(got)
	}
}

// What stays of known people in a published text, judged line by line.
func TestRedactionsLineByLine(t *testing.T) {
	known := []data.Identity{{Name: "李春阳", Phone: "13987654321"}, {Phone: "0877-2012345"}, {Address: "红塔区玉兴路12号3栋201室"}}
	for _, name := range []string{"艾合买提·吐尔逊", "阿依古丽·买买提", "欧阳春", "Zhang San", "高峰", "方正", "向前", "李明"} {
		known = append(known, data.Identity{Name: name})
	}
	table, err := os.ReadFile("testdata/redact.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, line := range strings.Split(string(table), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		lines++
		columns := strings.Split(strings.ReplaceAll(line, `\n`, "\n"), "|")
		text, want, offered := strings.Trim(columns[0], " "), strings.Trim(columns[1], " "), strings.Trim(columns[2], " ")
		var sure []data.Redaction
		var unsure []string
		for _, r := range data.Redactions(text, known, []data.Proposer{{Name: "王建国"}}) {
			if r.Sure {
				sure = append(sure, r)
			} else {
				unsure = append(unsure, r.Text)
			}
		}
		if got := data.Redact(text, sure); got != want || strings.Join(unsure, "/") != offered {
			t.Errorf("%q: %q, offered %q", text, got, strings.Join(unsure, "/"))
		}
	}
	if lines < 80 {
		t.Errorf("only %d lines", lines)
	}
}

// However numbers of houses and names come apart, nothing overlaps and the
// places are those of the text.
func TestRedactionsDoNotOverlap(t *testing.T) {
	known := []data.Identity{{Name: "李春阳", Phone: "0877-2012345、13987654321", Address: "玉兴路12号"}, {Name: "春阳李"}}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"李", "春", "阳", "李春阳", "代表", " ", "\n", "139", "8765", "4321", "-", "0877", "201", "2345", "玉兴路", "12号", "3栋", "、", "１", "①", "微信：", "abc123"})).Draw(t, "parts"), "")
		at := 0
		for _, r := range data.Redactions(text, known, nil) {
			if r.From < at || r.To <= r.From || string([]rune(text)[r.From:r.To]) != r.Text {
				t.Fatalf("%q: %+v after %d", text, r, at)
			}
			at = r.To
		}
	})
}
