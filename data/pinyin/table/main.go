// Command table writes readings.txt, which package pinyin embeds, from the
// dictionary of github.com/mozillazg/go-pinyin (see go.mod for its version): a
// line for each list of readings, the usual one first, tones as figures, and all
// characters that have it. What stands behind a bar are readings that the
// standard dictionary of the 8,105 characters in use does not have (common.txt):
// of old books, of one place, of one word. Run by go generate ./data/pinyin.
//
// common.txt is kTGHZ2013.txt of github.com/mozillazg/pinyin-data, which is
// Unihan's kTGHZ2013 (通用规范汉字字典), without the remarks.
package main

import (
	_ "embed"
	"fmt"
	"log"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	gopinyin "github.com/mozillazg/go-pinyin"

	"jianban/data"
)

//go:embed common.txt
var commonText string

// toned are the letters that bear a tone.
const toned = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"

const plain = "aeiouv"

func main() {
	common := map[rune][]string{}
	for line := range strings.Lines(commonText) {
		code, marked, ok := strings.Cut(strings.TrimSpace(line), ": ")
		n, err := strconv.ParseUint(strings.TrimPrefix(code, "U+"), 16, 32)
		if !ok || err != nil {
			log.Fatalf("common.txt: %q", line)
		}
		common[rune(n)] = readings(marked)
	}
	lines := map[string][]rune{}
	for n, marked := range gopinyin.PinyinDict {
		r := rune(n)
		list := parted(readings(marked), common[r], common[simple(r)])
		lines[list] = append(lines[list], r)
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

// simple is a traditional character as it is written now.
func simple(r rune) rune {
	if folded := []rune(data.FoldName(string(r))); len(folded) == 1 {
		return folded[0]
	}
	return r
}

// parted puts a bar before the readings of all that are not among the common
// ones, by the first of the lists of these that has any of all.
func parted(all []string, commons ...[]string) string {
	for _, common := range commons {
		usual := slices.DeleteFunc(slices.Clone(all), func(s string) bool { return !slices.Contains(common, s) })
		rare := slices.DeleteFunc(slices.Clone(all), func(s string) bool { return slices.Contains(common, s) })
		if len(usual) > 0 && len(rare) > 0 {
			return strings.Join(usual, ",") + "|" + strings.Join(rare, ",")
		}
		if len(usual) > 0 {
			break
		}
	}
	return strings.Join(all, ",")
}

// readings turns dān,chán into dan1 and chan2; a neutral tone is 5.
func readings(marked string) []string {
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
	return all
}
