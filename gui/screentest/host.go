package screentest

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jianban/data"
	"jianban/data/fault"
	"jianban/data/intake"
	"jianban/data/manual"
	"jianban/export"
	"jianban/export/batch"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/gui/preview"
	"jianban/gui/screen"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// Store is a story's registry as a Store.
type Store struct{ *story.Memory }

// Do runs f at once.
func (s Store) Do(ctx context.Context, what string, f func(screen.Tx) error) error {
	return s.Memory.Do(ctx, what, func(tx *story.Tx) error { return f(tx) })
}

// Host is a window around one screen; it writes down what it is asked.
type Host struct {
	t         *testing.T
	Win       fyne.Window
	store     screen.Store
	ShownYear int
	ShownBook data.ID
	Said      []string
	Offered   []screen.Act // with what was said last
	Told      []string     // in panels, the title first
	Undone    int
	Asked     []string // the questions
	Failed    []error
	Cases     []data.ID
	Letters   []data.ID // whose reply or opinion was opened
	Places    []screen.Place
	Lists     [][]data.ID
	Imported  []string // subject and path of each import that was opened
	books     []data.Book
	Panels    []*ui.Panel
	Backs     int
	Locks     int
	Worn      look.Look
	Changes   int           // how often a change was asked for
	Yes       bool          // the answer to every question
	Slow      chan struct{} // saves wait until it is closed; nil does them at once
	Workdays  data.Calendar
}

// Window is the test's window.
func (h *Host) Window() fyne.Window { return h.Win }

func (h *Host) Year() int { return h.ShownYear }

func (h *Host) Book() data.ID { return h.ShownBook }

// Calendar knows weekends and fixed days unless a test gives Workdays.
func (h *Host) Calendar() data.Calendar { return h.Workdays }

func (h *Host) Go(p screen.Place) { h.Places = append(h.Places, p) }

func (h *Host) OpenCase(id data.ID, _ screen.Tab) { h.Cases = append(h.Cases, id) }

func (h *Host) OpenReply(id data.ID, _ int) { h.Letters = append(h.Letters, id) }

func (h *Host) OpenList(_ string, ids []data.ID) { h.Lists = append(h.Lists, ids) }

func (h *Host) Import(subject intake.Subject, path string) {
	h.Imported = append(h.Imported, string(subject)+" "+path)
}

func (h *Host) EditBook(b data.Book, _ func(data.Book)) { h.books = append(h.books, b) }

func (h *Host) CloseYear() { h.Places = append(h.Places, "封账") }

func (h *Host) Back() { h.Backs++ }

func (h *Host) Locked() bool { _, readOnly := h.store.ReadOnly(); return readOnly }

func (h *Host) Say(text string) { h.Said = append(h.Said, text) }

func (h *Host) Offer(text string, acts ...screen.Act) {
	h.Said, h.Offered = append(h.Said, text), acts
}

func (h *Host) Undo() { h.Undone++ }

func (h *Host) Tell(title, text string) { h.Told = append(h.Told, title+"："+text) }

func (h *Host) Fail(err error) { h.Failed = append(h.Failed, err) }

func (h *Host) LockNow() { h.Locks++ }

func (h *Host) Scale() float32 { return 1 }

func (h *Host) SetScale(float32) {}

func (h *Host) Look() look.Look { return h.Worn }

func (h *Host) SetLook(l look.Look) { h.Worn = l }

func (h *Host) Ask(_, question, _ string, then func()) {
	h.Asked = append(h.Asked, question)
	if h.Yes {
		then()
	}
}

func (h *Host) RunTask(_ string, work func(context.Context, screen.Progress) error, done func(error)) {
	done(work(context.Background(), func(int, int, string) {}))
}

func (h *Host) Open(p *ui.Panel) {
	h.Panels = append(h.Panels, p)
	p.Show(h.Win.Canvas())
}

func (h *Host) Shut(p *ui.Panel) { p.Close() }

func (h *Host) Save(what string, f func(screen.Tx) error, done func(error)) {
	h.Changes++
	if h.Slow != nil {
		fault.Go(func() {
			<-h.Slow
			err := h.store.Do(context.Background(), what, f)
			ui.Do(func() { done(err) })
		})
		return
	}
	done(h.store.Do(context.Background(), what, f))
}

// Room is a window of the usual size with a registry of made-up facts.
type Room struct {
	*Host
	Deps   screen.Deps
	Memory *story.Memory
	Opened []string // files given to the system's program
	Papers *papersHere
}

// papersHere writes papers into a folder of the test, without their content,
// and remembers what was laid out and written.
type papersHere struct {
	store   screen.Store
	Dir     string
	Laid    []string
	Written []page.Document
	Lists   []data.List // laid out or written
}

func (p *papersHere) lay(what string) (page.Document, error) {
	p.Laid = append(p.Laid, what)
	return page.Document{Title: what}, nil
}

func (p *papersHere) Reply(_ context.Context, _ data.Case, _ data.Reply) (page.Document, error) {
	return p.lay("答复")
}

