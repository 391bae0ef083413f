package paperwork

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/adrg/xdg"

	"jianban/data"
	"jianban/data/registry"
	"jianban/data/registry/pgtest"
)

// whole is everything that tells whether two registries hold the same.
type whole struct {
	holds    data.BackupManifest
	cases    []data.Case
	contents []string // of attachments
	settings data.Settings
}

func wholeOf(t *testing.T, place string) (w whole) {
	t.Helper()
	reg, err := registry.Open(t.Context(), place, registry.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reg.Close() }() // nothing was written
	w.holds, err = reg.Contents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w.holds.Made, w.holds.Size, w.holds.SHA256 = time.Time{}, 0, ""
	if w.settings, err = reg.Settings(t.Context()); err != nil {
		t.Fatal(err)
	}
	if w.cases, err = reg.Cases(t.Context(), data.Scope{Texts: true}); err != nil {
		t.Fatal(err)
	}
	for _, c := range w.cases {
		for _, a := range c.Attachments {
			var b bytes.Buffer
			if err := reg.AttachmentData(t.Context(), a.ID, &b); err != nil {
				t.Fatal(err)
			}
			w.contents = append(w.contents, b.String())
		}
	}
	report, err := reg.Check(t.Context())
	if err != nil || len(report.Damage)+len(report.Impossible) > 0 {
		t.Errorf("%s: %v, %v", place, report, err)
	}
	return w
}

// nothingIn fails the test where a database holds anything.
func nothingIn(t *testing.T, place, why string) {
	t.Helper()
	if none, err := registry.Missing(t.Context(), place); err != nil || !none {
		t.Errorf("%s: the database is not empty (%v)", why, err)
	}
}

