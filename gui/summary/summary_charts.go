package summary

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"jianban/data"
	"jianban/gui/chart"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// charts is the part 图表 at the right: the tables and charts of the paper's
// appendix, drawn when one looks at them.
type charts struct {
	open  chart.Open
	cases func() []data.Case // those counted

	stats  data.Stats
	before *data.Stats
	shown  bool
	stale  bool // what is drawn is not what was shown last
	list   *fyne.Container
	root   fyne.CanvasObject
}

func newCharts(open chart.Open, cases func() []data.Case) *charts {
	c := &charts{open: open, cases: cases, list: container.New(layout.NewCustomPaddedVBoxLayout(20))}
	m := look.Size(look.SizeMargin)
	c.root = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(4, m, m, m+8), c.list))
	return c
}

// show takes a year's figures and those of the year before, nil where it has none.
func (c *charts) show(st data.Stats, before *data.Stats) {
	c.stats, c.before, c.stale = st, before, true
	c.draw()
}

// showBefore takes the figures of the year before, which come later.
func (c *charts) showBefore(before *data.Stats) { c.show(c.stats, before) }

// setShown tells whether one looks at the charts.
func (c *charts) setShown(yes bool) {
	c.shown = yes
	c.draw()
}

// draw draws the charts anew where one looks at them and they have changed.
func (c *charts) draw() {
	if !c.shown || !c.stale {
		return
	}
	c.stale = false
	c.list.Objects = chart.Parts(data.YearParts(c.stats, c.before, c.cases()), c.open)
	if len(c.list.Objects) == 0 {
		c.list.Add(ui.NewSmall("还没有可以画的数字"))
	}
	c.list.Refresh()
}

// onChart shows what is behind a bar, as behind a figure of the prose.
func (s *SummaryScreen) onChart(name, value string, f data.Figure) {
	s.prose.choose(0)
	s.chosen = name
	s.figure.showFigure(SummaryFigure{Name: name, Value: value, Rule: f.Rule, IDs: f.IDs}, true, s.model.all())
	s.right.Choose(rightFigures)
}

// onChartBefore lists the proposals behind a share of the year before. They are not
// kept with its figures: the year is counted again.
func (s *SummaryScreen) onChartBefore(name string) {
	m, now, found := s.model, s.view.stats.Compared(), data.YearCell{}
	s.host.RunTask("正在读取上年", func(ctx context.Context, _ screen.Progress) error {
		before, err := m.yearBefore(ctx, s.deps.Store)
		if err != nil || before == nil {
			return err
		}
		found = data.ComparedFigure(*before, now, name)
		return nil
	}, func(err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.host.OpenList(fmt.Sprintf("%d年%s %s", m.Year-1, name, found.Text), found.IDs)
	})
}
