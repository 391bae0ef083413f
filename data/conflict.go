package data

import (
	"strings"
	"time"
)

// Conflict is why a record was not saved: somebody else changed it since it was read,
// and saving would undo that. Nothing was written.
type Conflict struct {
	Kind   Record // of the record
	ID     ID
	Record string    // what kind it is, in Chinese
	By     string    // who changed it last,
	At     time.Time // when,
	What   string    // and what that was called
	Fields []ConflictField
}

// ConflictField is one field of a record that differs between what was read, what is
// there now and what was to be saved. The values are as the registry keeps them: a
// text, a whole or another number, or nil for none; the words are for a person.
type ConflictField struct {
	Name                string // of the column
	Label               string // Chinese; "" where no reader sees it
	Was, Theirs, Mine   any
	WasWords            string
	TheirWords, MyWords string
	Text                bool // a text that can hold both, one below the other
}

// Side is whose value of a field is taken.
type Side string

// The sides of a field.
const (
	Theirs Side = "他人的"
	Mine   Side = "我的"
	Both   Side = "两者都留"
)

// Error is for a person.
func (c Conflict) Error() string { return c.Problem().Error() }

// Problem tells what happened and what to do.
func (c Conflict) Problem() Problem {
	var labels []string
	for _, f := range c.Fields {
		if f.Label != "" && f.Theirs != f.Was {
			labels = append(labels, f.Label)
		}
	}
	what := strings.Join(labels, "、")
	if what == "" {
		what = "内容"
	}
	return Problem{Field: c.Record, Message: c.By + "在" + Moment(c.At) + "改过这条" + c.Record + "的" + what + "，这次没有保存", Hint: "请逐项选择留哪一个，再保存"}
}

// Suggested is the side that a field takes by itself: of the one who changed it. ok is
// false where both did, and not alike: then a person chooses.
func (f ConflictField) Suggested() (side Side, ok bool) {
	switch {
	case f.Theirs == f.Was:
		return Mine, true
	case f.Mine == f.Was || f.Mine == f.Theirs:
		return Theirs, true
	}
	return Mine, false
}

// Value is a field's value of one side. Both is theirs with mine below it, each
// paragraph once; where a field cannot hold both it is mine.
func (f ConflictField) Value(side Side) any {
	switch {
	case side == Theirs:
		return f.Theirs
	case side != Both || !f.Text:
		return f.Mine
	}
	theirs, _ := f.Theirs.(string)
	mine, _ := f.Mine.(string)
	return bothTexts(theirs, mine)
}

// bothTexts is one text with the paragraphs of another that it lacks below it.
func bothTexts(theirs, mine string) string {
	has := map[string]bool{}
	var all []string
	for i, text := range []string{theirs, mine} {
		for p := range strings.SplitSeq(text, "\n") {
			if i == 1 && (has[p] || p == "") {
				continue
			}
			has[p] = true
			all = append(all, p)
		}
	}
	return strings.TrimPrefix(strings.Join(all, "\n"), "\n")
}

// Merged are the values of all fields, each of the side that was chosen by its name;
// of one that nobody chose the side that it takes by itself.
func (c Conflict) Merged(chosen map[string]Side) map[string]any {
	values := map[string]any{}
	for _, f := range c.Fields {
		side, ok := chosen[f.Name]
		if !ok {
			side, _ = f.Suggested()
		}
		values[f.Name] = f.Value(side)
	}
	return values
}

// Decided is a conflict with what a person chose for the fields that both changed, by
// their names.
type Decided struct {
	Conflict
	Chosen map[string]Side
}

// Asked are the fields that a person has to choose of: both changed them, not alike.
func (c Conflict) Asked() (all []ConflictField) {
	for _, f := range c.Fields {
		if _, ok := f.Suggested(); !ok && f.Label != "" {
			all = append(all, f)
		}
	}
	return all
}

// Taken are the labels of the fields that take what the other one wrote without a
// question.
func (c Conflict) Taken() (labels []string) {
	for _, f := range c.Fields {
		if side, ok := f.Suggested(); ok && side == Theirs && f.Mine != f.Theirs && f.Label != "" {
			labels = append(labels, f.Label)
		}
	}
	return labels
}
