package main

import (
	"fmt"

	"jianban/data/registry"
)

// version of the program; releases set it with -ldflags "-X main.version=…".
var version = "0.1.0"

func runVersion(c *call) error {
	if err := c.noArguments(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(c.out, "建办 %s\nSQLite %s\n登记库结构 %d\n", version, registry.SQLiteVersion(), registry.SchemaVersion)
	return err
}
