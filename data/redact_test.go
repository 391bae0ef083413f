package data_test

import (
	"testing"

	"jianban/data"
	"jianban/data/datatest"
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
		{"what looks like an address", "在人民路12号3栋2单元501室。", "地址", "××××。"},
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
