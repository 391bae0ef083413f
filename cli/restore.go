package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"jianban/data"
	"jianban/paperwork"
)

func restoreFlags(f *pflag.FlagSet) {
	f.String("to", "", "")
	f.String("passphrase-file", "", "")
}

// runRestore makes a registry of a backup at a place where there is none.
func runRestore(c *call) error {
	switch {
	case c.flags.NArg() == 0 || c.flags.Arg(0) == "":
		return wrongUsage("restore 后面要有备份文件")
	case c.flags.NArg() > 1:
		return wrongUsage("多出了“%s”", strings.Join(c.flags.Args()[1:], " "))
	case !c.given("to"):
		return wrongUsage("请用 --to 给出恢复后的登记库位置")
	}
	passphrase, err := c.passphrase()
	if err != nil {
		return err
	}
	m, err := paperwork.Restore(c.ctx, c.flags.Arg(0), c.str("to"), passphrase)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "%s\n已恢复%s的备份：%d件建议，操作日志%d条，%s。\n", c.str("to"), data.Moment(m.Made), m.Proposals, m.Actions, data.SizeWords(m.Size))
	return err
}
