// Package pinyin knows how characters are read: all readings of each, which of
// them are common today, tones as figures, and how a person's family name is read.
// It tells whether what was typed in letters stands for characters, in full
// (hongta), by initials (ht) or mixed. The table is read when it is first asked
// for; a program that asks nothing pays nothing.
//
//go:generate go run ./table
package pinyin

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed readings.txt
var readings string

// The table covers most characters by their place, the rare ones by a map.
const (
	lowest  = 0x3400
	highest = 0x9FFF
)

type table struct {
	lists []list
	usual [highest - lowest + 1]uint16 // index into lists; 0 for none
	rare  map[rune]uint16
}

var known = sync.OnceValue(func() *table {
	t := &table{lists: []list{{}}, rare: make(map[rune]uint16, 1<<15)}
	for line := range strings.Lines(readings) {
		said, chars, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if said == "" {
			continue
		}
		n := uint16(len(t.lists))
		common, _, _ := strings.Cut(said, "|")
		l := list{toned: strings.Split(strings.Replace(said, "|", ",", 1), ",")}
		l.common = len(strings.Split(common, ","))
		t.lists = append(t.lists, l)
		for _, r := range chars {
			if r >= lowest && r <= highest {
				t.usual[r-lowest] = n
			} else {
				t.rare[r] = n
			}
		}
	}
	return t
})

// list are the readings of some characters.
type list struct {
	toned  []string
	common int // how many, the first ones, are read today; the others in old books and single words
}

func listOf(r rune) list {
	t := known()
	if r >= lowest && r <= highest {
		return t.lists[t.usual[r-lowest]]
	}
	return t.lists[t.rare[r]]
}

// Toned are the readings of a character, the usual one first, each with its tone
// as a figure (hong2; 5 is the neutral tone); nil where it has none.
func Toned(r rune) []string { return listOf(r).toned }

// Of are all readings of a character without tones, each once, the usual one first.
func Of(r rune) []string { return toneless(listOf(r).toned) }

// Common are those of them that 通用规范汉字字典 has: 方 is read fang, not feng; 立
// li, not wei. A character that is not in it has all of its readings.
func Common(r rune) []string {
	l := listOf(r)
	return toneless(l.toned[:l.common])
}

func toneless(all []string) []string {
	var said []string
	for _, toned := range all {
		if s := toned[:len(toned)-1]; !slices.Contains(said, s) {
			said = append(said, s)
		}
	}
	return said
}

// familyNames are characters that as a family name are read otherwise than usually.
var familyNames = map[rune]string{
	'单': "shan", '單': "shan", '仇': "qiu", '曾': "zeng", '解': "xie", '查': "zha", '朴': "piao", '任': "ren",
	'区': "ou", '華': "hua", '华': "hua", '缪': "miao", '繆': "miao", '翟': "zhai",
	'员': "yun", '召': "shao", '折': "she", '种': "chong", '过': "guo", '纪': "ji", '燕': "yan", '葛': "ge", '宁': "ning",
	'哈': "ha", '黑': "he", '洗': "xian", '祭': "zhai", '訾': "zi", '牟': "mu", '郗': "xi", '晟': "cheng",
	'隽': "juan", '句': "gou", '阚': "kan", '佴': "nai", '逄': "pang", '妫': "gui", '冼': "xian", '宓': "mi", '应': "ying",
	'卜': "bu", '晁': "chao", '车': "che", '瞿': "qu", '沈': "shen", '石': "shi", '薄': "bo", '柏': "bai", '贲': "ben",
	'殷': "yin", '和': "he", '强': "qiang", '贾': "jia", '賈': "jia", '盛': "sheng", '万': "wan", '萬': "wan", '陆': "lu", '陸': "lu",
	'糜': "mi", '叶': "ye", '葉': "ye", '宿': "su", '艾': "ai", '都': "du", '乜': "nie",
}

// compoundNames are family names of two characters that are not read as their
// characters usually are.
var compoundNames = map[string][2]string{"尉迟": {"yu", "chi"}, "万俟": {"mo", "qi"}, "长孙": {"zhang", "sun"}, "单于": {"chan", "yu"}, "澹台": {"tan", "tai"}, "令狐": {"ling", "hu"}}

// placeNames are words that are read in one way only.
var placeNames = map[string][]string{"重庆": {"chong", "qing"}, "厦门": {"xia", "men"}, "六安": {"lu", "an"}, "蚌埠": {"beng", "bu"}, "番禺": {"pan", "yu"}, "乐清": {"yue", "qing"}, "长沙": {"chang", "sha"}, "银行": {"yin", "hang"}}

// Reading is a text as it is read: for each of its characters the possible
// readings without tone, or the character itself where it is a letter or figure.
type Reading struct {
	syllables [][]string
	at        []int // where each begins, in bytes of the text
	end       int
}

