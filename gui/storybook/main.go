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
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"jianban/data"
	"jianban/data/manual"
	"jianban/export/batch"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/print"
	"jianban/gui"
	"jianban/gui/screen"
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
func deps(m *story.Memory) screen.Deps {
	return screen.Deps{
		Store: store{m}, Fonts: font.Embedded(), Now: func() time.Time { return story.Today }, Version: "样张",
		Year:     story.Today.Year(),
		OpenFile: func(string) error { return nil },
		TempDir:  func() (string, error) { return os.TempDir(), nil },
		Papers:   papers{},
		// A machine without a printer: the story shows what is offered then.
		Printing: screen.Printing{Printers: func(context.Context) ([]print.Printer, error) { return nil, nil }},
	}
}

// papers writes none.
type papers struct{}

var errNoPapers = errors.New("storybook writes no papers")

// Reply refuses.
func (papers) Reply(context.Context, data.Case, data.Reply) (page.Document, error) {
	return page.Document{}, errNoPapers
}

// Opinion refuses.
func (papers) Opinion(context.Context, data.Case, data.Opinion) (page.Document, error) {
	return page.Document{}, errNoPapers
}

// Ledger refuses.
func (papers) Ledger(context.Context, string, []data.Case, data.Date) (page.Document, error) {
	return page.Document{}, errNoPapers
}

// Manual refuses.
func (papers) Manual(context.Context, []manual.Page) (page.Document, error) {
	return page.Document{}, errNoPapers
}

// Talk refuses.
func (papers) Talk(context.Context, data.Case, data.Consultation) (page.Document, error) {
	return page.Document{}, errNoPapers
}

// Urge refuses.
func (papers) Urge(context.Context, data.Supervision) (page.Document, error) {
	return page.Document{}, errNoPapers
}

// Appraisal refuses.
func (papers) Appraisal(context.Context, string, data.Date, []data.UnitScore, data.Appraisal) (page.Document, error) {
	return page.Document{}, errNoPapers
}

// Letters refuses.
func (papers) Letters(context.Context, data.Scope) (batch.Source, error) {
	return batch.Source{}, errNoPapers
}

// Write refuses.
func (papers) Write(context.Context, page.Document, string) (string, error) { return "", errNoPapers }

// LedgerList refuses.
func (papers) LedgerList(context.Context, string, []data.LedgerColumn, []data.Case, data.Date) (data.List, error) {
	return data.List{}, errNoPapers
}

// Today refuses.
func (papers) Today(context.Context, data.Board) (page.Document, error) {
	return page.Document{}, errNoPapers
}

// List refuses.
func (papers) List(context.Context, data.List) (page.Document, error) {
	return page.Document{}, errNoPapers
}

// WriteList refuses.
func (papers) WriteList(context.Context, data.List, string) error { return errNoPapers }

// Save refuses.
func (papers) Save(string, []byte) error { return errNoPapers }

// Fill refuses.
func (papers) Fill(string, func(io.Writer) error) error { return errNoPapers }

// Folder is never made.
func (papers) Folder() (string, error) { return filepath.Join(os.TempDir(), "storybook"), nil }

// FileName leaves the name as it is.
func (papers) FileName(name string) string { return name }

// store is a registry in memory as the window wants it.
type store struct{ *story.Memory }

// Do makes one change.
func (s store) Do(ctx context.Context, what string, f func(screen.Tx) error) error {
	return s.Memory.Do(ctx, what, func(tx *story.Tx) error { return f(tx) })
}
