package cli

import (
	"fmt"
	"time"

	"github.com/spf13/pflag"

	"jianban/paperwork"
)

func moveFlags(f *pflag.FlagSet) {
	f.String("to", "", "")
	f.Bool("json", false, "")
}

// runMove copies the whole registry to another place, a file or a database.
func runMove(c *call) error {
	if err := c.noArguments(); err != nil {
		return err
	}
	if !c.given("to") {
		return wrongUsage("请用 --to 给出要移到的文件或 postgres:// 地址")
	}
	var told time.Time
	var last string
	m, err := paperwork.Move(c.ctx, c.place(), c.str("to"), func(what string, done, total int64) {
		if what == last && done < total && time.Since(told) < time.Second {
			return
		}
		last, told = what, time.Now()
		say(c.errs, fmt.Sprintf("%s：%d／%d", what, done, total))
	})
	if err != nil {
		return err
	}
	if c.yes("json") {
		return writeJSON(c.out, m)
	}
	_, err = fmt.Fprintf(c.out, "已移到“%s”：%d张表，%d条，逐表核对无误；操作日志到第%d条。原来的登记库没有改动，请今后只用一处。\n", paperwork.ShownPlace(c.str("to")), m.Tables, m.Rows, m.Anchor.Action)
	return err
}
