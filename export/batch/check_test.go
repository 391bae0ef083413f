package batch_test

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/export/batch"
)

// A letter sent under a 文号 that another paper bears is refused, a reply as an
// opinion; so is an opinion to nobody. A draft is shown all the same.
func TestALetterUnderAnothersNumberIsRefused(t *testing.T) {
	s := source(t)
	replies := s.Cases[:2:2]
	opinion := s.Cases[0]
	opinion.Proposal.ID, opinion.Proposal.Number, opinion.Proposal.Role, opinion.Proposal.LeadBody = 9, "9", data.Assist, "市发改委"
	opinion.Replies = nil
	opinion.Opinions = []data.Opinion{{ID: 1, ProposalID: 9, Way: data.OpinionOut, DocNumber: "红政办函〔2022〕8号", Body: "没有不同意见。", SignOff: data.SignOff{Signed: day(4, 1)}, Sent: day(4, 2)}}
	refused := func(p batch.Paper) string {
		if _, err := p.Document(); err != nil {
			return err.Error()
		}
		return ""
	}
	for _, x := range []struct {
		name    string
		numbers []string
		change  func(*data.Case)
		want    [3]string // of the reply sent, the draft, the opinion
	}{
		{"each once", []string{"红政函〔2022〕1号", "红政函〔2022〕2号", "红政办函〔2022〕8号"}, func(*data.Case) {}, [3]string{}},
		{"all twice", []string{"红政函〔2022〕1号", "红政函〔2022〕1号", "红政函〔2022〕2号", "红政函〔2022〕2号", "红政办函〔2022〕8号", "红政办函〔2022〕8号"}, func(*data.Case) {},
			[3]string{"红政函〔2022〕1号已经用过", "", "红政办函〔2022〕8号已经用过"}},
		{"to nobody", nil, func(c *data.Case) { c.Proposal.LeadBody = "" }, [3]string{"", "", "没有填写报送给谁"}},
		{"past its day, which is only unusual", nil, func(c *data.Case) {
			c.Opinions = []data.Opinion{c.Opinions[0]}
			c.Opinions[0].SignOff.Signed = day(6, 1)
		}, [3]string{}},
	} {
		c := opinion
		x.change(&c)
		s.Cases, s.Numbers = append(replies, c), x.numbers
		sent, opinions := batch.Replies(s, batch.Choices{Drafts: true}), batch.Opinions(s, batch.Choices{})
		if len(sent) != 2 || len(opinions) != 1 {
			t.Fatalf("%s: %d replies, %d opinions", x.name, len(sent), len(opinions))
		}
		for i, p := range append(sent, opinions...) {
			if got := refused(p); (got == "") != (x.want[i] == "") || !strings.Contains(got, x.want[i]) {
				t.Errorf("%s: %s of 第%s号: %q, want %q", x.name, p.Kind, p.Number, got, x.want[i])
			}
		}
	}
}
