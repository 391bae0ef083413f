package proposal

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"jianban/data"
	"jianban/data/draft"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// remote is a store whose server may be down.
type remote struct {
	screen.Store
	down *bool
}

func (s remote) lost() error {
	if !*s.down {
		return nil
	}
	return data.Problem{Field: "登记库", Message: "与共享登记库的连接断了，这次没有做成", Hint: "请看服务器和网络，连上后再试", Lost: true}
}

func (s remote) Books(ctx context.Context) ([]data.Book, error) {
	if err := s.lost(); err != nil {
		return nil, err
	}
	return s.Store.Books(ctx)
}

func (s remote) Case(ctx context.Context, id data.ID) (data.Case, error) {
	if err := s.lost(); err != nil {
		return data.Case{}, err
	}
	return s.Store.Case(ctx, id)
}

// With the server down F2 opens the form with what is on screen and says so; what is
// saved when it is back finds units that were not on screen, and makes none twice.
func TestF2WithTheServerDown(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		down := false
		r.Deps.Store = remote{r.Deps.Store, &down}
		other := data.Unit{Name: "区园林局"}
		if err := r.Deps.Store.Do(t.Context(), "登记单位", func(tx screen.Tx) error { return tx.SaveUnit(&other) }); err != nil {
			t.Fatal(err)
		}
		s := openCase(t, r, 12, screen.TabFacts)
		was := s.model.Case.Proposal
		units, err := r.Memory.Units(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		down = true
		s.Edit()
		onethread.Settle()
		shown := screentest.ShownIn(r)
		if len(r.Panels) != 1 || !strings.Contains(shown, "共享登记库现在连不上") || len(r.Failed) > 0 {
			t.Fatalf("%d panels, %v: %s", len(r.Panels), r.Failed, shown)
		}
		if number, title := screentest.EntryOf(t, r, "如 12，照原件填写").Text, screentest.EntryOf(t, r, "如 关于……的建议").Text; number != was.Number || title != was.Title {
			t.Errorf("shows %q %q", number, title)
		}
		r.Keep("f2-down")
		screentest.EntryOf(t, r, "如 城建交通").SetText("断开时填的主题")
		kept, ok := r.Panels[0].Unsaved()
		if !ok || !slices.ContainsFunc(kept.Fields, func(f draft.Field) bool { return f.Text == "断开时填的主题" }) {
			t.Errorf("the draft has %+v", kept)
		}
		down = false
		screentest.PressYes(t, r)
		onethread.Settle()
		c, err := r.Memory.Case(t.Context(), 12)
		if err != nil || c.Proposal.Topic != "断开时填的主题" || c.Proposal.Sponsor.ID != was.Sponsor.ID || len(c.Proposal.Proposers) != len(was.Proposers) {
			t.Errorf("saved %+v, %v", c.Proposal, err)
		}
		down = true
		s.editAssignment(data.Assignment{Part: data.CoUnit})
		onethread.Settle()
		screentest.EntryOf(t, r, "选择或填写单位简称").SetText(other.Name)
		if shown := screentest.ShownIn(r); strings.Contains(shown, "保存时登记为新单位") {
			t.Errorf("says that a unit is new that it cannot know: %s", shown)
		}
		down = false
		screentest.PressYes(t, r)
		onethread.Settle()
		after, err := r.Memory.Units(t.Context())
		if c, e := r.Memory.Case(t.Context(), 12); err != nil || e != nil || len(after) != len(units) || !slices.ContainsFunc(c.Assignments, func(a data.Assignment) bool { return a.Unit.ID == other.ID }) {
			t.Errorf("%d units, were %d; %+v", len(after), len(units), c.Assignments)
		}
		r.NoFailure()
	}, story.Lead(), screentest.Waiting(6, "40", data.NewDate(2022, 3, 8)))
}

// A server that is silent is not waited for: the form opens within seconds, and can be
// given up at once.
func TestF2WithASilentServer(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		silent := make(chan struct{})
		defer close(silent)
		s := openCase(t, r, 12, screen.TabFacts)
		mute := muted{r.Deps.Store, silent}
		begun := time.Now()
		if _, err := listsSoon(t.Context(), mute); !data.Lost(err) || time.Since(begun) != listsPatience {
			t.Errorf("%v after %v", err, time.Since(begun))
		}
		cancelled, cancel := context.WithCancel(t.Context())
		cancel()
		begun = time.Now()
		if _, err := listsSoon(cancelled, mute); !errors.Is(err, context.Canceled) || time.Since(begun) != 0 {
			t.Errorf("cancelled: %v after %v", err, time.Since(begun))
		}
		if l := listsShown(t.Context(), r.Deps, []data.Case{s.model.Case}); len(l.Books) != 1 || len(l.Units) == 0 || l.told() == nil {
			t.Errorf("%+v", l)
		}
	}, story.Lead())
}

// muted is a store that does not answer until it is let.
type muted struct {
	screen.Store
	until chan struct{}
}

func (s muted) Books(context.Context) ([]data.Book, error) {
	<-s.until
	return nil, nil
}

// A proposal that cannot be read is not shown under another's name: the pane says why
// and tries again; what was asked of it meanwhile is told, and not done later.
func TestAProposalChosenWithTheServerDown(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		down := false
		r.Deps.Store = remote{r.Deps.Store, &down}
		s := openCase(t, r, 12, screen.TabTimeline)
		title := s.model.Case.Proposal.Title
		down = true
		s.Refresh()
		onethread.Settle()
		if shown := strings.Join(screentest.Texts(s.Root()), "\n"); !strings.Contains(shown, title) || !strings.Contains(strings.Join(r.Said, "\n"), "屏幕上是断开以前的内容") {
			t.Errorf("what was on screen: %s; said %v", shown, r.Said)
		}
		s.Open(6, "")
		onethread.Settle()
		shown := strings.Join(screentest.Texts(s.Root()), "\n")
		if strings.Contains(shown, title) || !strings.Contains(shown, "共享登记库连不上") || len(r.Failed) > 0 {
			t.Errorf("failed %v, shown %s", r.Failed, shown)
		}
		r.Keep("detail-down")
		s.TurnTab(1)
		s.Edit()
		onethread.Settle()
		if len(r.Failed) != 1 || len(r.Panels) != 0 {
			t.Errorf("F2: failed %v, %d panels", r.Failed, len(r.Panels))
		}
		down = false
		screentest.TapText(t, s.Root(), "重试")
		if shown := strings.Join(screentest.Texts(s.Root()), "\n"); !strings.Contains(shown, "第40号") || strings.Contains(shown, "共享登记库连不上") || len(r.Panels) != 0 {
			t.Errorf("again, %d panels: %s", len(r.Panels), shown)
		}
		s.Edit()
		onethread.Settle()
		if len(r.Panels) != 1 {
			t.Error("the form does not open when the server is back")
		}
	}, story.Lead(), screentest.Waiting(6, "40", data.NewDate(2022, 3, 8)))
}
