// Command table writes words.txt, which package word embeds: a word a line with a
// letter for how common it is, in the order of their bytes. They are the words of
// one to four characters, and the longer ones of up to eight, that the dictionary of github.com/yanyiwu/gojieba has
// (jieba's, from texts of newspapers and books), common ones and names of places,
// and those of office.txt, which that dictionary does not know. Run by
// go generate ./data/word.
package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"log"
	"maps"
	"math/bits"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

//go:embed office.txt
var office string

// source is the module whose dictionary is read; it is not built.
const source = "github.com/yanyiwu/gojieba@v1.4.6"

// How often at least a character or a word stands in the dictionary's texts, of 60
// million words, to be taken; and how often words of office.txt are taken to.
const (
	leastAlone  = 100
	leastWord   = 30
	officeCount = 400
)

// longest is how many characters a word has at most; package word's is the same.
const longest = 8

func main() {
	out, err := exec.Command("go", "mod", "download", "-json", source).Output()
	if err != nil {
		log.Fatal(err)
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil {
		log.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(module.Dir, "deps", "cppjieba", "dict", "jieba.dict.utf8"))
	if err != nil {
		log.Fatal(err)
	}
	words := map[string]int{}
	for line := range strings.Lines(string(text)) {
		f := strings.Fields(line)
		if len(f) != 3 {
			log.Fatalf("dictionary: %q", line)
		}
		count, err := strconv.Atoi(f[1])
		if err != nil {
			log.Fatal(err)
		}
		if taken(f[0], count, f[2]) {
			words[f[0]] = count
		}
	}
	for line := range strings.Lines(office) {
		for _, w := range strings.Fields(line) {
			words[w] = max(words[w], officeCount)
		}
	}
	var b strings.Builder
	for _, w := range slices.Sorted(maps.Keys(words)) {
		fmt.Fprintf(&b, "%s%c\n", w, 'a'+bits.Len(uint(words[w])))
	}
	if err := os.WriteFile("words.txt", []byte(b.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

// taken tells whether a word of the dictionary is taken; kind is its part of speech.
func taken(w string, count int, kind string) bool {
	for _, r := range w {
		if r < 0x3400 || r > 0x9FFF { // letters and figures are told apart without a table
			return false
		}
	}
	switch n := utf8.RuneCountInString(w); {
	case n == 1:
		return count >= leastAlone
	case n > longest:
		return false
	case n > 4: // few, and each a name
		return true
	case kind == "ns" && strings.ContainsRune("省市县区州盟旗", lastOf(w)):
		return true
	}
	return count >= leastWord
}

func lastOf(w string) rune {
	r, _ := utf8.DecodeLastRuneInString(w)
	return r
}