// backedUp is a registry with its backups, a plain one and one under the passphrase.
func backedUp(t *testing.T, dir string, size int) (office, plain, sealed string) {
	t.Helper()
	office, err := MakeDemo(t.Context(), filepath.Join(dir, "d"), size, 1)
	if err != nil {
		t.Fatal(err)
	}
	d, err := OpenToWork(t.Context(), office, false)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := d.Registry.Cases(t.Context(), data.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	err = d.Registry.Do(t.Context(), registry.Action{What: "附件"}, func(tx *registry.Tx) error {
		return tx.AddAttachment(&data.Attachment{ProposalID: cases[0].Proposal.ID, Name: "图.bin", Added: data.NewDate(2022, 5, 1)}, bytes.NewReader(bytes.Repeat([]byte{0, 1, 200}, 100_000)))
	})
	plain, sealed = filepath.Join(dir, "plain.bak"), filepath.Join(dir, "sealed.bak")
	_, e1 := d.Backup(t.Context(), plain, "", "test")
	_, e2 := d.Backup(t.Context(), sealed, "一个备份口令", "test")
	if err := errors.Join(err, e1, e2, d.Close()); err != nil {
		t.Fatal(err)
	}
	return office, plain, sealed
}

// A backup becomes a shared registry, whole, in an empty database alone; where it
// cannot, nothing is in the database.
func TestRestoreIntoADatabase(t *testing.T) {
	server, place := pgtest.For(t)
	dir := t.TempDir()
	t.Setenv("TMPDIR", t.TempDir())
	office, plain, sealed := backedUp(t, dir, 0)
	want := wholeOf(t, office)
	cut := filepath.Join(dir, "cut.bak")
	content, err := os.ReadFile(plain)
	if err == nil {
		spoilt := bytes.Clone(content)
		spoilt[len(spoilt)/2] ^= 0x20
		err = errors.Join(os.WriteFile(cut, content[:len(content)-100], 0o600), os.WriteFile(filepath.Join(dir, "spoilt.bak"), spoilt, 0o600))
	}
	if err != nil {
		t.Fatal(err)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for name, c := range map[string]struct {
		ctx                    context.Context
		from, passphrase, want string
	}{
		"no passphrase": {t.Context(), sealed, "", "加密"}, "wrong passphrase": {t.Context(), sealed, "falsch", "口令不对"}, "cut": {t.Context(), cut, "", "cut.bak"}, "spoilt": {t.Context(), filepath.Join(dir, "spoilt.bak"), "", "spoilt.bak"},
		"not there": {t.Context(), filepath.Join(dir, "none.bak"), "", "none.bak"}, "cancelled": {cancelled, plain, "", "canceled"},
	} {
		if _, err := Restore(c.ctx, c.from, place, c.passphrase); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
		nothingIn(t, place, name)
	}
	for from, passphrase := range map[string]string{plain: "", sealed: "一个备份口令"} {
		to, err := server.Database("")
		if err != nil {
			t.Fatal(err)
		}
		if m, err := Restore(t.Context(), from, to, passphrase); err != nil || m.Chain != want.holds.Chain {
			t.Fatalf("%s: %v", from, err)
		}
		if got := wholeOf(t, to); !reflect.DeepEqual(got, want) {
			t.Errorf("%s became\n%+v, want\n%+v", from, got.holds, want.holds)
		}
		if _, err := Restore(t.Context(), plain, to, ""); !data.Told(err) || !strings.Contains(err.Error(), "已经有登记库") {
			t.Errorf("into a registry: %v", err)
		}
		if got := wholeOf(t, to); !reflect.DeepEqual(got.holds, want.holds) {
			t.Errorf("a refused restoring changed it: %+v", got.holds)
		}
	}
	if err := server.SQL(filepath.Base(place), "CREATE TABLE theirs AS SELECT 1 AS a"); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(t.Context(), plain, place, ""); !data.Told(err) || !strings.Contains(err.Error(), "别的程序的内容") {
		t.Errorf("into somebody's database: %v", err)
	}
	if err := server.SQL(filepath.Base(place), "DROP TABLE theirs; CREATE SCHEMA jianban"); err != nil {
		t.Errorf("a refused restoring left something: %v", err)
	}
	left, err := filepath.Glob(filepath.Join(os.TempDir(), "jianban-*", "registry.db*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// A connection that is cut while rows are copied leaves an empty database, into which
// the backup then goes whole.
func TestRestoreIntoADatabaseIsCut(t *testing.T) {
	server, place := pgtest.For(t)
	office, plain, _ := backedUp(t, t.TempDir(), 400)
	done := make(chan struct{})
	var cut error
	go func() {
		defer close(done)
		_, cut = Restore(t.Context(), plain, place, "")
	}()
	const end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query ILIKE 'copy %'"
	for over := false; !over; {
		select {
		case <-done:
			over = true
		case <-time.After(5 * time.Millisecond):
			if err := server.SQL("postgres", end); err != nil {
				t.Error(err)
			}
		}
	}
	if cut == nil {
		t.Fatal("the connection was not cut while rows were copied")
	}
	nothingIn(t, place, "cut")
	if _, err := Restore(t.Context(), plain, place, ""); err != nil {
		t.Fatal(err)
	}
	if got, want := wholeOf(t, place), wholeOf(t, office); !reflect.DeepEqual(got, want) {
		t.Errorf("became %+v, want %+v", got.holds, want.holds)
	}
}

// Of a shared registry one desk makes the day's backup; the others know who made it and
// when, and do not say that there is none.
func TestADeskKnowsOfOthersBackups(t *testing.T) {
	_, place := pgtest.For(t)
	t.Cleanup(xdg.Reload) // after the environment is as it was
	clock := time.Date(2026, 11, 2, 9, 0, 0, 0, time.Local)
	desk := func(clerk string) *Backups {
		t.Helper()
		t.Setenv("XDG_DATA_HOME", t.TempDir())
		xdg.Reload()
		d, err := OpenToWork(t.Context(), place, false)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = d.Close() })
		d.Registry.SetClerk(clerk)
		b := d.Backups("test")
		b.now = func() time.Time { return clock }
		return b
	}
	due := func(b *Backups) bool {
		t.Helper()
		due, err := b.Due(t.Context(), false)
		if err != nil {
			t.Fatal(err)
		}
		return due
	}
	first := desk("王某")
	if s := state(t, first); !s.Elsewhere.Made.IsZero() || !s.Last.Made.IsZero() {
		t.Errorf("of none: %+v", s)
	}
	if !due(first) {
		t.Fatal("the first desk's is not due")
	}
	m := made(t, first)
	if s := state(t, first); !s.Elsewhere.Made.IsZero() || !s.Last.Made.Equal(m.Made) {
		t.Errorf("of its own: %+v", s)
	}
	second := desk("李某")
	host, _ := os.Hostname()
	s := state(t, second)
	if s.Elsewhere.By != "王某" || s.Elsewhere.Desk != host || !s.Elsewhere.Made.Equal(m.Made) || !s.Last.Made.IsZero() || due(second) {
		t.Errorf("of another's: %+v", s)
	}
	if days, warn := s.Overdue(m.Made.AddDate(0, 0, 6)); days != 6 || warn {
		t.Errorf("after six days: %d %v", days, warn)
	}
	if days, warn := s.Overdue(m.Made.AddDate(0, 0, 8)); days != 8 || !warn {
		t.Errorf("after eight days: %d %v", days, warn)
	}
	clock = clock.AddDate(0, 0, 1)
	if !due(second) {
		t.Error("the next day's is nobody's")
	}
	if s := state(t, second); !s.Elsewhere.Made.Equal(m.Made) {
		t.Errorf("while it is made, the one before is forgotten: %+v", s)
	}
	second.free = func(string) (int64, error) { return 0, nil }
	if _, err := second.Make(t.Context(), func(int64, int64) {}); err == nil {
		t.Fatal("made without room")
	}
	if !due(desk("赵某")) {
		t.Error("after a failure no other desk may try")
	}
}

// relay stands between a desk and its server until it is broken: then the connections
// are gone, and new ones are taken but never answered, as where a cable is pulled.
type relay struct {
	mu     sync.Mutex
	broken bool
	open   []net.Conn
}

func (r *relay) take(c net.Conn, server string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.open = append(r.open, c)
	if r.broken {
		return nil
	}
	s, err := net.Dial("tcp", server)
	if err != nil {
		return err
	}
	r.open = append(r.open, s)
	pass := func(to, from net.Conn) { _, _ = io.Copy(to, from) } // ends when the relay is broken
	go pass(s, c)
	go pass(c, s)
	return nil
}

func (r *relay) end(broken bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.broken = broken
	for _, c := range r.open {
		_ = c.Close() // either side may have done so
	}
	r.open = nil
}

// A server that does not answer is named as such, in a sentence, reading and writing;
// both go on when it is back.
func TestASilentServerIsNamed(t *testing.T) {
	_, place := pgtest.For(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server, err := url.Parse(place)
	if err != nil {
		t.Fatal(err)
	}
	r := &relay{}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil || r.take(c, server.Host) != nil {
				return
			}
		}
	}()
	t.Cleanup(func() {
		r.end(true)
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	through := *server
	through.Host, through.RawQuery = l.Addr().String(), "connect_timeout=1"
	if err := Try(t.Context(), place, true); err != nil {
		t.Fatal(err)
	}
	d, err := OpenToWork(t.Context(), through.String(), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	unit := func() error {
		return d.Registry.Do(t.Context(), registry.Action{What: "登记单位"}, func(tx *registry.Tx) error { return tx.SaveUnit(&data.Unit{Name: "区园林局"}) })
	}
	r.end(true)
	if _, err := d.Registry.Units(t.Context()); !data.Lost(err) || !strings.Contains(data.Sentence(err), "连接断了") {
		t.Errorf("reading: %v", err)
	}
	if err := unit(); !data.Lost(err) || !strings.Contains(data.Sentence(err), "连接断了") {
		t.Errorf("writing: %v", err)
	}
	r.end(false)
	if err := unit(); err != nil {
		t.Error(err)
	}
	if all, err := d.Registry.Units(t.Context()); err != nil || len(all) != 1 {
		t.Error(all, err)
	}
}
