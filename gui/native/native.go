// Package native tells a person something where the window cannot: in a box of
// the system's own.
package native

import "strings"

// title heads each box.
const title = "建办"

// lineWidth is how wide the lines are of a box that does not break
// them itself, in characters.
const lineWidth = 40

// broken breaks a text into lines for a box that does not do so itself.
func broken(text string) string {
	var b strings.Builder
	n := 0
	for _, r := range text {
		if r == '\n' {
			n = -1
		} else if n >= lineWidth && !strings.ContainsRune("，。；：、”）？！", r) {
			b.WriteByte('\n')
			n = 0
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}
