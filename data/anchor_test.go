package data

import (
	"strings"
	"testing"
)

func TestAnchorIsReadAsItIsWritten(t *testing.T) {
	a := Anchor{Action: 123, Hash: "3f2a9c01b2d4" + strings.Repeat("0", 52)}
	if a.String() != "123-3f2a9c01b2d4" || (Anchor{}).String() != "" {
		t.Fatal(a.String())
	}
	b, err := ParseAnchor(" 123-3F2A9C01B2D4\n")
	if err != nil || b.Action != 123 || !b.Fits(a.Hash) {
		t.Errorf("%+v %v", b, err)
	}
	if b.Fits("4" + a.Hash[1:]) {
		t.Error("another hash fits")
	}
	for _, bad := range []string{"", "123", "-3f2a9c01b2d4", "0-3f2a9c01b2d4", "123-3f2a", "123-3f2a9c01b2dx", "x-3f2a9c01b2d4"} {
		if _, err := ParseAnchor(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}
