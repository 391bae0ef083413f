package export_test

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
	"jianban/export"
	"jianban/export/font"
	"jianban/export/pdf"
)

// A title with a character that no font has does not keep back the year's ledger:
// 〓 stands for it, and below the table and beside the document it is told where.
func TestListsShowWhatNoFontHas(t *testing.T) {
	rules := datatest.Rules(func(*data.RulePack) {})
	bad := datatest.Case(func(c *data.Case) {
		c.Proposal.Number, c.Proposal.Title, c.Proposal.Proposers[0].Name = "77", "关于😀路灯的建议", "李\U00020001"
		c.Replies, c.Feedback = nil, nil
	})
	cases := []data.Case{datatest.Case(func(*data.Case) {}), bad}
	ledger, problems := export.Ledger("台账", cases, datatest.Day(6, 20), data.SameRules(rules), font.Embedded())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	maker := data.NewBoard(datatest.Day(6, 20))
	maker.Take(bad, rules)
	today := export.Today(maker.Board(2022), data.Settings{}, font.Embedded())
	for _, doc := range []struct {
		name, text string
		told       []string
		err        error
	}{
		{"ledger", wordsOf(ledger), ledger.Told, pdf.Check(ledger, font.Embedded())},
		{"today", wordsOf(today), today.Told, pdf.Check(today, font.Embedded())},
	} {
		said := strings.Join(strings.Fields(doc.text), "")
		if doc.err != nil || !strings.Contains(said, "〓路灯") || strings.Contains(said, "😀") || !strings.Contains(said, "第77号的标题有字（U+1F600）") {
			t.Errorf("%s: %v\n%s", doc.name, doc.err, said)
		}
		if all := strings.Join(doc.told, "\n"); !strings.Contains(all, "第77号的标题") || !strings.Contains(all, "U+1F600") {
			t.Errorf("%s: told %q", doc.name, doc.told)
		}
	}
	if said := strings.Join(ledger.Told, "\n"); len(ledger.Told) != 2 || !strings.Contains(said, "U+20001") {
		t.Errorf("told %q", ledger.Told)
	}
	if strings.Contains(wordsOf(ledger), "\U00020001") || cases[1].Proposal.Title != "关于😀路灯的建议" {
		t.Error("the name is shown, or the case was changed")
	}
}

// All of GBK and of the first two levels of GB 18030-2022 can be printed.
func TestEveryCommonCharacterCanBePrinted(t *testing.T) {
	var all []rune
	for r := rune(0x3400); r < 0xA000; r++ {
		if r <= 0x4DBF || r >= 0x4E00 && r <= 0x9FFC {
			all = append(all, r)
		}
	}
	all = append(all, []rune("〓头韡頔喆堃玥昇淼犇翀䜣龑䶮㛃𬱖𫖯𠅤𣲗𬍛")...)
	text := string(all)
	lacks := 0
	for _, r := range text {
		if !font.Embedded().Covers("仿宋", r) {
			lacks++
			t.Logf("U+%04X", r)
		}
	}
	if lacks > 0 {
		t.Errorf("%d of %d characters lack a font", lacks, len(all))
	}
}
