package registry_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"jianban/data"
)

// One record that cannot be read is one line that names it, in Chinese; the
// window shows all others, and no paper leaves.
func TestOneUnreadableRecordIsOneLine(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	for change, c := range map[string]struct {
		says   string
		cases  int
		copied []string // of the book of the first case
	}{
		"UPDATE proposals SET handed_over = '2022-02-31' WHERE id = 1": {"“建议”第1条里有读不出来的内容（交办日期）", 1, nil},
		"UPDATE books SET copy_to = '{}'":                              {"“办理册”第1条里有读不出来的内容（抄送）", 2, nil},
	} {
		path := copyOfTemplate(t)
		tamper(t, path, change)
		o := options()
		o.Sparing = true
		r := openAt(t, path, o)
		told := 0
		r.OnDamage(func() { told++ })
		for range 2 { // told once
			cases, err := r.Cases(t.Context(), data.Scope{Texts: true})
			if err != nil || len(cases) != c.cases {
				t.Errorf("%s: %d cases, %v", change, len(cases), err)
			}
		}
		if d := r.Damage(); len(d) != 1 || d[0] != c.says || told != 1 {
			t.Errorf("%s: says %q, %d times", change, d, told)
		}
		if p := problem(t, r.Sound(t.Context()), "登记库"); !strings.Contains(p.Message, c.says) {
			t.Errorf("%s: %v", change, p)
		}
		if c.cases == 1 {
			_, err := r.Case(t.Context(), 1)
			if p := problem(t, err, "登记库"); p.Message != c.says {
				t.Errorf("%s: the case: %v", change, p)
			}
		}
		strict := openAt(t, path, options())
		_, err := strict.Cases(t.Context(), data.Scope{})
		if p := problem(t, err, "登记库"); p.Message != c.says || strings.ContainsFunc(p.Message, func(r rune) bool { return r >= 'a' && r <= 'z' }) {
			t.Errorf("%s: strictly: %v", change, p)
		}
	}
}

// A look in the background tells of damage without being asked, once it is
// found; what is sound is told nothing.
func TestTheLookTellsOfDamage(t *testing.T) {
	ofFiles(t)
	t.Parallel()
	path := copyOfTemplate(t)
	whole := openAt(t, path, options())
	if err := whole.Sound(t.Context()); err != nil || len(whole.Damage()) > 0 {
		t.Fatalf("%v %v", err, whole.Damage())
	}
	if err := whole.Close(); err != nil {
		t.Fatal(err)
	}
	tamper(t, path, "UPDATE proposals SET title = '别的' WHERE id = 1")
	r := openAt(t, path, options())
	found := make(chan []string, 1)
	defer r.OnDamage(func() { found <- r.Damage() })()
	r.Watch()
	select {
	case d := <-found:
		if !slices.Equal(d, []string{"建议第1条记录与操作日志不符"}) {
			t.Errorf("%q", d)
		}
	case <-time.After(time.Minute):
		t.Fatal("nothing is told")
	}
	late := make(chan struct{}, 1)
	r.OnDamage(func() { late <- struct{}{} })
	<-late // who asks late is told at once
}
