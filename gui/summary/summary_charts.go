package summary

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"jianban/data"
	"jianban/gui/chart"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// charts is the part 图表 at the right: the figures that the summary has counted,
// drawn when one looks at them.
type charts struct {
	open    chart.Open
	earlier func(name string)

	stats  data.Stats
	before *data.Stats
	shown  bool
	stale  bool // what is drawn is not what was shown last
	list   *fyne.Container
	root   fyne.CanvasObject
}

func newCharts(open chart.Open, earlier func(name string)) *charts {
	c := &charts{open: open, earlier: earlier, list: container.New(layout.NewCustomPaddedVBoxLayout(20))}
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
	st := c.stats
	all := []fyne.CanvasObject{chart.Growth(st.Course, st.Year), chart.Course(st.Course, st.Year, c.open), chart.Classes(st, true, c.open), chart.Satisfaction(st, c.open), chart.Units(st, c.open)}
	if c.before != nil {
		all = append(all, chart.Years(*c.before, st, c.open, c.earlier))
	}
	c.list.Objects = slices.DeleteFunc(all, func(o fyne.CanvasObject) bool { return o == nil })
	if len(c.list.Objects) == 0 {
		c.list.Add(ui.NewSmall("还没有可以画的数字"))
	}
	c.list.Refresh()
}

// onChart shows what is behind a bar, as behind a figure of the prose.
func (s *SummaryScreen) onChart(name, value string, f data.Figure) {
	s.prose.choose(0)
	s.chosen = name
	s.figure.showFigure(SummaryFigure{Name: name, Value: value, Rule: f.Rule, IDs: f.IDs}, true, slices.Concat(s.model.Cases, s.model.Earlier))
	s.right.Choose(rightFigures)
}

// onChartBefore lists the proposals behind a share of the year before. They are not
// kept with its figures: the year is counted again.
func (s *SummaryScreen) onChartBefore(name string) {
	m, now, found := s.model, s.view.stats.Compared(), data.Figure{}
	s.host.RunTask("正在读取上年", func(ctx context.Context, _ screen.Progress) error {
		before, err := m.yearBefore(ctx, s.deps.Store)
		if err != nil || before == nil {
			return err
		}
		names, pairs := data.YearShares(*before, now)
		if i := slices.Index(names, name); i >= 0 {
			found = pairs[i][0].Figure
		}
		return nil
	}, func(err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.host.OpenList(fmt.Sprintf("%d年%s %s", m.Year-1, name, found.Percent()), found.IDs)
	})
}
