package data

import "time"

// TextVersion is a letter's text as it was kept at one time.
type TextVersion struct {
	At      time.Time // when this text was saved first
	By      string    // who saved it
	Body    string
	Done    string
	Planned string
	SignOff SignOff // as far as the steps had come while this text stood
	Sent    Date
}

// Same tells that two versions have the same words.
func (v TextVersion) Same(w TextVersion) bool {
	return v.Body == w.Body && v.Done == w.Done && v.Planned == w.Planned
}

// State is how far the letter had come with this text: 起草, 拟稿, 审核, 会签,
// 签发 or 发出.
func (v TextVersion) State() string {
	s := v.SignOff
	for _, step := range []struct {
		day  Date
		word string
	}{{v.Sent, "发出"}, {s.Signed, "签发"}, {s.Countersigned, "会签"}, {s.Reviewed, "审核"}, {s.Drafted, "拟稿"}} {
		if !step.day.IsZero() {
			return step.word
		}
	}
	return "起草"
}

// Versions are the states that a letter was saved in, oldest first, without
// those in which its words stayed the same; the newest comes first.
func Versions(saved []TextVersion) []TextVersion {
	var out []TextVersion
	for _, v := range saved {
		if n := len(out) - 1; n >= 0 && out[n].Same(v) {
			out[n].SignOff, out[n].Sent = v.SignOff, v.Sent
			continue
		}
		out = append(out, v)
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// SignNames are the names that stand in the steps of earlier papers, each
// once, the one used last first.
type SignNames struct {
	Drafted, Reviewed, Countersigned, Signed []string
}
