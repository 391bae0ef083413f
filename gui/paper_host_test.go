package gui

import (
	"context"
	"errors"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jianban/data"
	"jianban/export/font"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// paperStore is a story's registry as a Store.
type paperStore struct{ *story.Memory }

func (s paperStore) Do(_ context.Context, _ string, f func(Tx) error) error {
	if err := f(paperTx(s)); err != nil {
		return err
	}
	s.Changed()
	return nil
}

type paperTx struct{ *story.Memory }

func (t paperTx) Remove(_ data.Record, id data.ID) error  { return t.Delete(id) }
func (t paperTx) Restore(_ data.Record, id data.ID) error { return t.BringBack(id) }

// paperHost is a window around one screen; it writes down what it is asked.
type paperHost struct {
	t      *testing.T
	win    fyne.Window
	store  Store
	year   int
	book   data.ID
	said   []string
	failed []error
	cases  []data.ID
	lists  [][]data.ID
	books  []data.Book
	panels []*ui.Panel
	backs  int
	yes    bool // the answer to every question
}

func (h *paperHost) Window() fyne.Window                     { return h.win }
func (h *paperHost) Year() int                               { return h.year }
func (h *paperHost) Book() data.ID                           { return h.book }
func (h *paperHost) Go(Place)                                {}
func (h *paperHost) OpenCase(id data.ID, _ Tab)              { h.cases = append(h.cases, id) }
func (h *paperHost) OpenReply(data.ID, int)                  {}
func (h *paperHost) OpenList(_ string, ids []data.ID)        { h.lists = append(h.lists, ids) }
func (h *paperHost) EditBook(b data.Book, _ func(data.Book)) { h.books = append(h.books, b) }
func (h *paperHost) Back()                                   { h.backs++ }
func (h *paperHost) Locked() bool                            { _, readOnly := h.store.ReadOnly(); return readOnly }
func (h *paperHost) Say(text string)                         { h.said = append(h.said, text) }
func (h *paperHost) Fail(err error)                          { h.failed = append(h.failed, err) }
func (h *paperHost) Scale() float32                          { return 1 }
func (h *paperHost) SetScale(float32)                        {}

func (h *paperHost) Ask(_, _, _ string, then func()) {
	if h.yes {
		then()
	}
}

func (h *paperHost) RunTask(_ string, work func(context.Context, Progress) error, done func(error)) {
	done(work(context.Background(), func(int, int, string) {}))
}

func (h *paperHost) Open(p *ui.Panel) {
	h.panels = append(h.panels, p)
	p.Show(h.win.Canvas())
}

func (h *paperHost) Shut(p *ui.Panel) { p.Close() }

func (h *paperHost) Save(what string, f func(Tx) error, done func(error)) {
	done(h.store.Do(context.Background(), what, f))
}

// paperRoom is a window of the usual size with a registry of made-up facts.
type paperRoom struct {
	*paperHost
	deps   Deps
	memory *story.Memory
	opened []string // files given to the system's program
}

// inRoom runs a test in a bubble where goroutines can be waited for.
func inRoom(t *testing.T, f func(t *testing.T, r *paperRoom), cases ...data.Case) {
	t.Helper()
	inStory(t, story.Story{Cases: func() []data.Case { return cases }}, f)
}

func inStory(t *testing.T, s story.Story, f func(t *testing.T, r *paperRoom)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		app := test.NewTempApp(t)
		app.Settings().SetTheme(officeTheme(1))
		useOneThread(t)
		memory, err := s.Registry()
		if err != nil {
			t.Fatal(err)
		}
		store := paperStore{memory}
		r := &paperRoom{memory: memory, paperHost: &paperHost{t: t, store: store, year: 2022, yes: true}}
		dir := t.TempDir()
		write := func(path string) error { return os.WriteFile(path, []byte("%PDF"), 0o600) }
		r.deps = Deps{
			Store: store, Fonts: font.Embedded(), Now: func() time.Time { return story.Today }, Version: "试验",
			OpenFile: func(path string) error { r.opened = append(r.opened, filepath.Base(path)); return nil },
			Exports: Exports{
				Folder:  func() (string, error) { return dir, nil },
				Reply:   func(_ context.Context, _ data.Case, _ data.Reply, path string) error { return write(path) },
				Opinion: func(_ context.Context, _ data.Case, _ data.Opinion, path string) error { return write(path) },
				Talk:    func(_ context.Context, _ data.Case, _ data.Consultation, path string) error { return write(path) },
				Urge:    func(_ context.Context, _ data.Supervision, path string) error { return write(path) },
				Summary: func(_ context.Context, _ data.Summary, path string) error { return write(path) },
			},
		}
		r.win = test.NewTempWindow(t, nil)
		r.win.SetPadded(false)
		r.win.Resize(fyne.NewSize(1282, 692)) // what rail, bar and status line leave of 1366 × 768
		f(t, r)
		settle()
	})
}

// open shows a screen and waits for its loads.
func (r *paperRoom) open(s Screen) {
	r.win.SetContent(s.Root())
	r.win.Resize(fyne.NewSize(1282, 692))
	s.Refresh()
	settle()
}

// keep writes a picture of the window where JIANBAN_PICTURES says, for people
// to look at.
func (r *paperRoom) keep(name string) {
	dir := os.Getenv("JIANBAN_PICTURES")
	if dir == "" {
		return
	}
	settle()
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		r.t.Fatal(err)
	}
	err = png.Encode(f, r.win.Canvas().Capture())
	if err = errors.Join(err, f.Close()); err != nil {
		r.t.Fatal(err)
	}
}

// noFailure fails the test where the window was told of an error.
func (r *paperRoom) noFailure() {
	r.t.Helper()
	for _, err := range r.failed {
		r.t.Errorf("the window was told: %v", err)
	}
}
