package data

import (
	"fmt"
	"slices"
	"strconv"
)

// Figure is one number of the statistics with the proposals behind it.
type Figure struct {
	Num, Den int
	IDs      []ID   // the proposals counted in Num
	Base     []ID   // the proposals counted in Den
	Rule     string // how it is counted, in words
}

// count adds a proposal to the denominator, and to the numerator where in.
func (f *Figure) count(id ID, in bool) {
	f.Den++
	f.Base = append(f.Base, id)
	if in {
		f.Num++
		f.IDs = append(f.IDs, id)
	}
}

// Without are the proposals of Base that are not counted in Num.
func (f Figure) Without() []ID {
	in := make(map[ID]bool, len(f.IDs))
	for _, id := range f.IDs {
		in[id] = true
	}
	return slices.DeleteFunc(slices.Clone(f.Base), func(id ID) bool { return in[id] })
}

// Tenths is the share in tenths of a percent, rounded half up from whole
// numbers; not ok where the denominator is zero.
func (f Figure) Tenths() (tenths int, ok bool) {
	if f.Den == 0 {
		return 0, false
	}
	return (f.Num*2000 + f.Den) / (2 * f.Den), true
}

// Percent is the share as papers print it: 57.1%, 100% without a decimal that
// says nothing, and — where there is no denominator.
func (f Figure) Percent() string {
	t, ok := f.Tenths()
	switch {
	case !ok:
		return "—"
	case t%10 == 0:
		return strconv.Itoa(t/10) + "%"
	}
	return fmt.Sprintf("%d.%d%%", t/10, t%10)
}

// Rate is a figure that JSON shows as its percentage with one decimal, or null.
type Rate struct{ Figure }

// MarshalJSON writes the percentage, or null without a denominator.
func (r Rate) MarshalJSON() ([]byte, error) {
	t, ok := r.Tenths()
	if !ok {
		return []byte("null"), nil
	}
	if t%10 == 0 {
		return []byte(strconv.Itoa(t / 10)), nil
	}
	return fmt.Appendf(nil, "%d.%d", t/10, t%10), nil
}
