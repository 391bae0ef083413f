package data

// feedback counts the forms on a proposal that was replied; round is that of its
// first letter.
func (t *tally) feedback(c *Case, class string, round int) {
	id := c.Proposal.ID
	attitude, _ := c.LeadMark(AttitudeOf)
	result, _ := c.LeadMark(ResultOf)
	back, sent := attitude != NoMark || result != NoMark, false
	var last, first Feedback // the lead proposer's latest form, the first evaluation of the first letter
	for _, f := range c.Feedback {
		if f.ProposerID != c.Proposal.LeadProposer().ID {
			continue
		}
		sent = sent || !f.FormSent.IsZero() || !f.Received.IsZero()
		if !f.Received.IsZero() && f.compare(last) >= 0 {
			last = f
		}
		if f.Round == round && !f.Second && !f.Received.IsZero() && f.Result != NoMark && (first.Received.IsZero() || f.Received.Before(first.Received)) {
			first = f
		}
	}
	if first.Result != NoMark || t.rules.Pack.FeedbackOfReplied {
		t.FirstRate.count(id, first.Result != Dissatisfied)
	}
	t.ReturnedRate.count(id, back)
	if sent {
		t.ReturnedOfSent.count(id, back)
	}
	t.mark(&t.Attitude, id, attitude)
	t.mark(&t.Result, id, result)
	t.talkedBy.count(id, last.TalkedBy)
	t.forms.count(id, last.TalkForm)
	if last.Solved != "" {
		key := [2]string{class, last.Solved}
		if t.views[key] == nil {
			t.views[key] = &Figure{}
		}
		t.views[key].count(id, true)
	}
}

// mark counts one mark, by both denominators: the forms back, and all replied,
// where a form not back counts as not dissatisfied.
func (t *tally) mark(s *Satisfaction, id ID, m Mark) {
	ofBack, ofReplied := &s.Rate, &s.Other
	if t.rules.Pack.FeedbackOfReplied {
		ofBack, ofReplied = ofReplied, ofBack
	}
	if m != NoMark {
		s.given(id, m)
		ofBack.count(id, m != Dissatisfied)
	}
	ofReplied.count(id, m != Dissatisfied)
}

// given counts a mark that was given, in no rate.
func (s *Satisfaction) given(id ID, m Mark) {
	switch m {
	case Satisfied:
		s.Satisfied++
	case MostlySatisfied:
		s.Mostly++
	case Dissatisfied:
		s.Dissatisfied++
	}
	moreOf(s.By, m, id)
}

// wordTally counts words of forms.
type wordTally struct{ of map[string]*Figure }

func (w *wordTally) count(id ID, word string) {
	if word == "" {
		return
	}
	if w.of == nil {
		w.of = map[string]*Figure{}
	}
	if w.of[word] == nil {
		w.of[word] = &Figure{}
	}
	w.of[word].count(id, true)
}

// list is the words in their order, each of all that answered.
func (w *wordTally) list(rule string, decimals int) (all []WordCount) {
	total := 0
	for _, f := range w.of {
		total += f.Num
	}
	for _, word := range sortedKeys(w.of) {
		f := *w.of[word]
		f.Den, f.Base, f.Rule, f.Decimals = total, nil, rule, decimals
		all = append(all, WordCount{word, f})
	}
	return all
}
