package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"
)

// parse reads flags and turns what is wrong with them into Chinese.
func parse(flags *pflag.FlagSet, args []string) error {
	flags.Usage = func() {}
	err := flags.Parse(args)
	if err == nil {
		return noEmpty(flags)
	}
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	var value *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown):
		return wrongUsage("没有“%s”这个选项", dashed(unknown.GetSpecifiedName(), unknown.GetSpecifiedShortnames()))
	case errors.As(err, &bare):
		return wrongUsage("选项“%s”后面缺少内容", dashed(bare.GetSpecifiedName(), bare.GetSpecifiedShortnames()))
	case errors.As(err, &value):
		return wrongUsage("选项“--%s”的内容“%s”不对，%s", value.GetFlag().Name, value.GetValue(), wanted(value.GetFlag()))
	case errors.As(err, &syntax):
		return wrongUsage("选项“%s”写法不对", syntax.GetSpecifiedFlag())
	}
	return wrongUsage("%v", err)
}

// dashed is an option as it was typed: --year, -y.
func dashed(name, shorthands string) string {
	if shorthands != "" {
		return "-" + name
	}
	return "--" + name
}

// noEmpty refuses options whose content is empty: a script whose variable is
// not set must not get all books, or the clerk's own registry.
func noEmpty(flags *pflag.FlagSet) (err error) {
	flags.Visit(func(f *pflag.Flag) {
		values := []string{f.Value.String()}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			values = list.GetSlice()
		}
		if slices.Contains(values, "") {
			err = wrongUsage("选项“--%s”后面缺少内容", f.Name)
		}
	})
	return err
}

// whole is a whole number in decimal. pflag's own int also takes 0x10, and 010
// as eight.
type whole int

func (w *whole) String() string { return strconv.Itoa(int(*w)) }
func (w *whole) Type() string   { return "int" }
func (w *whole) Set(text string) error {
	n, err := strconv.Atoi(text)
	*w = whole(n)
	return err
}

// wholeFlag defines an option that takes a whole number.
func wholeFlag(f *pflag.FlagSet, name string, value int) {
	w := whole(value)
	f.Var(&w, name, "")
}

func wanted(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "int":
		return "应是整数"
	case "bool":
		return "这个选项不带内容"
	}
	return "请检查"
}

// str, number, yes and list read a flag that the command has defined.
func (c *call) str(name string) string { return c.flags.Lookup(name).Value.String() }
func (c *call) given(name string) bool { return c.flags.Changed(name) }
func (c *call) yes(name string) bool   { return c.str(name) == "true" }
func (c *call) list(name string) []string {
	return c.flags.Lookup(name).Value.(pflag.SliceValue).GetSlice()
}

func (c *call) number(name string) (int, error) {
	w, ok := c.flags.Lookup(name).Value.(*whole)
	if !ok {
		return 0, fmt.Errorf("flag %s takes no whole number", name)
	}
	return int(*w), nil
}

// noArguments refuses words that the command has no use for.
func (c *call) noArguments() error {
	if c.flags.NArg() > 0 {
		return wrongUsage("多出了“%s”", strings.Join(c.flags.Args(), " "))
	}
	return nil
}
