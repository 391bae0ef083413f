package data_test

import (
	"testing"

	"jianban/data"
)

// Numbers as they are written out: 零 stands once for places that are empty, 一十 only
// behind a hundred.
func TestChineseNumber(t *testing.T) {
	for n, want := range map[int]string{0: "零", 7: "七", 10: "十", 12: "十二", 20: "二十", 99: "九十九", 100: "一百", 105: "一百零五", 110: "一百一十", 112: "一百一十二", 120: "一百二十",
		1000: "一千", 1005: "一千零五", 1010: "一千零一十", 1100: "一千一百", 2026: "二千零二十六", 9999: "九千九百九十九", 10000: "10000", -3: "-3"} {
		if got := data.ChineseNumber(n); got != want {
			t.Errorf("%d is %s, not %s", n, got, want)
		}
	}
}
