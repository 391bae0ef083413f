package data

import "slices"

// RowWords are what a row of a list says of itself, for the box that the list is
// searched with. Nothing of it is kept apart where the list has none.
type RowWords struct {
	Number  string
	Year    int
	People  []string // found as a person is: in letters from the family name on
	Names   []string // units, titles, posts: in letters from anywhere
	Texts   []string // as they are written alone
	Phones  []string
	Meeting Meeting
}

// RowSearch finds rows by what is typed, as the search of proposals does: every
// word must be found, in one spelling, names also by pinyin and initials. It keeps
// what it made of names, so that the next key costs little; it is for one
// goroutine and forgotten with the rows.
type RowSearch struct {
	people, names map[string]*SearchName
}

// Fits tells whether a row has every word.
func (s *RowSearch) Fits(words []SearchWord, r RowWords) bool {
	return !slices.ContainsFunc(words, func(w SearchWord) bool { return !s.has(w, r) })
}

func (s *RowSearch) has(w SearchWord, r RowWords) bool {
	is := func(fields ...SearchField) bool {
		return slices.Contains(fields, w.Field) || !slices.Contains([]SearchField{InUnit, InPerson, InTitle, InNumber, InYear, InPhone, InBook}, w.Field)
	}
	switch {
	case w.Number != "" && r.Number != "" && NumberKey(r.Number) == w.Number && is(InNumber),
		w.Year != 0 && r.Year == w.Year && is(InYear),
		w.Meeting != nil && r.Meeting != (Meeting{}) && w.Meeting.Fits(r.Meeting) && is(InBook):
		return true
	}
	if is(InPhone) {
		for _, phone := range r.Phones {
			if x := NewSearchName(false, "", phone); x.phoneIs(w) {
				return true
			}
		}
	}
	if is(InPerson) && anyIs(&s.people, true, r.People, w) || is(InUnit, InTitle) && anyIs(&s.names, false, r.Names, w) {
		return true
	}
	if !is() {
		return false
	}
	for _, text := range append([]string{r.Number}, r.Texts...) {
		if folded := FoldText(text); folded.Has(w.Fold) {
			return true
		}
	}
	return false
}

// anyIs tells whether a word is one of the names.
func anyIs(kept *map[string]*SearchName, person bool, names []string, w SearchWord) bool {
	if *kept == nil {
		*kept = map[string]*SearchName{}
	}
	for _, name := range names {
		x := (*kept)[name]
		if x == nil {
			made := NewSearchName(person, name, "")
			x = &made
			(*kept)[name] = x
		}
		if x.Is(w) {
			return true
		}
	}
	return false
}

// PickNames are the names that fit what is typed, in their order, for a field that
// offers known ones.
func PickNames(names []string, typed string) (picked []string) {
	var s RowSearch
	words := ParseSearch(typed)
	for _, name := range names {
		if s.Fits(words, RowWords{Names: []string{name}}) {
			picked = append(picked, name)
		}
	}
	return picked
}
