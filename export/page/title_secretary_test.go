package page

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// Of the titles of testdata/titles-secretary.txt most are set in one of the ways that
// the secretary who wrote them would take.
func TestTitlesAreSetAsASecretaryWould(t *testing.T) {
	text, err := os.ReadFile("testdata/titles-secretary.txt")
	if err != nil {
		t.Fatal(err)
	}
	for part, least := range map[string]int{"tuned": 34, "seen": 31, "other": 53} {
		_, after, ok := strings.Cut(string(text), "## "+part+"\n")
		if !ok {
			t.Fatal("no part " + part)
		}
		before, _, _ := strings.Cut(after, "\n\n## ")
		good, all := 0, 0
		for line := range strings.Lines(before) {
			ways := strings.Split(strings.TrimSpace(line), " / ")
			all++
			title := strings.ReplaceAll(ways[0], "|", "")
			got := strings.Join(texts(BreakTitle(title, Font{XiaoBiaoSong, TitleSize}, TypeWidth, []string{"澄河县"}, half{})), "|")
			if slices.Contains(ways, got) {
				good++
			} else {
				t.Logf("%s, not %v", got, ways)
			}
		}
		t.Logf("%s: %d of %d", part, good, all)
		if good < least {
			t.Errorf("%s: %d of %d are set well", part, good, all)
		}
	}
}
