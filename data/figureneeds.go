package data

import "regexp/syntax"

// needsOf are characters of which one stands in whatever a pattern finds; "" where it
// is not seen. Most patterns of a text that is read find nothing, and making one costs
// more than looking for its characters.
func needsOf(pattern string) string {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return "" // whoever makes it is told
	}
	return string(needed(re))
}

// mostNeeded is of how many characters a choice is still worth looking for.
const mostNeeded = 16

// needed are the characters of which a part of a pattern needs one; none where it does
// without, or where that is not seen.
func needed(re *syntax.Regexp) (all []rune) {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return re.Rune[:1]
		}
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if all = append(all, r); len(all) > mostNeeded {
					return nil
				}
			}
		}
		return all
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needed(re.Sub[0])
		}
	case syntax.OpConcat: // the part that needs fewest is enough
		for _, part := range re.Sub {
			if one := needed(part); len(one) > 0 && (all == nil || len(one) < len(all)) {
				all = one
			}
		}
		return all
	case syntax.OpAlternate:
		for _, way := range re.Sub {
			one := needed(way)
			if len(one) == 0 {
				return nil
			}
			all = append(all, one...)
		}
		return all
	}
	return nil
}
