package story_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"jianban/assets"
	"jianban/data"
	"jianban/data/registry"
	"jianban/gui/screen"
	"jianban/gui/storybook/story"
)

// The contract: each scenario makes the same facts through screen.Tx in the
// registry in memory, on which the screens are tested, and in a real one, and
// puts the same questions to both. Every answer must be the same to the last
// field: values and their order, what a refusal says of which field, the IDs
// given, and how often listeners are told.
func TestMemoryAnswersAsTheRegistry(t *testing.T) {
	asked, played := map[string]bool{}, 0
	for _, s := range scenarios() {
		t.Run(s.name, func(t *testing.T) {
			memory, real := inMemory(t), inFile(t)
			s.play(memory)
			s.play(real)
			compare(t, memory.said, real.said)
			played++
			for method := range real.asked {
				asked[method] = true
			}
		})
	}
	if t.Failed() || played < len(scenarios()) { // -run chose some of them
		return
	}
	for _, in := range []reflect.Type{reflect.TypeFor[screen.Reader](), reflect.TypeFor[screen.Store](), reflect.TypeFor[screen.Tx]()} {
		for i := range in.NumMethod() {
			if name := in.Method(i).Name; !asked[name] {
				t.Errorf("no scenario asks for %s.%s: add it to one", in.Name(), name)
			}
		}
	}
}

// scenario is a short story of changes and questions.
type scenario struct {
	name string
	play func(*world)
}

func scenarios() []scenario {
	return slices.Concat(officeScenarios(), caseScenarios(), factScenarios(), paperScenarios(), sittingScenarios())
}

// world is one of the two registries with what was asked of it and answered.
type world struct {
	t     *testing.T
	store screen.Store
	clock time.Time // the time of the next change
	lock  func()    // makes the registry read-only
	end   func()    // closes the registry and removes it; the test's end does so too
	said  []answer
	asked map[string]bool // names of methods
}

// answer is what came back, or what a change left.
type answer struct{ question, text string }

// memoryStore and registryStore are the two as the window takes them.
type memoryStore struct{ *story.Memory }

func (s memoryStore) Do(ctx context.Context, what string, f func(screen.Tx) error) error {
	return s.Memory.Do(ctx, what, func(tx *story.Tx) error { return f(tx) })
}

type registryStore struct{ *registry.Registry }

func (s registryStore) Do(ctx context.Context, what string, f func(screen.Tx) error) error {
	return s.Registry.Do(ctx, registry.Action{What: what}, func(tx *registry.Tx) error { return f(tx) })
}

const readOnlyReason = "以只读方式打开"

// beginning is what the real registry's journal holds before a scenario.
var beginning = []string{"建立登记库", "填写设置"}

func newWorld(t *testing.T) *world { return &world{t: t, clock: story.Today, asked: map[string]bool{}} }

func inMemory(t *testing.T) *world {
	w := newWorld(t)
	m, err := story.NewMemory()
	if err != nil {
		t.Fatal(err)
	}
	m.Now = func() time.Time { return w.clock }
	w.store, w.lock = memoryStore{m}, func() { m.ReadOnlyReason = readOnlyReason }
	return w
}

