package widget

import (
	"testing"
	"unicode/utf8"
)

// What was searched for is seen however narrow the column: what stands before it gives
// way, the place's name stays, and the mark lies on the same word.
func TestAMarkIsInSight(t *testing.T) {
	wide := func(s string) float32 { return float32(utf8.RuneCountInString(s)) }
	head := "答复正文："
	text := head + "…为了解决老城区的污水问题，今年治污投资"
	at := func(s, word string) [2]int {
		for i := range s {
			if len(s) >= i+len(word) && s[i:i+len(word)] == word {
				return [2]int{i, i + len(word)}
			}
		}
		t.Fatalf("%s is not in %s", word, s)
		return [2]int{}
	}
	cell := Cell{Text: text, Marks: [][2]int{at(text, "污水"), at(text, "治污")}, Head: len(head)}
	for room, want := range map[float32]string{40: text, 18: text, 17: text, 14: head + "…决老城区的污水问题，今年治污投资", 9: head + "…污水问题，今年治污投资", 4: head + "…污水问题，今年治污投资"} {
		got := cell.inSight(room, wide)
		if got.Text != want {
			t.Errorf("in %v: %s, not %s", room, got.Text, want)
		}
		for i, word := range []string{"污水", "治污"} {
			if m := got.Marks[i]; got.Text[m[0]:m[1]] != word {
				t.Errorf("in %v %s is marked, not %s", room, got.Text[m[0]:m[1]], word)
			}
		}
	}
}
