package paperwork_test

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"testing"

	"jianban/data"
	"jianban/data/registry"
	"jianban/paperwork"
)

// A closed year is told as of its closing, and what was changed behind it is told.
func TestRollupTellsOfTheClosing(t *testing.T) {
	office, err := paperwork.MakeDemo(t.Context(), filepath.Join(t.TempDir(), "d"), 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	asOf := data.NewDate(2022, 3, 31) // before most letters
	cases := casesIn(t, office)
	d, err := paperwork.OpenToWork(t.Context(), office, false)
	if err != nil {
		t.Fatal(err)
	}
	rules, err := d.Registry.RuleYears(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	st := data.Statistics(cases, 2022, asOf, rules)
	closing, err := data.CloseYear(st, cases, nil, 0, data.NewDate(2022, 4, 1), "")
	if err != nil {
		t.Fatal(err)
	}
	var fixed []data.FixedFigure
	if err := json.Unmarshal([]byte(closing.Figures), &fixed); err != nil {
		t.Fatal(err)
	}
	fixed[0].Value = "99" // as if proposals had been there then
	text, err := json.Marshal(fixed)
	if err != nil {
		t.Fatal(err)
	}
	closing.Figures = string(text)
	err = d.Registry.Do(t.Context(), registry.Action{What: "封账"}, func(tx *registry.Tx) error { return tx.SaveYearClosing(&closing) })
	if err := errors.Join(err, d.Close()); err != nil {
		t.Fatal(err)
	}
	r, err := paperwork.Rollup(t.Context(), data.RollupAsk{Paths: []string{office}, Year: 2022}, packetDay, nil)
	if err != nil {
		t.Fatal(err)
	}
	if o := r.Offices[0]; !o.Closed || o.AsOf != asOf || o.Changed != 1 || len(r.Open) > 0 || r.Figure("答复件数").Num != st.Replied || st.Replied == 7 {
		t.Errorf("%+v, %d replied, want %d as of the closing", o, r.Figure("答复件数").Num, st.Replied)
	}
}
