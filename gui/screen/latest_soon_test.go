package screen

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2/test"

	"jianban/gui/screentest/onethread"
)

// An answer within soon is shown before startSoon returns. One that takes
// longer comes later and makes the next keys not wait, until an answer is quick
// again; an answer that was overtaken is never shown.
func TestSoonAnswersAreShownWithTheKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		test.NewTempApp(t)
		onethread.Use(t)
		var l Latest[string]
		shown := ""
		show := func(s string, _ error) { shown = s }
		load := func(s string, takes time.Duration) func(context.Context) (string, error) {
			return func(context.Context) (string, error) {
				time.Sleep(takes) // the bubble's time
				return s, nil
			}
		}
		l.StartSoon(load("quick", soon/2), show)
		if shown != "quick" {
			t.Errorf("a quick answer is shown late: %q", shown)
		}
		l.StartSoon(load("overtaken", 3*soon), show)
		if shown != "quick" || !l.slow {
			t.Errorf("a slow answer held up the key: %q, slow %v", shown, l.slow)
		}
		begun := time.Now()
		l.StartSoon(load("slow", 3*soon), show)
		if time.Since(begun) != 0 {
			t.Error("after a slow answer a key waits all the same")
		}
		time.Sleep(5 * soon)
		onethread.Settle()
		if shown != "slow" || !l.slow {
			t.Errorf("shows %q, slow %v", shown, l.slow)
		}
		l.StartSoon(load("quick again", 0), show)
		time.Sleep(soon)
		onethread.Settle()
		if shown != "quick again" || l.slow {
			t.Errorf("shows %q, slow %v", shown, l.slow)
		}
		l.Stop()
	})
}
