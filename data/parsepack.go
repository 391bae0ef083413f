package data

import (
	"fmt"

	"github.com/BurntSushi/toml"
)

// ParsePack reads a rule pack from TOML; errors are Problems in Chinese.
func ParsePack(text []byte) (RulePack, error) {
	var p RulePack
	if _, err := toml.Decode(string(text), &p); err != nil {
		return RulePack{}, Problem{Field: "办理规则", Message: fmt.Sprintf("读不出来（%v）", err)}
	}
	return p, p.Validate().Err()
}

// Validate names what is wrong with the pack.
func (p *RulePack) Validate() Problems {
	var f fields
	f.line("规则名称", &p.Name, true)
	for name, n := range map[string]int{"答复期限": p.ReplyMonths, "延期上限": p.ExtensionMonths, "退回期限": p.ReturnWorkdays, "协办意见期限": p.OpinionMonths, "重新答复期限": p.ReanswerMonths} {
		if n < 1 || n > 120 {
			f.wrong(name, "应在1到120之间", "请核对")
		}
	}
	if len(p.Classes) == 0 {
		f.wrong("办理结果类别", "没有填写", "请至少写一类")
	}
	return f.problems
}
