package data_test

import (
	"slices"
	"strings"
	"testing"

	"jianban/data"
)

// countyTitle is a title of testdata/titles-county.txt with the units that may lead.
type countyTitle struct {
	units []string
	title string
}

func countyTitles(t *testing.T, part string) (all []countyTitle) {
	t.Helper()
	for _, line := range partLines(t, "titles-county.txt", part) {
		if units, title, ok := strings.Cut(line, "\t"); ok {
			all = append(all, countyTitle{strings.Split(units, "/"), title})
		}
	}
	return all
}

// Of a county's titles, in how many a right unit is among the first three of the
// county's 57, in a registry without any past.
func TestUnitsProposedForACountysTitles(t *testing.T) {
	var units []data.Unit
	for _, part := range []string{"tuned", "held"} {
		for _, x := range countyTitles(t, part) {
			for _, name := range x.units {
				if !slices.ContainsFunc(units, func(u data.Unit) bool { return u.Name == name }) {
					units = append(units, data.Unit{ID: data.ID(len(units) + 1), Name: name})
				}
			}
		}
	}
	h := data.NewHints(readyPacks(t)[0].Topics, nil, units)
	for part, least := range map[string]int{"tuned": 96, "held": 95} {
		titles := countyTitles(t, part)
		found, first := 0, 0
		for _, x := range titles {
			hints := h.Units(x.title, "", "")
			at := slices.IndexFunc(hints, func(u data.UnitHint) bool { return slices.Contains(x.units, u.Unit.Name) })
			if at >= 0 {
				found++
			} else if part == "tuned" {
				t.Logf("%s: %v, not %v", x.title, x.units, hintNames(hints))
			}
			if at == 0 {
				first++
			}
		}
		t.Logf("%s: a right unit among three %d, first %d, of %d", part, found, first, len(titles))
		if found < least {
			t.Errorf("%s: %d of %d", part, found, len(titles))
		}
	}
}
