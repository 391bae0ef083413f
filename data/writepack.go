package data

import (
	"bytes"
	"fmt"

	"github.com/BurntSushi/toml"
)

// packHead stands at the head of a pack that is written out.
const packHead = `# 办理规则：%s
#
# 可以用文本编辑器修改，再在“设置 → 办理规则”里导入。期限的单位见名称：
# months 月、workdays 工作日、days 日。

`

// TOML is the pack as a file that ParsePack reads back to the same pack.
func (p RulePack) TOML() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, packHead, p.Name)
	e := toml.NewEncoder(&b)
	e.Indent = ""
	if err := e.Encode(p); err != nil {
		return nil, fmt.Errorf("rule pack as TOML: %w", err)
	}
	return b.Bytes(), nil
}
