package export_test

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
	"jianban/export"
	"jianban/export/font"
)

// yearsOfTwo are rules of three months for a reply until 2021 and of six from
// 2022 on, each with its own words for an urging.
func yearsOfTwo() data.RuleYears {
	pack := func(from data.Date, months int, words string) data.RulePack {
		return datatest.Rules(func(p *data.RulePack) {
			p.From, p.ReplyMonths, p.Letters.Urge, p.Letters.Remind = from, months, words+"：{事项}期限{办理期限}，逾期{逾期天数}天。", words+"提醒：{办理期限}。"
		}).Pack
	}
	return data.NewRuleYears([]data.RulePack{pack(data.NewDate(2022, 1, 1), 6, "新办法"), pack(data.NewDate(2018, 1, 1), 3, "旧办法")}, data.Calendar{})
}

// openOf is the open case n of a year, handed over on 15 March.
func openOf(year, n int) data.Case {
	return datatest.Case(datatest.Numbered(n), func(c *data.Case) {
		c.Book.ID, c.Book.Meeting.Year = data.ID(year), year
		c.Proposal.HandedOver, c.Assignments[0].Assigned = data.NewDate(year, 3, 15), data.NewDate(year, 3, 15)
		c.Assignments[0].Unit = data.Unit{ID: 5, Name: "区住建局"}
		c.Consultations, c.Replies, c.Feedback = nil, nil, nil
	})
}

// Handed over on 15 March: the limit of 2021's is 15 June, of 2022's 15
// September, wherever and whenever they are printed together.
func TestPapersOverYearsKeepEachYearsLimit(t *testing.T) {
	cases, asOf := []data.Case{openOf(2021, 1), openOf(2022, 2)}, data.NewDate(2022, 12, 1)
	doc, ps := export.Ledger("台账", cases, asOf, yearsOfTwo(), font.Embedded())
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if text := wordsOf(doc); !strings.Contains(text, "2021-06-15") || !strings.Contains(text, "2022-09-15") {
		t.Errorf("ledger: %s", text)
	}
	u := data.Supervision{Unit: cases[0].Assignments[0].Unit, Kind: data.Urge, Date: asOf}
	doc, ps = export.Urge(u, cases, data.Settings{Office: "办公室"}, yearsOfTwo(), font.Embedded())
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if strings.Contains(wordsOf(doc), "2021年9月15日") {
		t.Errorf("its table takes the notice's year: %s", wordsOf(doc))
	}
	// 15 June 2021 to 1 December 2022 are 534 days.
	for _, want := range []string{"旧办法", "期限2021年6月15日", "逾期534天", "2022年9月15日"} {
		if !strings.Contains(wordsOf(doc), want) {
			t.Errorf("the notice lacks %s: %s", want, wordsOf(doc))
		}
	}
}

// A notice of January about last year's item takes the item's year.
func TestANoticeTakesItsItemsYear(t *testing.T) {
	u := data.Supervision{Unit: data.Unit{ID: 5, Name: "区住建局"}, Kind: data.Urge, Date: data.NewDate(2022, 1, 10)}
	doc, _ := export.Urge(u, []data.Case{openOf(2021, 1)}, data.Settings{Office: "办公室"}, yearsOfTwo(), font.Embedded())
	if text := wordsOf(doc); !strings.Contains(text, "旧办法") || !strings.Contains(text, "期限2021年6月15日") {
		t.Error(text)
	}
}

// A notice about many lists every one of them, in their order.
func TestANoticeListsEveryItem(t *testing.T) {
	var cases []data.Case
	for n := range 40 {
		cases = append(cases, openOf(2022, 501+n))
	}
	doc, _ := export.Urge(data.Supervision{Unit: cases[0].Assignments[0].Unit, Kind: data.Urge, Date: data.NewDate(2022, 12, 1)}, cases, data.Settings{Office: "办公室"}, yearsOfTwo(), font.Embedded())
	text, at := wordsOf(doc), 0
	if !strings.Contains(text, "40件建议") {
		t.Errorf("it does not say how many: %s", text)
	}
	for _, c := range cases {
		i := strings.Index(text[at:], c.Proposal.Number)
		if i < 0 {
			t.Fatalf("no number %s after the one before", c.Proposal.Number)
		}
		at += i
	}
}
