package guard

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// However an input method wrote it, it is the same passphrase; and another is
// another.
func TestPlain(t *testing.T) {
	for typed, want := range map[string]string{
		"abc123": "abc123", "ａｂｃ１２３": "abc123", "　abc123 ": "abc123", "\ufeffabc123\u200b": "abc123",
		"紫藤 长廊": "紫藤 长廊", "紫藤　长廊\n": "紫藤 长廊", "e\u0301tude": "étude", "（红塔）": "(红塔)", "Abc123": "Abc123", " 　": "",
	} {
		if got := Plain(typed); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}

func TestWhichPassphrasesAreTaken(t *testing.T) {
	for typed, want := range map[string]string{
		"紫藤长廊下面": "", "abc123": "", strings.Repeat("口", Most): "",
		"": "太短", "abc12": "太短", "          ": "太短", "  abc12　": "太短", strings.Repeat("口", Most+1): "太长",
	} {
		wrong := Validate(typed)
		if want == "" && wrong != nil || want != "" && (len(wrong) != 1 || !strings.Contains(wrong[0].Error(), want) || wrong[0].Field != Field) {
			t.Errorf("%q: %v, want %q", typed, wrong, want)
		}
	}
}

// The wait grows from one wrong passphrase to the next and never keeps the right
// one out for long.
func TestWaitGrows(t *testing.T) {
	var got []int
	for wrong := range 10 {
		got = append(got, int(Wait(wrong).Seconds()))
	}
	for i, want := range []int{0, 0, 0, 5, 10, 20, 40, 60, 60, 60} {
		if got[i] != want {
			t.Errorf("after %d wrong ones %d s, want %d", i, got[i], want)
		}
	}
	if Wait(1<<40) != time.Minute {
		t.Errorf("after very many: %v", Wait(1<<40))
	}
}

// What is kept is read back, with the cost it was made at; the passphrase stands
// nowhere in it.
func TestSettingIsKept(t *testing.T) {
	made := Make("紫藤长廊abc", []byte("0123456789abcdef"), 15)
	kept, err := made.Encode()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"$argon2id$v=19$m=65536,t=6,p=1$MDEyMzQ1Njc4OWFiY2RlZg$", "删除这个文件"} {
		if !strings.Contains(string(kept), want) {
			t.Errorf("lacks %q: %s", want, kept)
		}
	}
	if strings.Contains(string(kept), "紫藤") || strings.Contains(string(kept), "abc\"") {
		t.Errorf("the passphrase is kept: %s", kept)
	}
	s, err := Decode(kept)
	if err != nil || s != made || s.Idle() != 15*time.Minute {
		t.Fatalf("%+v, %v", s, err)
	}
	c, salt, key, err := parse(s.Hash)
	if err != nil || c != usual || string(salt) != "0123456789abcdef" || len(key) != 32 {
		t.Errorf("%+v %q %d bytes, %v", c, salt, len(key), err)
	}
	for typed, want := range map[string]bool{"紫藤长廊abc": true, "　紫藤长廊ａｂｃ ": true, "紫藤长廊abC": false, "": false} {
		if s.Fits(typed) != want {
			t.Errorf("%q fits: %v", typed, !want)
		}
	}
}

// A setting that another program made at another cost, by the vector of the
// reference implementation: passphrase password, salt somesalt.
func TestForeignCostIsReadBack(t *testing.T) {
	s := Setting{Hash: "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"}
	if !s.Fits("password") || s.Fits("Password") {
		t.Error("the reference's hash does not fit")
	}
}

// What is no setting is told, and costs nothing: hostile costs are not paid.
func TestBrokenSettings(t *testing.T) {
	good := "$argon2id$v=19$m=65536,t=6,p=1$MDEyMzQ1Njc4OWFiY2RlZg$" + strings.Repeat("A", 43)
	if _, err := Decode([]byte(`{"hash":"` + good + `"}`)); err != nil {
		t.Fatal(err)
	}
	hash := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("no %q", old)
		}
		return `{"hash":"` + strings.Replace(good, old, new, 1) + `"}`
	}
	for name, kept := range map[string]string{
		"empty": "", "cut": `{"hash":"` + good, "another kind": `["a"]`, "null": "null", "no hash": `{"minutes":5}`,
		"more behind": `{"hash":"` + good + `"} {}`, "argon2i": hash("argon2id", "argon2i"), "another version": hash("v=19", "v=16"),
		"memory of a terabyte": hash("m=65536", "m=1073741824"), "no memory": hash("m=65536", "m=0"), "passes without end": hash("t=6", "t=4294967295"),
		"no pass": hash("t=6", "t=0"), "no thread": hash("p=1", "p=0"), "below zero": hash("t=6", "t=-6"), "overflow": hash("m=65536", "m=4295032832"),
		"blanks": hash("m=65536,t=6", "m=65536, t=6"), "short salt": hash("MDEyMzQ1Njc4OWFiY2RlZg", "MDEy"), "short key": hash("AAAA", ""),
		"no base64": hash("AAAA", "A!AA"), "one part more": hash("$v=19", "$v=19$x"), "wrong below zero": `{"wrong":-1,"hash":"` + good + `"}`,
		"too long": `{"hash":"` + good + `"}` + strings.Repeat(" ", MostBytes),
	} {
		if s, err := Decode([]byte(kept)); !errors.Is(err, ErrBroken) || s.Fits("") {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
	}
	for minutes, want := range map[int]time.Duration{0: 0, 30: 30 * time.Minute, -1: 5 * time.Minute, 1 << 60: 5 * time.Minute, 7: 5 * time.Minute} {
		if got := (Setting{Minutes: minutes}).Idle(); got != want {
			t.Errorf("%d minutes are %v", minutes, got)
		}
	}
}

func TestIdle(t *testing.T) {
	start := time.Date(2026, 11, 29, 8, 0, 0, 0, time.UTC)
	limit := 5 * time.Minute
	var i Idle
	if i.Over(start, limit) {
		t.Error("over before anything was touched")
	}
	i.Touch(start)
	at := func(after time.Duration, want bool) {
		t.Helper()
		if got := i.Over(start.Add(after), limit); got != want {
			t.Errorf("after %v: %v", after, got)
		}
	}
	at(30*time.Second, false)
	at(60*time.Second, false)
	at(55*time.Second, false) // the clock was set right
	i.Touch(start.Add(2 * time.Minute))
	for s := 2*time.Minute + 30*time.Second; s < 7*time.Minute; s += 30 * time.Second {
		at(s, false)
	}
	at(7*time.Minute, true)
	i.Touch(start)
	at(time.Minute, true) // asleep meanwhile
	at(time.Minute+time.Second, false)
	at(time.Minute-10*time.Second, true) // put back
	if i.Over(start.Add(time.Hour), 0) {
		t.Error("over although it never is")
	}
}

func FuzzDecode(f *testing.F) {
	kept, err := Setting{Hash: "$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHQ$" + strings.Repeat("A", 43), Minutes: 5}.Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(kept)
	f.Add([]byte("{}"))
	f.Fuzz(func(t *testing.T, kept []byte) {
		s, err := Decode(kept)
		if err != nil {
			if !errors.Is(err, ErrBroken) {
				t.Error(err)
			}
			return
		}
		c, salt, key, err := parse(s.Hash)
		if err != nil || !c.within(leastCost, mostCost) || len(salt) < leastSalt || len(key) != keySize || s.Idle() < 0 {
			t.Errorf("%+v, %v", s, err)
		}
	})
}
