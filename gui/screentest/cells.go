package screentest

import (
	"regexp"
	"testing"

	"jianban/data"
)

// textNumbers are the columns whose texts of figures are names of things, not
// counts: numbers of proposals and papers, telephones, former names.
var textNumbers = map[string]bool{"number": true, "docnumber": true, "phone": true}

var countOrDay = regexp.MustCompile(`^(\d+(\.\d+)?|\d{4}-\d{2}-\d{2}|\d{4}年\d{1,2}月\d{1,2}日|\d+ */ *\d+|第?\d+[个次项天件月]*)$`)

// Plain wants the cells of a list that leaves the program to be what they are:
// no number and no day as text.
func Plain(t *testing.T, l data.List) {
	t.Helper()
	for i := range l.Rows {
		cells := make([]data.Value, len(l.Columns))
		l.Row(i, cells)
		for j, c := range l.Columns {
			if v := cells[j]; v.Kind == data.TextValue && !textNumbers[c.ID] && countOrDay.MatchString(v.Text) {
				t.Errorf("%s: column %s has %q as text", l.Name, c.Title, v.Text)
			}
		}
	}
}
