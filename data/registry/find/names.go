package find

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"jianban/data"
	"jianban/data/pinyin"
)

// names are the people and units of the registry as a search looks for them;
// proposals have them by their IDs, so that a name may change without touching
// the index of proposals.
type names struct {
	all []named
}

type named struct {
	kind   uint64
	id     data.ID
	name   string   // as it is shown
	folds  [][]rune // its names, and what else it is known by
	phone  string   // its figures
	family bool     // a person, whose name is read and begins with the family name
	read   *pinyin.Reading
}

// loadNames reads them; those that are deleted are still found by their proposals.
func loadNames(ctx context.Context, q Querier) (n names, err error) {
	rows, err := q.QueryContext(ctx, `SELECT 0, id, name, phone, delegation, '', '[]' FROM proposers
		UNION ALL SELECT 1, id, name, phone, full_name, responsible || ' ' || contact, former FROM units
		UNION ALL SELECT 2, id, name, '', post, '', '[]' FROM leaders`)
	if err != nil {
		return n, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var x named
		var kind int
		var phone, more, contacts, former string
		if err := rows.Scan(&kind, &x.id, &x.name, &phone, &more, &contacts, &former); err != nil {
			return n, err
		}
		x.kind, x.family = []uint64{kindPerson, kindUnit, kindLeader}[kind], kind != 1
		x.phone = strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, phone)
		for _, known := range append([]string{x.name, more, contacts}, formerNames(former)...) {
			if known != "" {
				x.folds = append(x.folds, data.FoldText(known).Runes)
			}
		}
		n.all = append(n.all, x)
	}
	return n, rows.Err()
}

func formerNames(list string) []string {
	if list == "[]" || list == "" {
		return nil
	}
	var all []struct{ Name, FullName string }
	if json.Unmarshal([]byte(list), &all) != nil {
		return nil
	}
	var words []string
	for _, f := range all {
		words = append(words, f.Name, f.FullName)
	}
	return words
}

// is tells whether a word names one. A single character begins a person's name.
func (x *named) is(w data.SearchWord) bool {
	switch w.Field {
	case data.Anywhere:
	case data.InUnit:
		if x.kind != kindUnit {
			return false
		}
	case data.InPerson:
		if x.kind != kindPerson {
			return false
		}
	default:
		return false
	}
	if x.family && w.Padded != nil && slices.Equal(x.folds[0], w.Padded) {
		return true
	}
	for i, fold := range x.folds {
		switch {
		case len(w.Fold) == 1 && x.family:
			if i == 0 && fold[0] == w.Fold[0] {
				return true
			}
		case contains(fold, w.Fold) || w.Field == data.InUnit && i < 2 && inOrder(fold, w.Fold):
			return true
		}
	}
	if x.phoneIs(w) {
		return true
	}
	if len(w.Letters) < 2 {
		return false
	}
	if x.read == nil {
		name, read := wordy(x.name), pinyin.Read
		if x.kind == kindPerson {
			read = pinyin.ReadPerson
		}
		d := read(name)
		x.read = &d
	}
	from, _, ok := x.read.Find(w.Letters)
	return ok && (from == 0 || !x.family)
}

// phoneIs tells whether a word is part of a telephone number, however its parts are
// set apart. Four figures are not its first: as such they would be an area code,
// which half the office has.
func (x *named) phoneIs(w data.SearchWord) bool {
	switch n := len(w.Phone); {
	case n < 4 || len(x.phone) < n:
		return false
	case n == 4:
		return strings.Contains(x.phone[1:], w.Phone)
	}
	return strings.Contains(x.phone, w.Phone)
}

// wordy is a name without what is not read, such as the dot within it.
func wordy(name string) string {
	return strings.Map(func(r rune) rune {
		if data.Wordy(r) {
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

func contains(text, word []rune) bool {
	if len(word) == 0 {
		return false
	}
	for i := 0; i+len(word) <= len(text); i++ {
		if slices.Equal(text[i:i+len(word)], word) {
			return true
		}
	}
	return false
}
