package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"jianban/data"
	"jianban/gui/ledger"
	"jianban/gui/letter"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// key types a plain key where the keyboard is, as the driver does.
func key(m *Main, name fyne.KeyName) {
	e := &fyne.KeyEvent{Name: name}
	if f := m.win.Canvas().Focused(); f != nil {
		f.TypedKey(e)
	} else {
		m.win.Canvas().OnTypedKey()(e)
	}
	onethread.Settle()
}

// panelTitle is the title of the panel on top; "" where there is none.
func panelTitle(m *Main) string {
	if len(m.panels) == 0 {
		return ""
	}
	return m.panels[len(m.panels)-1].Title
}

func TestFromTodayToAConsultationByKeysAlone(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		press(m, fyne.KeyF)
		for _, letter := range "17" {
			m.win.Canvas().Focused().TypedRune(letter)
			onethread.Settle()
			if !m.searching() {
				t.Fatalf("after %c the keyboard has left the search box", letter)
			}
		}
		key(m, fyne.KeyReturn)
		if s, ok := m.current().(screen.Recorder); !ok || s.AtHand() == nil || s.AtHand().ID() != 17 {
			t.Fatalf("Enter opens %T, not 17 in the ledger", m.current())
		}
		key(m, fyne.KeyF6)
		if got := panelTitle(m); got != "第17号记沟通" {
			t.Fatalf("F6 opens %q", got)
		}
		key(m, fyne.KeyDown) // today
		m.win.Canvas().FocusNext()
		if choice, ok := m.win.Canvas().Focused().(*ui.Choice[data.Method]); ok {
			choice.Choose(data.Methods[0])
		} else {
			t.Fatalf("Tab goes from the date to %T", m.win.Canvas().Focused())
		}
		press(m, fyne.KeyS)
		if got := panelTitle(m); got != "" {
			t.Fatalf("saving leaves %q open: %s", got, strings.Join(screentest.Texts(m.panels[0].Content), " "))
		}
		if x, ok := r.Memory.Saved()[0].(data.Consultation); !ok || x.ProposalID != 17 || x.Date != data.DateOf(story.Today) {
			t.Errorf("saved %+v", r.Memory.Saved())
		}
	}, story.Lead(), story.Draft(), story.Assist())
}

func TestKeysRecordOfTheChosenProposal(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		key(m, fyne.KeyF6)
		if panelTitle(m) != "" || m.status.said.Text != "请先选择一件建议。" {
			t.Errorf("without a proposal F6 opens %q and says %q", panelTitle(m), m.status.said.Text)
		}
		m.OpenCase(12, screen.TabTimeline)
		onethread.Settle()
		for k, want := range map[fyne.KeyName]string{fyne.KeyF2: "编辑第12号", fyne.KeyF6: "第12号记沟通", fyne.KeyF8: "第12号记征询意见表"} {
			key(m, k)
			if got := panelTitle(m); got != want {
				t.Errorf("%s opens %q, want %q", k, got, want)
			}
			escape(m)
		}
		key(m, fyne.KeyF9)
		if _, ok := m.current().(*letter.ReplyScreen); !ok {
			t.Errorf("F9 opens %T", m.current())
		}
	}, story.Lead())
}

// F3 opens what is to be done next: 交办 of what nobody has, then the talk.
func TestF3TakesTheNextStep(t *testing.T) {
	fresh := story.Lead()
	fresh.Assignments, fresh.Consultations, fresh.Replies, fresh.Dispatches, fresh.Feedback, fresh.Commitments = nil, nil, nil, nil, nil, nil
	for want, c := range map[string]data.Case{"第12号交办单位": fresh, "第17号记沟通": story.Draft()} {
		if want == "第17号记沟通" {
			c.Consultations, c.Replies = nil, nil
		}
		inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
			m.OpenCase(c.Proposal.ID, screen.TabTimeline)
			onethread.Settle()
			key(m, fyne.KeyF3)
			if got := panelTitle(m); got != want {
				t.Errorf("F3 opens %q, want %q", got, want)
			}
			escape(m)
		}, c)
	}
}

