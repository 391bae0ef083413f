package cli

import (
	"fmt"

	"jianban/paperwork"
)

func runVersion(c *call) error {
	if err := c.noArguments(); err != nil {
		return err
	}
	sqlite, schema := paperwork.Versions()
	built := ""
	if Commit != "" {
		built = "（" + Commit + "）"
	}
	_, err := fmt.Fprintf(c.out, "建办 %s%s\nSQLite %s\n登记库结构 %d\n", Version, built, sqlite, schema)
	return err
}
