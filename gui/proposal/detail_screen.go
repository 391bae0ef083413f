package proposal

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// CaseScreen shows one proposal in the whole window. Where that is wide, the
// proposal's facts stand beside the tab, beside its facts the timeline.
type CaseScreen struct {
	*Detail
	more *fyne.Container // what stands beside
	what *ui.Line        // its heading
	root fyne.CanvasObject
}

// NewCaseScreen builds the screen and starts nothing.
func NewCaseScreen(d screen.Deps, h screen.Host, id data.ID, tab screen.Tab) *CaseScreen {
	s := &CaseScreen{Detail: NewDetail(d, h), more: container.New(layout.NewCustomPaddedVBoxLayout(4)), what: ui.NewStrong("")}
	s.id, s.gone, s.beside = id, h.Back, s.showMore
	if tab != "" {
		s.tab = tab
	}
	back := ui.NewQuiet("返回", fynetheme.NavigateBackIcon(), h.Back)
	bar := container.New(layout.NewCustomPaddedLayout(6, 0, 8, 8), container.NewHBox(back))
	m := look.Size(look.SizeMargin)
	more := container.New(layout.NewCustomPaddedLayout(10, 10, m, m), ui.Border(container.NewVBox(s.what, ui.HLine(look.ColorLineSoft)), nil, nil, nil, container.NewVScroll(container.New(layout.NewCustomPaddedLayout(8, 12, 0, 10), s.more))))
	beside := ui.Frame(nil, nil, ui.VLine(look.ColorLine), nil, ui.Ground(look.ColorPane, more))
	s.root = container.NewBorder(bar, nil, nil, nil, container.New(&readingLayout{980}, s.Detail.Root(), beside))
	return s
}

// Root is the screen.
func (s *CaseScreen) Root() fyne.CanvasObject { return s.root }

// showMore shows what stands beside the tab. What can be done with it is offered in
// its own tab.
func (s *CaseScreen) showMore(m CaseModel) {
	body := s.body
	s.body, s.more.Objects = s.more, nil
	if s.tab == screen.TabFacts {
		s.what.SetText(string(screen.TabTimeline))
		s.eventLines(m)
	} else {
		s.what.SetText(string(screen.TabFacts))
		s.factLines(m)
	}
	s.body = body
	s.more.Refresh()
}

// readingLayout keeps content from growing wider than is good to read; a second
// object takes what is left where that is worth it, else it is hidden. The content
// gives way a little for it.
type readingLayout struct{ most float32 }

// leastBeside is the least width of what stands beside, leastContent that of the
// content then, at scale 1.
const leastBeside, leastContent = 440, 700

// MinSize is the content's.
func (l *readingLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// Layout gives the content the width, up to the most.
func (l *readingLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	scale := look.Scale()
	width := min(size.Width, l.most*scale)
	if room := size.Width - leastBeside*scale; room >= leastContent*scale {
		width = min(width, room)
	}
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(width, size.Height))
	left := size.Width - width
	if shown := left >= leastBeside*scale; shown != o[1].Visible() {
		ui.SetShown(o[1], shown)
	}
	o[1].Move(fyne.NewPos(width, 0))
	o[1].Resize(fyne.NewSize(left, size.Height))
}
