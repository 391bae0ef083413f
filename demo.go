package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"jianban/data"
	"jianban/data/registry"
	"jianban/data/registry/demo"
	"jianban/export/file"
)

// demoYear is the year of the seed's report, and the last of generated years.
const demoYear = 2022

// Limits of generated data: enough for trials of scale, not for a full disk.
const (
	mostGenerated = 20_000
	mostYears     = 50
)

func demoFlags(f *pflag.FlagSet) {
	wholeFlag(f, "size", 0)
	wholeFlag(f, "years", 1)
}

// runDemo makes the registry of the seed's year in a folder and writes its
// papers there. A folder that already holds a registry is refused.
func runDemo(c *call) error {
	if c.flags.NArg() != 1 || c.flags.Arg(0) == "" {
		return wrongUsage("demo 后面要有一个文件夹")
	}
	size, years, err := c.demoSize()
	if err != nil {
		return err
	}
	dir := c.flags.Arg(0)
	path := filepath.Join(dir, "registry.db")
	if _, err := os.Lstat(path); err == nil {
		return data.Problem{Field: "文件夹", Message: "“" + dir + "”里已有登记库", Hint: "请换一个文件夹，已有的登记库不会被改动"}
	}
	made, err := file.MakeFolder(dir)
	if err != nil {
		return err
	}
	if err := c.makeDemo(path, size, years); err != nil {
		if made {
			err = errors.Join(err, file.RemoveFolder(dir))
		}
		return err
	}
	say(c.out, path)
	c.registry = path
	return c.demoPapers(dir)
}

func (c *call) demoSize() (size, years int, err error) {
	if size, err = c.number("size"); err != nil {
		return
	}
	if years, err = c.number("years"); err != nil {
		return
	}
	if c.given("years") && !c.given("size") {
		return 0, 0, wrongUsage("--years 要和 --size 一起用")
	}
	if c.given("size") && (size < 1 || size > mostGenerated) {
		return 0, 0, wrongUsage("--size 应在1到%d之间", mostGenerated)
	}
	if years < 1 || years > mostYears {
		return 0, 0, wrongUsage("--years 应在1到%d之间", mostYears)
	}
	return size, years, nil
}

// makeDemo makes the registry complete or not at all.
func (c *call) makeDemo(path string, size, years int) error {
	opts, err := options(false)
	if err != nil {
		return err
	}
	return registry.CreateWith(c.ctx, path, opts, func(reg *registry.Registry) error {
		if err := demo.Enter(c.ctx, reg); err != nil {
			return err
		}
		if size == 0 {
			return nil
		}
		return demo.Generate(c.ctx, reg, size, years)
	})
}

// demoPapers writes the papers of the seed's 15 proposals, by the same code as
// the command export.
func (c *call) demoPapers(dir string) error {
	papers := []struct{ kind, out string }{
		{"replies", "replies"},
		{"opinions", "opinions"},
		{"ledger", "ledger-2022.pdf"},
		{"ledger-xlsx", "ledger-2022.xlsx"},
		{"summary", "summary-2022.pdf"},
	}
	for _, p := range papers {
		export := &call{ctx: c.ctx, out: c.out, registry: c.registry, today: c.today, flags: pflag.NewFlagSet("export", pflag.ContinueOnError)}
		exportFlags(export.flags)
		args := []string{p.kind, "--year", fmt.Sprint(demoYear), "--book", demo.BookName, "--out", filepath.Join(dir, p.out)}
		if err := parse(export.flags, args); err != nil {
			return err
		}
		if err := runExport(export); err != nil {
			return err
		}
	}
	return nil
}
