package proposal

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"jianban/data"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// Hinting offers, below the fields of a form, the units that proposals may go to and
// the topics that they may be of. A click takes one; in the field the right key takes
// the first, pressed again the next, and Tab goes on to the next field past them.
// Nothing is filled in by itself.
type Hinting struct {
	// Resized is called after a line took another height; may be nil.
	Resized func()

	deps  screen.Deps
	known []data.Unit
	made  *data.Hints // once they were asked for
	load  screen.Latest[hintsOf]
	lines []*hintLine
}

// hintsOf are the hints of some proposals.
type hintsOf struct {
	made          *data.Hints
	units, topics []hint
}

// hint is one name to take, and why it is offered.
type hint struct{ name, why string }

// NewHinting makes one that chooses among known units.
func NewHinting(d screen.Deps, known []data.Unit) *Hinting { return &Hinting{deps: d, known: known} }

// Units is the line of units for a field.
func (h *Hinting) Units(field *ui.Entry) fyne.CanvasObject {
	return h.line("可能的单位", field, func(x hintsOf) []hint { return x.units })
}

// Topics is the line of topics for a field.
func (h *Hinting) Topics(field *ui.Entry) fyne.CanvasObject {
	return h.line("可能的主题", field, func(x hintsOf) []hint { return x.topics })
}

func (h *Hinting) line(label string, field *ui.Entry, of func(hintsOf) []hint) fyne.CanvasObject {
	l := &hintLine{label: label, field: field, of: of, root: container.New(layout.NewCustomPaddedHBoxLayout(8))}
	l.root.Hide()
	h.lines = append(h.lines, l)
	return l.root
}

// Seek looks for what proposals may go to and be of. A title of a few characters
// says nothing yet.
func (h *Hinting) Seek(all ...data.Proposal) {
	if len(all) == 1 && len([]rune(all[0].Title)) < leastTyped {
		h.load.Stop()
		h.take(hintsOf{made: h.made})
		return
	}
	made, known, store, year := h.made, h.known, h.deps.Store, h.deps.Today().Year()
	h.load.Start(func(ctx context.Context) (hintsOf, error) {
		if made == nil {
			rules, err := store.RuleYears(ctx)
			if err != nil {
				return hintsOf{}, err
			}
			past, err := store.PastProposals(ctx)
			if err != nil {
				return hintsOf{}, err
			}
			made = data.NewHints(rules.In(year).Pack.Topics, past, known)
		}
		x := hintsOf{made: made}
		for _, u := range made.UnitsOfAll(all) {
			x.units = append(x.units, hint{u.Unit.Name, u.Why})
		}
		if len(all) == 1 {
			for _, name := range made.Topics(all[0].Title, all[0].Text) {
				x.topics = append(x.topics, hint{name: name})
			}
		}
		return x, nil
	}, func(x hintsOf, err error) {
		if err == nil { // else the form is as good without
			h.take(x)
		}
	})
}

func (h *Hinting) take(x hintsOf) {
	h.made = x.made
	resized := false
	for _, l := range h.lines {
		before := l.root.Visible()
		l.show(l.of(x))
		resized = resized || l.root.Visible() != before
	}
	if resized && h.Resized != nil {
		h.Resized()
	}
}

// hintLine is what is offered for one field.
type hintLine struct {
	label string
	field *ui.Entry
	of    func(hintsOf) []hint
	root  *fyne.Container
}

// show puts hints into the line; it takes no room where there are none.
func (l *hintLine) show(hints []hint) {
	l.root.Objects, l.field.Hints = nil, nil
	if len(hints) > 0 {
		l.root.Add(ui.Middle(ui.NewSmall(l.label + "：")))
		for _, x := range hints {
			l.field.Hints = append(l.field.Hints, x.name)
			l.root.Add(ui.NewPointed(x.name, func() { l.field.SetText(x.name) }))
		}
		said := "点选，或在空栏里按 → 逐个选取"
		if why := hints[0].why; why != "" {
			said = why + "；" + said
		}
		l.root.Add(ui.Middle(ui.NewSmall(said)))
	}
	ui.SetShown(l.root, len(l.root.Objects) > 0)
	l.root.Refresh()
}