// Read reads a text, characters with several readings in every way that is common,
// words of placeNames in theirs.
func Read(text string) Reading {
	d := Reading{end: len(text)}
	for at, r := range text {
		all := Common(r)
		if all == nil && r < utf8.RuneSelf && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z') {
			all = []string{strings.ToLower(string(r))}
		}
		d.syllables, d.at = append(d.syllables, all), append(d.at, at)
	}
	for word, said := range placeNames {
		for from := 0; ; {
			i := strings.Index(text[from:], word)
			if i < 0 {
				break
			}
			from += i
			n, _ := slices.BinarySearch(d.at, from)
			for k, s := range said {
				d.syllables[n+k] = []string{s}
			}
			from += len(word)
		}
	}
	return d
}

// ReadPerson reads a person's name: the family name in its own way.
func ReadPerson(name string) Reading {
	d := Read(name)
	runes := []rune(name)
	if len(runes) >= 3 {
		if said, ok := compoundNames[string(runes[:2])]; ok {
			d.syllables[0], d.syllables[1] = []string{said[0]}, []string{said[1]}
			return d
		}
	}
	if len(runes) > 0 {
		if said, ok := familyNames[runes[0]]; ok {
			d.syllables[0] = []string{said}
		}
	}
	return d
}

// Syllables are the possible readings, character by character; nil for one that
// is not read.
func (d Reading) Syllables() [][]string { return d.syllables }

// Find tells where letters typed stand for characters one after the other: each
// by a reading in full or by its first letter, the last perhaps begun only. from
// and to are bytes of the text.
func (d Reading) Find(letters string) (from, to int, ok bool) {
	if letters == "" {
		return 0, 0, false
	}
	steps := 2000 // what is made to go round in circles ends
	for i := range d.syllables {
		if n, ok := d.match(letters, i, &steps); ok {
			to := d.end
			if n < len(d.at) {
				to = d.at[n]
			}
			return d.at[i], to, true
		}
	}
	return 0, 0, false
}

// match spends letters on the characters from the ith on; n is where they end.
func (d Reading) match(letters string, i int, steps *int) (n int, ok bool) {
	if letters == "" {
		return i, true
	}
	if *steps--; i == len(d.syllables) || *steps < 0 {
		return 0, false
	}
	for _, s := range d.syllables[i] {
		if rest, ok := strings.CutPrefix(letters, s); ok {
			if n, ok := d.match(rest, i+1, steps); ok {
				return n, true
			}
		}
		if strings.HasPrefix(s, letters) {
			return i + 1, true
		}
	}
	for _, s := range d.syllables[i] {
		if len(s) > 1 && s[0] == letters[0] {
			if n, ok := d.match(letters[1:], i+1, steps); ok {
				return n, true
			}
		}
	}
	return 0, false
}

// leastShort is how many characters a short form has at least.
const leastShort = 3

// Short tells whether letters are how a short form of the text is read, in full or by
// initials: some of its characters in their order, the last among them.
func (d Reading) Short(letters string) bool {
	steps := 2000
	return d.shorten(letters, 0, 0, &steps)
}

func (d Reading) shorten(letters string, i, used int, steps *int) bool {
	if letters == "" {
		return used >= leastShort && i == len(d.syllables)
	}
	for ; i < len(d.syllables); i++ {
		if *steps--; *steps < 0 {
			return false
		}
		for _, s := range d.syllables[i] {
			if rest, ok := strings.CutPrefix(letters, s); ok && d.shorten(rest, i+1, used+1, steps) {
				return true
			}
			if s[0] == letters[0] && len(s) > 1 && d.shorten(letters[1:], i+1, used+1, steps) {
				return true
			}
		}
	}
	return false
}

// all are all readings of the table, without tones.
var all = sync.OnceValue(func() map[string]bool {
	every := map[string]bool{}
	for _, list := range known().lists {
		for _, toned := range list.toned {
			every[toned[:len(toned)-1]] = true
		}
	}
	return every
})

// IsSyllable tells whether letters, without a tone, are one whole syllable.
func IsSyllable(letters string) bool { return all()[letters] }

// Split are the ways in which letters begin with whole syllables, at most
// eight, the longest syllables first. What no syllable can begin (a syllable
// begun, initials) is left out at the end of a way.
func Split(letters string) (ways [][]string) {
	every := all()
	var part func(rest string, so []string)
	part = func(rest string, so []string) {
		more := false
		for n := min(6, len(rest)); n > 0 && len(ways) < 8; n-- {
			if every[rest[:n]] {
				more = true
				part(rest[n:], append(so, rest[:n]))
			}
		}
		if !more && len(so) > 0 && len(ways) < 8 {
			ways = append(ways, slices.Clone(so))
		}
	}
	if len(letters) <= 60 {
		part(letters, nil)
	}
	return ways
}
