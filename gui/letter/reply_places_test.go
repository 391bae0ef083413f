package letter

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// faulty is a body with something for every check to complain of.
const faulty = "一、基本情况\n红塔工业园区光电子产业园共投入269万元，其中管网109万元、道路52万元、绿化107万元。\n二、办理情况\n已完成××亩土地报批，将于2022年9月31日前完工😀。"

func at(text, words string) int { return len([]rune(text[:strings.Index(text, words)])) }

func TestComplaintsAreMarkedOnPaper(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		s.form.salutation.SetText("李某、赵某代表")
		s.form.body.SetText(faulty)
		onethread.Settle()
		r.Keep("reply-signs")
		for _, c := range []struct{ field, quote string }{
			{"正文", "××"}, {"正文", "2022年9月31日"}, {"正文", "😀"}, {"主送", "赵某"},
			{"正文", "共投入269万元，其中管网109万元、道路52万元、绿化107万元"},
		} {
			p := problem(s, c.field, c.quote)
			if p.Message == "" {
				t.Errorf("no problem quotes %q: %v %v", c.quote, s.checks.Blocking, s.checks.Warnings)
				continue
			}
			if areas := s.places.areas(p); len(areas) == 0 {
				t.Errorf("%q is not marked", c.quote)
			}
			s.onMend(p)
			e := s.form.body
			if c.field == "主送" {
				e = s.form.salutation
			}
			if got, want := e.CursorTextOffset(), at(e.Text, c.quote); got != want {
				t.Errorf("a click on the problem about %q puts the caret to %d, want %d", c.quote, got, want)
			}
			if r.Win.Canvas().Focused() != fyne.Focusable(e) {
				t.Errorf("the keyboard is not in %s", c.field)
			}
		}
		r.Keep("reply-signs-chosen")
		if len(s.signed()) < 5 {
			t.Errorf("%d signs on the pages", len(s.signed()))
		}
		s.form.body.SetText("您提出的建议收悉。已办完。")
		s.form.salutation.SetText("李某、王某代表")
		onethread.Settle()
		if n := len(s.signed()); n != 0 {
			t.Errorf("nothing is wrong any more, %d signs are left", n)
		}
	}, story.Lead())
}

// signed are the signs that the pages show.
func (s *ReplyScreen) signed() []page.Area {
	var all []page.Area
	for _, sign := range s.places.signs(s.checks.Blocking, s.checks.Warnings) {
		all = append(all, sign.Areas...)
	}
	return all
}

func problem(s *ReplyScreen, field, quote string) data.Problem {
	for _, p := range append(append(data.Problems{}, s.checks.Blocking...), s.checks.Warnings...) {
		if p.Field == field && p.Quote == quote {
			return p
		}
	}
	return data.Problem{}
}

func TestClickOnPaperLeadsToTheText(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		s.form.body.SetText(faulty)
		onethread.Settle()
		for _, c := range []struct {
			field, words string
			in           *ui.Entry
		}{{"正文", "土地报批", s.form.body}, {"文号", "15号", s.form.number}, {"签发日期", "6月6日", &s.form.signed.Entry}} {
			from := at(c.in.Text, c.words)
			a := s.places.trace.Areas(c.field, from, from+1)
			if len(a) != 1 {
				t.Fatalf("%q stands at %v", c.words, a)
			}
			s.onPaper(a[0].Page, a[0].X+a[0].W/4, a[0].Y+a[0].H/2)
			if got := c.in.CursorTextOffset(); got != from {
				t.Errorf("a click on %q puts the caret to %d, want %d", c.words, got, from)
			}
		}
		s.form.tabs.Choose(2)
		before := r.Win.Canvas().Focused()
		s.onPaper(1, 105, 15) // the top margin
		if r.Win.Canvas().Focused() != before || s.form.tabs.Chosen() != 2 {
			t.Error("a click beside the text leads somewhere")
		}
		a := s.places.trace.Areas("正文", 0, 1)[0]
		s.onPaper(a.Page, a.X, a.Y)
		if s.form.tabs.Chosen() != 0 {
			t.Error("a click on the body should open its part")
		}
	}, story.Lead())
}
