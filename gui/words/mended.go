package words

import (
	"fmt"
	"strings"

	"jianban/data"
)

// mendedMost is how many changes are named in a line.
const mendedMost = 6

// Mended names changes in a line, equal ones once: ⼀→一、⽉→月（2处） 等 9 处.
func Mended(changes []data.Change) string {
	count := map[[2]string]int{}
	var order [][2]string
	for _, c := range changes {
		key := [2]string{c.Before, c.After}
		if count[key]++; count[key] == 1 {
			order = append(order, key)
		}
	}
	var parts []string
	for i, key := range order {
		if i == mendedMost {
			break
		}
		part := Seen(clip(key[0])) + "→" + Or(Seen(clip(key[1])), "（去掉）")
		if n := count[key]; n > 1 {
			part += fmt.Sprintf("（%d处）", n)
		}
		parts = append(parts, part)
	}
	text := strings.Join(parts, "、")
	if len(order) > mendedMost {
		text += fmt.Sprintf(" 等%d处", len(changes))
	}
	return text
}

// clip shortens words to what a line has room for.
func clip(s string) string {
	if r := []rune(s); len(r) > 16 {
		return string(r[:15]) + "…"
	}
	return s
}

// Seen is a text with marks for its blanks and line ends, and with the code
// points of characters that show nothing.
func Seen(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r' || r == '\u2028':
			b.WriteRune('↵')
		case r == ' ' || r == '　' || r == '\u00A0':
			b.WriteRune('␣')
		case r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0100 && r <= 0xE01EF || r >= 0xE000 && r <= 0xF8FF:
			fmt.Fprintf(&b, "U+%04X", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// MendNames mends a list of people as it is typed or pasted, one a line or with
// any marks between them: parted by 、, each name mended (data.SplitNames).
func MendNames(text string) (string, []data.Change) {
	out := strings.Join(data.SplitNames(text), "、")
	if out == strings.TrimSpace(text) {
		return out, nil
	}
	return out, []data.Change{{Paragraph: 1, To: len([]rune(text)), Before: strings.TrimSpace(text), After: out, Why: "名单和姓名的写法统一"}}
}
