package summary

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// What the rules say of rates changes text, chart, table and paper together: two
// decimals, the place's words, what 办结 means. Of three led and answered one is of
// class A.
func TestAPlacesRatesStandEverywhere(t *testing.T) {
	led := func(id data.ID, number, class string) data.Case {
		c := screentest.OfBook(id, story.Book())
		c.Proposal.Number, c.Replies[0].Class, c.Replies[0].DocNumber = number, class, "红政函〔2022〕"+number+"号"
		return c
	}
	cases := []data.Case{story.Lead(), led(913, "13", "B"), led(914, "14", "C")}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openSummary(t, r)
		// each tells what it must hold of the class A, of 面商率 and, on paper, of 办结率
		check := func(share, word, settled string) {
			t.Helper()
			var prose strings.Builder
			for _, p := range s.view.paragraphs {
				for _, x := range p.Pieces {
					prose.WriteString(x.Text)
				}
			}
			s.right.Choose(rightCharts)
			onethread.Settle()
			charts := strings.Join(screentest.Texts(s.charts.root), " ")
			s.right.Choose(rightPages)
			onethread.Settle()
			paper := strings.ReplaceAll(screentest.Words(s.pages.Document()), " ", "")
			for where, c := range map[string]struct{ text, want string }{
				"text": {prose.String(), "A类1件，占" + share}, "text's words": {prose.String(), word + "100%"},
				"chart": {charts, "1件 " + share}, "paper's text": {paper, "A类1件，占" + share},
				"paper's bar": {paper, "A类已解决或基本解决1件" + share}, "paper's table": {paper, word + "100%3/3"}, "what is settled": {paper, settled},
			} {
				if !strings.Contains(c.text, c.want) {
					t.Errorf("%s lacks %s: %s", where, c.want, c.text)
				}
			}
		}
		check("33.3%", "面商率", "办结率100%3/3")
		rules, err := r.Memory.RuleYears(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		p := rules.In(2022).Pack
		p.Rates = data.RateRules{Decimals: 2, Settled: data.SettledClass, Words: []data.RateWord{{Rate: "面商率", Word: "走访率"}}}
		if err := r.Deps.Store.Do(t.Context(), "规则", func(tx screen.Tx) error { return tx.SavePack(&p) }); err != nil {
			t.Fatal(err)
		}
		s.Refresh()
		onethread.Settle()
		check("33.33%", "走访率", "办结率（按类别）33.33%1/3")
		r.NoFailure()
	}, cases...)
}
