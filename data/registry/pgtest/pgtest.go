// Package pgtest starts a PostgreSQL server for the tests of one package: in a
// folder of its own, on this machine's loopback, gone when the tests are over.
// Where PostgreSQL is not installed, Start says why there is none and the tests
// that need one are skipped.
package pgtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// User is who may do everything on the server, without a password.
const User = "office"

// Server is a running server. It is safe for use by several goroutines.
type Server struct {
	dir     string // everything the server has
	set     []string
	bin     string // the folder of its programs
	port    int
	running *exec.Cmd
	ended   chan error
	last    atomic.Int64 // number of the database made last
}

// ErrNone says why there is no server on this machine.
var ErrNone = errors.New("PostgreSQL is not installed (apt-get install postgresql)")

// Start makes a new server and waits until it answers. Settings such as fsync=on take
// the place of its own, which are quick and not safe. The error is ErrNone where
// PostgreSQL is not installed.
func Start(settings ...string) (*Server, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return nil, ErrNone
	}
	slices.Sort(found)
	s := &Server{bin: filepath.Dir(found[len(found)-1]), set: settings}
	if s.dir, err = os.MkdirTemp("", "pgtest"); err != nil {
		return nil, err
	}
	if err := s.make(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(s.dir))
	}
	return s, nil
}

// For starts a server for one test, with an empty database on it. The test is skipped
// where PostgreSQL is not installed; the server is gone when the test is over.
func For(t testing.TB, settings ...string) (s *Server, database string) {
	t.Helper()
	s, err := Start(settings...)
	if errors.Is(err, ErrNone) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Stop(); err != nil {
			t.Error(err)
		}
	})
	if database, err = s.Database(""); err != nil {
		t.Fatal(err)
	}
	return s, database
}

func (s *Server) make() error {
	if err := giveTo(s.dir); err != nil {
		return err
	}
	made := exec.Command(filepath.Join(s.bin, "initdb"), "-D", s.data(), "-U", User, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale", "C.UTF-8")
	made.Dir = s.dir
	unprivileged(made)
	if out, err := made.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, bytes.TrimSpace(out))
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	s.port = l.Addr().(*net.TCPAddr).Port
	if err := l.Close(); err != nil {
		return err
	}
	return s.Run()
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

// Run starts the server again after Kill.
func (s *Server) Run() error {
	args := []string{"-D", s.data(), "-p", strconv.Itoa(s.port), "-k", s.dir}
	for _, set := range append([]string{"listen_addresses=127.0.0.1", "fsync=off", "max_connections=200", "shared_buffers=64MB", "logging_collector=off"}, s.set...) {
		args = append(args, "-c", set)
	}
	s.running = exec.Command(filepath.Join(s.bin, "postgres"), args...)
	s.running.Dir = s.dir
	unprivileged(s.running)
	log, err := os.OpenFile(filepath.Join(s.dir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	s.running.Stdout, s.running.Stderr = log, log
	s.ended = make(chan error, 1)
	if err := startUntilEnded(s.running, s.ended); err != nil {
		return errors.Join(err, log.Close())
	}
	if err := log.Close(); err != nil {
		return err
	}
	return s.await()
}

// await waits until the server takes connections.
func (s *Server) await() error {
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		ready := exec.CommandContext(ctx, filepath.Join(s.bin, "pg_isready"), "-q", "-h", "127.0.0.1", "-p", strconv.Itoa(s.port))
		err := ready.Run()
		cancel()
		if err == nil {
			return nil
		}
	}
	text, err := os.ReadFile(filepath.Join(s.dir, "log"))
	return errors.Join(fmt.Errorf("the server does not answer: %s", text), err, s.Stop())
}

// Port is where the server listens on 127.0.0.1.
func (s *Server) Port() int { return s.port }

// URL is the address of a database under the name of User.
func (s *Server) URL(database string) string {
	return fmt.Sprintf("postgres://%s@127.0.0.1:%d/%s", User, s.port, database)
}

// Database makes a new database, empty or as the one named by from is, which
// nobody may have open, and returns its address.
func (s *Server) Database(from string) (url string, err error) {
	name := "t" + strconv.FormatInt(s.last.Add(1), 10)
	make := "CREATE DATABASE " + name
	if from != "" {
		make += " TEMPLATE " + from + " STRATEGY FILE_COPY"
	}
	if err := s.SQL("postgres", make); err != nil {
		return "", err
	}
	return s.URL(name), nil
}

// SQL runs statements of psql in a database.
func (s *Server) SQL(database, statements string) error {
	out, err := exec.Command(filepath.Join(s.bin, "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", s.URL(database), "-c", statements).CombinedOutput()
	if err != nil {
		return fmt.Errorf("psql: %w: %s", err, bytes.TrimSpace(out))
	}
	return nil
}

// Kill ends the server as a power cut would; Run starts it again.
func (s *Server) Kill() error {
	if err := s.running.Process.Signal(syscall.SIGQUIT); err != nil { // immediate shutdown: its children end too
		return err
	}
	<-s.ended
	return nil
}

// Stop ends the server and removes all it had.
func (s *Server) Stop() error {
	if s == nil {
		return nil
	}
	if err := s.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return errors.Join(err, os.RemoveAll(s.dir))
	}
	return os.RemoveAll(s.dir)
}

// Drop removes a database, whoever has it open.
func (s *Server) Drop(url string) error {
	return s.SQL("postgres", "DROP DATABASE "+filepath.Base(url)+" WITH (FORCE)")
}
