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
	if err := boundsOfPack(text); err != nil {
		return RulePack{}, err
	}
	var p RulePack
	meta, err := toml.Decode(string(text), &p)
	if err != nil {
		return RulePack{}, Problems{packProblem(err)}
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		var names []string
		for _, key := range unknown[:min(len(unknown), unknownNamed)] {
			names = append(names, clip(key.String(), 40))
		}
		more := ""
		if len(unknown) > unknownNamed {
			more = fmt.Sprintf("等%d项", len(unknown))
		}
		return RulePack{}, Problems{{
			Field:   "办理规则",
			Message: "有不认识的项目“" + strings.Join(names, "”“") + "”" + more,
			Hint:    "请对照默认规则改正项目名称",
		}}
	}
	if wrong := p.unknownFields(); len(wrong) > 0 {
		return RulePack{}, wrong
	}
	return p, nil
}

// unknownFields are the words in braces that no letter can fill.
func (p *RulePack) unknownFields() (wrong Problems) {
	var f fields
	f.wordings(&p.Letters)
	for _, x := range p.Passages {
		f.known("标准段落文字", "“"+x.Label()+"”", x.Text, LetterFields)
	}
	return f.problems
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
