package page

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Lines of nothing but Hanzi are those of every text, run for run: whatever the width,
// the alignment and the length. Some letters are wider, as those of other fonts are.
func TestHanziAreSetAsAnyText(t *testing.T) {
	m := unlike{}
	rng := rand.New(rand.NewPCG(3, 4))
	set := 0
	for range 3000 {
		letters := make([]rune, 1+rng.IntN(60))
		for i := range letters {
			letters[i] = 0x4E00 + rng.Int32N(400)
		}
		f := Font{FangSong, []float64{10.5, 12, 16}[rng.IntN(3)]}
		s := Setting{Width: f.Em() * MM(1+rng.Float64()*20), Align: []Align{Left, Centre, Right}[rng.IntN(3)]}
		if rng.IntN(2) == 0 {
			s.Width = f.Em() * MM(1+rng.IntN(20)) // just so many
		}
		got, ok := hanziLines(string(letters), f, s, m)
		if !ok {
			continue
		}
		set++
		if want := evened(string(letters), f, s, m); !cmp.Equal(got, want) {
			t.Fatalf("%s in %.3f mm:\n%s", string(letters), s.Width, cmp.Diff(want, got))
		}
	}
	if set < 1500 {
		t.Errorf("%d were set", set)
	}
	for _, text := range []string{"", "甲A", "甲，乙", "甲\n乙", "〇一"} {
		if lines, ok := hanziLines(text, Font{FangSong, 16}, Setting{Width: 100, Align: Left}, m); ok {
			t.Errorf("%q is set: %v", text, lines)
		}
	}
}

// unlike measures every seventh letter wider than the others.
type unlike struct{}

func (unlike) Advance(f Font, r rune) MM {
	if r%7 == 0 {
		return f.Em() * 1.1
	}
	return f.Em()
}

func (unlike) Covers(Face, rune) bool { return true }
