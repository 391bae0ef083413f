package proposal

import (
	"slices"
	"strings"

	"jianban/data"
	"jianban/gui/screen"
)

// event is one line of a proposal's timeline.
type event struct {
	Date  data.Date // zero for what is still to be done
	Title string
	Note  string
	Tab   screen.Tab // where it is recorded
	Open  bool
}

// timeline is what happened to a proposal in order of date, then what is
// still missing.
func timeline(c data.Case, s data.Standing) []event {
	var all []event
	for _, e := range data.Timeline(c, s.Limit.Deadline) {
		all = append(all, event{Date: e.Date, Title: e.Title, Note: e.Note, Tab: screen.Tab(e.Kind)})
	}
	return append(all, missingEvents(c, s)...)
}

// missingEvents are the next step, what waits beside it, and the consultations
// still owed.
func missingEvents(c data.Case, s data.Standing) []event {
	if s.Stage == data.StageClosed {
		return nil
	}
	var out []event
	for _, step := range append([]data.Step{s.Next}, s.Also...) {
		if step.What == "" {
			continue
		}
		notes := []string{step.Who}
		if !step.By.IsZero() {
			notes = append(notes, "最迟 "+step.By.Chinese())
		}
		note := strings.Join(slices.DeleteFunc(notes, func(n string) bool { return n == "" }), " · ")
		out = append(out, event{Title: step.What, Note: note, Tab: screen.TabOfStep(step, s.Stage), Open: true})
	}
	if len(s.Missing) > 0 && s.Stage != data.Settled {
		var phases []string
		for _, p := range s.Missing {
			phases = append(phases, string(p))
		}
		out = append(out, event{Title: strings.Join(phases, "、") + "沟通", Note: "还没有记录", Tab: screen.TabTalks, Open: true})
	}
	return out
}
