package e2e

import (
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
)

// Torture kills, damages and starves the built program and looks after each
// try whether anything that was told as saved is lost, and whether anything is
// other than it was without a word. `make torture` makes some thousand tries;
// `go test` a few of each kind. TRIES is how many tries a kind of damage gets
// (the other kinds get a share), SEED what chance starts from.
//
// A try is one kill, one damage, one full disk … Lost is a save that was told
// and is not there; silent is a file that is not whole, or a figure, ledger or
// letter that is another, where nobody is told. Told counts what was refused
// or warned of with a Chinese sentence.
//
// Who is killed: "program" is the built program, by its command line or as a
// real window; "helper" is a process that opens the registry and works in it
// through the same packages as the window, because it can say on standard
// output what it has saved.

// fewTries is how many tries a kind gets in go test.
const fewTries = 8

var (
	triesAsked = number("TRIES", fewTries)
	seedAsked  = uint64(number("SEED", 18))
)

func number(name string, usual int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil && n > 0 {
		return n
	}
	return usual
}

// few tells that this is the small run.
func few() bool { return triesAsked <= fewTries }

// share is how many tries a kind gets where a kind of damage gets 1,000.
func share(ofThousand int) int { return max(1, triesAsked*ofThousand/1000) }

// TestMain makes the test program act as a helper where it is asked to; at the
// end it prints the table of tries.
func TestMain(m *testing.M) {
	if what := os.Getenv(helperVariable); what != "" {
		help(what, os.Args[1:])
	}
	code := m.Run()
	printTable()
	if program.dir != "" {
		if err := os.RemoveAll(program.dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
	os.Exit(code)
}

// line is a kind of torture, a line of the table.
type line struct {
	name, who                 string
	tries, told, lost, silent int
	saves                     int // told as saved, and looked for
}

var table struct {
	sync.Mutex
	lines []*line
}

func printTable() {
	if len(table.lines) == 0 || few() {
		return
	}
	fmt.Printf("SEED=%d TRIES=%d\n", seedAsked, triesAsked)
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 1, ' ', 0)
	fmt.Fprintln(w, "| kind\t| who\t| tries\t| saves\t| told\t| lost\t| silent\t|")
	for _, l := range table.lines {
		fmt.Fprintf(w, "| %s\t| %s\t| %d\t| %d\t| %d\t| %d\t| %d\t|\n", l.name, l.who, l.tries, l.saves, l.told, l.lost, l.silent)
	}
	if err := w.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}

// try is one of the tries of a line. Its chance comes from the seed, the line
// and its number alone.
type try struct {
	*rand.Rand
	t    *testing.T
	l    *line
	n    int
	dir  string // a folder of its own
	what string // what is done in it, for the message
}

// torture makes n tries of one kind. An error is the harness's own.
func torture(t *testing.T, name, who string, n int, one func(*try) error) {
	t.Helper()
	l := &line{name: name, who: who}
	table.Lock()
	table.lines = append(table.lines, l)
	table.Unlock()
	kind := fnv.New64a()
	_, _ = kind.Write([]byte(name)) // never fails
	base := t.TempDir()
	for i := 0; l.tries < n; i++ {
		y := &try{rand.New(rand.NewPCG(seedAsked, kind.Sum64()+uint64(i))), t, l, i, filepath.Join(base, strconv.Itoa(i)), ""}
		if err := os.Mkdir(y.dir, 0o700); err != nil {
			t.Fatal(err)
		}
		before := l.tries
		err := one(y)
		if err != nil && !errors.Is(err, errNoTry) {
			t.Fatalf("%s, try %d, seed %d (%s): %v", name, i, seedAsked, y.what, err)
		}
		if l.tries == before && err == nil {
			l.tries++
		}
		if err := os.RemoveAll(y.dir); err != nil {
			t.Fatal(err)
		}
		if l.lost+l.silent > 20 {
			t.Fatal("too many to go on")
		}
	}
	t.Logf("%s: %d tries, %d saves looked for, %d told, %d lost, %d silent (seed %d)", name, l.tries, l.saves, l.told, l.lost, l.silent, seedAsked)
}

// errNoTry is the error of a try that counts for nothing.
var errNoTry = errors.New("no try")

// tried counts one of several tries that one has made.
func (y *try) tried() { y.l.tries++ }

func (y *try) told() { y.l.told++ }

func (y *try) lost(format string, args ...any) {
	y.t.Helper()
	y.l.lost++
	y.report("LOST", format, args...)
}

func (y *try) silent(format string, args ...any) {
	y.t.Helper()
	y.l.silent++
	y.report("SILENT", format, args...)
}

func (y *try) report(kind, format string, args ...any) {
	y.t.Helper()
	kept := ""
	if keep := os.Getenv("KEEP"); keep != "" { // what is left of the try
		kept = filepath.Join(keep, fmt.Sprintf("%s-%d", strings.ReplaceAll(y.l.name, " ", "-"), y.n))
		if out, err := exec.Command("cp", "-a", y.dir, kept).CombinedOutput(); err != nil {
			kept = string(out)
		}
	}
	y.t.Errorf("%s: %s, try %d, seed %d (%s): %s %s", kind, y.l.name, y.n, seedAsked, y.what, fmt.Sprintf(format, args...), kept)
}

// path is a file in the try's folder.
func (y *try) path(name string) string { return filepath.Join(y.dir, name) }

// demo copies the demo year's registry into the try's folder.
func (y *try) demo() (path string, err error) {
	path = y.path("registry.db")
	return path, copyFile(program.demo, path)
}
