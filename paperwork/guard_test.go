package paperwork

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jianban/data"
	"jianban/data/guard"
)

const passphrase = "紫藤长廊abc"

// deskGuard is a guard with that passphrase, at a clock that the test moves.
func deskGuard(t *testing.T, place string, now *time.Time) *Guard {
	t.Helper()
	g := NewGuard(place)
	g.now = func() time.Time { return *now }
	return g
}

func clock() *time.Time {
	now := time.Date(2026, 11, 29, 8, 0, 0, 0, time.UTC)
	return &now
}

// says fails the test where err is not what a person is told.
func says(t *testing.T, err error, want string) {
	t.Helper()
	if !data.Told(err) || !strings.Contains(err.Error(), want) {
		t.Errorf("%v, want %q", err, want)
	}
}

func TestPassphraseIsSetChangedAndRemoved(t *testing.T) {
	now, place := clock(), filepath.Join(t.TempDir(), "jianban", "口令.json")
	g := deskGuard(t, place, now)
	if s := g.State(); s.Set || s.Broken != "" || s.Place != place {
		t.Fatalf("%+v", s)
	}
	if err := g.Check("任何口令"); err != nil {
		t.Errorf("without a passphrase: %v", err)
	}
	says(t, g.Set("", "短"), "口令太短")
	if err := g.Set("", passphrase); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(place)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if s := g.State(); !s.Set || s.Idle != guard.UsualIdle*time.Minute {
		t.Errorf("%+v", s)
	}
	if err := g.SetIdle(30); err != nil {
		t.Fatal(err)
	}
	says(t, g.Set("错的口令错的", "新的口令新的"), "原口令：口令不对")
	says(t, g.Set("错的口令错的", ""), "原口令：口令不对")
	if err := g.Set(passphrase, "新的口令新的"); err != nil {
		t.Fatal(err)
	}
	again := deskGuard(t, place, now) // another window
	says(t, again.Check(passphrase), "口令：口令不对")
	if err := again.Check("　新的口令新的"); err != nil || again.State().Idle != 30*time.Minute {
		t.Errorf("%v, %+v", err, again.State())
	}
	if err := g.Set("新的口令新的", ""); err != nil || again.State().Set {
		t.Errorf("%v, %+v", err, again.State())
	}
}

// Wrong passphrases wait longer and longer, also over a restart of the program;
// what comes too soon is not tried.
func TestWrongPassphrasesWait(t *testing.T) {
	now, place := clock(), filepath.Join(t.TempDir(), "口令.json")
	if err := deskGuard(t, place, now).Set("", passphrase); err != nil {
		t.Fatal(err)
	}
	g := deskGuard(t, place, now)
	for range 2 {
		says(t, g.Check("错的口令"), "口令不对。请检查输入法和大小写")
	}
	says(t, g.Check("错的口令"), "5秒后再试")
	says(t, g.Check(passphrase), "请过5秒再试")
	*now = now.Add(4500 * time.Millisecond)
	says(t, g.Check(passphrase), "请过1秒再试")
	*now = now.Add(500 * time.Millisecond)
	says(t, g.Check("错的口令"), "10秒后再试")
	g = deskGuard(t, place, now) // closed and opened again
	says(t, g.Check(passphrase), "请过10秒再试")
	*now = now.Add(-time.Hour) // a clock put back keeps the right one out no longer than the window is open
	g = deskGuard(t, place, now)
	says(t, g.Check(passphrase), "请过10秒再试")
	*now = now.Add(10 * time.Second)
	if err := g.Check(passphrase); err != nil {
		t.Fatal(err)
	}
	says(t, g.Check("错的口令"), "口令不对。请检查输入法和大小写") // counted from one again
	if strings.Contains(g.Check("错的口令").Error(), "秒") {
		t.Error("it waits although the right one came between")
	}
}

// A setting that cannot be read opens no window and tells the way out; without
// the file nothing is asked for. What opened this window before opens it still.
func TestBrokenSettingHasAWayOut(t *testing.T) {
	now := clock()
	for name, breakIt := range map[string]func(place string) error{
		"empty":    func(place string) error { return os.WriteFile(place, nil, 0o600) },
		"foreign":  func(place string) error { return os.WriteFile(place, []byte("password=1"), 0o600) },
		"a folder": func(place string) error { return os.Mkdir(place, 0o700) },
	} {
		place := filepath.Join(t.TempDir(), "口令.json")
		open := deskGuard(t, place, now)
		if err := open.Set("", passphrase); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(place); err != nil {
			t.Fatal(err)
		}
		if err := breakIt(place); err != nil {
			t.Fatal(err)
		}
		g := deskGuard(t, place, now)
		if s := g.State(); !s.Set || !s.Lost || !strings.Contains(s.Broken, place) || !strings.Contains(s.Broken, "把这个文件删除或移走，再打开就不要口令") {
			t.Errorf("%s: %+v", name, s)
		}
		for _, p := range []string{"", passphrase, "password"} {
			says(t, g.Check(p), "没有口令能打开窗口")
		}
		if s := open.State(); !s.Set || s.Lost || s.Idle == 0 || !strings.Contains(s.Broken, "请重新设置口令") {
			t.Errorf("%s, while open: %+v", name, s)
		}
		says(t, open.Check("错的口令"), "口令不对")
		if err := open.Check(passphrase); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := os.RemoveAll(place); err != nil {
			t.Fatal(err)
		}
		if deskGuard(t, place, now).State().Set {
			t.Errorf("%s: without the file a passphrase is asked for", name)
		}
		says(t, open.Check("错的口令"), "口令不对") // a window that is locked stays so
		if name == "empty" && open.Set("", "另一个口令啊") != nil {
			t.Error("it cannot be set again")
		}
	}
}

// Where the file cannot be written, that is told and the old one holds.
func TestPassphraseThatCannotBeKept(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Log("as root every folder can be written; a file stands in for the folder")
	}
	blocked := filepath.Join(t.TempDir(), "文件")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	g := deskGuard(t, filepath.Join(blocked, "口令.json"), clock())
	if s := g.State(); s.Set {
		t.Errorf("none can have been set there, and yet %+v", s)
	}
	if err := g.Set("", passphrase); !data.Told(err) || g.State().Set {
		t.Errorf("%v, %+v", err, g.State())
	}
}
