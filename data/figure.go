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
	Decimals int    // of its share as it is told; 0 takes one
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

// Share is the share in percent, in units of its last decimal as it is told: 571
// for 57.1 %, 5714 for 57.14 %; rounded half up from whole numbers. It is not ok
// where the denominator is zero.
func (f Figure) Share() (n int, ok bool) { return f.shareAt(f.decimals()) }

// Tenths is the share in tenths of a percent, for what is drawn.
func (f Figure) Tenths() (tenths int, ok bool) { return f.shareAt(1) }

func (f Figure) shareAt(decimals int) (n int, ok bool) {
	if f.Den == 0 {
		return 0, false
	}
	return rounded(f.Num*100*powerOfTen(decimals), f.Den), true
}

func (f Figure) decimals() int { return max(1, f.Decimals) }

// Percent is the share as papers print it: 57.1%, 100% without decimals that
// say nothing, and — where there is no denominator.
func (f Figure) Percent() string {
	n, ok := f.Share()
	if !ok {
		return "—"
	}
	return decimalWords(n, f.decimals()) + "%"
}

// decimalWords write a number of so many decimals; where these are all zero,
// without them.
func decimalWords(n, decimals int) string {
	if scale := powerOfTen(decimals); n%scale == 0 {
		return strconv.Itoa(n / scale)
	}
	return fixedWords(n, decimals)
}

// fixedWords write a number with all its decimals.
func fixedWords(n, decimals int) string {
	sign, scale := "", powerOfTen(decimals)
	if n < 0 {
		sign, n = "-", -n
	}
	return fmt.Sprintf("%s%d.%0*d", sign, n/scale, decimals, n%scale)
}

func powerOfTen(n int) int {
	scale := 1
	for range n {
		scale *= 10
	}
	return scale
}

// Rate is a figure that JSON shows as its percentage as it is told, or null.
type Rate struct{ Figure }

// MarshalJSON writes the percentage, or null without a denominator.
func (r Rate) MarshalJSON() ([]byte, error) {
	n, ok := r.Share()
	if !ok {
		return []byte("null"), nil
	}
	return []byte(decimalWords(n, r.decimals())), nil
}

// Amount is a figure that JSON shows as its number.
type Amount struct{ Figure }

// MarshalJSON writes the number.
func (a Amount) MarshalJSON() ([]byte, error) { return []byte(strconv.Itoa(a.Num)), nil }
