package registry

import (
	"database/sql"
	"errors"
	testflags "flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"jianban/data/registry/pgtest"
	"jianban/data/registry/postgres"
)

// The tests of this package run twice: on files, then on a server of their own.
// Those that are about files alone say so (OfFiles); without PostgreSQL on the
// machine the second round is left out, which is told.

// ServerUnderTest is the server of the second round, nil in the first.
var ServerUnderTest *pgtest.Server

// RunOnEngines runs the tests on both.
func RunOnEngines(m *testing.M) int {
	if code := m.Run(); code != 0 || flagged("test.fuzz") || flagged("test.list") {
		return code
	}
	var err error
	if ServerUnderTest, err = pgtest.Start(settings()...); errors.Is(err, pgtest.ErrNone) {
		fmt.Println("skipped on PostgreSQL:", err)
		return 0
	} else if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println("again on PostgreSQL:")
	// Each random try takes a database of its own, which costs as much as a hundred saves.
	if f := testflags.Lookup("rapid.checks"); f != nil && f.Value.String() == f.DefValue {
		if err := f.Value.Set("10"); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
	code := m.Run()
	if err := ServerUnderTest.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}

// settings are of a server that is measured those that it has in an office.
func settings() []string {
	if flagged("test.bench") {
		return []string{"fsync=on", "shared_buffers=128MB"}
	}
	return nil
}

func flagged(name string) bool {
	f := testflags.Lookup(name)
	return f != nil && f.Value.String() != ""
}

// OfFiles passes a test over that is about registry files.
func OfFiles(t testing.TB) {
	t.Helper()
	if ServerUnderTest != nil {
		t.Skip("of files alone")
	}
}

// OfServers passes a test over that is about shared registries.
func OfServers(t testing.TB) {
	t.Helper()
	if ServerUnderTest == nil {
		t.Skip("of shared registries alone")
	}
}

// NewPlace is where a registry can be made.
func NewPlace(t testing.TB) string {
	t.Helper()
	if ServerUnderTest == nil {
		return filepath.Join(t.TempDir(), "registry.db")
	}
	return placeFrom(t, "")
}

// CopyOfDatabase is a database like another.
func CopyOfDatabase(t testing.TB, from string) string {
	t.Helper()
	return placeFrom(t, filepath.Base(from))
}

func placeFrom(t testing.TB, from string) string {
	t.Helper()
	url, err := ServerUnderTest.Database(from)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := ServerUnderTest.Drop(url); err != nil {
			t.Error(err)
		}
	})
	return url
}

// Behind is a pool of the database at an address, past the registry.
func Behind(url string) (*sql.DB, error) {
	address, err := postgres.Parse(url)
	if err != nil {
		return nil, err
	}
	return address.Pool(true, 2), nil
}
