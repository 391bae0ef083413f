// Command table writes readings.txt, which package pinyin embeds, from the
// dictionary of github.com/mozillazg/go-pinyin (see go.mod for its version): a
// line for each list of readings, the usual one first, tones as figures, and all
// characters that have it. Run by go generate ./data/pinyin.
package main

import (
	"fmt"
	"log"
	"maps"
	"os"
	"slices"
	"strings"

	gopinyin "github.com/mozillazg/go-pinyin"
)

// toned are the letters that bear a tone.
const toned = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"

const plain = "aeiouv"

func main() {
	lines := map[string][]rune{}
	for r, marked := range gopinyin.PinyinDict {
		lines[readings(marked)] = append(lines[readings(marked)], rune(r))
	}
	var b strings.Builder
	for _, list := range slices.Sorted(maps.Keys(lines)) {
		chars := lines[list]
		slices.Sort(chars)
		fmt.Fprintf(&b, "%s\t%s\n", list, string(chars))
	}
	if err := os.WriteFile("readings.txt", []byte(b.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

// readings turns dān,chán into dan1,chan2; a neutral tone is 5.
func readings(marked string) string {
	var all []string
	for one := range strings.SplitSeq(marked, ",") {
		tone := 5
		letters := strings.Map(func(r rune) rune {
			i := strings.IndexRune(toned, r)
			if i >= 0 {
				n := len([]rune(toned[:i]))
				tone = n%4 + 1
				return rune(plain[n/4])
			}
			switch r {
			case 'ü':
				return 'v'
			case '\u1e3f':
				tone = 2
				return 'm'
			case 'ń':
				tone = 2
				return 'n'
			case 'ň':
				tone = 3
				return 'n'
			case 'ǹ':
				tone = 4
				return 'n'
			case 'ê', '\u1ebf', '\u1ec1', '\u1ec5', '\u1ec3':
				return 'e'
			}
			if r < 'a' || r > 'z' {
				return -1
			}
			return r
		}, one)
		if letters != "" {
			all = append(all, fmt.Sprintf("%s%d", letters, tone))
		}
	}
	return strings.Join(all, ",")
}
