package cli

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"jianban/data"
	"jianban/paperwork"
)

// explained is the statistics with each figure's rule and proposals.
type explained struct {
	data.Stats
	Explain []figure `json:"explain"`
}

// figure is one figure as --explain tells it.
type figure struct {
	Name    string   `json:"name"`
	Word    string   `json:"word,omitempty"` // what the place calls it, where that is another word
	Value   string   `json:"value"`
	Rule    string   `json:"rule"`
	Num     int      `json:"num"`
	Den     int      `json:"den,omitempty"`     // 0 for counts
	Numbers []string `json:"numbers"`           // the 编号 of the proposals counted
	Without []string `json:"without,omitempty"` // those of the denominator that are not
}

// explain names the proposals behind each figure by their 编号; where figures
// are of several meetings also by their meeting.
func explain(st paperwork.Counted) []figure {
	numbers := map[data.ID]string{}
	all := st.Cases
	several := slices.ContainsFunc(all, func(c data.Case) bool { return c.Book.ID != all[0].Book.ID })
	for _, c := range all {
		name := c.Proposal.Number
		if several {
			name = c.Book.Name() + "第" + name + "号"
		}
		numbers[c.Proposal.ID] = name
	}
	named := func(ids []data.ID) []string {
		all := make([]string, 0, len(ids))
		for _, id := range ids {
			all = append(all, numbers[id])
		}
		return all
	}
	var figures []figure
	for _, f := range st.Explained() {
		one := figure{Name: f.Name, Value: f.Value, Rule: f.Rule, Num: f.Num, Den: f.Den, Numbers: named(f.IDs), Without: named(f.Without())}
		if f.Word != f.Name {
			one.Word = f.Word
		}
		figures = append(figures, one)
	}
	return figures
}

// writeExplained prints each figure with its rule and the proposals behind it.
func writeExplained(w io.Writer, st data.Stats, book string, figures []figure) error {
	var b strings.Builder
	heading(&b, st, book)
	for _, f := range figures {
		value := f.Value
		if f.Den > 0 {
			value = fmt.Sprintf("%s（%d/%d）", f.Value, f.Num, f.Den)
		}
		fmt.Fprintf(&b, "%s\t%s\n", cmp.Or(f.Word, f.Name), value)
		for _, line := range []struct{ name, text string }{{"算法", f.Rule}, {"依据", strings.Join(f.Numbers, "、")}, {"未计入", strings.Join(f.Without, "、")}} {
			if line.text != "" {
				fmt.Fprintf(&b, "\t%s：%s\n", line.name, line.text)
			}
		}
	}
	notes(&b, st)
	_, err := io.WriteString(w, b.String())
	return err
}