func (p *papersHere) Opinion(_ context.Context, _ data.Case, _ data.Opinion) (page.Document, error) {
	return p.lay("意见")
}

func (p *papersHere) Ledger(ctx context.Context, title string, cases []data.Case, asOf data.Date) (page.Document, error) {
	p.Laid = append(p.Laid, title)
	rules, err := p.store.RuleYears(ctx)
	if err != nil {
		return page.Document{}, err
	}
	doc, problems := export.Ledger(title, cases, asOf, rules, font.Embedded())
	return doc, problems.Err()
}

func (p *papersHere) Manual(_ context.Context, pages []manual.Page) (page.Document, error) {
	p.Laid = append(p.Laid, "使用说明")
	return export.Manual(pages, font.Embedded()), nil
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
	source := batch.Source{Cases: cases, Settings: settings, Rules: rules, Numbers: numbers, Measure: font.Embedded()}
	if source.Issues, err = p.store.Issues(ctx); err != nil {
		return source, err
	}
	source.Borne, err = p.store.Numbered(ctx, 0)
	return source, err
}

func (p *papersHere) Write(_ context.Context, doc page.Document, path string) (string, error) {
	p.Written = append(p.Written, doc)
	return path, p.Save(path, []byte("%PDF"))
}

func (p *papersHere) LedgerList(ctx context.Context, title string, columns []data.LedgerColumn, cases []data.Case, asOf data.Date) (data.List, error) {
	r, err := p.store.RuleYears(ctx)
	return data.LedgerList(title, columns, cases, asOf, r), err
}

func (p *papersHere) Today(_ context.Context, b data.Board) (page.Document, error) {
	return p.lay(b.Title())
}

func (p *papersHere) List(_ context.Context, l data.List) (page.Document, error) {
	p.Lists = append(p.Lists, l)
	return p.lay(l.Title)
}

func (p *papersHere) WriteList(_ context.Context, l data.List, path string) error {
	p.Lists = append(p.Lists, l)
	return p.Save(path, nil)
}

func (p *papersHere) Save(path string, content []byte) error {
	return os.WriteFile(path, content, 0o600)
}

func (p *papersHere) Fill(path string, fill func(io.Writer) error) error {
	var content bytes.Buffer
	if err := fill(&content); err != nil {
		return err
	}
	return p.Save(path, content.Bytes())
}

func (p *papersHere) Folder() (string, error) { return p.Dir, nil }

func (p *papersHere) FileName(name string) string { return strings.ReplaceAll(name, "/", "／") }

// InRoom runs a test in a bubble where goroutines can be waited for.
func InRoom(t *testing.T, f func(t *testing.T, r *Room), cases ...data.Case) {
	t.Helper()
	InStory(t, story.Story{Cases: func() []data.Case { return cases }}, f)
}

// InStory runs a test over a story's registry in a bubble where goroutines can be
// waited for.
func InStory(t *testing.T, s story.Story, f func(t *testing.T, r *Room)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		app := test.NewTempApp(t)
		app.Settings().SetTheme(look.OfficeTheme(1))
		onethread.Use(t)
		memory, err := s.Registry()
		if err != nil {
			t.Fatal(err)
		}
		store := Store{memory}
		r := &Room{Memory: memory, Host: &Host{t: t, store: store, ShownYear: 2022, Yes: true}}
		dir := t.TempDir()
		r.Deps = screen.Deps{
			Store: store, Fonts: font.Embedded(), Painter: preview.NewPainter(font.Embedded()), Now: func() time.Time { return story.Today }, Version: "试验",
			OpenFile: func(path string) error { r.Opened = append(r.Opened, filepath.Base(path)); return nil },
		}
		r.Papers = &papersHere{store: store, Dir: dir}
		r.Deps.Papers = r.Papers
		r.Win = test.NewTempWindow(t, nil)
		r.Win.SetPadded(false)
		r.Win.Resize(fyne.NewSize(1282, 692)) // what rail, bar and status line leave of 1366 × 768
		f(t, r)
		onethread.Settle()
	})
}

// Enter shows a screen and waits for its loads.
func (r *Room) Enter(s screen.Screen) {
	r.Win.SetContent(s.Root())
	r.Win.Resize(fyne.NewSize(1282, 692))
	s.Refresh()
	onethread.Settle()
}

// Keep writes a picture of the window where JIANBAN_PICTURES says, for people
// to look at.
func (r *Room) Keep(name string) {
	dir := os.Getenv("JIANBAN_PICTURES")
	if dir == "" {
		return
	}
	onethread.Settle()
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		r.t.Fatal(err)
	}
	err = png.Encode(f, r.Win.Canvas().Capture())
	if err = errors.Join(err, f.Close()); err != nil {
		r.t.Fatal(err)
	}
}

// NoFailure fails the test where the window was told of an error.
func (r *Room) NoFailure() {
	r.t.Helper()
	for _, err := range r.Failed {
		r.t.Errorf("the window was told: %v", err)
	}
}
