package gui

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/data/draft"
	"jianban/gui/letter"
	"jianban/gui/office"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	"jianban/gui/summary"
	ui "jianban/gui/widget"
)

// drawer keeps drafts in memory.
type drawer struct {
	kept   []draft.Draft
	writes int
	refuse error
	broken error // what reading tells
}

func (d *drawer) Read() ([]draft.Draft, error) { return slices.Clone(d.kept), d.broken }

func (d *drawer) Write(drafts []draft.Draft) error {
	if d.refuse != nil {
		return d.refuse
	}
	d.kept, d.writes = drafts, d.writes+1
	return nil
}

// sitting opens the window over a registry and a drawer, and leaves it as a kill
// would: what is typed and not kept by then is gone.
func sitting(t *testing.T, r *screentest.Room, d *drawer, f func(m *Main)) {
	t.Helper()
	onethread.Use(t)
	deps := r.Deps
	deps.Drafts = d
	m, err := NewMain(deps, fyne.CurrentApp())
	if err != nil {
		t.Fatal(err)
	}
	m.win.Resize(fyne.NewSize(1366, 768))
	onethread.Settle()
	r.Win = m.win
	f(m)
	onethread.Settle()
	kept := slices.Clone(d.kept)
	m.Close()
	onethread.Settle()
	d.kept = kept
	m.win.Close()
}

// later lets some time pass, in which the window looks for what was typed.
func later(by time.Duration) {
	time.Sleep(by)
	onethread.Settle()
}

func inSittings(t *testing.T, d *drawer, first, second func(m *Main), cases ...data.Case) {
	t.Helper()
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		start := time.Now() // the bubble's clock
		r.Deps.Now = func() time.Time { return story.Today.Add(time.Since(start)) }
		sitting(t, r, d, first)
		time.Sleep(3 * time.Minute)
		sitting(t, r, d, second)
	}, cases...)
}

// field finds a form's field by its label in a draft.
func field(t *testing.T, d draft.Draft, label string) draft.Field {
	t.Helper()
	for _, f := range d.Fields {
		if f.Label == label {
			return f
		}
	}
	t.Fatalf("no %s in %+v", label, d)
	return draft.Field{}
}

func top(m *Main) fyne.CanvasObject { return m.win.Canvas().Overlays().Top() }

// typeLetter opens the letter of a proposal and types its text.
func typeLetter(m *Main, id data.ID, round int, text string) *letter.ReplyScreen {
	m.OpenReply(id, round)
	onethread.Settle()
	s := m.current().(*letter.ReplyScreen)
	body(s).SetText(text)
	onethread.Settle()
	return s
}

// body is the text of the letter shown: its field of several lines.
func body(s *letter.ReplyScreen) *ui.Entry {
	var found *ui.Entry
	screentest.Walk(s.Root(), func(o fyne.CanvasObject) bool {
		if e, ok := o.(*ui.Entry); ok && e.MultiLine && found == nil {
			found = e
		}
		return found == nil
	})
	return found
}

func TestLetterComesBackAfterAKill(t *testing.T) {
	d := &drawer{}
	text := "一、基本情况\n正在写的文字。"
	inSittings(t, d, func(m *Main) {
		typeLetter(m, 12, 0, text)
		if len(d.kept) != 0 {
			t.Error("kept at once")
		}
		later(draftsEvery)
		if len(d.kept) != 1 || field(t, d.kept[0], "正文").Text != text || len(d.kept[0].Fields) != 1 {
			t.Fatalf("kept %+v", d.kept)
		}
		n := d.writes
		later(5 * draftsEvery)
		if d.writes != n {
			t.Errorf("written %d times more without a change", d.writes-n)
		}
	}, func(m *Main) {
		if top(m) == nil {
			t.Fatal("nothing is offered")
		}
		all := strings.Join(screentest.Texts(top(m)), "\n")
		for _, want := range []string{"第12号答复", "3分钟前", "正文", "正在写的文字。"} {
			if !strings.Contains(all, want) {
				t.Errorf("the offer lacks %s:\n%s", want, all)
			}
		}
		screentest.CheckChinese(t, "the offer", top(m))
		if len(m.trail) != 1 || len(d.kept) != 1 {
			t.Error("something was put back without being asked for")
		}
		screentest.TapText(t, top(m), "恢复")
		s, ok := m.current().(*letter.ReplyScreen)
		if !ok || body(s).Text != text {
			t.Fatalf("shown %T", m.current())
		}
		if u, ok := s.Unsaved(); !ok || u.Proposal != 12 {
			t.Error("what was put back counts as saved")
		}
		if m.status.offer.Visible() || len(d.kept) != 1 || d.kept[0].Offered {
			t.Errorf("after putting back kept %+v", d.kept)
		}
		s.Save()
		onethread.Settle()
		if len(d.kept) != 0 {
			t.Errorf("after saving kept %+v", d.kept)
		}
	}, story.Lead())
}

