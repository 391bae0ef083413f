package intake

import (
	"strings"
	"sync"

	"jianban/data"
)

// told is what the ledger of a registry says of a matter: as of today and as of
// its year's end, for a file may have been written either way. A cell that says
// the same was not edited, whatever is behind it.
type told struct {
	texts map[Meaning][]string
	days  map[Meaning][]data.Date
	role  data.Role
}

// tellCase is what the ledger says of a case.
func tellCase(c data.Case, today data.Date, years data.RuleYears) told {
	t := told{texts: map[Meaning][]string{}, days: map[Meaning][]data.Date{}, role: c.Proposal.Role}
	days := []data.Date{today}
	if end := data.DefaultAsOf(c.Year(), today); end != today {
		days = append(days, end)
	}
	for _, day := range days {
		row := data.LedgerRows([]data.Case{c}, day, years)[0]
		for m, s := range map[Meaning]string{
			Title: row.Title, RoleOf: row.Role, AnyUnit: row.Unit, LeadUnit: row.Unit, CoUnit: row.CoUnits,
			Class: row.Class, Attitude: row.Attitude, Result: row.Result, Remark: row.RemarkCell(), Topic: row.Topic,
		} {
			t.texts[m] = append(t.texts[m], s)
		}
		t.texts[Lead] = append(t.texts[Lead], row.Proposers, row.AllNames)
		known := c.AsOf(day)
		for _, column := range lastLetter() {
			switch v := column.of(known, row); v.Kind {
			case data.DayValue:
				t.days[column.meaning] = append(t.days[column.meaning], v.Day)
			default:
				t.texts[column.meaning] = append(t.texts[column.meaning], v.Text)
			}
		}
		t.days[Handed] = append(t.days[Handed], row.Handed)
		t.days[Answered] = append(t.days[Answered], row.Answered)
	}
	p := c.Proposal
	t.texts[KindOf] = []string{string(p.Kind)}
	t.texts[Remark] = append(t.texts[Remark], p.Remark)
	t.texts[Body] = []string{p.Text}
	t.texts[Supervisor], t.texts[Committee], t.days[Required] = []string{p.Supervisor}, []string{p.Committee}, []data.Date{p.Required}
	t.days[Submitted] = t.days[Handed]
	return t
}

// letterColumn is a column that tells of the last letter, whichever that was.
type letterColumn struct {
	meaning Meaning
	of      func(data.Case, *data.LedgerRow) data.Value
}

var lastLetter = sync.OnceValue(func() (all []letterColumn) {
	meanings := map[string]Meaning{"docnumber": DocNumber, "signedby": SignedBy, "done": Done, "planned": Planned, "returned": Returned}
	for _, c := range data.AllLedgerColumns() {
		if m, ok := meanings[c.ID]; ok {
			all = append(all, letterColumn{m, c.Of})
		}
	}
	return all
})

// says tells whether a cell's text is what the registry tells.
func (t told) says(m Meaning, s string) bool {
	for _, x := range t.texts[m] {
		if x != "" && (x == s || bare(x) == bare(s)) {
			return true
		}
	}
	return false
}

func (t told) day(m Meaning, d data.Date) bool {
	if d.IsZero() {
		return false
	}
	for _, x := range t.days[m] {
		if x == d {
			return true
		}
	}
	return false
}

// has tells that the registry tells anything under a meaning.
func (t told) has(m Meaning) bool {
	return strings.Join(t.texts[m], "") != "" || len(t.days[m]) > 0
}
