// Command storybook opens every screen on made-up facts: nothing registered,
// one proposal, a few, five thousand, a title of 120 characters, a registry
// that cannot be read. It is for whoever reviews or changes a screen; nothing
// it shows is kept. With -story it opens one set of facts at once.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"jianban/data"
	"jianban/export/font"
	"jianban/export/print"
	"jianban/gui"
	"jianban/gui/storybook/story"
)

func main() {
	key := flag.String("story", "few", "facts to show: "+keys())
	flag.Parse()
	if err := run(*key); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func keys() string {
	var all []string
	for _, s := range story.Stories() {
		all = append(all, s.Key+"（"+s.Name+"）")
	}
	return strings.Join(all, " ")
}

// run opens the window on one story's facts.
func run(key string) error {
	for _, s := range story.Stories() {
		if s.Key != key {
			continue
		}
		memory, err := s.Registry()
		if err != nil {
			return err
		}
		return gui.Run(deps(memory))
	}
	return fmt.Errorf("没有“%s”，可选：%s", key, keys())
}

// deps is a window's surroundings without files: papers are not written.
func deps(m *story.Memory) gui.Deps {
	none := errors.New("storybook writes no papers")
	return gui.Deps{
		Store: store{m}, Fonts: font.Embedded(), Now: func() time.Time { return story.Today }, Version: "样张",
		Year:     story.Today.Year(),
		OpenFile: func(string) error { return nil },
		TempDir:  func() (string, error) { return os.TempDir(), nil },
		Exports: gui.Exports{
			Folder:      func() (string, error) { return filepath.Join(os.TempDir(), "storybook"), nil },
			Reply:       func(context.Context, data.Case, data.Reply, string) error { return none },
			Opinion:     func(context.Context, data.Case, data.Opinion, string) error { return none },
			Summary:     func(context.Context, data.Summary, string) error { return none },
			Ledger:      func(context.Context, string, []data.Case, data.Date, string) error { return none },
			LedgerSheet: func(context.Context, string, []data.Case, data.Date, string) error { return none },
		},
		// A machine without a printer: the story shows what is offered then.
		Printing: gui.Printing{Printers: func(context.Context) ([]print.Printer, error) { return nil, nil }},
	}
}

// store is a registry in memory as the window wants it.
type store struct{ *story.Memory }

// Do makes one change.
func (s store) Do(ctx context.Context, what string, f func(gui.Tx) error) error {
	return s.Memory.Do(ctx, what, func(tx *story.Tx) error { return f(tx) })
}