func TestGivenUpIsGone(t *testing.T) {
	d := &drawer{}
	inSittings(t, d, func(m *Main) {
		typeLetter(m, 12, 0, "一")
		later(draftsEvery)
		m.Back()
		screentest.TapText(t, top(m), "不保存")
		if len(d.kept) != 0 {
			t.Errorf("after 不保存 kept %+v", d.kept)
		}
		typeLetter(m, 12, 0, "二")
		later(draftsEvery)
	}, func(m *Main) {
		screentest.TapText(t, top(m), "放弃")
		if len(d.kept) != 1 {
			t.Error("given up without a question")
		}
		screentest.TapText(t, top(m), "放弃")
		if len(d.kept) != 0 || top(m) != nil || m.status.offer.Visible() {
			t.Errorf("kept %+v", d.kept)
		}
	}, story.Lead())
}

// What is put off is still there at the next start, also where the same letter
// was written anew and saved meanwhile.
func TestPutOffIsStillOffered(t *testing.T) {
	d := &drawer{}
	inSittings(t, d, func(m *Main) {
		typeLetter(m, 12, 0, "一")
		later(draftsEvery)
	}, func(m *Main) {
		screentest.TapText(t, top(m), "以后再说")
		if !m.status.offer.Visible() {
			t.Error("the status line does not lead back")
		}
		s := typeLetter(m, 12, 0, "二")
		s.Save()
		onethread.Settle()
		later(draftsEvery)
		if len(d.kept) != 1 || field(t, d.kept[0], "正文").Text != "一" || !d.kept[0].Offered {
			t.Errorf("kept %+v", d.kept)
		}
		if d.kept[0].Saved([]data.JournalEntry{{What: d.kept[0].Action, At: d.kept[0].Typed.Add(time.Hour)}}) {
			t.Error("what was put off is taken for saved")
		}
		m.offerDrafts()
		if top(m) == nil {
			t.Error("not offered again")
		}
	}, story.Lead())
}

func TestSummaryAndSettingsComeBack(t *testing.T) {
	d := &drawer{}
	var before, typed []draft.Field
	inSittings(t, d, func(m *Main) {
		m.Go(screen.PlaceSummary)
		onethread.Settle()
		s := m.current().(*summary.SummaryScreen)
		screentest.Walk(s.Root(), func(o fyne.CanvasObject) bool {
			if tabs, ok := o.(*ui.TabBar); ok && tabs.Word(1) == "编辑" {
				tabs.Choose(1)
			}
			return true
		})
		onethread.Settle()
		body := summaryText(s)
		before = []draft.Field{{Text: body.Text}}
		body.SetText("总结正在写。")
		later(draftsEvery)
		if len(d.kept) != 1 || d.kept[0].Where != draft.Summary || d.kept[0].Year != 2022 {
			t.Fatalf("kept %+v", d.kept)
		}
		typed = d.kept[0].Fields
	}, func(m *Main) {
		screentest.TapText(t, top(m), "恢复")
		s, ok := m.current().(*summary.SummaryScreen)
		if !ok || summaryText(s).Text != "总结正在写。" || summaryText(s).Text == before[0].Text {
			t.Fatalf("shown %T", m.current())
		}
		u, ok := s.Unsaved()
		if !ok || !slices.Equal(u.Fields, typed) {
			t.Errorf("put back\n%+v, want\n%+v", u.Fields, typed)
		}
		s.Save()
		onethread.Settle()
		m.Go(screen.PlaceSettings)
		onethread.Settle()
		set := m.current().(*office.SettingsScreen)
		firstEntry(set.Root()).SetText("另一个办公室")
		later(draftsEvery)
		if len(d.kept) != 1 || d.kept[0].Where != draft.Settings {
			t.Fatalf("kept %+v", d.kept)
		}
		kept := d.kept[0]
		m.leave(func() {})
		screentest.TapText(t, top(m), "不保存")
		m.putBack(kept)
		onethread.Settle()
		if got := firstEntry(set.Root()).Text; got != "另一个办公室" {
			t.Errorf("the settings show %q", got)
		}
	}, story.Lead())
}

