package data

import (
	"fmt"
	"strings"
)

// What a rule pack may be at most. TOML's reader takes time that grows with the
// square of a key's parts and memory with the square of open braces: a key of
// 200 KB of dots took 32 s, 3,000 braces 0.4 GB. A real pack has 6 KB, two braces
// and keys of two parts.
const (
	packMost     = 256 << 10 // bytes
	deepest      = 50        // braces and brackets that stand open
	keyMost      = 100       // characters of a key without quotes, dots included
	dotsOfLine   = 60        // dots outside of quotes
	unknownNamed = 3         // unknown entries that a message names
)

// boundsOfPack refuses a pack that would keep TOML's reader busy, in one pass
// over its bytes.
func boundsOfPack(text []byte) error {
	refuse := func(line int, what string) error {
		return Problems{{Field: "办理规则", Message: fmt.Sprintf("第%d行%s", line, what), Hint: "请对照默认规则改正"}}
	}
	if len(text) > packMost {
		return Problems{{Field: "办理规则", Message: fmt.Sprintf("文件有%dKB，办理规则最多%dKB", len(text)>>10, packMost>>10), Hint: "请核对是不是选错了文件"}}
	}
	line, open, dots, run := 1, 0, 0, 0
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case b == '\n':
			line, dots, run = line+1, 0, 0
			continue
		case b == '#':
			i += lineRest(text[i:]) - 1
			run = 0
			continue
		case b == '"' || b == '\'':
			n := quoted(text[i:])
			line += strings.Count(string(text[i:i+n]), "\n")
			i, run = i+n-1, 0
			continue
		case b == '{' || b == '[':
			open++
		case b == '}' || b == ']':
			open = max(0, open-1)
		case b == '.':
			dots++
		}
		if run++; !keyByte(text[i]) {
			run = 0
		}
		switch {
		case open > deepest:
			return refuse(line, "括号套得太深")
		case run > keyMost:
			return refuse(line, "项目名称太长")
		case dots > dotsOfLine:
			return refuse(line, "点太多")
		}
	}
	return nil
}

// keyByte tells that a byte may stand in a key without quotes, or between its parts.
func keyByte(b byte) bool {
	return b == '.' || b == '_' || b == '-' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

// lineRest is how many bytes there are before the line's end.
func lineRest(text []byte) int {
	for i, b := range text {
		if b == '\n' {
			return i
		}
	}
	return len(text)
}

// quoted is how many bytes a text in quotes has, of one line or of several with
// three quotes; one that does not end goes to the end of its line, or of all.
func quoted(text []byte) int {
	quote, n := text[0], 1
	if len(text) > 2 && text[1] == quote && text[2] == quote {
		n = 3
	}
	for i := n; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quote == '"':
			i++
		case text[i] == '\n' && n == 1:
			return i
		case text[i] == quote && (n == 1 || i+2 < len(text) && text[i+1] == quote && text[i+2] == quote):
			return i + n
		}
	}
	return len(text)
}
