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
func peak(t *testing.T, f func()) int64 {
	t.Helper()
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		t.Skip("the peak cannot be measured here: ", err)
	}
	before := memory(t, "VmRSS")
	f()
	return memory(t, "VmHWM") - before
}

func memory(t *testing.T, name string) (n int64) {
	t.Helper()
	_, rest, _ := strings.Cut(string(read(t, "/proc/self/status")), name+":")
	if _, err := fmt.Sscan(rest, &n); err != nil {
		t.Fatal(name, err)
	}
	return n << 10
}

// A large attachment is added, read, checked, backed up and restored without
// being held. The bounds are those of 200 MB (docs: 64 MB), for one half as large.
func TestALargeAttachmentIsNeverHeld(t *testing.T) {
	const size, most = 100 << 20, 48 << 20
	r := opened(t)
	path := filepath.Join(t.TempDir(), "大.bin")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	if _, err := io.CopyN(f, rand.NewChaCha8([32]byte{2}), size); err != nil {
		t.Fatal(err)
	}
	a := data.Attachment{ProposalID: 1, Name: "大.bin", Added: day("2022-03-02")}
	backup := filepath.Join(t.TempDir(), "备份")
	for _, step := range []struct {
		name string
		do   func() error
	}{
		{"adding", func() error {
			return r.Do(t.Context(), registry.Action{What: "添加附件"}, func(tx *registry.Tx) error { return tx.AddAttachment(&a, f) })
		}},
		{"reading", func() error { return r.AttachmentData(t.Context(), a.ID, io.Discard) }},
		{"checking", func() error {
			rep, err := r.Check(t.Context())
			if len(rep.Damage) > 0 {
				t.Error(rep.Damage)
			}
			return err
		}},
		{"backing up", func() error { _, err := r.Backup(t.Context(), registry.BackupAsk{To: backup}); return err }},
		{"restoring", func() error {
			_, err := registry.Restore(t.Context(), backup, backup+".db", "", nil)
			return err
		}},
		{"erasing", func() error { return erase(r, a.ID) }},
	} {
		if over := peak(t, func() {
			if err := step.do(); err != nil {
				t.Errorf("%s: %v", step.name, err)
			}
		}); over > most {
			t.Errorf("%s %d MB took %d MB", step.name, size>>20, over>>20)
		} else {
			t.Logf("%s: %d MB", step.name, over>>20)
		}
	}
}

// A disk that is full in the midst of a file tells so; the room that was taken is
// given back, and the work goes on.
func TestAnAttachmentThatTheDiskCannotHold(t *testing.T) {
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
