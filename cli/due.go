package cli

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"jianban/paperwork"
)

func dueFlags(f *pflag.FlagSet) { f.Bool("notice", false, "") }

// runDue says what is overdue and due within a week, nothing where nothing is. What
// --notice does with it is main's: it has the boxes of the desktop.
func runDue(c *call) error {
	if err := c.noArguments(); err != nil {
		return err
	}
	return c.reading(func(desk *paperwork.Desk) error {
		said, err := desk.Due(c.ctx)
		if err == nil && said != "" {
			say(c.out, said)
		}
		return err
	})
}

// Notice tells whether args ask for what is due to be told in a box (due --notice);
// chosen tells whether they name the registry.
func Notice(args []string) (wanted, chosen bool) {
	flags, registry, _ := globals()
	if parse(flags, args) != nil || flags.NArg() == 0 || flags.Arg(0) != "due" {
		return false, false
	}
	return slices.Contains(flags.Args(), "--notice"), *registry != "" || slices.ContainsFunc(flags.Args(), func(a string) bool { return strings.HasPrefix(a, "--registry") })
}
