package gui

import (
	"strings"

	"jianban/data"
)

// namesTyped is how proposers are typed: 李某（红塔代表团）、王某.
func namesTyped(all []data.Proposer) string {
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

// parseNames reads proposers as typed, the lead proposer first. One who was
// there before under the same name, and the same delegation where one is
// typed, stays the same person.
func parseNames(text string, body data.Body, before []data.Proposer) []data.Proposer {
	var out []data.Proposer
	for _, part := range splitNames(text) {
		name, delegation := part, ""
		if i := strings.IndexAny(part, "（("); i >= 0 {
			_, rest, _ := strings.Cut(part[i:], string([]rune(part[i:])[0]))
			name, delegation = part[:i], strings.TrimRight(rest, "）) ")
		}
		p := data.Proposer{Name: strings.TrimSpace(name), Body: body, Delegation: strings.TrimSpace(delegation)}
		for _, b := range before {
			if b.Name == p.Name && (p.Delegation == "" || b.Delegation == p.Delegation) {
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

// splitNames parts names at 、，,；; and line breaks, but not within brackets.
func splitNames(text string) []string {
	var out []string
	var name strings.Builder
	depth := 0
	flush := func() {
		if s := strings.TrimSpace(name.String()); s != "" {
			out = append(out, s)
		}
		name.Reset()
	}
	for _, r := range text {
		switch {
		case r == '（' || r == '(':
			depth++
		case (r == '）' || r == ')') && depth > 0:
			depth--
		}
		if depth == 0 && strings.ContainsRune("、，,；;\n", r) {
			flush()
			continue
		}
		name.WriteRune(r)
	}
	flush()
	return out
}
