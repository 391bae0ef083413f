package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"jianban/cli"
)

func TestLogonEntry(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("writes the user's own registry there")
	}
	home(t)
	l := logon{program: `/opt/建 办/jianban`}
	if l.On() {
		t.Fatal("on before it was wanted")
	}
	if err := l.Set(false); err != nil {
		t.Errorf("off twice: %v", err)
	}
	if err := l.Set(true); err != nil || !l.On() {
		t.Fatalf("on: %v, %v", err, l.On())
	}
	if (logon{program: "/elsewhere/jianban"}).On() {
		t.Error("an entry of another program counts as this one's")
	}
	if check, err := exec.LookPath("desktop-file-validate"); err == nil {
		matches, err := filepath.Glob(filepath.Join(os.Getenv("XDG_CONFIG_HOME"), "autostart", "*.desktop"))
		if err != nil || len(matches) != 1 {
			t.Fatal(matches, err)
		}
		if out, err := exec.Command(check, matches[0]).CombinedOutput(); err != nil {
			t.Errorf("%s", out)
		}
	}
	if err := l.Set(false); err != nil || l.On() {
		t.Errorf("off: %v, %v", err, l.On())
	}
	if logonOf(true) != nil {
		t.Error("a portable program leaves an entry on the machine")
	}
}

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
	args := strings.Fields(noticeArgs)
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
	if !strings.Contains(string(text), "承诺到期6件") { // the demo year's promises, of 2023, are not kept
		t.Errorf("told %q", text)
	}
}
