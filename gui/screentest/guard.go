package screentest

import (
	"fmt"

	"jianban/data"
	"jianban/data/guard"
	"jianban/gui/screen"
)

// DeskGuard stands in for the guard of a desk, without the cost of trying a passphrase.
type DeskGuard struct {
	Is         guard.State
	Passphrase string
	Asked      []string
}

var _ screen.Guard = (*DeskGuard)(nil)

func (g *DeskGuard) State() guard.State { return g.Is }

func (g *DeskGuard) Check(passphrase string) error {
	g.Asked = append(g.Asked, "核对 "+passphrase)
	if passphrase != g.Passphrase {
		return data.Problem{Field: guard.Field, Message: "口令不对", Hint: "请检查输入法和大小写"}
	}
	return nil
}

func (g *DeskGuard) Set(old, passphrase string) error {
	if old != g.Passphrase {
		return data.Problem{Field: guard.OldField, Message: "口令不对", Hint: "请检查输入法和大小写"}
	}
	g.Asked = append(g.Asked, "设置 "+passphrase)
	g.Passphrase, g.Is.Set = passphrase, passphrase != ""
	return nil
}

func (g *DeskGuard) SetIdle(minutes int) error {
	g.Asked = append(g.Asked, fmt.Sprintf("空闲 %d", minutes))
	return nil
}
