package e2e

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"jianban/data"
	"jianban/data/draft"
	"jianban/paperwork"
)

// help does a helper's work and ends the process: with 1 where it was refused
// something with a sentence, which is on standard error.
func help(what string, args []string) {
	n := func(i int) int {
		v, err := strconv.Atoi(args[i])
		if err != nil {
			panic(err)
		}
		return v
	}
	var err error
	switch what {
	case "saves": // path, first, most, seed, pause
		err = helpSaves(args[0], n(1), n(2), uint64(n(3)), args[4] == "pause")
	case "opens": // path
		err = helpOpens(args[0])
	case "drafts": // path of the registry, first, most
		err = helpDrafts(args[0], n(1), n(2))
	case "backups": // path, how many
		err = helpBackups(args[0], n(1))
	case "swaps": // path, backup
		err = helpSwaps(args[0], args[1])
	default:
		err = errors.New("no such helper")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, data.Sentence(err))
		os.Exit(1)
	}
	os.Exit(0)
}

// helpOpens opens as the window does, which brings an old file forward.
func helpOpens(path string) error {
	desk, err := paperwork.OpenToWork(context.Background(), path, false)
	if err != nil {
		return err
	}
	if why, is := desk.Registry.ReadOnly(); is {
		say("readonly", why)
	}
	for _, n := range desk.Registry.Notices() {
		say("notice", n)
	}
	say("open")
	return desk.Close()
}

// typedDraft is what is typed for the nth time: long enough for several blocks.
func typedDraft(n int) []draft.Draft {
	text := fmt.Sprintf("第%d次写的正文。", n) + strings.Repeat("所提问题已经解决。", n%1500)
	return []draft.Draft{{Where: draft.Letter, Title: "第12号答复", Proposal: 1, Fields: []draft.Field{{Label: "正文", Text: text, Was: "原来"}}}}
}

// helpDrafts keeps what is typed over and over, telling each when it is kept.
func helpDrafts(registry string, first, most int) error {
	d := paperwork.DraftsBeside(registry)
	say("open")
	for n := first; most == 0 || n < first+most; n++ {
		if err := d.Write(typedDraft(n)); err != nil {
			return err
		}
		say("saved", n)
	}
	return nil
}

// helpBackups makes backups as the window does by itself, and thins them out.
func helpBackups(path string, most int) error {
	ctx := context.Background()
	desk, err := paperwork.OpenToWork(ctx, path, false)
	if err != nil {
		return err
	}
	b := desk.Backups("torture")
	say("open")
	for n := range most {
		made, err := b.Make(ctx, nil)
		if err != nil {
			return err
		}
		say("saved", n, filepath.Base(made.Path))
	}
	return desk.Close()
}

// helpSwaps restores a backup in the place of the open registry, as the window
// does: made ready first, put in place when the registry is closed.
func helpSwaps(path, backup string) error {
	ctx := context.Background()
	desk, err := paperwork.OpenToWork(ctx, path, false)
	if err != nil {
		return err
	}
	say("open")
	if err := desk.Backups("torture").Restore(ctx, backup, "", nil); err != nil {
		return errors.Join(err, desk.Close())
	}
	say("ready")
	if err := desk.Close(); err != nil {
		return err
	}
	say("saved", 1)
	return nil
}
