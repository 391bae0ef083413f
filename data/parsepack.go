package data

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// ParsePack reads a rule pack (办理规则) from TOML as assets/packs holds it.
// An entry that RulePack does not know is refused, so that a misspelt name
// does not silently leave a limit at zero. Errors are Problems in Chinese.
func ParsePack(text []byte) (RulePack, error) {
	if !utf8.Valid(text) {
		return RulePack{}, Problems{{Field: "办理规则", Message: "不是办理规则文件，或不是UTF-8编码", Hint: "请选择由本程序导出的.toml文件；用记事本改过的，请另存为UTF-8"}}
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if line := tooDeep(text); line > 0 {
		return RulePack{}, Problems{{Field: "办理规则", Message: fmt.Sprintf("第%d行括号套得太深", line), Hint: "请对照默认规则改正"}}
	}
	var p RulePack
	meta, err := toml.Decode(string(text), &p)
	if err != nil {
		return RulePack{}, Problems{packProblem(err)}
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		names := make([]string, len(unknown))
		for i, key := range unknown {
			names[i] = key.String()
		}
		return RulePack{}, Problems{{
			Field:   "办理规则",
			Message: "有不认识的项目“" + strings.Join(names, "”“") + "”",
			Hint:    "请对照默认规则改正项目名称",
		}}
	}
	return p, nil
}

// deepest is how many braces may stand open; a pack needs two. The time and
// memory that TOML's reader takes grow with the square of it: 3,000 take 0.4 GB.
const deepest = 50

// tooDeep is the line in which more braces stand open, 0 where none does.
func tooDeep(text []byte) int {
	line, open := 1, 0
	for _, b := range text {
		switch b {
		case '\n':
			line++
		case '{':
			open++
		case '}':
			open = max(0, open-1)
		}
		if open > deepest {
			return line
		}
	}
	return 0
}

// packProblem tells where the TOML could not be read.
func packProblem(err error) Problem {
	var wrong Problem
	if errors.As(err, &wrong) {
		return Problem{Field: "办理规则", Message: wrong.Message, Hint: wrong.Hint}
	}
	var at toml.ParseError
	if errors.As(err, &at) {
		return Problem{
			Field:   "办理规则",
			Message: fmt.Sprintf("第%d行写法不对", at.Position.Line),
			Hint:    "请对照默认规则改正，日期和文字要用英文引号括起来",
		}
	}
	return Problem{Field: "办理规则", Message: "内容的类型不对", Hint: "请对照默认规则改正，期限写数字，文字和日期加英文引号"}
}
