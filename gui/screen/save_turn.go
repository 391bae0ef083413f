package screen

// SaveTurn lets a screen keep its text once at a time. What is asked for
// meanwhile is done afterwards, with the text as it stands then: a letter that
// is not in the registry yet is not put there twice.
type SaveTurn struct {
	busy    bool
	waiting []func()
}

// Wait keeps f until the save under way has ended; false where there is none.
func (t *SaveTurn) Wait(f func()) bool {
	if t.busy {
		t.waiting = append(t.waiting, f)
	}
	return t.busy
}

// Begin begins a save.
func (t *SaveTurn) Begin() { t.busy = true }

// End ends it. What waited is done where the save went well, else dropped.
func (t *SaveTurn) End(well bool) {
	waiting := t.waiting
	t.busy, t.waiting = false, nil
	for _, f := range waiting {
		if well {
			f()
		}
	}
}
