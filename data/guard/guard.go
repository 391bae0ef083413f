// Package guard knows the passphrase that guards the windows of one desk: which
// may be chosen, how it is compared, how long one waits after wrong ones, when a
// window that nobody touches is locked, and the form in which all that is kept.
// It reads no file and asks no clock. Start with Make and Setting.
//
// The passphrase guards the window, not the file: whoever may read the files of
// the desk's user may read the registry, and may remove the setting.
package guard

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"jianban/data"
)

// The labels of a passphrase, and of the one that another takes the place of.
const (
	Field    = "口令"
	OldField = "原口令"
)

// How many characters a passphrase has.
const (
	Least = 6
	Most  = 100
)

// Plain is a passphrase as it is compared: however an input method wrote it.
// Full-width letters, digits and marks count as the narrow ones, composed
// characters as one (NFC), and blanks and invisible characters at the ends, such
// as the blank that picks a candidate, count for nothing.
func Plain(passphrase string) string {
	s := norm.NFC.String(width.Fold.String(passphrase))
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) })
}

// Validate tells what is wrong with a passphrase that somebody chose.
func Validate(passphrase string) data.Problems {
	switch n := len([]rune(Plain(passphrase))); {
	case n < Least:
		return data.Problems{{Field: Field, Message: "口令太短", Hint: fmt.Sprintf("请至少用%d个字，首尾的空格不算", Least)}}
	case n > Most:
		return data.Problems{{Field: Field, Message: "口令太长", Hint: fmt.Sprintf("请最多用%d个字", Most)}}
	}
	return nil
}

// IdleChoices are after how many minutes without key or mouse a window can be
// locked by itself; 0 is never.
var IdleChoices = []int{5, 10, 15, 30, 0}

// UsualIdle is how many minutes it is where nobody chose.
const UsualIdle = 10

// idle is a number of minutes that was kept; one that cannot be chosen, such as
// one written by hand, is the shortest.
func idle(minutes int) time.Duration {
	if !slices.Contains(IdleChoices, minutes) {
		minutes = IdleChoices[0]
	}
	return time.Duration(minutes) * time.Minute
}

// How long one waits after wrong passphrases.
const (
	freeTries = 3
	firstWait = 5 * time.Second
	longWait  = time.Minute
)

// Wait is how long the next passphrase waits after so many wrong ones in a row:
// twice as long each time, and never so long that the right one is kept out.
func Wait(wrong int) time.Duration {
	if wrong < freeTries {
		return 0
	}
	wait := firstWait
	for i := freeTries; i < wrong && wait < longWait; i++ {
		wait *= 2
	}
	return min(wait, longWait)
}

// State is what a window must know of the guard.
type State struct {
	Set    bool          // a passphrase is asked for
	Broken string        // why the setting cannot be read, Chinese sentences without the last full stop; "" where it can
	Lost   bool          // it was never read: no passphrase opens the window
	Idle   time.Duration // without key or mouse until a window is locked; 0 never
	Place  string        // the file of the setting: without it nothing is asked for
}

// What the clock may do between two looks at it, a few seconds apart, without
// anything being suspected.
const (
	longestGap = time.Minute
	mostBack   = 10 * time.Second
)

// Idle watches how long a window was not touched. Times are to have the reading
// of the monotonic clock, as time.Now gives them.
type Idle struct{ touched, looked time.Time }

// Touch notes a key or a movement of the mouse.
func (i *Idle) Touch(now time.Time) { i.touched, i.looked = now, now }

// Over tells whether a window is to be locked: it was not touched for limit by
// the clock on the wall or by the one that never goes back; or the machine slept
// since the last look, or its clock was put back. It is also to be asked before
// Touch: the key that wakes a machine must not keep its window open.
func (i *Idle) Over(now time.Time, limit time.Duration) bool {
	touched, looked := i.touched, i.looked
	i.looked = now
	if limit <= 0 || touched.IsZero() {
		return false
	}
	return passed(touched, now) >= limit || passed(looked, now) >= longestGap || onWall(looked, now) <= -mostBack
}

// passed is how much time went by, by the clock that says more.
func passed(from, to time.Time) time.Duration { return max(to.Sub(from), onWall(from, to)) }

// onWall is how far the clock on the wall went.
func onWall(from, to time.Time) time.Duration { return to.Round(0).Sub(from.Round(0)) }
