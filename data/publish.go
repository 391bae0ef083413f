package data

import (
	"fmt"
	"slices"
	"strings"
)

// Publishing is how a case's reply stands towards the page of the replies that are
// published (domain.md, Published).
type Publishing string

// The ways it stands.
const (
	PublishNothing    Publishing = ""        // not ours to publish: we assist with it
	PublishReady      Publishing = "可以公开"    // agreed, and its text was looked through
	PublishUnread     Publishing = "公开文本未核对" // agreed, but no text without personal facts is kept
	PublishUndecided  Publishing = "没有确定是否公开"
	PublishClosed     Publishing = "不公开"
	PublishUnanswered Publishing = "还没有答复"
	PublishGone       Publishing = "撤案或转办"
)

// PublishingOf tells how a case stands. What was withdrawn or handed on is not
// published whatever was decided before.
func PublishingOf(c Case) Publishing {
	_, sent := c.LastSent()
	switch {
	case !c.Proposal.Role.Answers():
		return PublishNothing
	case c.Proposal.Closed != NotClosed:
		return PublishGone
	case !sent:
		return PublishUnanswered
	case c.Disclosure.Decision == NotOpen:
		return PublishClosed
	case c.Disclosure.Decision == OpenUndecided:
		return PublishUndecided
	case strings.TrimSpace(c.Disclosure.Text) == "":
		return PublishUnread
	}
	return PublishReady
}

// SharesLetter tells that the last letter sent of a merged case has the words of the
// proposal it is merged into: the page of published replies has them once.
func (c Case) SharesLetter() bool {
	rep, ok := c.LastSent()
	return ok && c.Host.ID != 0 && strings.TrimSpace(rep.Body+rep.Done+rep.Planned) == ""
}

// PublishedBehind tells that the letter was changed after its published text was looked
// through, in words that the text does not have or has as they were before.
func PublishedBehind(c Case) bool {
	rep, sent := c.LastSent()
	if c.Looked == (TextVersion{}) || !sent || strings.TrimSpace(c.Disclosure.Text) == "" {
		return false
	}
	then, now, kept := wordLines(c.Looked.Body, c.Looked.Done, c.Looked.Planned), wordLines(rep.Body, rep.Done, rep.Planned), wordLines(c.Disclosure.Text)
	among := func(lines []string, match func(string) bool) bool { return slices.ContainsFunc(lines, match) }
	for _, line := range now {
		if !slices.Contains(then, line) && !among(kept, func(text string) bool { return redactedFrom(text, line) }) {
			return true
		}
	}
	for _, text := range kept {
		from := func(line string) bool { return redactedFrom(text, line) }
		if among(then, from) && !among(now, from) {
			return true
		}
	}
	return false
}

// wordLines are the lines of texts without blanks.
func wordLines(texts ...string) (lines []string) {
	for line := range strings.SplitSeq(strings.Join(texts, "\n"), "\n") {
		if line = squeeze(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// redactedFrom tells that a published line is one of a letter, with anything where ×× stand.
func redactedFrom(text, line string) bool {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '×' })
	if !strings.Contains(text, "×") || len(parts) == 0 {
		return text == line
	}
	for i, part := range parts {
		at := strings.Index(line, part)
		switch {
		case i == len(parts)-1 && !strings.HasSuffix(text, "×"):
			return strings.HasSuffix(line, part)
		case at < 0 || i == 0 && at > 0 && !strings.HasPrefix(text, "×"):
			return false
		}
		line = line[at+len(part):]
	}
	return true
}

// PublishedOdd is what a person should look at again in a published text that was
// kept: names, telephones and addresses of the proposers that still stand there, that
// the letter was changed since, and that it is an earlier round's. A sentence each
// without its full stop.
func PublishedOdd(c Case) []string {
	text := c.Disclosure.Text
	var proposers []Identity
	for _, id := range Identities(Case{Proposal: c.Proposal}, Reply{}, Settings{}) {
		if id.Name+id.Phone+id.Address != "" {
			proposers = append(proposers, id)
		}
	}
	var odd, left []string
	for _, r := range Redactions(text, proposers, nil) {
		if said := fmt.Sprintf("%s“%s”", r.Kind, r.Text); r.Sure && !slices.Contains(left, said) {
			left = append(left, said)
		}
	}
	if len(left) > 0 {
		odd = append(odd, "公开文本里还有"+strings.Join(left, "、")+"，请核对")
	}
	if PublishedBehind(c) {
		odd = append(odd, "答复在公开文本审定后改过，请重新核对")
	}
	last, _ := c.LastSent()
	for _, rep := range c.Replies {
		if rep.Round < last.Round && rep.DocNumber != "" && strings.Contains(text, rep.DocNumber) {
			odd = append(odd, fmt.Sprintf("公开文本是第%d次答复的，最近送达的是第%d次，请重新去除个人信息", rep.Round, last.Round))
		}
	}
	return odd
}
