package word_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"jianban/data/word"
)

// Each text is written with the word boundaries that a reader sees; every character
// of it must be found in its own word.
func TestWordsOfLetters(t *testing.T) {
	for _, cut := range []string{
		"加快|推进|截污|管网|建设",
		"请|红塔区|住建局|会同|水利局|办理",
		"关于|加强|农村|饮用水|安全|保障|的|建议",
		"您|提出|的|关于|老旧小区|加装电梯|的|建议|收悉",
		"经|研究|，|现|答复|如下|：",
		"计划|于|2023|年|6|月底|前|完工",
		"共|投入|资金|380|万元",
		"研究|生命|起源",
		"A|类|（|已|解决|）",
		"感谢|您|对|政府|工作|的|关心|和|支持|！",
		"垃圾分类|和|污水处理|同步|推进",
		"䶮|某|代表", // a rare character stands alone
	} {
		parts := strings.Split(cut, "|")
		text := []rune(strings.Join(parts, ""))
		at := 0
		for _, p := range parts {
			for range []rune(p) {
				from, to := word.At(text, at)
				if got := string(text[from:to]); got != p {
					t.Errorf("%s: at %d is %q, want %q", cut, at, got, p)
				}
				at++
			}
		}
	}
}

func TestWordAtTheEdges(t *testing.T) {
	for _, x := range []struct {
		text     string
		at       int
		from, to int
	}{
		{"", 0, 0, 0},
		{"建议", 2, 0, 2},       // after the last character
		{"建议\n答复", 2, 0, 2},   // at the end of a line
		{"建议\n\n答复", 3, 3, 4}, // on an empty line
		{"建议", -1, 0, 2},
		{"第 12 号", 2, 2, 4},
		{"，建议", 0, 0, 1},
	} {
		if from, to := word.At([]rune(x.text), x.at); from != x.from || to != x.to {
			t.Errorf("%q at %d: %d to %d, want %d to %d", x.text, x.at, from, to, x.from, x.to)
		}
	}
}

// A long text without a mark is looked at around the place asked for only.
func TestWordInALongRun(t *testing.T) {
	text := []rune(strings.Repeat("推进管网建设", 20000))
	if from, to := word.At(text, 60002); string(text[from:to]) != "管网" {
		t.Errorf("found %q", string(text[from:to]))
	}
}

// The search by halves needs the lines in the order of their bytes.
func TestTableIsInOrder(t *testing.T) {
	f, err := os.Open("words.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	before, n := "", 0
	for s := bufio.NewScanner(f); s.Scan(); n++ {
		line := s.Text()
		if w := line[:len(line)-1]; w <= before {
			t.Fatalf("line %d: %q stands after %q", n+1, w, before)
		} else {
			before = w
		}
	}
	if n < 50000 {
		t.Errorf("only %d words", n)
	}
}
