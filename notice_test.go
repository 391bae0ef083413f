package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"jianban/cli"
	"jianban/logon"
)

// What the entry starts tells in one notice what is due in the registry that the
// window opens, and nothing where that is not there.
func TestNoticeOfWhatIsDue(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("shows a box there")
	}
	usual := home(t)
	bin := t.TempDir()
	said := filepath.Join(bin, "said")
	if err := os.WriteFile(filepath.Join(bin, "notify-send"), []byte("#!/bin/sh\necho \"$@\" >"+said+".new; mv "+said+".new "+said+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+":/bin:/usr/bin")
	t.Setenv("DISPLAY", ":0")
	args := strings.Fields(logon.Args)
	if wanted, chosen := cli.Notice(args); !wanted || chosen {
		t.Fatalf("the entry's words are not understood: %v, %v", wanted, chosen)
	}
	if wanted, _ := cli.Notice([]string{"due"}); wanted {
		t.Error("due alone is no notice")
	}
	if _, chosen := cli.Notice([]string{"--registry", "x", "due", "--notice"}); !chosen {
		t.Error("a registry that is named is not known")
	}
	if code := tellDue(t.Context(), args, false); code != 1 {
		t.Errorf("without a registry: code %d", code)
	}
	if err := os.MkdirAll(filepath.Dir(filepath.Dir(usual)), 0o700); err != nil {
		t.Fatal(err)
	}
	if code := cli.Run(t.Context(), []string{"demo", filepath.Dir(usual)}, os.Stderr, os.Stderr, nil); code != 0 {
		t.Fatal("no demo")
	}
	if code := tellDue(t.Context(), args, false); code != 0 {
		t.Errorf("code %d", code)
	}
	var text []byte
	for range 250 {
		if text, _ = os.ReadFile(said); len(text) > 0 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if !strings.Contains(string(text), "承诺到期3件") { // the demo year has three proposals with promises, all of 2023 and not kept
		t.Errorf("told %q", text)
	}
}
