package data

import (
	"strings"
	"testing"
	"time"
)

func TestConflictFields(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		was, theirs, mine any
		side              Side
		ok                bool
		value, both       any
	}{
		{"甲", "乙", "甲", Theirs, true, "乙", "乙\n甲"},
		{"甲", "甲", "丙", Mine, true, "丙", "甲\n丙"},
		{"甲", "乙", "乙", Theirs, true, "乙", "乙"},
		{"甲", "乙", "丙", Mine, false, "丙", "乙\n丙"},
		{"甲", "甲\n乙", "甲\n丙", Mine, false, "甲\n丙", "甲\n乙\n丙"},
		{nil, "2022-01-01", nil, Theirs, true, "2022-01-01", "2022-01-01"},
		{nil, nil, "乙", Mine, true, "乙", "乙"},
	} {
		f := ConflictField{Name: "a", Was: c.was, Theirs: c.theirs, Mine: c.mine, Text: true}
		side, ok := f.Suggested()
		if side != c.side || ok != c.ok || f.Value(side) != c.value || f.Value(Both) != c.both {
			t.Errorf("%v: %v %v, %v, both %q", c, side, ok, f.Value(side), f.Value(Both))
		}
	}
	number := ConflictField{Was: int64(1), Theirs: int64(2), Mine: int64(3)}
	if number.Value(Both) != int64(3) {
		t.Error("a number cannot be two")
	}
}

func TestConflictIsTold(t *testing.T) {
	t.Parallel()
	c := Conflict{Record: "答复", By: "王芳", At: time.Date(2022, 5, 1, 9, 30, 0, 0, time.UTC), Fields: []ConflictField{
		{Name: "body", Label: "正文", Was: "甲", Theirs: "乙", Mine: "丙"}, {Name: "class", Label: "类别", Was: "A", Theirs: "A", Mine: "B"},
	}}
	if said := c.Error(); !strings.Contains(said, "王芳") || !strings.Contains(said, "正文") || strings.Contains(said, "类别") {
		t.Error(said)
	}
	merged := c.Merged(map[string]Side{"body": Theirs})
	if merged["body"] != "乙" || merged["class"] != "B" {
		t.Error(merged)
	}
}