// A list gone to by its key is walked through at once.
func TestDownGoesIntoTheList(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		for _, p := range []screen.Place{screen.PlaceLedger, screen.PlaceTalks, screen.PlaceFeedback} {
			m.Go(p)
			onethread.Settle()
			if m.focused() != nil {
				t.Fatalf("%s: the keyboard is in %T already", p, m.focused())
			}
			key(m, fyne.KeyDown)
			if m.win.Canvas().Focused() == nil {
				t.Errorf("%s: the keyboard is nowhere", p)
			}
		}
	}, story.Lead(), story.Draft())
}

// Ctrl+Tab turns the tabs of the proposal at hand, of its letter, of settings and summary;
// the keyboard goes along.
func TestCtrlTabTurnsTheTabs(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		turn := func(modifier fyne.KeyModifier, want string) {
			t.Helper()
			m.keys.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyTab, Modifier: modifier})
			onethread.Settle()
			bar, ok := m.win.Canvas().Focused().(*ui.TabBar)
			if !ok || !strings.HasPrefix(bar.Word(bar.Chosen()), want) {
				t.Errorf("want %s; the keyboard is on %T", want, m.win.Canvas().Focused())
			}
		}
		m.Go(screen.PlaceLedger)
		onethread.Settle()
		key(m, fyne.KeyDown)
		m.OpenCase(12, screen.TabTimeline)
		onethread.Settle()
		turn(fyne.KeyModifierControl, "概况")
		turn(fyne.KeyModifierControl|fyne.KeyModifierShift, "时间线")
		turn(fyne.KeyModifierControl|fyne.KeyModifierShift, "记录")
		key(m, fyne.KeyF9)
		turn(fyne.KeyModifierControl, "落实事项")
		m.Go(screen.PlaceSettings)
		onethread.Settle()
		turn(fyne.KeyModifierControl, "办理规则")
		m.Go(screen.PlaceSummary)
		onethread.Settle()
		turn(fyne.KeyModifierControl, "编辑")
		turn(fyne.KeyModifierControl, "核对文件")
	}, story.Lead())
}

func TestAssistedProposalHasNoFeedback(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		m.OpenCase(21, screen.TabTimeline)
		onethread.Settle()
		key(m, fyne.KeyF8)
		if all := strings.Join(screentest.Texts(m.win.Canvas().Overlays().Top()), ""); !strings.Contains(all, "协办件不征询意见") {
			t.Errorf("F8 shows %q", all)
		}
	}, story.Assist())
}

func TestAProposalThatIsGoneIsLeft(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		m.Go(screen.PlaceLedger)
		m.OpenCase(17, screen.TabTimeline)
		m.OpenReply(17, 0)
		onethread.Settle()
		r.Memory.Put([]data.Book{story.Lead().Book}, []data.Case{story.Lead()})
		r.Memory.Changed()
		onethread.Settle()
		if _, ok := m.current().(*ledger.LedgerScreen); !ok || len(m.panels) > 0 {
			t.Errorf("after its entry was taken back the window shows %T and %q", m.current(), panelTitle(m))
		}
	}, story.Lead(), story.Draft())
}

func TestReadOnlyRefusesBeforeAnythingIsTyped(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		m.OpenCase(12, screen.TabTimeline)
		onethread.Settle()
		r.Memory.ReadOnlyReason = "正由王某使用"
		for _, k := range []fyne.KeyName{fyne.KeyF2, fyne.KeyF6} {
			key(m, k)
			all := strings.Join(screentest.Texts(m.win.Canvas().Overlays().Top()), "")
			if panelTitle(m) != "没有完成" || !strings.Contains(all, "正由王某使用") {
				t.Errorf("%s shows %q: %s", k, panelTitle(m), all)
			}
			escape(m)
		}
	}, story.Lead())
}

