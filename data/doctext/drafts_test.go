package doctext_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"jianban/data/doctext"
)

// drafted is what a clerk expects of a Word draft of testdata/drafts, who made them
// and knew nothing of the program. A line or a cell may be one of several.
type drafted struct {
	Paragraphs []any     `json:"paragraphs"`
	Tables     [][][]any `json:"tables"`
	MustNot    []string  `json:"must_not"`
	Once       []string  `json:"once"`
	Told       []string  `json:"told"`
	AlsoOK     []struct {
		Paragraphs []any     `json:"paragraphs"`
		Tables     [][][]any `json:"tables"`
	} `json:"also_ok"`
	Why string `json:"why"`
}

// oneOf are the texts of which any will do.
func oneOf(x any) (all []string) {
	switch x := x.(type) {
	case string:
		all = []string{x}
	case []any:
		for _, y := range x {
			all = append(all, oneOf(y)...)
		}
	}
	for i, s := range all {
		all[i] = bareLine(s)
	}
	return all
}

// bareLine is a line without blanks, which a clerk does not look at.
func bareLine(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u3000", " ")), "")
}

// as tells whether the lines of a text are those paragraphs and rows, each in their
// order; else what is wrong.
func as(lines []string, paragraphs []any, tables [][][]any) string {
	var rows [][]any
	for _, t := range tables {
		rows = append(rows, t...)
	}
	p, r := 0, 0
	for _, line := range lines {
		cells := strings.Split(line, "\t")
		row := r < len(rows) && len(cells) == len(rows[r])
		for i := 0; row && i < len(cells); i++ {
			row = slices.Contains(oneOf(rows[r][i]), bareLine(cells[i]))
		}
		switch {
		case p < len(paragraphs) && slices.Contains(oneOf(paragraphs[p]), bareLine(line)):
			p++
		case row:
			r++
		default:
			want := "nothing"
			if p < len(paragraphs) {
				want = strings.Join(oneOf(paragraphs[p]), " or ")
			}
			return "“" + line + "”, not " + want
		}
	}
	if p < len(paragraphs) || r < len(rows) {
		return "it ends too early"
	}
	return ""
}

func TestDraftsAsClerksWriteThem(t *testing.T) {
	text, err := os.ReadFile("testdata/drafts/expected.json")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]drafted
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	var names []string
	for name := range all {
		names = append(names, name)
	}
	sort.Strings(names)
	right := 0
	for _, name := range names {
		want := all[name]
		content, err := os.ReadFile(filepath.Join("testdata/drafts", name+".docx"))
		if err != nil {
			t.Fatal(err)
		}
		w, err := doctext.Draft(name+".docx", content)
		if err != nil {
			t.Errorf("%s (%s): %v", name, want.Why, err)
			continue
		}
		var lines []string
		for line := range strings.Lines(w.Text) {
			if strings.TrimSpace(line) != "" {
				lines = append(lines, strings.TrimRight(line, "\n"))
			}
		}
		wrong := as(lines, want.Paragraphs, want.Tables)
		for _, also := range want.AlsoOK {
			if wrong != "" && as(lines, also.Paragraphs, also.Tables) == "" {
				wrong = ""
			}
		}
		for _, not := range want.MustNot {
			if strings.Contains(bareLine(w.Text), bareLine(not)) {
				wrong += "; has " + not
			}
		}
		for _, once := range want.Once {
			if strings.Count(bareLine(w.Text), bareLine(once)) != 1 {
				wrong += "; not once " + once
			}
		}
		if wrong == "" {
			right++
			continue
		}
		t.Errorf("%s (%s): %s; told %v, expected %v", name, want.Why, wrong, w.Dropped, want.Told)
	}
	if right < 24 {
		t.Errorf("%d of %d", right, len(names))
	}
}
