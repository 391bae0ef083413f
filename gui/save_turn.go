package gui

// saveTurn lets a screen keep its text once at a time. What is asked for
// meanwhile is done afterwards, with the text as it stands then: a letter that
// is not in the registry yet is not put there twice.
type saveTurn struct {
	busy    bool
	waiting []func()
}

// wait keeps f until the save under way has ended; false where there is none.
func (t *saveTurn) wait(f func()) bool {
	if t.busy {
		t.waiting = append(t.waiting, f)
	}
	return t.busy
}

// begin begins a save.
func (t *saveTurn) begin() { t.busy = true }

// end ends it. What waited is done where the save went well, else dropped.
func (t *saveTurn) end(well bool) {
	waiting := t.waiting
	t.busy, t.waiting = false, nil
	for _, f := range waiting {
		if well {
			f()
		}
	}
}
