package gui

import (
	"context"
	"errors"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jianban/data"
	"jianban/export"
	"jianban/export/batch"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/gui/preview"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// paperStore is a story's registry as a Store.
type paperStore struct{ *story.Memory }

func (s paperStore) Do(ctx context.Context, what string, f func(Tx) error) error {
	return s.Memory.Do(ctx, what, func(tx *story.Tx) error { return f(tx) })
}

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
	places []Place
	lists  [][]data.ID
	books  []data.Book
	panels []*ui.Panel
	backs  int
	yes    bool          // the answer to every question
	slow   chan struct{} // saves wait until it is closed; nil does them at once
}

func (h *paperHost) Window() fyne.Window                     { return h.win }
func (h *paperHost) Year() int                               { return h.year }
func (h *paperHost) Book() data.ID                           { return h.book }
func (h *paperHost) Go(p Place)                              { h.places = append(h.places, p) }
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
	if h.slow != nil {
		go func() {
			<-h.slow
			err := h.store.Do(context.Background(), what, f)
			fyne.Do(func() { done(err) })
		}()
		return
	}
	done(h.store.Do(context.Background(), what, f))
}

// paperRoom is a window of the usual size with a registry of made-up facts.
type paperRoom struct {
	*paperHost
	deps   Deps
	memory *story.Memory
	opened []string // files given to the system's program
	papers *papersHere
}

// papersHere writes papers into a folder of the test, without their content,
// and remembers what was laid out and written.
type papersHere struct {
	store   Store
	dir     string
	laid    []string
	written []page.Document
}

func (p *papersHere) lay(what string) (page.Document, error) {
	p.laid = append(p.laid, what)
	return page.Document{Title: what}, nil
}

func (p *papersHere) Reply(_ context.Context, _ data.Case, _ data.Reply) (page.Document, error) {
	return p.lay("答复")
}

func (p *papersHere) Opinion(_ context.Context, _ data.Case, _ data.Opinion) (page.Document, error) {
	return p.lay("意见")
}

func (p *papersHere) Ledger(ctx context.Context, title string, cases []data.Case, asOf data.Date) (page.Document, error) {
	p.laid = append(p.laid, title)
	rules, err := p.store.RuleYears(ctx)
	if err != nil {
		return page.Document{}, err
	}
	doc, problems := export.Ledger(title, cases, asOf, rules, font.Embedded())
	return doc, problems.Err()
}

func (p *papersHere) Talk(_ context.Context, _ data.Case, _ data.Consultation) (page.Document, error) {
	return p.lay("沟通登记表")
}

func (p *papersHere) Urge(_ context.Context, u data.Supervision) (page.Document, error) {
	return p.lay(string(u.Kind))
}

func (p *papersHere) Appraisal(_ context.Context, title string, _ data.Date, _ []data.UnitScore, _ data.Appraisal) (page.Document, error) {
	return p.lay(title)
}

func (p *papersHere) Letters(ctx context.Context, s data.Scope) (batch.Source, error) {
	cases, err := p.store.Cases(ctx, s)
	if err != nil {
		return batch.Source{}, err
	}
	settings, err := p.store.Settings(ctx)
	if err != nil {
		return batch.Source{}, err
	}
	rules, err := p.store.RuleYears(ctx)
	if err != nil {
		return batch.Source{}, err
	}
	var numbers []string
	for _, year := range data.NumberYears(cases) {
		some, err := p.store.DocNumbers(ctx, year)
		if err != nil {
			return batch.Source{}, err
		}
		numbers = append(numbers, some...)
	}
	return batch.Source{Cases: cases, Settings: settings, Rules: rules, Numbers: numbers, Measure: font.Embedded()}, nil
}

func (p *papersHere) Write(_ context.Context, doc page.Document, path string) (string, error) {
	p.written = append(p.written, doc)
	return path, p.Save(path, []byte("%PDF"))
}

func (p *papersHere) WriteSheet(_ context.Context, _ string, _ []data.Case, _ data.Date, path string) error {
	return p.Save(path, nil)
}

func (p *papersHere) Save(path string, content []byte) error {
	return os.WriteFile(path, content, 0o600)
}

func (p *papersHere) Folder() (string, error)     { return p.dir, nil }
func (p *papersHere) FileName(name string) string { return strings.ReplaceAll(name, "/", "／") }

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
		r.deps = Deps{
			Store: store, Fonts: font.Embedded(), Painter: preview.NewPainter(font.Embedded()), Now: func() time.Time { return story.Today }, Version: "试验",
			OpenFile: func(path string) error { r.opened = append(r.opened, filepath.Base(path)); return nil },
		}
		r.papers = &papersHere{store: store, dir: dir}
		r.deps.Papers = r.papers
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
