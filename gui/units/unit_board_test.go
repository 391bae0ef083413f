package units

import (
	"fmt"
	"strings"
	"testing"

	"jianban/data"
	"jianban/gui/screentest"
	"jianban/gui/storybook/story"
)

// The board shows each unit's items as the statistics count them, what it only
// drafts for us as 协办, and colours its progress.
func TestUnitBoard(t *testing.T) {
	of := screentest.RulesOfStory(t)
	rows := boardRows([]data.Case{story.Lead(), story.Draft(), story.Assist()}, screentest.June(15), of)
	var got []string
	for _, b := range rows {
		percent, ok := share(b)
		got = append(got, fmt.Sprintf("%s %d %v %d+%d %d/%d/%d", b.Unit, percent, ok, b.Lead, b.Assist, b.Done.Num, len(b.Done.Without()), b.Late.Num))
	}
	if g := strings.Join(got, " | "); !strings.Contains(g, "区工信局 33 true 2+1 1/2/2") {
		t.Errorf("board: %s", g)
	}
}