// template is a new registry's file, which each scenario gets a copy of.
var template = sync.OnceValues(func() (_ []byte, err error) {
	dir, err := os.MkdirTemp("", "contract")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "registry.db")
	o, err := options(func() time.Time { return story.Today })
	if err != nil {
		return nil, err
	}
	if err := registry.CreateWith(context.Background(), path, o, func(r *registry.Registry) error {
		return r.Do(context.Background(), registry.Action{What: beginning[1]}, func(tx *registry.Tx) error {
			office := story.Office()
			return tx.SaveSettings(&office)
		})
	}); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

func options(now func() time.Time) (registry.Options, error) {
	pack, err := data.ParsePack(assets.Pack("three-steps"))
	if err != nil {
		return registry.Options{}, err
	}
	calendar, err := data.ParseCalendar(assets.Holidays())
	return registry.Options{By: "普某", Now: now, Pack: pack, Calendar: calendar}, err
}

func inFile(t *testing.T) *world {
	w := newWorld(t)
	content, err := template()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "registry.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	o, err := options(func() time.Time { return w.clock })
	if err != nil {
		t.Fatal(err)
	}
	var r *registry.Registry
	shut := func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
	open := func() {
		if r, err = registry.Open(context.Background(), path, o); err != nil {
			t.Fatal(err)
		}
		w.store = registryStore{r}
	}
	open()
	w.end = sync.OnceFunc(func() {
		shut()
		if err := os.RemoveAll(filepath.Dir(path)); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(w.end)
	w.lock = func() {
		shut()
		o.ReadOnly = true
		open()
	}
	return w
}

// note keeps an answer.
func (w *world) note(question string, values ...any) {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = plain(v)
	}
	w.said = append(w.said, answer{question, strings.Join(parts, "\n")})
}

// call calls a method by its name; the context goes before args where it takes
// one.
func (w *world) call(on any, method string, args ...any) []reflect.Value {
	w.t.Helper()
	m := reflect.ValueOf(on).MethodByName(method)
	if !m.IsValid() {
		w.t.Fatalf("there is no method %s any more: take it out of its scenario", method)
	}
	w.asked[method] = true
	var in []reflect.Value
	if m.Type().NumIn() > 0 && m.Type().In(0) == reflect.TypeFor[context.Context]() {
		in = append(in, reflect.ValueOf(w.t.Context()))
	}
	for _, a := range args {
		in = append(in, reflect.ValueOf(a).Convert(m.Type().In(len(in))))
	}
	return m.Call(in)
}

// ask puts a question to the store and keeps the answer.
func (w *world) ask(method string, args ...any) {
	w.t.Helper()
	var values []any
	for _, v := range w.call(w.store, method, args...) {
		values = append(values, v.Interface())
	}
	for _, a := range args {
		if b, ok := a.(*bytes.Buffer); ok { // what was written to it
			values = append(values, b)
		}
	}
	w.note(fmt.Sprintf("%s%v", method, args), values...)
}

// each asks for the cases of a scope one by one, and for one only.
func (w *world) each(s data.Scope) {
	w.t.Helper()
	var cases []data.Case
	err := w.call(w.store, "EachCase", s, func(c data.Case) error {
		cases = append(cases, c)
		return nil
	})[0].Interface()
	w.note(fmt.Sprintf("EachCase%v", s), cases, err)
}

// changing is a change under way.
type changing struct {
	w  *world
	tx screen.Tx
}

// call calls a method of the change by its name, keeps what it gave and left,
// and gives its error on.
func (c changing) call(method string, args ...any) error {
	c.w.t.Helper()
	var values []any
	for _, v := range c.w.call(c.tx, method, args...) {
		values = append(values, v.Interface())
	}
	c.w.note(method, append(values, args...)...)
	err, _ := values[len(values)-1].(error)
	return err
}

// do makes one change, an hour after the last, and keeps its end.
func (w *world) do(what string, f func(changing) error) bool {
	w.t.Helper()
	w.clock = w.clock.Add(time.Hour)
	w.asked["Do"] = true
	err := w.store.Do(w.t.Context(), what, func(tx screen.Tx) error { return f(changing{w, tx}) })
	w.note("Do "+what, err)
	return err == nil
}

// make makes a change of one call; it must succeed.
func (w *world) make(method string, args ...any) {
	w.t.Helper()
	if !w.try(method, args...) {
		w.t.Errorf("%s was refused:\n%s", method, w.said[len(w.said)-1].text)
	}
}

// refuse makes a change of one call, which must be refused; what it was given is
// kept as it is left.
func (w *world) refuse(method string, args ...any) {
	w.t.Helper()
	if w.try(method, args...) {
		w.t.Errorf("%s was not refused", method)
	}
	w.note(method+" left", args...)
}

func (w *world) try(method string, args ...any) bool {
	w.t.Helper()
	return w.do(method, func(c changing) error { return c.call(method, args...) })
}

// compare tells the first answer that differs.
func compare(t interface {
	Helper()
	Fatalf(string, ...any)
}, memory, real []answer) {
	t.Helper()
	if len(real) == 0 {
		t.Fatalf("nothing was asked")
	}
	for i, want := range real {
		if i >= len(memory) {
			t.Fatalf("the registry in memory has no answer %d, %s", i, want.question)
		}
		got := memory[i]
		if got == want {
			continue
		}
		n := 0
		for n < min(len(got.text), len(want.text)) && got.text[n] == want.text[n] {
			n++
		}
		from := max(0, n-300)
		t.Fatalf("answer %d, %s (%s): they part after %d bytes\nmemory:   …%.600s\nregistry: …%.600s", i, want.question, got.question, n, got.text[from:], want.text[from:])
	}
	if len(memory) > len(real) {
		t.Fatalf("the registry in memory has %d answers, the real one %d", len(memory), len(real))
	}
}

// plain writes a value out. What the registry in memory does without is left
// out: changes of single fields, and what was deleted read aloud.
func plain(v any) string {
	switch v := v.(type) {
	case nil:
		return "none"
	case []data.JournalEntry:
		return plainJournal(v)
	case *bytes.Buffer:
		return fmt.Sprintf("%q", v.String())
	case *bytes.Reader: // how far it was read is its reader's own
		return fmt.Sprintf("%d bytes", v.Size())
	case []string: // 文号, which come in no order
		slices.Sort(v)
	case []data.DeletedRecord:
		for i := range v {
			v[i].Text, v[i].At = "", v[i].At.UTC()
		}
	case []data.TextVersion:
		for i := range v {
			v[i].At = v[i].At.UTC()
		}
	case error:
		var one data.Problem
		var many data.Problems
		switch {
		case errors.As(v, &many):
			return fmt.Sprintf("%#v", many)
		case errors.As(v, &one): // one sentence, alone or in a list
			return fmt.Sprintf("%#v", data.Problems{one})
		}
		return v.Error()
	}
	if r := reflect.ValueOf(v); r.Kind() == reflect.Pointer {
		v = r.Elem().Interface()
	}
	return anchors.ReplaceAllString(fmt.Sprintf("%#v", v), `Anchor:""`)
}

func plainJournal(entries []data.JournalEntry) string {
	var b strings.Builder
	for _, e := range entries {
		if slices.Contains(beginning, e.What) {
			continue
		}
		var changes []string
		for _, c := range e.Changes {
			if c.Act != "" {
				changes = append(changes, fmt.Sprintf("%s %s %s", c.Act, c.Subject, c.Record))
			}
		}
		slices.Sort(changes) // which row of an action came first is not told
		fmt.Fprintf(&b, "%v %s %s %q\n", e.At.UTC(), e.By, e.What, changes)
	}
	return b.String()
}

// anchors are of the file's hash chain, which memory has not.
var anchors = regexp.MustCompile(`Anchor:"[0-9]+-[0-9a-f]{64}"`)
