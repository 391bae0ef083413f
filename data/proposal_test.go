package data_test

import (
	"testing"

	"jianban/data"
)

// What is known of a proposer stays; only gaps are filled.
func TestAProposerIsCompleted(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		known, given, want data.Proposer
		changed            bool
	}{
		{data.Proposer{Phone: "1"}, data.Proposer{Phone: "2", Address: "路"}, data.Proposer{Phone: "1", Address: "路"}, true},
		{data.Proposer{}, data.Proposer{Phone: "2"}, data.Proposer{Phone: "2"}, true},
		{data.Proposer{Phone: "1", Address: "街"}, data.Proposer{Phone: "2", Address: "路"}, data.Proposer{Phone: "1", Address: "街"}, false},
		{data.Proposer{Phone: "1"}, data.Proposer{}, data.Proposer{Phone: "1"}, false},
	} {
		got := x.known
		if changed := got.Complete(x.given); got != x.want || changed != x.changed {
			t.Errorf("%v given %v: %v, changed %v", x.known, x.given, got, changed)
		}
	}
}
