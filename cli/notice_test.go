package cli

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jianban/data"
	"jianban/data/registry"
)

// What was found at opening is said beside the answer, not in it.
func TestNoticesAreSaidBesideTheAnswer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.db")
	if err := registry.CreateWith(t.Context(), path, registry.Options{By: "甲", Now: func() time.Time { return time.Now().AddDate(1, 0, 0) }}, func(r *registry.Registry) error {
		return r.Do(context.Background(), registry.Action{What: "添加"}, func(tx *registry.Tx) error { return tx.SaveUnit(&data.Unit{Name: "区住建局"}) })
	}); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"--registry", path, "check", "--json"}, &out, &errs); code != 0 {
		t.Fatal(code, errs.String())
	}
	if !strings.HasPrefix(out.String(), "{") || !strings.Contains(errs.String(), "注意：电脑的时间") {
		t.Errorf("answer %q, beside it %q", out.String(), errs.String())
	}
}
