package screen

import (
	"jianban/data/draft"
)

// Drafts keeps what was typed and not saved beside the registry. Calls may take
// a while and are made off the UI goroutine.
type Drafts interface {
	// Read is what was kept. What cannot be read is told by a data.Problem and
	// set aside.
	Read() ([]draft.Draft, error)
	// Write keeps drafts in place of those kept before, whole or not at all; none
	// leaves nothing.
	Write(drafts []draft.Draft) error
}

// Typist is a screen (see Screen) that is typed into.
type Typist interface {
	// Unsaved is what is typed and not saved; ok is false where nothing is.
	Unsaved() (d draft.Draft, ok bool)
	// Retype puts typed text back, as edits that are not saved, as soon as the
	// screen shows what it belongs to. done gets the fields it could not take.
	Retype(d draft.Draft, done func(left []draft.Field))
}

// The forms that the window opens again by itself (form.Editor.Again).
const (
	AgainNew      = "new"      // of a new proposal
	AgainEdit     = "edit"     // of a proposal
	AgainTalk     = "talk"     // of a consultation
	AgainOpinion  = "opinion"  // of an opinion that was received
	AgainFeedback = "feedback" // of a deputy's form
)
