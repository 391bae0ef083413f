package paperwork_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/paperwork"
)

// Only the numbers asked for are read, in whatever way they are written.
func TestReadOnlyWhatIsAskedFor(t *testing.T) {
	d := desk(t)
	y, err := d.Read(t.Context(), paperwork.Ask{Numbers: []string{"第012号", "12"}, Texts: true})
	if err != nil || y.Year != paperwork.DemoYear || len(y.Cases) != 1 || y.Cases[0].Replies[0].Body == "" {
		t.Fatalf("%+v, %v", y, err)
	}
	for _, c := range []struct {
		ask  paperwork.Ask
		says string
	}{
		{paperwork.Ask{Numbers: []string{"12", "9999"}}, "2022年没有第9999号"},
		{paperwork.Ask{Year: 1999, Numbers: []string{"12"}}, "1999年没有登记建议"},
		{paperwork.Ask{Book: "无此办理册"}, "没有“无此办理册”"},
	} {
		if _, err := d.Read(t.Context(), c.ask); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%+v: %v, want %s", c.ask, err, c.says)
		}
	}
}

// A cancelled job ends as such and leaves no file.
func TestACancelledPaperLeavesNothing(t *testing.T) {
	d := desk(t)
	doc, err := d.Papers().Ledger(t.Context(), "台账", all(t, d), data.NewDate(2022, 12, 31))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	path := filepath.Join(t.TempDir(), "台账.pdf")
	if _, err := d.Papers().Write(ctx, doc, path); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file is there: %v", err)
	}
}

// The window makes the registry that is not there yet, at its usual place with
// the folders above; a place that was named must have its folder.
func TestOpenToWorkMakesTheRegistry(t *testing.T) {
	path := filepath.Join(t.TempDir(), "没有", "registry.db")
	if _, err := paperwork.OpenToWork(t.Context(), path, false); err == nil {
		t.Error("a folder was made that nobody asked for")
	}
	d, err := paperwork.OpenToWork(t.Context(), path, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := paperwork.Try(t.Context(), path, true); err == nil {
		t.Error("a registry was made where one is")
	}
	if err := paperwork.Try(t.Context(), path, false); err != nil {
		t.Error(err)
	}
}

// A ledger of some numbers is not titled as the whole year's, nor that of one
// book.
func TestTitlesTellWhatWasChosen(t *testing.T) {
	d := desk(t)
	for want, ask := range map[string]paperwork.Ask{ // the year has but one book
		"市六届人大一次会议建议办理台账（第012号）": {Year: 2022, Numbers: []string{"012"}},
		"市六届人大一次会议建议办理台账":        {Year: 2022, Book: "市六届人大一次会议"},
		"市六届人大一次会议建议办理台账（第12号）":  {Year: 2022, Book: "市六届人大一次会议", Numbers: []string{"12"}},
	} {
		y, err := d.Read(t.Context(), ask)
		if err != nil {
			t.Fatal(err)
		}
		if got := y.Title("办理台账"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
