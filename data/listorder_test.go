package data_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jianban/data"
)

type listed struct {
	id   int64
	word string
	last bool
}

// However a list is sorted, and whichever of its rows are shown, they stand as a
// plain stable sort puts them: the last ones behind, then by the column, then as
// equal rows are told apart, which is never turned round.
func TestListOrderIsThatOfAPlainSort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := make([]listed, rapid.IntRange(0, 30).Draw(t, "rows"))
		for i := range rows {
			rows[i] = listed{int64(i + 1), rapid.SampledFrom([]string{"", "单位", "丹江", "12号", "2号"}).Draw(t, "word"), rapid.Bool().Draw(t, "last")}
		}
		rows = rapid.Permutation(rows).Draw(t, "order")
		order := data.NewListOrder(rows, func(r listed) int64 { return r.id }, func(column string) data.ColumnOrder {
			if column != "word" {
				return data.ColumnOrder{}
			}
			return data.ColumnOrder{
				Order: data.PlacesByText(rows, func(r listed) string { return r.word }, data.PinyinKey),
				Last:  func(place int32) bool { return rows[place].last },
			}
		}, func(a, b int32) int { return 0 })
		some := slices.DeleteFunc(slices.Clone(rows), func(r listed) bool { return r.id%3 == 0 && len(rows) > 5 })
		for range 2 { // worked out, then kept
			for _, down := range []bool{false, true} {
				want := slices.Clone(some)
				slices.SortStableFunc(want, func(a, b listed) int {
					n := cmp.Compare(data.PinyinKey(a.word), data.PinyinKey(b.word))
					if down {
						n = -n
					}
					if a.last != b.last {
						return map[bool]int{true: 1, false: -1}[a.last]
					}
					return cmp.Or(n, cmp.Compare(a.id, b.id))
				})
				if got := order.Sort(some, "word", down); fmt.Sprint(got) != fmt.Sprint(want) {
					t.Fatalf("downwards %v: %v, want %v", down, got, want)
				}
			}
			byID := slices.SortedFunc(slices.Values(some), func(a, b listed) int { return cmp.Compare(a.id, b.id) })
			if got := order.Sort(some, "no such column", true); fmt.Sprint(got) != fmt.Sprint(byID) {
				t.Fatalf("by no column: %v", got)
			}
		}
	})
}

// A year of ten years' work sorted by its titles: the first time, in which their
// readings are looked up, and again.
func BenchmarkSort13600(b *testing.B) {
	rows := make([]*data.LedgerRow, 13_600)
	for i := range rows {
		rows[i] = &data.LedgerRow{ID: data.ID(i + 1), Year: 2022, Number: fmt.Sprint(len(rows) - i),
			Title: fmt.Sprintf("关于完善第%d片区污水管网和%s道路的建议", i*7919%13_600, []string{"红塔", "北城", "研和"}[i%3])}
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			data.NewLedgerOrder(rows).Sort(rows, "title", false)
		}
	})
	order, down := data.NewLedgerOrder(rows), false
	order.Prepare("title")
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			down = !down
			order.Sort(rows, "title", down)
		}
	})
}
