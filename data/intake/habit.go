package intake

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Habits are what a user confirmed at imports, for the next file: what a column
// holds, and who is meant by a name.
type Habits struct {
	Headings map[Subject]Synonyms `json:"headings,omitempty"`
	Same     map[string]string    `json:"same,omitempty"` // by Question.Key
}

// Apply lets options follow the habits; what they answer themselves stays.
func (h Habits) Apply(o Options) Options {
	subject := o.Subject
	if subject == "" {
		subject = Proposals
	}
	can := MeaningsOf(subject)
	o.Synonyms = maps.Clone(h.Headings[subject])
	maps.DeleteFunc(o.Synonyms, func(_ string, m Meaning) bool { return !slices.Contains(can, m) })
	answers := maps.Clone(h.Same)
	if answers == nil {
		answers = map[string]string{}
	}
	maps.Copy(answers, o.Answers)
	o.Answers = answers
	return o
}

// Clone is a copy to be changed.
func (h Habits) Clone() Habits {
	all := Habits{Headings: map[Subject]Synonyms{}, Same: maps.Clone(h.Same)}
	for s, words := range h.Headings {
		all.Headings[s] = maps.Clone(words)
	}
	if all.Same == nil {
		all.Same = map[string]string{}
	}
	return all
}

// Equal tells that two hold the same.
func (h Habits) Equal(o Habits) bool {
	return maps.Equal(h.Same, o.Same) && maps.EqualFunc(h.Headings, o.Headings, func(a, b Synonyms) bool { return maps.Equal(a, b) })
}

// Choose says what column i of a table holds: in every table of the same
// headings, and where the program does not know the heading wherever it stands.
// h must be a Clone.
func (h Habits) Choose(s Subject, t *Table, i int, m Meaning) {
	if h.Headings[s] == nil {
		h.Headings[s] = Synonyms{}
	}
	h.Headings[s][choiceKey(t.Look(), i)] = m
	if c := t.Columns[i]; c.foreign(s) {
		h.Headings[s][c.Key()] = m
	}
}

// Forget leaves column i of a table to the program again. h must be a Clone.
func (h Habits) Forget(s Subject, t *Table, i int) {
	delete(h.Headings[s], choiceKey(t.Look(), i))
	delete(h.Headings[s], t.Columns[i].Key())
	if len(h.Headings[s]) == 0 {
		delete(h.Headings, s)
	}
}

// Answer says who is meant. h must be a Clone.
func (h Habits) Answer(q Question, who string) { h.Same[q.Key] = who }

// choiceKey is what a choice for a column of tables of one look is kept by: two
// of its columns may have the same heading. No heading has a line end.
func choiceKey(look string, i int) string { return look + "\n" + strconv.Itoa(i) }

// foreign tells that the program does not know the column's heading.
func (c Column) foreign(s Subject) bool {
	var known Synonyms
	if s != Proposals {
		known = directoryHeads(Options{Subject: s})
	}
	parts := strings.Split(c.Heading, "/")
	for i, part := range parts {
		if can, _, _ := lookup(part, known); len(can) > 0 {
			return false
		}
		if i > 0 {
			if _, _, ok := beneath(parts[i-1], part, known); ok {
				return false
			}
		}
	}
	return true
}
