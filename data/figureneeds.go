package data

import (
	"strings"
	"unicode/utf8"
)

// needsOf are characters of which one stands in whatever a pattern finds; "" where it
// is not seen. Most patterns of a text that is read find nothing, and making one costs
// more than looking for its characters.
func needsOf(pattern string) string {
	p := needs{[]rune(pattern), 0}
	return string(p.either())
}

// needs reads a pattern.
type needs struct {
	pattern []rune
	at      int
}

// either reads ways parted by |: of each something is needed, or nothing is.
func (p *needs) either() (all []rune) {
	sure := true
	for {
		one := p.row()
		all, sure = append(all, one...), sure && len(one) > 0
		if p.at == len(p.pattern) || p.pattern[p.at] == ')' {
			break
		}
		p.at++ // |
	}
	if !sure {
		return nil
	}
	return all
}

// row reads what follows each other: the part that needs fewest characters is enough.
func (p *needs) row() (least []rune) {
	for p.at < len(p.pattern) && p.pattern[p.at] != '|' && p.pattern[p.at] != ')' {
		one := p.one()
		if p.at < len(p.pattern) {
			switch p.pattern[p.at] {
			case '?', '*':
				one = nil
				p.at++
			case '+':
				p.at++
			case '{': // from none on, mostly
				one = nil
				for ; p.pattern[p.at] != '}'; p.at++ {
				}
				p.at++
			}
		}
		if p.at < len(p.pattern) && p.pattern[p.at] == '?' { // the least of it
			p.at++
		}
		if len(one) > 0 && (least == nil || len(one) < len(least)) {
			least = one
		}
	}
	return least
}

// one reads a character, a choice of some or a group.
func (p *needs) one() []rune {
	r := p.pattern[p.at]
	p.at++
	switch r {
	case '(':
		if p.pattern[p.at] == '?' { // (?:
			p.at += 2
		}
		all := p.either()
		p.at++ // )
		return all
	case '[':
		from := p.at
		for ; p.pattern[p.at] != ']'; p.at++ {
			if p.pattern[p.at] == '\\' {
				p.at++
			}
		}
		p.at++
		some := p.pattern[from : p.at-1]
		if strings.ContainsAny(string(some), `^-\`) {
			return nil
		}
		return some
	case '\\':
		p.at++
		if r = p.pattern[p.at-1]; r < utf8.RuneSelf && (r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9') {
			if p.at < len(p.pattern) && (r == 'p' || r == 'P') {
				for ; p.pattern[p.at] != '}'; p.at++ {
				}
				p.at++
			}
			return nil
		}
	case '^', '$', '.':
		return nil
	}
	return []rune{r}
}
