package ledger

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// What other years have of a search, and what each of its words finds alone, is
// asked for when the hits are shown: counting takes longer than a key may.

// stillTyping is how soon after the hits the next key may be expected.
const stillTyping = 400 * time.Millisecond

// yearsNamed is how many other years are named; the newest.
const yearsNamed = 3

// yearShower is a window that can show another year; 0 is all of them.
type yearShower interface{ ShowYear(year int) }

// lookAround asks what is around the search that is shown: at once where it found
// nothing, else when no further key comes.
func (s *LedgerScreen) lookAround(ask data.SearchAsk) {
	wait := stillTyping
	if len(s.state.Found.Hits) == 0 {
		wait = 0
	}
	s.look.Start(func(ctx context.Context) (data.Around, error) {
		select {
		case <-time.After(wait):
			return s.deps.Store.Around(ctx, ask)
		case <-ctx.Done():
			return data.Around{}, ctx.Err()
		}
	}, func(around data.Around, err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.showAround(around)
	})
}

// showAround puts what is around the search below the table, or where the table is
// empty into what is said there.
func (s *LedgerScreen) showAround(around data.Around) {
	s.around = around
	s.elsewhere.Objects = nil
	h, can := s.host.(yearShower)
	if can && len(around.Elsewhere) > 0 && len(s.state.Found.Hits) > 0 {
		where := "其他年度还有 "
		if s.model.Book != 0 {
			where = "这一册以外还有 "
		}
		s.elsewhere.Add(ui.Middle(ui.NewSmall(where + around.Total() + "：")))
		for _, y := range around.Elsewhere[:min(len(around.Elsewhere), yearsNamed)] {
			s.elsewhere.Add(ui.NewLink(fmt.Sprintf("%d年 %d件", y.Year, y.Count), func() { h.ShowYear(y.Year) }))
		}
		if s.model.Year != 0 {
			s.elsewhere.Add(ui.NewLink("全部年份一起看", func() { h.ShowYear(0) }))
		}
	}
	ui.SetShown(s.foot, len(s.elsewhere.Objects) > 0)
	if len(s.state.Found.Hits) == 0 {
		s.showEmpty(len(s.Shown()))
	}
	s.root.Refresh()
}

// newAround makes the line below the table; it takes no room while there is nothing
// to say.
func (s *LedgerScreen) newAround() {
	s.elsewhere = container.New(layout.NewCustomPaddedHBoxLayout(14))
	m := look.Size(look.SizeMargin)
	s.foot = ui.Frame(ui.HLine(look.ColorLineSoft), nil, nil, nil, container.New(layout.NewCustomPaddedLayout(4, 4, m, m), s.elsewhere))
	s.foot.Hide()
}

// nothingFound says what was searched, what its words find apart, and offers the
// years that have all of them.
func (s *LedgerScreen) nothingFound() fyne.CanvasObject {
	buttons := []fyne.CanvasObject{ui.NewButton("清除条件", fynetheme.ContentClearIcon(), s.onClear)}
	where := "全部年份"
	if s.model.Year != 0 {
		where = fmt.Sprintf("%d年", s.model.Year)
	}
	said := "找过的地方：标题、建议内容、答复、沟通、意见、承诺、备注、附件，以及姓名、单位、编号、文号、届次、电话和拼音。"
	if told := s.around.Told(); told != "" {
		said = where + "单独找：" + told + "。"
	}
	if h, ok := s.host.(yearShower); ok && len(s.around.Elsewhere) > 0 {
		var years []string
		for i, y := range s.around.Elsewhere {
			years = append(years, fmt.Sprintf("%d年%d件", y.Year, y.Count))
			if i < yearsNamed {
				buttons = append(buttons, ui.NewAction(fmt.Sprintf("看%d年", y.Year), fynetheme.SearchIcon(), func() { h.ShowYear(y.Year) }))
			}
		}
		said = "别的年份有：" + strings.Join(years, "、") + "。"
		if told := s.around.Told(); told != "" {
			said += where + "单独找：" + told + "。"
		}
	}
	together := ""
	if len(s.state.Found.Words) > 1 {
		together = "同时有"
	}
	return ui.Empty(fynetheme.SearchIcon(), where+"没有"+together+data.Plain(s.state.Found.Words)+map[bool]string{true: "的"}[together != ""], said, container.New(layout.NewCustomPaddedHBoxLayout(10), buttons...))
}
