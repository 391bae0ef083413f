package lists

import (
	"strings"
	"testing"

	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
)

func TestPromisesOfAllYears(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.ShownYear = 2019 // promises outlive their year
		s, ok := NewPromisesScreen(r.Deps, r).(*factList[*promiseRow])
		if !ok {
			t.Fatal("not a list of facts")
		}
		t.Cleanup(s.Close)
		r.Enter(s)
		var got []string
		for _, row := range s.table.Rows() {
			got = append(got, promiseCell(row).Text)
		}
		if g := strings.Join(got, " | "); g != "2022年6月1日 逾期14天 | 2022年6月30日 剩15天" {
			t.Errorf("shows %s", g)
		}
		screentest.TapText(t, s.above, "已逾期")
		if n := len(s.table.Rows()); n != 1 {
			t.Errorf("已逾期 shows %d", n)
		}
		s.table.Choose(0)
		onethread.Settle()
		r.Keep("promises")
		r.NoFailure()
	}, screentest.Promised())
}

// A promise is made when its letter is sent.
func TestADraftPromisesNothing(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		rows, err := loadPromises(t.Context(), r.Deps.Store, factScope{Today: screentest.June(15)})
		if err != nil || len(rows) > 0 {
			t.Errorf("promised in a draft: %v %v", rows, err)
		}
	}, screentest.DraftOfPromises())
}
