package today

import (
	"testing"

	"jianban/data"
	"jianban/gui/screentest"
)

// A unit that has yet to send its letter keeps the line out of our own work.
func TestHandedOutLettersWaitForTheUnit(t *testing.T) {
	c := screentest.Out()
	s := data.Standing{Stage: data.ToSend}
	if got := timeGroup(c, s); got != groupOthers {
		t.Errorf("handed out stands in group %d", got)
	}
	c.Book.Direction = data.HandedDown
	if got := timeGroup(c, s); got != groupOurs {
		t.Errorf("handed down stands in group %d", got)
	}
}
