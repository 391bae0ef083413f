package screen

import "testing"

// What is asked for while a save is under way is done after it, once and in
// order; where the save failed it is dropped, and the next may begin.
func TestSaveTurn(t *testing.T) {
	for _, well := range []bool{true, false} {
		var turn SaveTurn
		var did string
		if turn.Wait(func() { did += "0" }) {
			t.Error("waits for nothing")
		}
		turn.Begin()
		for _, word := range []string{"1", "2"} {
			if !turn.Wait(func() { did += word }) {
				t.Error("does not wait")
			}
		}
		if did != "" {
			t.Errorf("did %s too early", did)
		}
		turn.End(well)
		if want := map[bool]string{true: "12", false: ""}[well]; did != want {
			t.Errorf("the save went well %v: did %q, want %q", well, did, want)
		}
		if turn.Wait(func() { did += "3" }) {
			t.Error("still busy after its end")
		}
		turn.Begin()
		turn.End(true)
		if len(did) > 2 {
			t.Errorf("did %q", did)
		}
	}
}