func TestMenuStaysInTheWindow(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		m.OpenCase(12, screen.TabTimeline)
		onethread.Settle()
		screentest.TapText(t, m.body, "记其他")
		top := m.win.Canvas().Overlays().Top()
		if top == nil {
			t.Fatal("no menu")
		}
		button := buttonOf(m.body, "记其他")
		d := fyne.CurrentApp().Driver()
		for _, o := range test.WidgetRenderer(top.(fyne.Widget)).Objects() {
			at := d.AbsolutePositionForObject(o)
			if bottom := at.Y + o.Size().Height; bottom > d.AbsolutePositionForObject(button).Y {
				t.Errorf("the menu reaches to %v, over its button", bottom)
			}
		}
	}, story.Lead())
}

func buttonOf(root fyne.CanvasObject, word string) (found *ui.Button) {
	screentest.Walk(root, func(o fyne.CanvasObject) bool {
		if b, ok := o.(*ui.Button); ok && b.Text == word {
			found = b
		}
		return true
	})
	return found
}

func TestASecondSearchReplacesTheFirst(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, _ *screentest.Room) {
		for _, words := range []string{"17", "9"} {
			press(m, fyne.KeyF)
			for _, letter := range words {
				m.win.Canvas().Focused().TypedRune(letter)
				onethread.Settle()
			}
			if got := m.bar.search.Text; got != words {
				t.Errorf("searching for %q, the field holds %q", words, got)
			}
		}
	})
}

// The window's first look at the ledger may be a saved list's.
func TestAltAndADigitBeforeTheLedgerWasOpened(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		err := r.Deps.Store.Do(t.Context(), "存列表", func(tx screen.Tx) error {
			return tx.SaveSavedList(&data.SavedList{Name: "管网", Words: "管网"})
		})
		if err != nil {
			t.Fatal(err)
		}
		m.keys.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.Key1, Modifier: fyne.KeyModifierAlt})
		onethread.Settle()
		if s, ok := m.current().(*ledger.LedgerScreen); !ok || len(s.Shown()) != 1 || m.bar.search.Text != "管网" {
			t.Errorf("shows %T, searched for %q", m.current(), m.bar.search.Text)
		}
	}, story.Lead(), story.Draft())
}

// Alt and a digit show a saved list of the ledger, in the search box as well.
func TestAltAndADigitShowASavedList(t *testing.T) {
	inWindow(t, func(t *testing.T, m *Main, r *screentest.Room) {
		err := r.Deps.Store.Do(t.Context(), "存列表", func(tx screen.Tx) error {
			return tx.SaveSavedList(&data.SavedList{Name: "管网", Words: "管网"})
		})
		if err != nil {
			t.Fatal(err)
		}
		m.Go(screen.PlaceLedger)
		onethread.Settle()
		m.keys.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.Key1, Modifier: fyne.KeyModifierAlt})
		onethread.Settle()
		s, ok := m.current().(*ledger.LedgerScreen)
		if !ok || len(s.Shown()) != 1 || s.Shown()[0].Number != "17" || m.bar.search.Text != "管网" {
			t.Errorf("shows %+v, searched for %q", s.Shown(), m.bar.search.Text)
		}
		s.Only("两件", []data.ID{s.Shown()[0].ID}) // something else
		m.Go(screen.PlaceTalks)
		onethread.Settle()
		alt := func(key fyne.KeyName) {
			m.keys.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt})
			onethread.Settle()
		}
		alt(fyne.Key1)
		if m.current() != screen.Screen(s) || len(s.Shown()) != 1 || m.bar.search.Text != "管网" {
			t.Errorf("from another place: %T, %d rows, searched for %q", m.current(), len(s.Shown()), m.bar.search.Text)
		}
		alt(fyne.Key7)
		if all := strings.Join(screentest.Texts(m.win.Content()), " "); !strings.Contains(all, "还没有第 7 个常用列表") {
			t.Error("a list that is not there is not told")
		}
	}, story.Lead(), story.Draft())
}
