package e2e

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"jianban/data"
	"jianban/data/draft"
	"jianban/paperwork"
)

// damaged is content with a bit turned over, a sector or a page zeroed, or cut;
// what says which.
func (y *try) damaged(content []byte) (out []byte, what string) {
	out = bytes.Clone(content)
	switch y.IntN(10) {
	case 0, 1, 2, 3, 4:
		at, bit := y.IntN(len(out)), y.IntN(8)
		out[at] ^= 1 << bit
		return out, fmt.Sprintf("bit %d of byte %d", bit, at)
	case 5, 6:
		at := y.IntN(len(out)) / 512 * 512
		clear(out[at:min(at+512, len(out))])
		return out, fmt.Sprintf("sector at %d", at)
	case 7:
		at := y.IntN(len(out)) / 4096 * 4096
		clear(out[at:min(at+4096, len(out))])
		return out, fmt.Sprintf("page at %d", at)
	}
	n := y.IntN(len(out))
	if y.IntN(2) == 0 {
		n = n / 512 * 512
	}
	return out[:n], fmt.Sprintf("cut at %d", n)
}

// A damaged registry tells the same figures, ledger and letters as the whole
// one, or refuses with a sentence; nothing is written to it.
func TestTortureDamagedRegistry(t *testing.T) {
	built(t)
	whole, err := os.ReadFile(program.demo)
	if err != nil {
		t.Fatal(err)
	}
	torture(t, "damage to the registry", "program", triesAsked, func(y *try) error {
		path := y.path("registry.db")
		content, what := y.damaged(whole)
		y.what = what
		if err := os.WriteFile(path, content, 0o600); err != nil {
			return err
		}
		got, refused, err := tell(path, y.dir)
		if err != nil {
			return err
		}
		if other := got.differs(program.figures); len(other) > 0 {
			y.silent("other %s", strings.Join(other, ", "))
		}
		for _, a := range refused {
			if !a.plain() {
				y.silent("no plain refusal: %v", a)
			}
		}
		if len(refused) > 0 {
			y.told()
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, content) {
			y.silent("reading has changed the file (%v)", err)
		}
		return y.only(path, "")
	})
}

