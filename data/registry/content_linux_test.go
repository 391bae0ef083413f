package registry_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// peak does f and tells by how many bytes the memory of the process rose above
// what it was (proc_pid_status(5)).
func peak(t testing.TB, f func()) int64 {
	t.Helper()
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		t.Skip("the peak cannot be measured here: ", err)
	}
	before := memory(t, "VmRSS")
	f()
	return memory(t, "VmHWM") - before
}

func memory(t testing.TB, name string) (n int64) {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), name+":")
	if _, err := fmt.Sscan(rest, &n); err != nil {
		t.Fatal(name, err)
	}
	return n << 10
}

// livesOf adds, reads, checks, backs up, restores and erases an attachment of
// this size; tell is told what each took of memory.
func livesOf(t testing.TB, size int64, tell func(step string, memory int64)) {
	t.Helper()
	r := opened(t)
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "大.bin"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	if _, err := io.CopyN(f, rand.NewChaCha8([32]byte{2}), size); err != nil {
		t.Fatal(err)
	}
	a := data.Attachment{ProposalID: 1, Name: "大.bin", Added: day("2022-03-02")}
	backup := filepath.Join(dir, "备份")
	for _, step := range []struct {
		name string
		do   func() error
	}{
		{"added", func() error {
			return r.Do(t.Context(), registry.Action{What: "添加附件"}, func(tx *registry.Tx) error { return tx.AddAttachment(&a, f) })
		}},
		{"read", func() error { return r.AttachmentData(t.Context(), a.ID, io.Discard) }},
		{"checked", func() error {
			rep, err := r.Check(t.Context())
			if len(rep.Damage) > 0 {
				t.Error(rep.Damage)
			}
			return err
		}},
		{"backed up", func() error { _, err := r.Backup(t.Context(), registry.BackupAsk{To: backup}); return err }},
		{"restored", func() error {
			_, err := registry.Restore(t.Context(), backup, backup+".db", "", nil)
			return err
		}},
		{"erased", func() error { return erase(r, a.ID) }},
	} {
		tell(step.name, peak(t, func() {
			if err := step.do(); err != nil {
				t.Fatalf("%s: %v", step.name, err)
			}
		}))
	}
}

// A large attachment is never held. The bound is half of what it may be for one
// twice as large.
func TestALargeAttachmentIsNeverHeld(t *testing.T) {
	const size, most = 100 << 20, 32 << 20
	livesOf(t, size, func(step string, memory int64) {
		if t.Logf("%s: %d MB", step, memory>>20); memory > most {
			t.Errorf("%d MB %s took %d MB", size>>20, step, memory>>20)
		}
	})
}

// BenchmarkAttachment200MB tells what each step of an attachment of 200 MB takes
// of memory, over what the program has.
func BenchmarkAttachment200MB(b *testing.B) {
	ofFiles(b)
	for b.Loop() {
		livesOf(b, 200<<20, func(step string, memory int64) {
			b.ReportMetric(float64(memory)/(1<<20), "MB-"+strings.ReplaceAll(step, " ", "-"))
		})
	}
}

// A disk that is full in the midst of a file tells so; the room that was taken is
// given back, and the work goes on.
func TestAnAttachmentThatTheDiskCannotHold(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	dir := smallDisk(t, "size=24m")
	path := filepath.Join(dir, "registry.db")
	write(t, path, read(t, copyOfTemplate(t)))
	r := openAt(t, path, options())
	if err := take(t.Context(), r, bytes.NewReader(noise(40<<20))); err == nil || !strings.Contains(err.Error(), "磁盘已满") {
		t.Fatal(err)
	}
	if rep, err := r.Check(t.Context()); err != nil || len(rep.Damage) > 0 {
		t.Errorf("%v %v", rep.Damage, err)
	}
	folded(t, path)
	if err := take(t.Context(), r, bytes.NewReader(noise(5<<20))); err != nil {
		t.Errorf("a smaller one: %v", err)
	}
}
