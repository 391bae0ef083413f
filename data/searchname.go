package data

import (
	"slices"
	"strings"

	"jianban/data/pinyin"
)

// SearchName is a name as a search looks for it: of a person, a unit, a title. One
// is made once and asked for every word; it is not safe for use by several
// goroutines, since its reading is made when it is first asked for.
type SearchName struct {
	name   string
	person bool
	folds  [][]rune // the name itself, then what else it is known by
	phone  string   // its figures
	read   *pinyin.Reading
}

// NewSearchName is a name with the telephone and other words by which it is known.
// A person's is read with the family name's own reading and found in letters from
// its beginning only.
func NewSearchName(person bool, name, phone string, more ...string) SearchName {
	x := SearchName{name: name, person: person, phone: strings.Map(figure, phone)}
	for _, known := range append([]string{name}, more...) {
		if known != "" {
			x.folds = append(x.folds, FoldText(known).Runes)
		}
	}
	return x
}

// Name is the name as it is shown.
func (x *SearchName) Name() string { return x.name }

// Is tells whether a word names it, whatever the word's field: as it is written, by
// pinyin or initials, by the telephone. A single character begins a person's name;
// where the word is said to be a unit its short form is enough (住建).
func (x *SearchName) Is(w SearchWord) bool {
	if w.Field == InPhone {
		return x.phoneIs(w) || len(w.Joined) >= 7 && strings.Contains(x.phone, w.Joined)
	}
	if x.person && w.Padded != nil && len(x.folds) > 0 && slices.Equal(x.folds[0], w.Padded) {
		return true
	}
	if x.person && x.calledSo(w.Called) || w.Field == Anywhere && x.shortened(w) {
		return true
	}
	for i, fold := range x.folds {
		switch {
		case len(w.Fold) == 1 && x.person:
			if i == 0 && len(fold) > 0 && fold[0] == w.Fold[0] {
				return true
			}
		case indexRunes(fold, w.Fold) >= 0 || w.Field == InUnit && i < 2 && inOrder(fold, w.Fold):
			return true
		}
	}
	return x.phoneIs(w) || len(w.Joined) >= 7 && strings.Contains(x.phone, w.Joined) || x.readsAs(w.Letters) || x.readsAs(w.Joined)
}

// readsAs tells whether letters are how the name is read; a single one tells nothing.
func (x *SearchName) readsAs(letters string) bool {
	if len(letters) < 2 {
		return false
	}
	from, _, ok := x.reading().Find(letters)
	return ok && (from == 0 || !x.person)
}

// phoneIs tells whether a word is part of a telephone number, however its parts are
// set apart. Four figures are not its first: as such they would be an area code,
// which half the office has; unless they are said to be a telephone's.
func (x *SearchName) phoneIs(w SearchWord) bool {
	switch n := len(w.Phone); {
	case n == 0 || len(x.phone) < n:
		return false
	case w.Field == InPhone:
		return strings.Contains(x.phone, w.Phone)
	case n < 4:
		return false
	case n == 4:
		return strings.Contains(x.phone[1:], w.Phone)
	}
	return strings.Contains(x.phone, w.Phone)
}

// wordyOf is a name without what is not read, such as the dot within it.
func wordyOf(name string) string {
	return strings.Map(func(r rune) rune {
		if Wordy(r) {
			return r
		}
		return -1
	}, name)
}

// inOrder tells that a name holds the characters of its short form: 住建 of
// 住房和城乡建设局.
func inOrder(name, short []rune) bool {
	if len(short) < 2 || len(name) == 0 {
		return false
	}
	for _, r := range name {
		if r == short[0] {
			if short = short[1:]; len(short) == 0 {
				return true
			}
		}
	}
	return false
}

// calledSo tells whether a person is called so before 代表: by the whole name, the given
// name or the family name.
func (x *SearchName) calledSo(called []rune) bool {
	if len(called) == 0 || len(x.folds) == 0 {
		return false
	}
	name := x.folds[0]
	if len(called) == 1 || len(called) == 2 && surnameOfTwo(called) {
		return len(name) > len(called) && slices.Equal(name[:len(called)], called)
	}
	return indexRunes(name, called) >= 0
}

// unitEnds are what names of units end with, and so their short forms: 住建局, 交警大队.
const unitEnds = "局委办队会所站院社部厅"

// shortened tells whether a word is the short form of a unit's name, in Hanzi (教体局 of
// 教育体育局) or in letters (jiaotiju, jtj).
func (x *SearchName) shortened(w SearchWord) bool {
	if x.person || len(x.folds) == 0 {
		return false
	}
	for i, name := range x.folds {
		if i > 1 || len(name) < 3 || !strings.ContainsRune(unitEnds, name[len(name)-1]) {
			continue
		}
		if n := len(w.Fold); n > 2 && w.Fold[n-1] == name[len(name)-1] && inOrder(name, w.Fold) {
			return true
		}
		if i == 0 && len(w.Letters) > 2 && x.reading().Short(w.Letters) {
			return true
		}
	}
	return false
}

// Marks are where a word that names it stands in the name as it is shown: as it is written
// or read. The whole name is marked where the word is a short form of it, or its
// characters set apart; nothing where it is known by something else, such as a telephone.
func (x *SearchName) Marks(w SearchWord) []Stretch {
	name := FoldText(x.name)
	for _, written := range [][]rune{w.Fold, w.Called} {
		if marks := name.FindAll(written, 8); len(marks) > 0 {
			return marks
		}
	}
	for _, letters := range []string{w.Letters, w.Joined} {
		if from, to, ok := x.reading().Find(letters); ok && len(letters) >= 2 {
			return name.FindAll(FoldText(wordyOf(x.name)[from:to]).Runes, 1)
		}
	}
	if x.person && slices.Equal(name.Runes, w.Padded) || x.shortened(w) || w.Field == InUnit && inOrder(name.Runes, w.Fold) {
		return []Stretch{{0, len(x.name)}}
	}
	return nil
}

// Exactly tells whether a word is a person's whole name, as it is written or read.
func (x *SearchName) Exactly(w SearchWord) bool {
	if !x.person || len(x.folds) == 0 {
		return false
	}
	whole := x.folds[0]
	if slices.Equal(whole, w.Fold) || w.Padded != nil && slices.Equal(whole, w.Padded) || slices.Equal(whole, w.Called) {
		return true
	}
	for _, letters := range []string{w.Letters, w.Joined} {
		if len(letters) < 2 {
			continue
		}
		from, to, ok := x.reading().Find(letters)
		if ok && from == 0 && to == len(wordyOf(x.name)) {
			return true
		}
	}
	return false
}

// reading is how the name is read.
func (x *SearchName) reading() *pinyin.Reading {
	if x.read == nil {
		read := pinyin.Read
		if x.person {
			read = pinyin.ReadPerson
		}
		d := read(wordyOf(x.name))
		x.read = &d
	}
	return x.read
}
