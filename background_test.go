package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What the window reads it reads under the context of a load or a task, which
// Esc or another load ends; only these begin one, and a change, which is short.
func TestWindowReadsUnderAContext(t *testing.T) {
	begin := []string{"task.go", "latest.go", "host.go", "preview.go"}
	seen := 0
	err := filepath.WalkDir("gui", func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && slices.Contains([]string{"storybook", "screentest"}, d.Name()) {
			return fs.SkipDir // for tests and looking at screens only
		}
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, word := range []string{"context.Background()", "context.TODO()"} {
			n := strings.Count(string(text), word)
			seen += n
			if n > 0 && (!slices.Contains(begin, filepath.Base(path)) || n > 1) {
				t.Errorf("%s: %s %d times", path, word, n)
			}
		}
		return err
	})
	if err != nil || seen != len(begin) {
		t.Errorf("%d contexts begin in the window, want %d; %v", seen, len(begin), err)
	}
}