func firstEntry(o fyne.CanvasObject) (found *ui.Entry) {
	screentest.Walk(o, func(o fyne.CanvasObject) bool {
		if e, ok := o.(*ui.Entry); ok && found == nil {
			found = e
		}
		return found == nil
	})
	return found
}

func summaryText(s *summary.SummaryScreen) (found *ui.Entry) {
	screentest.Walk(s.Root(), func(o fyne.CanvasObject) bool {
		if e, ok := o.(*ui.Entry); ok && e.MultiLine && found == nil {
			found = e
		}
		return found == nil
	})
	return found
}

// row types into the field of the panel on top that has a label.
func row(t *testing.T, m *Main, label, text string) {
	t.Helper()
	p := m.panels[len(m.panels)-1]
	if left := p.Retype(draft.Draft{Fresh: true, Fields: []draft.Field{{Label: label, Text: text}}}); len(left) > 0 {
		t.Fatalf("no field %s", label)
	}
	onethread.Settle()
}

// Forms that the window can open again come back in place, a new one and one of
// a record that is there.
func TestFormsComeBack(t *testing.T) {
	for name, c := range map[string]struct {
		open  func(m *Main)
		label string
		title string
	}{
		"new proposal": {func(m *Main) { m.onNew() }, "标题", "新建建议"},
		"proposal":     {func(m *Main) { m.OpenCase(12, ""); m.current().(screen.Recorder).AtHand().Edit() }, "备注", "编辑第12号"},
		"new talk":     {func(m *Main) { m.OpenCase(12, ""); m.current().(screen.Recorder).AtHand().RecordTalk() }, "代表意见", "第12号记沟通"},
		"talk": {func(m *Main) {
			m.OpenCase(12, "")
			m.current().(screen.Recorder).AtHand().EditTalk(story.Lead().Consultations[0].ID)
		}, "代表意见", "第12号改沟通记录"},
	} {
		t.Run(name, func(t *testing.T) {
			d := &drawer{}
			var typed []draft.Field
			inSittings(t, d, func(m *Main) {
				c.open(m)
				onethread.Settle()
				later(draftsEvery)
				if len(d.kept) != 0 {
					t.Fatalf("an untouched form is kept: %+v", d.kept)
				}
				row(t, m, c.label, "填了一半")
				later(draftsEvery)
				if len(d.kept) != 1 || d.kept[0].Title != c.title {
					t.Fatalf("kept %+v", d.kept)
				}
				typed = d.kept[0].Fields
			}, func(m *Main) {
				screentest.TapText(t, top(m), "恢复")
				if len(m.panels) != 1 || m.panels[0].Title != c.title {
					t.Fatalf("%d panels", len(m.panels))
				}
				u, ok := m.panels[0].Unsaved()
				if !ok || !slices.Equal(u.Fields, typed) {
					t.Errorf("put back %+v, want %+v", u.Fields, typed)
				}
				if len(d.kept) != 1 || d.kept[0].Offered {
					t.Errorf("kept %+v", d.kept)
				}
				m.panels[0].Cancel()
				screentest.TapText(t, top(m), "不保存")
				if len(d.kept) != 0 {
					t.Errorf("given up, but kept %+v", d.kept)
				}
			}, story.Lead())
		})
	}
}

// Closing the window with a form open asks nothing and loses nothing.
func TestClosingKeepsAnOpenForm(t *testing.T) {
	d := &drawer{}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		sitting(t, r, d, func(m *Main) {
			m.onNew()
			onethread.Settle()
			row(t, m, "标题", "填了一半")
			m.stopDrafts()
		})
		if len(d.kept) != 1 || field(t, d.kept[0], "标题").Text != "填了一半" {
			t.Errorf("kept %+v", d.kept)
		}
	}, story.Lead())
}

// A full disk is told once, typing goes on, and once there is room what was
// typed is kept.
func TestFullDiskIsToldInTheStatusLine(t *testing.T) {
	d := &drawer{refuse: data.Problem{Message: "磁盘已满"}}
	inSittings(t, d, func(m *Main) {
		typeLetter(m, 12, 0, "一")
		later(draftsEvery)
		if got := m.status.said.Text; !strings.Contains(got, "磁盘已满") {
			t.Errorf("says %q", got)
		}
		m.Say("别的")
		later(draftsEvery)
		if got := m.status.said.Text; got != "别的" {
			t.Errorf("says again %q", got)
		}
		d.refuse = nil
		later(draftsEvery)
		if len(d.kept) != 1 || field(t, d.kept[0], "正文").Text != "一" || !strings.Contains(m.status.said.Text, "又能") {
			t.Errorf("kept %+v, says %q", d.kept, m.status.said.Text)
		}
	}, func(*Main) {}, story.Lead())
}

