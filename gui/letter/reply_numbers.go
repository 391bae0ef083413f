package letter

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"jianban/data"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// seriesOf is the series that a letter's 文号 is taken from: the book's, the
// office's, or where units answer for themselves the unit's own.
func (s *ReplyScreen) seriesOf(letter data.Reply) string {
	return data.PaperOf(s.model.Case, s.model.Settings, letter.SignOff.Signed, !s.model.Kind.answer).Series
}

// onTake fetches the next free 文号 of the letter's series and year.
func (s *ReplyScreen) onTake() {
	letter, _ := s.form.read(s.model.Letter)
	year := letter.SignOff.Signed.Year()
	if year == 0 {
		year = s.deps.Today().Year()
	}
	series := s.seriesOf(letter)
	if series == "" {
		s.host.Fail(noSeries(s.model.Case))
		return
	}
	var number string
	s.host.Save("取文号", func(tx screen.Tx) (err error) {
		number, err = tx.NextDocNumber(series, year)
		return err
	}, func(err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.takeNumber(number)
	})
}

func (s *ReplyScreen) takeNumber(number string) {
	s.form.number.SetText(number) // an edit like any other
}

// noSeries says where the series is to be entered.
func noSeries(c data.Case) data.Problem {
	p := data.Problem{Field: "文号", Message: "还没有设置文号代字", Hint: "请在“设置”里填写，如“红政函”；或者手工填写文号"}
	if a, ok := c.LeadAssignment(); ok && c.Book.Direction == data.HandedOut && c.Book.Issuer == "" {
		p.Message = "还没有设置" + a.Unit.Name + "的文号代字"
		p.Hint = "请在“设置”的承办单位里填写，如“红住建函”；或者手工填写文号"
	}
	return p
}

// tellGaps says under the 文号 which numbers of its series no paper bears, as
// long as the letter can still take one.
func (f *letterForm) tellGaps(gaps []data.NumberGap, series string, sent bool) {
	var words []string
	for _, g := range gaps {
		if g.Series == series && !sent {
			words = append(words, g.Sentence())
		}
	}
	text := strings.Join(words, "；")
	if f.gaps.Text == text {
		return
	}
	f.gaps.SetText(text)
	ui.SetShown(f.gapsRow, text != "")
	f.root.Refresh()
}

// mostRuns is how many runs of missing numbers of a series are shown.
const mostRuns = 60

// onGaps lists the 文号 that no paper bears; a click takes one.
func (s *ReplyScreen) onGaps() {
	box := container.New(layout.NewCustomPaddedVBoxLayout(6), ui.NewSmallText("这些号码没有文件使用。作废的可以不管；要补用，点号码就填进文号，一段连号取最小的。"))
	p := &ui.Panel{Title: "缺号", Content: box, Width: 560}
	for _, g := range s.model.Gaps {
		box.Add(ui.NewStrong(fmt.Sprintf("%s〔%d〕", g.Series, g.Year)))
		runs := container.New(layout.NewRowWrapLayout())
		for i, r := range g.Missing {
			if i == mostRuns {
				runs.Add(ui.NewSmall(fmt.Sprintf("……还有%d段", len(g.Missing)-i)))
				break
			}
			runs.Add(ui.NewChip(r.String()+"号", func() {
				s.host.Shut(p)
				if s.model.Locked == "" {
					s.takeNumber(g.Number(r.From))
				}
			}))
		}
		box.Add(runs)
		box.Add(ui.HLine(look.ColorLineSoft))
	}
	done := ui.NewAction("关闭", nil, func() { s.host.Shut(p) })
	p.Buttons, p.First = []fyne.CanvasObject{done}, done
	s.host.Open(p)
}

// tellHost says above the text that the letter takes the words of the proposal
// it is merged into, as long as it has none of its own.
func (f *letterForm) tellHost(c data.Case, letter data.Reply) {
	text := ""
	own := []string{letter.Body, letter.Done, letter.Planned}
	if taken := c.Letter(letter); f.kind.answer && !slices.Equal(own, []string{taken.Body, taken.Done, taken.Planned}) {
		text = "取用第" + c.Host.Number + "号的文字；在这里写了字，就用自己的。"
	}
	if f.host.Text == text {
		return
	}
	f.host.SetText(text)
	ui.SetShown(f.hostRow, text != "")
	f.root.Refresh()
}
