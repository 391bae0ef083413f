package file

import (
	"strings"
	"unicode"
)

// maxName is how many characters a file name may have here. Windows allows
// 255 UTF-16 units in a name and, by default, 260 in a whole path; 80 leaves
// room for a deep folder.
const maxName = 80

// SafeName turns text into a file name (without ending) that Windows, Linux
// and archive programs accept: characters that Windows forbids become
// full-width look-alikes or spaces, device names get a low line, and the
// length is held to 80 characters. Empty text gives “未命名”.
func SafeName(text string) string {
	forbidden := strings.NewReplacer("<", "〈", ">", "〉", ":", "：", `"`, "”", "/", "／", `\`, "＼", "|", "｜", "?", "？", "*", "＊")
	name := forbidden.Replace(strings.ToValidUTF8(text, ""))
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	}), " ")
	if runes := []rune(name); len(runes) > maxName {
		name = string(runes[:maxName-1]) + "…"
	}
	name = strings.Trim(name, " .")
	if name == "" {
		return "未命名"
	}
	if isDevice(name) {
		return name + "_"
	}
	return name
}

// isDevice tells the names that Windows keeps for devices, with any ending.
func isDevice(name string) bool {
	base, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch base = strings.TrimSpace(base); base {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(base) == 4 && (strings.HasPrefix(base, "COM") || strings.HasPrefix(base, "LPT")) && base[3] >= '0' && base[3] <= '9'
}
