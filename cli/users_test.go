package cli

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
	"jianban/data/registry/pgtest"
)

// The owner of a shared registry gives people roles; under a unit's name the commands
// tell of its own items alone.
func TestUsers(t *testing.T) {
	_, place := pgtest.For(t)
	dir := t.TempDir()
	t.Setenv("XDG_DATA_HOME", dir)
	says := func(code int, args ...string) (out, errs string) {
		t.Helper()
		var o, e strings.Builder
		if got := run(t.Context(), args, &o, &e); got != code {
			t.Fatalf("%v: %d, want %d: %s%s", args, got, code, o.String(), e.String())
		}
		return o.String(), e.String()
	}
	says(0, "demo", filepath.Join(dir, "d"))
	says(0, "--registry", filepath.Join(dir, "d", "registry.db"), "move", "--to", place)
	unit := unitIn(t, place)
	secret := filepath.Join(dir, "p")
	if err := os.WriteFile(secret, []byte("a password of mine\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, _ := says(0, "--registry", place, "users", "add", "钱科", "--role", "unit", "--unit", unit)
	if !strings.Contains(out, "jianban_钱科") || !strings.Contains(out, "口令 ") || !strings.Contains(out, unit) {
		t.Error(out)
	}
	if out, _ := says(0, "--registry", place, "users", "add", "孙审", "--role", "auditor", "--password-file", secret); strings.Contains(out, "口令") {
		t.Error(out)
	}
	out, _ = says(0, "--registry", place, "users", "list", "--json")
	var all []data.Person
	if err := json.Unmarshal([]byte(out), &all); err != nil || len(all) != 2 || all[1].Kind != data.PersonUnit || all[1].Of != unit {
		t.Error(out, err)
	}
	under := strings.Replace(place, pgtest.User+"@", "jianban_钱科@", 1)
	whole, _ := says(0, "--registry", place, "stats", "--year", "2022", "--json")
	own, _ := says(0, "--registry", under, "stats", "--year", "2022", "--json")
	var total, part struct{ Total int }
	if err := errors.Join(json.Unmarshal([]byte(whole), &total), json.Unmarshal([]byte(own), &part)); err != nil || part.Total == 0 || part.Total >= total.Total {
		t.Errorf("%d of %d, %v", part.Total, total.Total, err)
	}
	says(0, "--registry", under, "check")
	if _, errs := says(1, "--registry", under, "users", "add", "李科", "--role", "clerk"); !strings.Contains(errs, "不能管理人员") {
		t.Error(errs)
	}
	if _, errs := says(1, "--registry", under, "backup", "--out", filepath.Join(dir, "b")); !strings.Contains(errs, "承办单位") {
		t.Error(errs)
	}
	if out, _ := says(0, "--registry", place, "users", "change", "孙审", "--role", "leader"); !strings.Contains(out, "“孙审”（领导）") {
		t.Error(out)
	}
	if out, _ := says(0, "--registry", place, "users", "password", "孙审"); !strings.Contains(out, "只显示这一次") {
		t.Error(out)
	}
	if out, _ := says(0, "--registry", place, "users", "password", "孙审", "--password-file", secret, "--json"); !strings.Contains(out, `"role": "leader"`) || strings.Contains(out, "password") {
		t.Error(out)
	}
	says(1, "--registry", place, "users", "change", "李科", "--role", "clerk")
	for _, name := range []string{"钱科", "孙审"} {
		says(0, "--registry", place, "users", "remove", name)
	}
	says(1, "--registry", under, "stats", "--year", "2022")
	says(0, "--registry", place, "check")
}

// unitIn is a unit that works on some of a registry's proposals.
func unitIn(t *testing.T, place string) string {
	t.Helper()
	r, err := registry.Open(t.Context(), place, registry.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close() // nothing was written
	cases, err := r.Cases(t.Context(), data.Scope{Year: 2022})
	for _, c := range cases {
		if len(c.Assignments) > 0 {
			return c.Assignments[0].Unit.Name
		}
	}
	t.Fatal("no unit works on anything", err)
	return ""
}
