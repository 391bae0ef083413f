package letter

import (
	"context"
	"errors"
	"slices"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/data/draft"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/gui/check"
	"jianban/gui/form"
	"jianban/gui/preview"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// ReplyState says which letter the editor is on.
type ReplyState struct {
	ID    data.ID // the proposal
	Round int     // 0 is the latest, nextRound one after it
}

// ReplyModel is everything the letter editor shows.
type ReplyModel struct {
	paperFacts
	Kind   *paperKind
	Locked string           // why nothing can be changed; "" where it can
	Names  data.SignNames   // of earlier letters
	Gaps   []data.NumberGap // 文号 that no paper bears
}

// lettering is what follows from the text as it stands: pages and checks.
type lettering struct {
	facts              paperFacts // what the pages were laid out from
	doc                page.Document
	ahead              preview.Ahead // its pages in sight, painted
	blocking, warnings data.Problems
	waived             []data.WaivedWarning
	standIns           string        // faces that stand-ins play
	offers             []check.Offer // of repairs of what was typed
	places             letterPlaces
	signs              []preview.Sign
}

// ReplyScreen edits one letter, a reply or (opinion.go) our opinion: fields
// and plain text left, the true pages right, repainted while one types, the
// checks under the text. What is typed stays until it is saved or given up,
// whatever else changes in the registry.
type ReplyScreen struct {
	deps  screen.Deps
	host  screen.Host
	state ReplyState
	model ReplyModel

	shown  bool // a letter is in the form
	edits  int  // grows with every edit
	saved  int  // edits when last saved or filled
	saving screen.SaveTurn
	before []draft.Field // the form when it was filled
	retype func()        // puts typed text back when the letter is shown; nil mostly

	form    *letterForm
	checks  *check.List
	pages   *preview.Preview
	crumb   *ui.Line
	rounds  *ui.Choice[int]
	again   *ui.Button
	status  *ui.Badge
	save    *ui.Button
	past    *ui.Button      // opens the versions of the text
	draw    *ui.Button      // takes the text of a file
	head    *fyne.Container // crumb, status, buttons
	column  *fyne.Container // head, form, checks
	left    *fyne.Container
	root    *fyne.Container
	load    screen.Latest[ReplyModel]
	letters screen.Latest[lettering]
	laying  sync.Mutex
	places  letterPlaces // of what the pages show
	laid    paperFacts   // what the pages shown were laid out from
}

// NewReplyScreen makes the editor of a proposal's letter of one round; round 0
// is the latest, or the first where there is none.
func NewReplyScreen(d screen.Deps, h screen.Host, id data.ID, round int) *ReplyScreen {
	s := &ReplyScreen{deps: d, host: h, state: ReplyState{ID: id, Round: round}}
	file, other := form.NewSave(d, ui.NewAction, s.Export)
	s.pages = preview.New(d.Painter, ui.NewButton("打印", fynetheme.DocumentPrintIcon(), s.Print), file, other)
	s.crumb = ui.NewLine("")
	s.crumb.Color = look.ColorMuted
	s.rounds = ui.NewChoice("", nil, s.onRound)
	s.rounds.Hide()
	s.again = ui.NewButton("重新答复", nil, s.onAgain)
	s.again.Hide()
	s.status = ui.NewBadge(ui.ToneGrey, ui.NoShape, "")
	s.save = ui.NewAction("保存", fynetheme.DocumentSaveIcon(), s.Save)
	s.past = ui.NewQuiet("版本", fynetheme.HistoryIcon(), s.onVersions)
	s.draw = ui.NewQuiet("取自文件", fynetheme.DownloadIcon(), s.onFile)
	s.pages.OnTapped = s.onPaper
	s.checks = check.NewList(s.canMend, s.onMend)
	s.left = container.NewStack()
	split := ui.NewSplit(s.left, s.pages, 700, 320, d.Prefs, "reply.preview")
	split.KeepMain(560)
	split.MostMain(editorWide)
	s.root = container.NewStack(split)
	return s
}

// editorWide is how wide the editor grows, at scale 1: lines of 46 characters, with
// the margins and the field's own sides. In a wider window the page grows.
const editorWide = 46*14 + 2*16 + 20

// Root is the screen's content.
func (s *ReplyScreen) Root() fyne.CanvasObject { return s.root }

// turn goes to another round. What was being edited must have been saved or
// given up before (Leave).
func (s *ReplyScreen) turn(round int) {
	s.state.Round = round
	s.shown, s.saved = false, s.edits
	s.Refresh()
}

// Refresh loads the letter's facts anew.
func (s *ReplyScreen) Refresh() {
	state := s.state
	s.load.Start(func(ctx context.Context) (ReplyModel, error) { return s.Load(ctx, state) }, func(m ReplyModel, err error) {
		var p data.Problem
		switch {
		case err == nil:
			s.Show(m)
		case errors.As(err, &p) && p.Gone:
			s.host.Back()
		default:
			s.host.Fail(err)
		}
	})
}

// Load fetches one letter with all that its pages and checks depend on.
func (s *ReplyScreen) Load(ctx context.Context, state ReplyState) (ReplyModel, error) {
	var m ReplyModel
	var err error
	if m.Case, err = s.deps.Store.Case(ctx, state.ID); err != nil {
		return m, err
	}
	if m.Settings, err = s.deps.Store.Settings(ctx); err != nil {
		return m, err
	}
	rules, err := s.deps.Store.RuleYears(ctx)
	if err != nil {
		return m, err
	}
	m.Rules = rules.Of(m.Case)
	m.Kind = kindOf(m.Case)
	m.Letter = m.Kind.start(m.Case, state.Round)
	years := []int{m.Case.Year()}
	if now := s.deps.Today().Year(); now != m.Case.Year() {
		years = append(years, now)
	}
	for _, y := range years {
		taken, err := s.deps.Store.DocNumbers(ctx, y)
		if err != nil {
			return m, err
		}
		m.Taken = append(m.Taken, taken...)
		gaps, err := s.deps.Store.NumberGaps(ctx, y)
		if err != nil {
			return m, err
		}
		m.Gaps = append(m.Gaps, gaps...)
	}
	if m.Names, err = s.deps.Store.SignNames(ctx); err != nil {
		return m, err
	}
	m.Taken = data.OtherNumbers(m.Taken, m.Letter.DocNumber)
	latest, _ := m.Case.Draft()
	reason, readOnly := s.deps.Store.ReadOnly()
	switch {
	case readOnly:
		m.Locked = words.Or(reason, "登记库只读") + "，只能查看"
	case m.Kind.answer && m.Letter.Round < latest.Round:
		m.Locked = "以后又答复过，这一次只能查看"
	}
	return m, nil
}

// Show shows a letter. While there are edits that are not saved it keeps them
// and takes over only the facts around them.
func (s *ReplyScreen) Show(m ReplyModel) {
	if s.shown && s.dirty() && m.Kind == s.model.Kind {
		m.Letter = s.model.Letter
		s.model = m
		s.lay()
		return
	}
	s.build(m.Kind)
	s.model, s.shown = m, true
	s.form.fill(m)
	s.form.clear()
	s.form.lock(m.Locked != "")
	s.fillRounds(m)
	s.allowWaiving()
	s.saved = s.edits
	s.before = s.form.typed()
	s.tell()
	s.head.Refresh() // other buttons may stand in it
	s.lay()
	if put := s.retype; put != nil {
		s.retype = nil
		put()
	}
}

// build makes the form that a kind of letter needs, unless it is there.
func (s *ReplyScreen) build(k *paperKind) {
	if s.form != nil && s.form.kind == k {
		return
	}
	s.form = newLetterForm(k, s.host, s.deps.Today(), letterActions{s.onEdit, s.onTake, s.onGaps, s.onReworked, s.onInsert})
	s.form.checkBy(s.wrong)
	s.head = container.NewBorder(nil, nil, ui.NewQuiet("", fynetheme.NavigateBackIcon(), s.host.Back),
		container.NewHBox(s.rounds, s.again, s.draw, s.past, s.status, s.save), s.crumb)
	s.column = container.NewBorder(container.NewVBox(s.head, ui.Gap(2)), s.checks.Root, nil, nil, s.form.root)
	s.checks.Resized = func() { ui.Relayout(s.column) }
	pad := look.Size(look.SizeMargin)
	s.left.Objects = []fyne.CanvasObject{container.New(layout.NewCustomPaddedLayout(pad/2, pad, pad, pad), s.column)}
	s.left.Refresh()
}

func (s *ReplyScreen) fillRounds(m ReplyModel) {
	var options []ui.Option[int]
	for _, r := range m.Case.Replies {
		options = append(options, ui.Option[int]{Value: r.Round, Label: words.Round(r.Round)})
	}
	if m.Letter.ID == 0 && len(options) > 0 {
		options = append(options, ui.Option[int]{Value: m.Letter.Round, Label: words.Round(m.Letter.Round)})
	}
	s.rounds.SetChoices(options)
	s.rounds.Fill(m.Letter.Round)
	ui.SetShown(s.rounds, m.Kind.answer && len(options) > 1)
	latest, any := m.Case.Draft()
	ui.SetShown(s.again, m.Kind.answer && any && !latest.Sent.IsZero() && m.Letter.Round == latest.Round && m.Locked == "")
}

// tell says which letter this is and whether it is saved.
func (s *ReplyScreen) tell() {
	m := s.model
	what := m.Kind.name
	if m.Kind.answer && m.Letter.Round > 1 {
		what = words.Round(m.Letter.Round)
	}
	s.crumb.SetText("第" + m.Case.Proposal.Number + "号 › " + what + " › " + m.Case.Proposal.Title)
	before := s.status.String()
	switch {
	case m.Locked != "":
		s.status.Set(ui.ToneGrey, ui.Dash, m.Locked)
	case s.dirty():
		s.status.Set(ui.ToneYellow, ui.Dot, "未保存")
	case m.Letter.ID == 0:
		s.status.Set(ui.ToneGrey, ui.Ring, "新写")
	default:
		s.status.Set(ui.ToneGreen, ui.Check, "已保存")
	}
	ui.Enable(s.save, s.dirty() && m.Locked == "")
	ui.Enable(s.past, m.Letter.ID != 0)
	ui.Enable(s.draw, m.Locked == "")
	if s.status.String() != before {
		s.head.Refresh()
	}
}

func (s *ReplyScreen) dirty() bool { return s.edits != s.saved }

// lay makes pages and checks of what the form holds, off the UI goroutine.
func (s *ReplyScreen) lay() {
	facts, kind, fonts := s.model.paperFacts, s.model.Kind, s.deps.Fonts
	letter, wrong := s.form.read(facts.Letter)
	facts.Letter = letter
	s.form.tellHost(facts.Case, letter)
	s.form.tellTaken(letter, s.model.Locked != "")
	s.form.tellGaps(s.model.Gaps, s.seriesOf(letter), !letter.Sent.IsZero())
	offers, ahead := check.Offers(s.form.repairs), s.pages.Ahead()
	s.letters.StartSoon(func(ctx context.Context) (lettering, error) {
		s.laying.Lock() // one at a time; those overtaken by newer typing give up
		defer s.laying.Unlock()
		if err := ctx.Err(); err != nil {
			return lettering{}, err
		}
		l := letteringOf(facts, kind, wrong, fonts)
		if painted, err := ahead.Paint(ctx, l.doc); err == nil { // else the preview paints later
			l.ahead = painted
		}
		check.Find(offers)
		l.offers = offers
		return l, nil
	}, func(l lettering, _ error) {
		s.checks.Note(l.standIns)
		for _, o := range l.offers {
			o.Line.Show(o.Text, o.Found)
		}
		s.checks.Show(l.blocking, l.warnings, l.waived...)
		s.pages.SetPainted(l.doc, l.ahead)
		s.laid = l.facts
		s.places = l.places
		s.pages.SetSigns(l.signs)
	})
}

// letteringOf lays a letter out and looks it through; wrong is what its fields
// were found to hold. It touches no widget.
func letteringOf(facts paperFacts, kind *paperKind, wrong data.Problems, fonts *font.Set) lettering {
	doc, more := kind.layout(facts, fonts)
	blocking, warnings := kind.check(facts, func(r rune) bool { return fonts.Covers(page.FangSong, r) })
	blocking = append(slices.Clone(wrong), blocking...)
	blocking = append(blocking, unnamed(more, blocking, warnings)...)
	blocking = placed(fonts.Missing(doc), blocking)
	var waived []data.WaivedWarning
	if kind.waived != nil {
		waived = kind.waived(facts)
	}
	where := newLetterPlaces(doc, facts.Letter, kind, fonts)
	return lettering{facts: facts, doc: doc, blocking: blocking, warnings: warnings, waived: waived, standIns: fonts.StandIns(doc), places: where, signs: where.signs(blocking, warnings)}
}

// unnamed are the problems about fields that no other problem is about: the
// pages and the checks both miss a 文号, and one line is enough.
func unnamed(ps data.Problems, named ...data.Problems) (rest data.Problems) {
	for _, p := range ps {
		known := slices.ContainsFunc(named, func(others data.Problems) bool {
			return slices.ContainsFunc(others, func(o data.Problem) bool { return o.Field == p.Field })
		})
		if !known {
			rest = append(rest, p)
		}
	}
	return rest
}

func (s *ReplyScreen) onEdit() {
	if s.model.Locked != "" {
		return
	}
	s.edits++
	s.form.touched()
	s.tell()
	s.lay()
}

// wrong is what keeps the letter as it stands from being saved.
func (s *ReplyScreen) wrong() data.Problems {
	letter, unread := s.form.read(s.model.Letter)
	if !s.model.Kind.answer {
		o := opinionOf(letter)
		return form.MergeProblems(unread, o.Validate())
	}
	c := s.model.Case
	c.Replies = slices.DeleteFunc(slices.Clone(c.Replies), func(r data.Reply) bool { return r.Round == letter.Round })
	c.Replies = append(c.Replies, letter)
	impossible, _ := data.CheckFacts(c, s.model.Rules)
	return form.MergeProblems(form.MergeProblems(unread, letter.Validate()), impossible)
}

// onRound turns to another round.
func (s *ReplyScreen) onRound(round int) {
	s.Leave(func() { s.turn(round) })
	s.rounds.Fill(s.model.Letter.Round) // stays where leaving was refused
}

// onAgain begins the next round.
func (s *ReplyScreen) onAgain() {
	s.host.Ask("重新答复", "将新开一次答复，本次答复原样保留。", "重新答复", func() {
		s.Leave(func() { s.turn(words.NextRound) })
	})
}

// mendAt are the fields that are mended in the proposal's detail, and mendIn
// those of the office's own facts. 主送 of an opinion is the body that answers.
var (
	mendAt = map[string]screen.Tab{
		"沟通": screen.TabTalks, "公开": screen.TabReply, "协办意见": screen.TabDuty, "会办意见": screen.TabDuty, "主办单位": screen.TabFacts, "办理期限": screen.TabFacts, "报送期限": screen.TabFacts,
		"建议标题": screen.TabFacts, "代表姓名": screen.TabFacts, "承诺事项": screen.TabReply, "主送": screen.TabFacts,
	}
	mendIn = map[string]screen.Place{"署名": screen.PlaceSettings, "公文用语": screen.PlaceSettings}
)

// TurnTab shows the part of the letter so many further on.
func (s *ReplyScreen) TurnTab(by int) {
	if s.form != nil {
		s.form.tabs.Turn(by)
	}
}

// Close cancels what is under way and lets the pages go.
func (s *ReplyScreen) Close() {
	s.load.Stop()
	s.letters.Stop()
	s.pages.Close()
	s.places = letterPlaces{}
}
