package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"jianban/data"
	"jianban/paperwork"
)

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
	path, err := paperwork.MakeDemo(c.ctx, dir, size, years)
	if err != nil {
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

// demoPapers writes the papers of the seed's 15 proposals, by the same code as
// the command export.
func (c *call) demoPapers(dir string) error {
	for _, p := range paperwork.DemoPapers {
		export := &call{ctx: c.ctx, out: c.out, errs: io.Discard, registry: c.registry, today: c.today, flags: pflag.NewFlagSet("export", pflag.ContinueOnError)}
		exportFlags(export.flags)
		if folder := filepath.Dir(filepath.Join(dir, p.Out)); folder != filepath.Clean(dir) {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return data.Problem{Field: "文件夹", Message: "不能建立“" + folder + "”", Hint: "请换一个文件夹"}
			}
		}
		args := []string{p.Kind, "--year", fmt.Sprint(paperwork.DemoYear), "--book", paperwork.DemoBook, "--out", filepath.Join(dir, p.Out)}
		if err := parse(export.flags, append(args, p.Options...)); err != nil {
			return err
		}
		if err := runExport(export); err != nil {
			return err
		}
	}
	return nil
}
