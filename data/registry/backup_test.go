package registry_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jianban/data"
	"jianban/data/registry"
)

const passphrase = "密码 correct horse"

// backedUp is a backup of a copy of the template, alone in a folder.
func backedUp(t testing.TB, passphrase string) (path string, m data.BackupManifest) {
	t.Helper()
	r := opened(t)
	path = filepath.Join(t.TempDir(), "b.bak")
	m, err := r.Backup(t.Context(), registry.BackupAsk{To: path, Passphrase: passphrase, Program: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if left := beside(t, path); len(left) != 1 {
		t.Fatalf("beside the backup lie %v", left)
	}
	for _, name := range beside(t, r.Path()) {
		if strings.Contains(name, "part") {
			t.Fatalf("%s was left beside the registry", name)
		}
	}
	return path, m
}

func TestBackupComesBackWhole(t *testing.T) {
	t.Parallel()
	for _, secret := range []string{"", passphrase} {
		r := opened(t)
		do(t, r, "附件", func(tx *registry.Tx) error {
			return tx.AddAttachment(&data.Attachment{ProposalID: leadID, Name: "照片.jpg", Added: day("2022-06-30")}, bytes.NewReader(bytes.Repeat([]byte("照片"), 100_000)))
		})
		dir := t.TempDir()
		var told atomic.Int64
		m, err := r.Backup(t.Context(), registry.BackupAsk{To: filepath.Join(dir, "b"), Passphrase: secret, Program: "9.9"})
		if err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(dir, "r.db")
		inside, err := registry.Restore(t.Context(), filepath.Join(dir, "b"), to, secret, func(done, total int64) {
			if done > total {
				t.Errorf("%d bytes of %d", done, total)
			}
			told.Store(done)
		})
		if err != nil {
			t.Fatal(err)
		}
		if told.Load() == 0 {
			t.Error("no progress was told")
		}
		if secret == "" && !cmp.Equal(m, inside) {
			t.Error(cmp.Diff(m, inside))
		}
		want := []data.BackupYear{{Year: 2022, Count: 2, Last: noon.Format(time.RFC3339)}}
		if inside.Proposals != 2 || !cmp.Equal(inside.Years, want) || inside.Actions != 3 || inside.Program != "9.9" || inside.Clerk != "李秘书" || inside.Schema != registry.SchemaVersion() || !inside.Made.Equal(noon) {
			t.Errorf("the manifest says %+v", inside)
		}
		if m.Encrypted != (secret != "") || m.Encrypted && (m.Clerk != "" || m.Years != nil || m.Chain != "") {
			t.Errorf("the outer manifest says %+v", m)
		}
		restored := openAt(t, to, options())
		content(t, restored)
		if d := cmp.Diff(facts(t, r), facts(t, restored)); d != "" {
			t.Error(d)
		}
		if err := errors.Join(restored.Close(), r.Close()); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(to); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the restored registry is %v (%v)", info.Mode(), err)
		}
	}
}

// A file of which one byte is changed or missing is refused, and nothing is left.
func TestChangedBackupIsRefused(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	for _, secret := range []string{"", passphrase} {
		path, _ := backedUp(t, secret)
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		seed := uint64(len(whole))
		random := rand.New(rand.NewPCG(seed, 18))
		t.Logf("seed %d", seed)
		try := func(what string, content []byte) {
			t.Helper()
			bad := filepath.Join(t.TempDir(), "bad")
			if err := os.WriteFile(bad, content, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := registry.Restore(t.Context(), bad, filepath.Join(filepath.Dir(bad), "r.db"), secret, nil)
			problem(t, err, "备份")
			if left := beside(t, bad); len(left) != 1 {
				t.Fatalf("%s left %v", what, left)
			}
		}
		for range 100 {
			at, bit := random.IntN(len(whole)), byte(1)<<random.IntN(8)
			changed := bytes.Clone(whole)
			changed[at] ^= bit
			try(fmt.Sprintf("byte %d", at), changed)
		}
		for at := len(whole) - 120; at < len(whole); at += 5 { // the foot
			changed := bytes.Clone(whole)
			changed[at] ^= 1
			try(fmt.Sprintf("byte %d", at), changed)
		}
		for _, n := range []int{0, 1, 15, 16, 63, 64, 100, 4096, len(whole) / 2, len(whole) - 1, random.IntN(len(whole))} {
			try(fmt.Sprintf("cut at %d", n), whole[:n])
		}
		try("a byte too many", append(bytes.Clone(whole), 0))
		try("the front gone", whole[1:])
	}
}

func TestRestoreRefuses(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path, _ := backedUp(t, passphrase)
	to := filepath.Join(filepath.Dir(path), "r.db")
	for _, secret := range []string{"wrong", passphrase + " "} {
		_, err := registry.Restore(t.Context(), path, to, secret, nil)
		if p := problem(t, err, "口令"); !strings.Contains(p.Hint, "无法找回") {
			t.Errorf("a wrong passphrase: %v", p)
		}
	}
	_, err := registry.Restore(t.Context(), path, to, "", nil)
	problem(t, err, "口令")
	if left := beside(t, path); len(left) != 1 {
		t.Fatalf("left %v", left)
	}
	// What is there stays, and so does a log that a registry of that name left.
	for _, name := range []string{to, to + "-wal"} {
		if err := os.WriteFile(name, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := registry.Restore(t.Context(), path, to, passphrase, nil)
		problem(t, err, "备份")
		if content, err := os.ReadFile(name); err != nil || string(content) != "mine" {
			t.Errorf("%s now holds %q (%v)", name, content, err)
		}
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	// A backup never overwrites.
	r := opened(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = r.Backup(t.Context(), registry.BackupAsk{To: path})
	problem(t, err, "备份")
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Error("the backup that was there is another", err)
	}
}

// A damaged registry makes no backup that counts as good.
func TestDamagedRegistryMakesNoBackup(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	db := behind(t, path)
	var guard string
	if err := db.QueryRow("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'actions' AND sql LIKE '%UPDATE%'").Scan(&guard); err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{"DROP TRIGGER " + guard, "UPDATE actions SET what = what || '!'"} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	r := openAt(t, path, options())
	to := filepath.Join(t.TempDir(), "b.bak")
	_, err := r.Backup(t.Context(), registry.BackupAsk{To: to})
	problem(t, err, "备份")
	if left := beside(t, to); len(left) != 0 {
		t.Errorf("left %v", left)
	}
}

// Work goes on while a backup is made: it holds a whole number of the actions.
func TestBackupWhileSaving(t *testing.T) {
	t.Parallel()
	r := opened(t)
	ctx, stop := context.WithCancel(t.Context())
	saved := make(chan int)
	go func() {
		n := 0
		for ; ctx.Err() == nil; n++ {
			if err := r.Do(t.Context(), registry.Action{What: "登记一对"}, func(tx *registry.Tx) error { return enterPair(tx, 100+2*n) }); err != nil {
				t.Error(err)
				break
			}
		}
		saved <- n
	}()
	dir := t.TempDir()
	before := 0
	for n := range 5 {
		path := filepath.Join(dir, fmt.Sprint(n))
		m, err := r.Backup(t.Context(), registry.BackupAsk{To: path})
		if err != nil {
			t.Fatal(err)
		}
		if int64(m.Proposals) != 2*(m.Actions-1) || m.Proposals < before {
			t.Errorf("%d proposals after %d actions, %d before", m.Proposals, m.Actions, before)
		}
		before = m.Proposals
		to := path + ".db"
		if _, err := registry.Restore(t.Context(), path, to, "", nil); err != nil {
			t.Fatal(err)
		}
		content(t, openAt(t, to, options()))
	}
	stop()
	if n := <-saved; n == 0 {
		t.Error("nothing was saved meanwhile")
	}
}

func enterPair(tx *registry.Tx, n int) error {
	for k := range 2 {
		p := proposal(func(p *data.Proposal) { p.Number = number(n + k) })
		if err := tx.SaveProposal(&p); err != nil {
			return err
		}
	}
	return nil
}

// A cancelled backup leaves nothing, and the reading connection cannot write
// afterwards.
func TestCancelledBackupLeavesNothing(t *testing.T) {
	t.Parallel()
	r := opened(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	to := filepath.Join(t.TempDir(), "b.bak")
	if _, err := r.Backup(ctx, registry.BackupAsk{To: to}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if left := beside(t, to); len(left) != 0 {
		t.Errorf("left %v", left)
	}
}

// An automatic backup needs the public part of the key alone.
func TestBackupWithoutTheSecret(t *testing.T) {
	t.Parallel()
	key, err := registry.NewBackupKey(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	r := opened(t)
	path := filepath.Join(t.TempDir(), "b.bak")
	if _, err := r.Backup(t.Context(), registry.BackupAsk{To: path, Key: &key}); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, readable := range []string{"SQLite format 3", "尹志平", passphrase, "AGE-SECRET-KEY"} {
		if bytes.Contains(whole, []byte(readable)) {
			t.Errorf("%q can be read", readable)
		}
	}
	if _, err := registry.VerifyBackup(t.Context(), path); err != nil {
		t.Error(err)
	}
	m, err := registry.InspectBackup(t.Context(), path, passphrase, t.TempDir())
	if err != nil || m.Proposals != 2 {
		t.Errorf("%d proposals inside, %v", m.Proposals, err)
	}
	if _, err := registry.NewBackupKey("  "); err == nil {
		t.Error("an empty passphrase is taken")
	}
}

// A backup killed at any moment leaves no file that counts as one.
func TestKilledBackupCountsForNothing(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	source := copyOfTemplate(t)
	killed := 0
	for n := range 12 {
		dir := t.TempDir()
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), childBacking+"="+source+"|"+dir)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		var word string
		if _, err := fmt.Fscan(out, &word); err != nil || word != "ready" {
			t.Fatal(word, err)
		}
		time.AfterFunc(time.Duration(n*4)*time.Millisecond, func() { _ = child.Process.Kill() })
		if child.Wait() != nil {
			killed++
		}
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			path := filepath.Join(dir, e.Name())
			part := strings.HasSuffix(e.Name(), ".part") || strings.Contains(e.Name(), ".part-")
			switch _, err := registry.VerifyBackup(t.Context(), path); {
			case !part && err != nil:
				t.Errorf("%s looks like a backup: %v", e.Name(), err)
			case part:
				old := time.Now().Add(-2 * time.Hour)
				if err := os.Chtimes(path, old, old); err != nil {
					t.Fatal(err)
				}
			}
		}
		// The next backup there sweeps up.
		r := openAt(t, copyOfTemplate(t), options())
		if _, err := r.Backup(t.Context(), registry.BackupAsk{To: filepath.Join(dir, "next")}); err != nil {
			t.Fatal(err)
		}
		if left, err := filepath.Glob(filepath.Join(dir, ".jianban-*")); err != nil || len(left) > 0 {
			t.Errorf("left %v (%v)", left, err)
		}
	}
	if killed == 0 {
		t.Error("no backup was killed")
	}
}

// childBacking makes the test program write backups until it is killed.
const childBacking = "JIANBAN_TEST_BACKS"

func childBacks(arg string) {
	source, dir, _ := strings.Cut(arg, "|")
	r, err := registry.Open(context.Background(), source, registry.Options{ReadOnly: true})
	if err != nil {
		fmt.Println(err)
		os.Exit(3)
	}
	fmt.Println("ready")
	for n := 0; ; n++ {
		if _, err := r.Backup(context.Background(), registry.BackupAsk{To: filepath.Join(dir, fmt.Sprint(n))}); err != nil && !errors.Is(err, fs.ErrNotExist) {
			fmt.Println(err)
			os.Exit(3)
		}
	}
}
