package registry_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// childVariable makes the test program write into the registry it names until
// it is killed.
const childVariable = "JIANBAN_TEST_WRITES"

// childKeepsLog makes it leave its log unfolded.
const childKeepsLog = "JIANBAN_TEST_KEEPS_LOG"

// childWrites enters one pair of proposals an action and says so on stdout.
func childWrites(path string) {
	r, err := registry.Open(context.Background(), path, options())
	if err != nil {
		fmt.Println(err)
		os.Exit(3)
	}
	if os.Getenv(childKeepsLog) != "" {
		registry.StopFolding(r)
	}
	for n := 100; ; n += 2 {
		err := r.Do(context.Background(), registry.Action{What: "登记一对"}, func(tx *registry.Tx) error {
			for k := range 2 {
				p := proposal(func(p *data.Proposal) {
					p.Number = fmt.Sprint(n + k)
					p.Text = strings.Repeat("建议的内容。", 2000)
				})
				if err := tx.SaveProposal(&p); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			fmt.Println(err)
			os.Exit(3)
		}
		fmt.Println("committed")
	}
}

// A program killed at any moment leaves a registry that opens, whose journal
// is whole, and in which every action is there completely or not at all; what
// was reported as done is there.
func TestKilledProgramLosesNothingReported(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	before := 2
	for _, commits := range []int{1, 3, 8, 15, 30} {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), childVariable+"="+path)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		for range commits {
			var word string
			if _, err := fmt.Fscan(out, &word); err != nil || word != "committed" {
				t.Fatalf("the child says %q, %v", word, err)
			}
		}
		if err := child.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := child.Wait(); err == nil {
			t.Fatal("the child ended by itself")
		}
		r, err := registry.Open(t.Context(), path, options())
		if err != nil {
			t.Fatalf("after %d commits: %v", commits, err)
		}
		if why, readOnly := r.ReadOnly(); readOnly {
			t.Errorf("the dead program still holds the registry: %s", why)
		}
		content(t, r)
		cases, err := r.Cases(t.Context(), data.Scope{})
		if err != nil {
			t.Fatal(err)
		}
		if got := len(cases); got%2 != 0 || got < before+2*commits {
			t.Errorf("%d cases after %d commits on top of %d", got, commits, before)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		// The child begins at 100 again: make room.
		if commits != 30 {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			path = copyOfTemplate(t)
		}
	}
}
