package cli

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/adrg/xdg"

	"jianban/paperwork"
)

// told is what leaves the program: what a command answers and the files it
// writes, by name; refused where it ends with 1 and says why in Chinese.
type told struct {
	refused bool
	answer  string
}

// tellings are the commands by which figures and papers leave; "OUT" stands for
// the folder that they write into.
var tellings = [][]string{
	{"stats", "--year", "2022", "--json"},
	{"export", "ledger", "--year", "2022", "--out", "OUT/ledger.pdf"},
	{"export", "replies", "--year", "2022", "--out", "OUT/replies"},
	{"export", "replies", "--year", "2022", "--number", "12", "--out", "OUT/one"}, // looks at what it reads alone
}

func tellOf(t *testing.T, path string, args []string) told {
	t.Helper()
	dir := t.TempDir()
	full := []string{"--registry", path}
	for _, a := range args {
		full = append(full, strings.ReplaceAll(a, "OUT", dir))
	}
	var out, errs bytes.Buffer
	code := run(t.Context(), full, &out, &errs)
	answer := strings.ReplaceAll(out.String(), dir, "OUT")
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(p)
		answer += fmt.Sprintf("%s %x\n", strings.TrimPrefix(p, dir), sha256.Sum256(content))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if code == 0 {
		return told{answer: answer}
	}
	if said := errs.String(); code != 1 || !strings.ContainsFunc(said, func(r rune) bool { return r >= '一' && r <= '鿿' }) || answer != "" {
		t.Errorf("%v: code %d, says %q, leaves %q", args, code, said, answer)
	}
	return told{refused: true}
}

// damageTo is one way in which a disk or a stick spoils a file.
func damageTo(r *rand.Rand, whole []byte) (content []byte, what string) {
	content = bytes.Clone(whole)
	at := r.IntN(len(content))
	switch r.IntN(5) {
	case 0, 1:
		bit := r.IntN(8)
		content[at] ^= 1 << bit
		return content, fmt.Sprintf("bit %d of byte %d", bit, at)
	case 2:
		at = at / 512 * 512
		clear(content[at : at+512])
		return content, fmt.Sprintf("zeroed sector at %d", at)
	case 3:
		at = at / 512 * 512
		from := r.IntN(len(content)) / 512 * 512
		copy(content[at:at+512], whole[from:])
		return content, fmt.Sprintf("sector at %d with the content of %d", at, from)
	}
	return content[:at], fmt.Sprintf("cut at %d", at)
}

// Of 200 damages (or $JIANBAN_DAMAGES) to a registry each changes nothing of what figures, ledger and
// letters tell, or is told by them: none is silent.
func TestNoDamageIsSilent(t *testing.T) {
	t.Cleanup(xdg.Reload) // after the environment is as it was
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	xdg.Reload()
	t.Setenv(paperwork.FontsOnly, paperwork.FontsEmbedded)
	dir := t.TempDir()
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"demo", dir}, &out, &errs); code != 0 {
		t.Fatal(errs.String())
	}
	path := filepath.Join(dir, "registry.db")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := make([]told, len(tellings))
	for i, args := range tellings {
		if want[i] = tellOf(t, path, args); want[i].refused {
			t.Fatalf("%v is refused undamaged", args)
		}
		if again := tellOf(t, path, args); again != want[i] { // now that it was looked through
			t.Fatalf("%v tells something else the second time", args)
		}
	}
	random := rand.New(rand.NewPCG(18, 8))
	damages, refused, one := 200, 0, 0
	if n, err := strconv.Atoi(os.Getenv("JIANBAN_DAMAGES")); err == nil {
		damages = n
	} else if testing.Short() {
		damages = 40
	}
	for n := range damages {
		content, what := damageTo(random, whole)
		damaged := filepath.Join(t.TempDir(), "registry.db")
		if err := os.WriteFile(damaged, content, 0o644); err != nil {
			t.Fatal(err)
		}
		first := told{}
		for i, args := range tellings {
			narrow := i == len(tellings)-1
			if first.refused && n%10 != 0 && !narrow { // all others ask the same; now and then it is tried
				continue
			}
			got := tellOf(t, damaged, args)
			if !got.refused && got != want[i] {
				t.Errorf("%s: %s tells something else without a word", what, strings.Join(args, " "))
			}
			if narrow {
				if got.refused {
					one++
				}
				continue
			}
			if i > 0 && got.refused != first.refused {
				t.Errorf("%s: %s and %s differ", what, strings.Join(args[:2], " "), strings.Join(tellings[0][:2], " "))
			}
			first.refused = first.refused || got.refused
		}
		if first.refused {
			refused++
		}
	}
	t.Logf("%d of %d damages were told, %d of them for one letter; the others change nothing", refused, damages, one)
	if refused < damages/4 {
		t.Errorf("only %d of %d damages were told: does the test damage anything?", refused, damages)
	}
}
