package words

import (
	"fmt"
	"strings"

	"jianban/data"
)

// NamesTyped is how proposers are typed: 李某（红塔代表团）、王某.
func NamesTyped(all []data.Proposer) string {
	var out []string
	for _, p := range all {
		name := p.Name
		if p.Delegation != "" {
			name += "（" + p.Delegation + "）"
		}
		out = append(out, name)
	}
	return strings.Join(out, "、")
}

// ParseNames reads proposers as typed, the lead proposer first. One who was
// there before under the same name, however it is spelt, and the same delegation where one is
// typed, stays the same person.
func ParseNames(text string, body data.Body, before []data.Proposer) []data.Proposer {
	var out []data.Proposer
	for _, part := range data.SplitNames(text) {
		name, delegation := part, ""
		if i := strings.IndexAny(part, "（("); i >= 0 {
			_, rest, _ := strings.Cut(part[i:], string([]rune(part[i:])[0]))
			name, delegation = part[:i], strings.TrimRight(rest, "）) ")
		}
		name, _ = data.MendName(name)
		p := data.Proposer{Name: name, Body: body, Delegation: strings.TrimSpace(delegation)}
		for _, b := range before {
			if data.SameName(b.Name, p.Name) && (p.Delegation == "" || b.Delegation == p.Delegation) {
				p = b
				break
			}
		}
		if p.Body == "" {
			p.Body = body
		}
		out = append(out, p)
	}
	return out
}

// SplitNames parts names of units and the like at 、，,；; and line breaks, but not within brackets.
func SplitNames(text string) []string { return data.SplitList(text, "、，,；;\n") }

// Leader is how a leader is shown and typed: 副区长 赵某.
func Leader(l data.Leader) string { return strings.TrimSpace(l.Post + " " + l.Name) }

// Book names a book in choices, those that are handed out as such.
func Book(b data.Book) string {
	label := fmt.Sprintf("%d年 · %s", b.Meeting.Year, b.Name())
	if b.Direction == data.HandedOut {
		label += " 交出"
	}
	return label
}
