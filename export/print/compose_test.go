package print

import (
	"strings"
	"testing"

	"jianban/export/page"
)

// paperOf has n pages that carry their numbers.
func paperOf(title string, n int) page.Document {
	d := page.Document{Title: title}
	for i := range n {
		d.Pages = append(d.Pages, page.Page{Size: page.A4, Marks: []page.Mark{page.Glyphs{Text: title + string(rune('1'+i))}}})
	}
	return d
}

// sheets are the pages of a document by the text they carry; a blank one is _.
func sheets(d page.Document) string {
	var all []string
	for _, p := range d.Pages {
		text := "_"
		if len(p.Marks) > 0 {
			text = p.Marks[0].(page.Glyphs).Text
		}
		all = append(all, text)
	}
	return strings.Join(all, " ")
}

func TestPagesChosen(t *testing.T) {
	for text, want := range map[string]string{
		"":           "a1 a2 a3 a4 a5",
		"2":          "a2",
		"1-3,5":      "a1 a2 a3 a5",
		"4-":         "a4 a5",
		"5,1-2,2":    "a1 a2 a5",
		"１－２，４":      "a1 a2 a4",
		"1、3至4":      "a1 a3 a4",
		" 2 ~ 3 ; 5": "a2 a3 a5",
	} {
		doc, err := compose([]page.Document{paperOf("a", 5)}, Job{Pages: text, Copies: 1, Duplex: OneSided})
		if err != nil || sheets(doc) != want {
			t.Errorf("%q gave %s, %v; want %s", text, sheets(doc), err, want)
		}
	}
}

func TestPagesNotUnderstood(t *testing.T) {
	for text, says := range map[string]string{"x": "“x”看不懂", "3-2": "“3-2”看不懂", "0": "“0”看不懂", "-2": "“-2”看不懂", "1-2-3": "看不懂", "99999999999999999999": "看不懂"} {
		err := Job{Copies: 1, Duplex: OneSided, Pages: text}.Validate().Err()
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want %s", text, err, says)
		}
	}
	_, err := compose([]page.Document{paperOf("答复", 2)}, Job{Pages: "2-3", Copies: 1, Duplex: OneSided})
	if err == nil || !strings.Contains(err.Error(), "没有第3页") || !strings.Contains(err.Error(), "答复") {
		t.Errorf("a page too many: %v", err)
	}
}

// Printed on both sides, each paper and each copy begins on a sheet of its own.
func TestPapersBeginOnTheirOwnSheets(t *testing.T) {
	papers := []page.Document{paperOf("a", 3), paperOf("b", 2), paperOf("c", 1)}
	for _, c := range []struct {
		job  Job
		want string
	}{
		{Job{Copies: 1, Duplex: OneSided}, "a1 a2 a3 b1 b2 c1"},
		{Job{Copies: 1, Duplex: LongEdge}, "a1 a2 a3 _ b1 b2 c1"},
		{Job{Copies: 2, Duplex: ShortEdge}, "a1 a2 a3 _ b1 b2 c1 _"},
		{Job{Copies: 1, Duplex: LongEdge, Pages: "1"}, "a1 _ b1 _ c1"},
	} {
		doc, err := compose(papers, c.job)
		if err != nil || sheets(doc) != c.want {
			t.Errorf("%+v: %s, %v; want %s", c.job, sheets(doc), err, c.want)
		}
	}
	if got := sheets(papers[0]); got != "a1 a2 a3" {
		t.Errorf("the paper given became %s", got)
	}
}

func TestJobsThatCannotBe(t *testing.T) {
	for says, j := range map[string]Job{
		"份数": {Copies: 0, Duplex: OneSided},
		"双面": {Copies: 1, Duplex: "both"},
	} {
		if err := j.Validate().Err(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%+v: %v", j, err)
		}
	}
	if _, err := compose(nil, Job{Copies: 1, Duplex: OneSided}); err == nil {
		t.Error("nothing was composed")
	}
	doc, err := compose([]page.Document{paperOf("", 1)}, Job{Copies: 1, Duplex: OneSided})
	if err != nil || doc.Title == "" {
		t.Errorf("a paper without a title: %q, %v", doc.Title, err)
	}
}
