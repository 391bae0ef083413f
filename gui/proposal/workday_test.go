package proposal

import (
	"testing"
	"time"

	"jianban/assets"
	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
)

// Opened on a day that is free, forms propose the working day before for what is
// done today, and the one after for what is to be done: 3 June 2022, a Friday, to
// the 5th were 端午节.
func TestFormsProposeWorkingDays(t *testing.T) {
	calendar, err := data.ParseCalendar(assets.Holidays())
	if err != nil {
		t.Fatal(err)
	}
	c := screentest.Waiting(5, "9", screentest.June(1))
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Workdays = calendar.With([]data.Holiday{{Date: screentest.June(9), Kind: data.DayOff, Name: "停电"}})
		r.Deps.Now = func() time.Time { return time.Date(2022, 6, 4, 10, 0, 0, 0, time.Local) }
		s := openCase(t, r, 5, screen.TabDuty)
		s.editAssignment(data.Assignment{})
		onethread.Settle()
		if got := datesIn(r)[0].Text; got != "2022年6月2日" {
			t.Errorf("to assign is proposed on %s", got)
		}
		r.Panels[0].Close()
		EditSupervision(r.Deps, r, data.Supervision{Kind: data.Remind, ProposalID: 5})
		onethread.Settle()
		if got := datesIn(r); got[0].Text != "2022年6月2日" || got[1].Text != "2022年6月10日" {
			t.Errorf("an urging is proposed on %s until %s", got[0].Text, got[1].Text)
		}
	}, c)
}
