package intake

// sideBySide parts a sheet with the same table beside itself, as lists are set to
// save paper, into as many sheets of its name, each with one of them in its place.
func sideBySide(s Sheet, confirmed Synonyms) []Sheet {
	for i := range s.Rows[:min(len(s.Rows), farthestHead)] {
		wide, from := repeated(s.Rows[i], confirmed)
		if len(from) < 2 {
			continue
		}
		var parts []Sheet
		for _, at := range from {
			part := s
			part.Rows = append([]Row{}, s.Rows[:i]...) // the title is all of theirs
			for _, r := range s.Rows[i:] {
				if r.filled() == 1 { // a line about all of them
					part.Rows = append(part.Rows, r)
					continue
				}
				own := Row{At: r.At, Cells: make([]Cell, min(len(r.Cells), at+wide))}
				for c := at; c < len(own.Cells); c++ {
					own.Cells[c] = r.Cells[c]
				}
				if own.filled() > 0 {
					part.Rows = append(part.Rows, own)
				}
			}
			parts = append(parts, part)
		}
		return parts
	}
	return []Sheet{s}
}

// farthestHead is how many rows may stand above such a heading.
const farthestHead = 12

// leastBeside is how many columns a table must have to stand beside itself.
const leastBeside = 3

// repeated finds where the headings of a row begin anew: from which columns, and how
// wide each is.
func repeated(r Row, confirmed Synonyms) (wide int, from []int) {
	first := 0
	for first < len(r.Cells) && r.Cells[first].Kind == BlankCell {
		first++
	}
	key := func(c int) string { return HeadKey(r.cell(c).Text) }
	if first == len(r.Cells) || headScore(r, confirmed) == 0 {
		return 0, nil
	}
	for wide = leastBeside; first+wide < len(r.Cells); wide++ {
		if key(first+wide) != key(first) {
			continue
		}
		from = []int{first}
		for at := first + wide; at < len(r.Cells); at += wide {
			same, filled := 0, 0
			for c := range wide {
				if key(first+c) != "" || key(at+c) != "" {
					filled++
				}
				if key(first+c) != "" && key(first+c) == key(at+c) {
					same++
				}
			}
			if same < filled || same < leastBeside {
				return 0, nil
			}
			from = append(from, at)
		}
		return wide, from
	}
	return 0, nil
}