func TestDamagedDraftsAreToldAndTypingIsKept(t *testing.T) {
	d := &drawer{broken: data.Problem{Message: "已经损坏"}}
	inSittings(t, d, func(m *Main) {
		if top(m) == nil || !strings.Contains(strings.Join(screentest.Texts(top(m)), ""), "已经损坏") {
			t.Fatal("not told")
		}
		screentest.TapText(t, top(m), "知道了")
		typeLetter(m, 12, 0, "一")
		later(draftsEvery)
		if len(d.kept) != 1 {
			t.Error("not kept")
		}
		d.broken = nil
	}, func(*Main) {}, story.Lead())
}

func TestReadOnlyWindowKeepsNoDrafts(t *testing.T) {
	d := &drawer{kept: []draft.Draft{{Title: "甲"}}, broken: errors.New("read")}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		r.Memory.ReadOnlyReason = "另一个程序正在使用"
		sitting(t, r, d, func(m *Main) {
			later(5 * draftsEvery)
			if m.drafts != nil || top(m) != nil || d.writes != 0 {
				t.Errorf("written %d times", d.writes)
			}
		})
	}, story.Lead())
}

// A program killed after saving, before it could drop what was saved, offers
// nothing.
func TestSavedIsNotOffered(t *testing.T) {
	d := &drawer{}
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		start := time.Now()
		clock := func() time.Time { return story.Today.Add(time.Since(start)) }
		r.Deps.Now, r.Memory.Now = clock, clock
		var old []draft.Draft
		sitting(t, r, d, func(m *Main) {
			s := typeLetter(m, 12, 0, "写完了。")
			later(draftsEvery)
			old = slices.Clone(d.kept)
			s.Save()
			onethread.Settle()
		})
		if len(old) != 1 {
			t.Fatalf("kept %+v", old)
		}
		d.kept = old
		sitting(t, r, d, func(m *Main) {
			if top(m) != nil || len(d.kept) != 0 {
				t.Errorf("offered, kept %+v", d.kept)
			}
		})
	}, story.Lead())
}

// What is typed is kept as soon as the window is left for another program.
func TestLeavingTheWindowKeepsAtOnce(t *testing.T) {
	d := &drawer{}
	inSittings(t, d, func(m *Main) {
		typeLetter(m, 12, 0, "一")
		m.app.Lifecycle().(interface{ OnExitedForeground() func() }).OnExitedForeground()()
		onethread.Settle()
		if len(d.kept) != 1 {
			t.Error("not kept")
		}
	}, func(*Main) {}, story.Lead())
}

// A form that only a person can open takes its text when it is opened.
func TestFormOpenedByHandIsFilled(t *testing.T) {
	d := &drawer{}
	inSittings(t, d, func(m *Main) {
		m.OpenCase(12, screen.TabFacts)
		onethread.Settle()
		screentest.TapText(t, m.win.Content(), "申请延期")
		row(t, m, "延期理由", "填了一半")
		later(draftsEvery)
		if len(d.kept) != 1 || d.kept[0].Form != "" || d.kept[0].Proposal != 12 {
			t.Fatalf("kept %+v", d.kept)
		}
	}, func(m *Main) {
		screentest.TapText(t, top(m), "恢复")
		if !strings.Contains(m.status.said.Text, "请打开“第12号申请延期”") || m.atHand() != 12 {
			t.Fatalf("says %q", m.status.said.Text)
		}
		m.OpenCase(12, screen.TabFacts)
		onethread.Settle()
		m.current().(screen.Recorder).AtHand().RecordTalk()
		if _, ok := m.panels[0].Unsaved(); ok {
			t.Fatal("put into another form")
		}
		m.panels[0].Cancel()
		screentest.TapText(t, m.win.Content(), "申请延期")
		u, ok := m.panels[0].Unsaved()
		if !ok || field(t, u, "延期理由").Text != "填了一半" {
			t.Errorf("holds %+v", u)
		}
	}, story.Lead())
}
