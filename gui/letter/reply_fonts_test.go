package letter

import (
	"strings"
	"testing"

	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// A character that no font has is named with its field, its place in the text
// and its place on paper; a character of the letterhead with the latter alone.
func TestACharacterWithoutAFontIsNamedWithItsPlaces(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		if shown := strings.Join(screentest.Texts(s.checks.Root), "\n"); !strings.Contains(shown, "仿宋由霞鹜文楷细体代替") {
			t.Errorf("the stand-in is not named:\n%s", shown)
		}
		s.form.body.SetText("第一段。\n第二段有个\U0003134A字。")
		onethread.Settle()
		r.Keep("reply-missing")
		shown := strings.Join(screentest.Texts(s.checks.Root), "\n")
		for _, want := range []string{"正文：第2段第6字“\U0003134A”（U+3134A）没有字体，在第1页第"} {
			if strings.Count(shown, "U+3134A") != 1 || !strings.Contains(shown, want) {
				t.Errorf("want %q once:\n%s", want, shown)
			}
		}
		s.model.Settings.Letterhead, s.model.Settings.Issuer = "某\U00031350局", "某局"
		s.lay()
		onethread.Settle()
		if shown := strings.Join(screentest.Texts(s.checks.Root), "\n"); !strings.Contains(shown, "第1页第2行：没有字体能显示“\U00031350”（U+31350）") {
			t.Errorf("the letterhead's character is not named:\n%s", shown)
		}
		r.NoFailure()
	}, story.Lead())
}
