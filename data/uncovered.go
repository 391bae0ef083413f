package data

import (
	"fmt"
	"strings"
	"unicode"
)

// Wording is a text of a form under the field's label.
type Wording struct{ Field, Text string }

// Uncovered names each character of the texts that no font has, once a field,
// with its place: the paragraph (of fields that have several) and the number of
// the character in it. What paper does not show, such as blanks and joiners, is
// passed over. covers tells whether a font has the character.
func Uncovered(texts []Wording, covers func(rune) bool) Problems {
	var ps Problems
	for _, t := range texts {
		told := map[rune]bool{}
		paragraph := 0
		t.Text, _ = MendText(t.Text) // as paper has it
		for line := range strings.SplitSeq(t.Text, "\n") {
			if line = strings.TrimSpace(line); line == "" {
				continue
			}
			paragraph++
			for i, r := range []rune(line) {
				if told[r] || unseen(r) || covers(r) {
					continue
				}
				told[r] = true
				ps = append(ps, Problem{
					Field:   t.Field,
					Message: fmt.Sprintf("%s“%c”（U+%04X）没有字体", place(t.Text, paragraph, i+1), r, r),
					Hint:    "请换一个字，或在字体文件夹里放入有这个字的字体",
					Quote:   string(r),
				})
			}
		}
	}
	return ps
}

func place(text string, paragraph, n int) string {
	if strings.Contains(strings.TrimSpace(text), "\n") {
		return fmt.Sprintf("第%d段第%d字", paragraph, n)
	}
	return fmt.Sprintf("第%d字", n)
}

func unseen(r rune) bool {
	return unicode.IsSpace(r) || !unicode.IsGraphic(r) && !unicode.Is(unicode.Co, r) && r != unicode.ReplacementChar || unicode.Is(unicode.Variation_Selector, r)
}
