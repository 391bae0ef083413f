package letter

import (
	"slices"
	"strings"

	"jianban/data"
	"jianban/export/font"
)

// placed adds to the problems about characters that no font has where each
// stands on paper. A character that no field is to blame for, as one of the
// letterhead, gets a problem of its own.
func placed(missing []font.Missing, ps data.Problems) data.Problems {
	ps = slices.Clone(ps)
	for _, m := range missing {
		named := false
		for i := range ps {
			if strings.Contains(ps[i].Message, m.Code()) {
				ps[i].Message += "，在" + m.Place()
				named = true
			}
		}
		if !named {
			ps = append(ps, m.Problem())
		}
	}
	return ps
}
