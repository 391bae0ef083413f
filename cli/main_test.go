package cli

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"jianban/paperwork"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"jianban": func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr)) }})
}

// run is the program without its window.
func run(ctx context.Context, args []string, out, errs io.Writer) int {
	return Run(ctx, args, out, errs, func(context.Context, string) error { return errors.New("a window was asked for") })
}

// TestScripts runs the command line as testdata/script/*.txt tell it. Beside
// testscript's own words these know two:
//
//	refuse CODE args…    runs jianban, which must end with this exit code, say
//	                     so in Chinese on standard error and answer nothing
//	json PATH [VALUE]    the JSON on standard output has this key (a.0.b), with
//	                     this value (or one of several)
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:  "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"refuse": refuse, "json": jsonHas},
		Setup: func(e *testscript.Env) error {
			e.Setenv("XDG_DATA_HOME", e.WorkDir+"/data")
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("DISPLAY", "")
			ledgers, err := filepath.Abs("testdata/ledgers")
			if err != nil {
				return err
			}
			e.Setenv("LEDGERS", ledgers)
			e.Setenv("WAYLAND_DISPLAY", "")
			e.Setenv(paperwork.FontsOnly, paperwork.FontsEmbedded)
			return os.MkdirAll(e.WorkDir+"/data", 0o755)
		},
	})
}

func refuse(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: refuse CODE args…")
	}
	err := ts.Exec("jianban", args[1:]...)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || strconv.Itoa(exit.ExitCode()) != args[0] {
		ts.Fatalf("ended with %v, want %s", err, args[0])
	}
	said := ts.ReadFile("stderr")
	if !strings.ContainsFunc(said, func(r rune) bool { return r >= '一' && r <= '鿿' }) || strings.Contains(said, "goroutine ") || strings.Contains(said, "程序出错") {
		ts.Fatalf("no sentence for a person: %s", said)
	}
	if answered := ts.ReadFile("stdout"); answered != "" {
		ts.Fatalf("refused, yet answers %s", answered)
	}
}

func jsonHas(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: json PATH [VALUE]")
	}
	var at any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &at))
	for _, key := range strings.Split(args[0], ".") {
		switch here := at.(type) {
		case map[string]any:
			inside, ok := here[key]
			if !ok {
				ts.Fatalf("no key %s of %s", key, args[0])
			}
			at = inside
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(here) {
				ts.Fatalf("no element %s of %s", key, args[0])
			}
			at = here[i]
		default:
			ts.Fatalf("%s: nothing inside at %s", args[0], key)
		}
	}
	if len(args) == 1 {
		return
	}
	got, err := json.Marshal(at)
	ts.Check(err)
	if !slices.Contains(args[1:], string(got)) {
		ts.Fatalf("%s is %s, want %s", args[0], got, strings.Join(args[1:], " or "))
	}
}