// A damaged backup is refused and leaves nothing, or is restored exactly.
func TestTortureDamagedBackup(t *testing.T) {
	built(t)
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret")
	if err := os.WriteFile(secret, []byte("口令 correct horse\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var whole [2][]byte
	for i, more := range [][]string{nil, {"--passphrase-file", secret}} {
		out := filepath.Join(dir, fmt.Sprint(i))
		if said := run(append([]string{"--registry", program.demo, "backup", "--out", out}, more...)...); said.code != 0 {
			t.Fatal(said)
		}
		var err error
		if whole[i], err = os.ReadFile(out); err != nil {
			t.Fatal(err)
		}
	}
	torture(t, "damage to a backup", "program", triesAsked, func(y *try) error {
		i := 0
		if y.IntN(4) == 0 {
			i = 1
		}
		content, what := y.damaged(whole[i])
		y.what = fmt.Sprintf("%s, encrypted %v", what, i == 1)
		bad, to := y.path("b.bak"), y.path("registry.db")
		if err := os.WriteFile(bad, content, 0o600); err != nil {
			return err
		}
		args := []string{"restore", bad, "--to", to}
		if i == 1 {
			args = append(args, "--passphrase-file", secret)
		}
		said := run(args...)
		if said.code == 0 {
			return y.sameFigures(to)
		}
		y.told()
		if !said.plain() {
			y.silent("no plain refusal: %v", said)
		}
		return y.only(bad, "")
	})
}

// keeps wants drafts to be those that were told last, or those under way.
func (y *try) keeps(registry string, told, under int) {
	got, err := paperwork.DraftsBeside(registry).Read()
	if err != nil || !reflect.DeepEqual(got, typedDraft(told)) && !reflect.DeepEqual(got, typedDraft(under)) {
		y.lost("neither draft %d nor %d: %v", told, under, err)
	}
}

// Damaged drafts are the exact text or told of and set aside; the registry is
// not touched by either.
func TestTortureDamagedDrafts(t *testing.T) {
	torture(t, "damage to drafts", "helper", triesAsked, func(y *try) error {
		want := typedDraft(y.IntN(3000))
		whole, err := draft.Encode(want)
		if err != nil {
			return err
		}
		content, what := y.damaged(whole)
		y.what = what
		path := y.path("registry.db")
		if err := os.WriteFile(path+".drafts", content, 0o600); err != nil {
			return err
		}
		got, err := paperwork.DraftsBeside(path).Read()
		switch {
		case err == nil && !reflect.DeepEqual(got, want):
			y.silent("another draft is read")
		case err != nil && !data.Told(err):
			y.silent("no sentence: %v", err)
		case err != nil:
			y.told()
			aside, err := filepath.Glob(path + ".drafts.damaged-*")
			if err != nil || len(aside) != 1 {
				y.lost("set aside are %v, %v", aside, err)
				return nil
			}
			if kept, err := os.ReadFile(aside[0]); err != nil || !bytes.Equal(kept, content) {
				y.lost("what is set aside is another, %v", err)
			}
		}
		return nil
	})
}

// logged is a registry with the log of a kill: so many saves are in the log
// alone, or partly in the file too.
type logged struct {
	file, log, index []byte
	book             *bookOf
}

// crash makes one. folded is how much of the file a checkpoint had written when
// it was killed, in hundredths; 0 where none had begun.
func (y *try) crash(dir string, folded int) (c logged, err error) {
	path := filepath.Join(dir, "registry.db")
	for _, end := range []string{"-wal", "-shm"} {
		if err := os.Remove(path + end); err != nil && !errors.Is(err, os.ErrNotExist) {
			return c, err
		}
	}
	if err := copyFile(program.demo, path); err != nil {
		return c, err
	}
	c.book = newBook(1)
	lines, err := y.killTelling(helper("saves", path, 1, 0, y.IntN(1<<30), "go"), 3+y.IntN(12), 0)
	if err != nil {
		return c, err
	}
	c.book.read(lines)
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() < 10*frame { // on a busy machine it was folded meanwhile
		return y.crash(dir, folded)
	}
	if c.file, err = os.ReadFile(path); err != nil {
		return c, err
	}
	if c.log, err = os.ReadFile(path + "-wal"); err != nil {
		return c, err
	}
	if c.index, err = os.ReadFile(path + "-shm"); err != nil || folded == 0 {
		return c, err
	}
	// The fold is another program's, which made the index anew before it.
	for _, statements := range []string{".dbconfig no_ckpt_on_close on\nSELECT count(*) FROM sqlite_schema;", "PRAGMA wal_checkpoint(TRUNCATE);"} {
		fold := exec.Command("sqlite3", "-batch", path)
		fold.Stdin = strings.NewReader(statements)
		if said := finish(fold); said.code != 0 {
			return c, errors.New(said.errs)
		}
		if strings.HasPrefix(statements, ".dbconfig") {
			if c.index, err = os.ReadFile(path + "-shm"); err != nil {
				return c, err
			}
		}
	}
	after, err := os.ReadFile(path)
	if err != nil {
		return c, err
	}
	pages := len(after) / 4096 * folded / 100
	half := bytes.Clone(after[:pages*4096])
	if len(half) < len(c.file) {
		half = append(half, c.file[len(half):]...)
	}
	c.file = half
	return c, nil
}

// frame is the length of a page in the log with its head (sqlite.org/walformat).
const frame = 4096 + 24

// tornLog is the log damaged, among others cut between two pages.
func (y *try) tornLog(log []byte) ([]byte, string) {
	if y.IntN(6) == 0 {
		n := 32 + y.IntN(len(log)/frame)*frame
		return log[:n], fmt.Sprintf("cut between pages at %d", n)
	}
	return y.damaged(log)
}

// A torn or cut log costs nothing that stands before the damage: what is left
// are the saves up to some one, all of them, clean. Where saves after the damage
// are gone, that is told. The index of a kill lies beside the log; after a loss
// of power it may not, and then a log that ends between two pages bears no trace
// of what followed: those cuts are tried with the index only.
func TestTortureTornLog(t *testing.T) {
	built(t)
	torture(t, "torn and cut log", "program", triesAsked, func(y *try) error {
		folded := []int{0, 0, 30, 70, 100}[y.IntN(5)]
		made := y.path("made")
		if err := os.Mkdir(made, 0o700); err != nil {
			return err
		}
		c, err := y.crash(made, folded)
		if err != nil {
			return err
		}
		for range 10 {
			if err := y.tear(c, folded); err != nil {
				return err
			}
			y.tried()
		}
		return nil
	})
}

// layTorn puts a registry with a torn log, and perhaps its index, into a folder
// of its own.
func (y *try) layTorn(c logged, log []byte, index bool) (path string, err error) {
	dir := y.path("torn")
	if err := errors.Join(os.RemoveAll(dir), os.Mkdir(dir, 0o700)); err != nil {
		return "", err
	}
	path = filepath.Join(dir, "registry.db")
	err = errors.Join(os.WriteFile(path, c.file, 0o600), os.WriteFile(path+"-wal", log, 0o600))
	if index {
		err = errors.Join(err, os.WriteFile(path+"-shm", c.index, 0o600))
	}
	return path, err
}

// tellsOfLog tells whether something said is about the log beside the registry.
func tellsOfLog(said string) bool {
	return strings.Contains(said, "日志已损坏") || strings.Contains(said, "日志不属于") || strings.Contains(said, "不属于这个登记库")
}

func (y *try) tear(c logged, folded int) error {
	log, what := y.tornLog(c.log)
	index := strings.HasPrefix(what, "cut between") || y.IntN(2) == 0
	y.what = fmt.Sprintf("%s of %d, index %v, folded %d%%", what, len(c.log), index, folded)
	path, err := y.layTorn(c, log, index)
	if err != nil {
		return err
	}
	read := run("--registry", path, "check")
	if read.code != 0 && !read.plain() {
		y.silent("no plain refusal: %v", read)
	}
	readTold := read.code != 0 || tellsOfLog(read.errs)
	if after, err := os.ReadFile(path + "-wal"); tellsOfLog(read.errs) && (err != nil || !bytes.Equal(after, log)) {
		y.silent("reading has changed the damaged log: %v", err)
	}
	if path, err = y.layTorn(c, log, index); err != nil {
		return err
	}
	opened := finish(helper("opens", path))
	openTold := tellsOfLog(opened.out)
	if opened.code != 0 {
		if openTold = true; !opened.plain() {
			y.silent("no plain refusal: %v", opened)
		}
	}
	if readTold && openTold {
		y.told()
	}
	if strings.Contains(opened.out, "日志已损坏") {
		if kept, err := filepath.Glob(path + ".损坏的日志-*"); err != nil || len(kept) != 1 {
			y.lost("the damaged log is kept as %v, %v", kept, err)
		} else if b, err := os.ReadFile(kept[0]); err != nil || !bytes.Equal(b, log) {
			y.lost("another log is kept, %v", err)
		}
	}
	if now := run("--registry", path, "check"); now.code != 0 {
		if !openTold || !readTold {
			y.silent("damage is left without a word at opening: %v", now)
		}
		return nil
	}
	return y.prefix(path, c.book, readTold && openTold)
}

// prefix wants the saves that are there to be all up to some one.
func (y *try) prefix(path string, b *bookOf, tells bool) error {
	lines, err := sqlite(path, "PRAGMA integrity_check; SELECT group_concat(what, ' ') FROM actions;")
	if err != nil || len(lines) != 2 || lines[0] != "ok" { // an older SQLite's: it also counts indexes of a part of a table
		y.silent("integrity: %v, %v", lines, err)
		return nil
	}
	there, missing := 0, 0
	for i, n := range b.saves {
		if strings.Contains(" "+lines[1]+" ", " "+action(n)+" ") {
			if there++; there != i+1 {
				y.lost("save %d is there, one before it is not", n)
			}
		} else {
			missing++
		}
	}
	if missing > 0 && !tells {
		y.silent("%d of %d saves are gone without a word", missing, len(b.saves))
	}
	return nil
}

// old is the registry of an earlier release, unpacked.
func old(to string) error {
	all, err := filepath.Glob("../data/registry/testdata/old/*.db.gz")
	if err != nil || len(all) == 0 {
		return fmt.Errorf("no old registry: %w", err)
	}
	f, err := os.Open(all[0])
	if err != nil {
		return err
	}
	defer f.Close() // read only
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	return copyAll(z, to)
}

// comesForward tells whether an old registry lies before the structure of
// today.
func comesForward(path string) (bool, error) {
	head := make([]byte, 64)
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close() // read only
	if _, err := f.ReadAt(head, 0); err != nil {
		return false, err
	}
	_, newest := paperwork.Versions()
	return int(binary.BigEndian.Uint32(head[60:])) < newest, nil
}

// A program killed while it brings an old registry forward leaves one that the
// next start brings forward; the copies made before are whole.
func TestTortureKillMigration(t *testing.T) {
	built(t)
	source := filepath.Join(t.TempDir(), "old.db")
	if err := old(source); err != nil {
		t.Fatal(err)
	}
	if forward, err := comesForward(source); err != nil || !forward {
		t.Skip("the oldest registry kept has today's structure; data/registry kills at steps before: ", err)
	}
	want, err := sqlite(source, "SELECT count(*) FROM actions; SELECT count(*) FROM proposals;")
	if err != nil {
		t.Fatal(err)
	}
	trial := filepath.Join(t.TempDir(), "old.db")
	if err := copyFile(source, trial); err != nil {
		t.Fatal(err)
	}
	usual := takes(t, helper("opens", trial))
	torture(t, "kill while bringing forward", "helper", share(200), func(y *try) error {
		path := y.path("registry.db")
		if err := copyFile(source, path); err != nil {
			return err
		}
		y.what = "opened"
		y.kill(helper("opens", path), usual*5/4)
		if again := finish(helper("opens", path)); again.code != 0 || !strings.Contains(again.out, "open") || strings.Contains(again.out, "readonly") {
			y.silent("the next start: %v", again)
		}
		copies, err := filepath.Glob(path + ".v*.bak")
		if err != nil {
			return err
		}
		if len(copies) == 0 {
			y.lost("no copy was made")
		}
		for _, one := range append(copies, path) {
			if got, err := sqlite(one, "SELECT count(*) FROM actions; SELECT count(*) FROM proposals;"); err != nil || !reflect.DeepEqual(got, want) {
				y.lost("%s holds %v, not %v: %v", filepath.Base(one), got, want, err)
			}
			y.clean(one)
		}
		return nil
	})
}

// later is a time after which names that bear the second are free again.
func later() { time.Sleep(time.Until(time.Now().Truncate(time.Second).Add(time.Second))) }
