package file

import (
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"jianban/data"
)

// Limits of names and paths, the same on every system, so that papers can be
// carried from one to another: Windows opens 260 UTF-16 units of a path by
// default, Linux 255 bytes of a name (80 Hanzi and an ending).
const (
	maxName  = 115 // characters of a name; with its ending under 120
	maxBytes = 244 // of a name in UTF-8, without its ending
	maxPath  = 240 // UTF-16 units of a whole path
	leastFor = 24  // UTF-16 units that a folder must leave for a name
)

// SafeName turns text into a file name (without ending) that Windows, Linux
// and archive programs accept: characters that Windows forbids become
// full-width look-alikes or spaces, device names get a low line, and the
// length is held to 115 characters and 244 bytes. Empty text gives “未命名”.
func SafeName(text string) string {
	name := clean(text)
	for !short(name) {
		runes := []rune(strings.TrimSuffix(name, "…"))
		name = string(runes[:len(runes)-1]) + "…"
	}
	return name
}

// SafeFile is SafeName for a name with its ending, which stays as it is where it
// is one: at most 10 characters.
func SafeFile(name string) string {
	name = clean(name)
	ending := filepath.Ext(name)
	if utf8.RuneCountInString(ending) > 10 {
		ending = ""
	}
	stem := SafeName(strings.TrimSuffix(name, ending))
	for !short(stem + ending) {
		runes := []rune(strings.TrimSuffix(stem, "…"))
		stem = string(runes[:len(runes)-1]) + "…"
	}
	return stem + ending
}

func short(name string) bool {
	return utf8.RuneCountInString(name) <= maxName && len(name) <= maxBytes
}

// clean is text without what a name must not hold, of any length.
func clean(text string) string {
	name := forbidden.Replace(strings.ToValidUTF8(text, ""))
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	}), " ")
	name = strings.Trim(name, " .")
	if name == "" {
		return "未命名"
	}
	if base, rest, dot := strings.Cut(name, "."); isDevice(base) { // NUL.txt is the device too
		name = base + "_"
		if dot {
			name += "." + rest
		}
	}
	return name
}

var forbidden = strings.NewReplacer("<", "〈", ">", "〉", ":", "：", `"`, "”", "/", "／", `\`, "＼", "|", "｜", "?", "？", "*", "＊")

// isDevice tells the names that Windows keeps for devices.
func isDevice(base string) bool {
	switch base = strings.ToUpper(strings.TrimSpace(base)); base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	port, is := strings.CutPrefix(base, "COM")
	if !is {
		port, is = strings.CutPrefix(base, "LPT")
	}
	return is && utf8.RuneCountInString(port) == 1 && strings.Contains("0123456789¹²³", port)
}

// Namer names the files of one folder: safe, short enough for the folder's
// path, and no two alike.
type Namer struct {
	ending string
	room   int // UTF-16 units for a name without its ending
	taken  map[string]bool
}

// NewNamer names files of that ending (with its dot) in the folder dir. A
// folder whose path leaves too little room is refused with a data.Problem.
func NewNamer(dir, ending string) (*Namer, error) {
	whole, err := filepath.Abs(dir)
	if err != nil {
		return nil, Explain(dir, err)
	}
	room := maxPath - units(whole) - 1 - units(ending)
	if room < leastFor {
		return nil, data.Problem{Field: "输出位置", Message: "文件夹“" + dir + "”的路径太长", Hint: "请换一个路径短一些的文件夹"}
	}
	return &Namer{ending: ending, room: room, taken: map[string]bool{}}, nil
}

// Fits tells whether text can be a name as it is, without being cut.
func (n *Namer) Fits(text string) bool {
	name := clean(text)
	return short(name) && units(name) <= n.room
}

// Name is the file name, with its ending, for text. A name that was given out
// before, capitals or not, gets (2), (3) and so on.
func (n *Namer) Name(text string) string {
	name := n.cut(text, "")
	for i := 2; n.taken[strings.ToLower(name)]; i++ {
		name = n.cut(text, "("+strconv.Itoa(i)+")")
	}
	n.taken[strings.ToLower(name)] = true
	return name + n.ending
}

// cut is text and a count behind it, the text cut so that both have room.
func (n *Namer) cut(text, count string) string {
	name := SafeName(text)
	for !short(name+count) || units(name+count) > n.room {
		runes := []rune(strings.TrimSuffix(name, "…"))
		name = strings.TrimRight(string(runes[:len(runes)-1]), " .") + "…"
	}
	return name + count
}

func units(s string) int { return len(utf16.Encode([]rune(s))) }
