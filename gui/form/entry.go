package form

import (
	"jianban/data"
)

// MergeProblems adds what a record's own check names, but for fields whose text
// could not be read at all.
func MergeProblems(unread, own data.Problems) data.Problems {
	for _, p := range own {
		known := false
		for _, u := range unread {
			known = known || u.Field == p.Field
		}
		if !known {
			unread = append(unread, p)
		}
	}
	return unread
}
