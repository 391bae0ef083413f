package pgtest

import (
	"errors"
	"os"
	"testing"
)

// A server answers, keeps its databases over a kill, and leaves nothing behind.
func TestServer(t *testing.T) {
	s, err := Start()
	if errors.Is(err, ErrNone) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	stopped := false
	defer func() {
		if !stopped {
			t.Log(s.Stop())
		}
	}()
	if _, err := s.Database(""); err != nil {
		t.Fatal(err)
	}
	if err := s.SQL("t1", "CREATE TABLE a (b text); INSERT INTO a VALUES ('c'); CHECKPOINT"); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Kill(), s.Run()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Database("t1"); err != nil {
		t.Fatal(err)
	}
	if err := s.SQL("t2", "SELECT 1 / count(*) FROM a"); err != nil {
		t.Error(err)
	}
	if err := s.SQL("t2", "SELECT 1 / count(*) FROM a WHERE b <> 'c'"); err == nil {
		t.Error("a statement that fails is no error")
	}
	stopped = true
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(s.dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("left behind: %v", err)
	}
}
