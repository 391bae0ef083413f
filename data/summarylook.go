package data

import "slices"

// LookedFigure is a figure of a summary's text as it was when somebody looked at it.
type LookedFigure struct {
	Name  string `json:"name"` // of its field, or of the figure that a typed number was taken for
	Value string `json:"value"`
}

// ShownFigure is a figure of a summary's text as it is now.
type ShownFigure struct {
	LookedFigure
	IDs  []ID
	Rule string
}

// Figures are those of the text, each once, in its order: bound ones, examples and
// typed ones that tell a figure of the year. What passes with the days by itself is
// left out.
func (f FilledSummary) Figures() (all []ShownFigure) {
	add := func(name, value string, ids []ID, rule string) {
		if name != "年份" && name != "截至" && !slices.ContainsFunc(all, func(s ShownFigure) bool { return s.Name == name }) {
			all = append(all, ShownFigure{LookedFigure{name, value}, ids, rule})
		}
	}
	for _, t := range f.texts() {
		for _, p := range t.Pieces {
			switch {
			case p.Bound != nil && !p.Bound.Look():
				add(p.Bound.Field, p.Bound.Text, p.Bound.IDs, p.Bound.Rule)
			case p.Read != nil && p.Read.Matched():
				add(p.Read.Known.Name, p.Read.Known.Value(), p.Read.Known.IDs, p.Read.Known.Rule)
			}
		}
	}
	return all
}

// texts are all its texts, in their order.
func (f FilledSummary) texts() []FilledText {
	all := []FilledText{f.Headed}
	for i := range f.Texts {
		all = append(all, f.Heads[i], f.Texts[i])
	}
	return all
}

// LookAt is the summary as looked at on a day: its figures as they are now.
func (f FilledSummary) LookAt(s Summary, day Date) Summary {
	s.Looked, s.LookedOn = nil, day
	for _, x := range f.Figures() {
		s.Looked = append(s.Looked, x.LookedFigure)
	}
	return s
}

// ChangedFigure is a figure of the text that is no longer as it was looked at.
type ChangedFigure struct {
	ShownFigure
	Was string
}

// Changed are the figures of the text that changed since somebody looked at it, in
// its order. Those that the text did not have then are new, not changed.
func (f FilledSummary) Changed() (all []ChangedFigure) {
	was := map[string]string{}
	for _, l := range f.Looked {
		was[l.Name] = l.Value
	}
	for _, x := range f.Figures() {
		if old, ok := was[x.Name]; ok && old != x.Value {
			all = append(all, ChangedFigure{x, old})
		}
	}
	return all
}
