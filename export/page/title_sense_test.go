package page

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// Of the titles of testdata/titles.txt nearly all are parted where a reader lets a
// line end, without a line of two characters, in the shape of a trapezium or a
// lozenge (GB/T 9704-2012, 7.3.1).
func TestTitlesArePartedBySense(t *testing.T) {
	f, err := os.Open("testdata/titles.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	names := []string{"抚仙湖", "玉溪市", "红塔区", "大营街", "北城街道", "东风水库", "研和", "小石桥", "州大河", "彩虹路", "红龙路", "高仓", "洛河彝族乡", "春和街道", "玉江高速公路"}
	all, good := 0, 0
	for s := bufio.NewScanner(f); s.Scan(); {
		if strings.HasPrefix(s.Text(), "#") {
			continue
		}
		all++
		if got, _ := partTitle(s.Text(), names); leansAtTheEnd(got, names) {
			t.Errorf("a line ends with what belongs to the next: %s", got)
		}
		if got, why := partTitle(s.Text(), names); why != "" {
			t.Logf("%s: %s", got, why)
		} else {
			good++
		}
	}
	if all < 120 || good*30 < all*28 {
		t.Errorf("%d of %d titles are parted well", good, all)
	}
}

// partTitle parts a title whose good places are marked; why tells what is wrong.
func partTitle(marked string, names []string) (got, why string) {
	title, may := "", map[int]bool{}
	for _, r := range marked {
		if r == '|' {
			may[utf8.RuneCountInString(title)] = true
		} else {
			title += string(r)
		}
	}
	lines := texts(BreakTitle(title, Font{XiaoBiaoSong, TitleSize}, TypeWidth, names, half{}))
	got = strings.Join(lines, "|")
	at, turned, before := 0, false, 0
	for i, l := range lines {
		n := utf8.RuneCountInString(l)
		switch {
		case at > 0 && !may[at]:
			why = "parted against sense before " + l
		case n <= 2:
			why = "a line of two characters"
		case i > 0 && n > before && turned:
			why = "an hourglass"
		}
		turned = turned || i > 0 && n < before
		at, before = at+n, n
	}
	if len(lines) > 2 && utf8.RuneCountInString(lines[0]) == before && before == utf8.RuneCountInString(lines[1]) {
		why = "a rectangle"
	}
	return got, why
}

// leansAtTheEnd tells a line that ends with 和, 与, 在, 对 or the like.
func leansAtTheEnd(parted string, names []string) bool {
	lines := strings.Split(parted, "|")
	for _, l := range lines[:len(lines)-1] {
		if r, _ := utf8.DecodeLastRuneInString(l); strings.ContainsRune("和与及并在对将把为", r) && !slices.ContainsFunc(names, func(n string) bool { return strings.HasSuffix(l, n) }) {
			return true
		}
	}
	return false
}
