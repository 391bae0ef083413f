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
	_, err := fmt.Fprintf(c.out, "建办 %s\nSQLite %s\n登记库结构 %d\n", Version, sqlite, schema)
	return err
}
