package data_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianban/data"
)

// 2026-11-26 is a Thursday; its week begins on Monday 2026-11-23.
func TestDaysAsTheyAreTyped(t *testing.T) {
	thursday := data.NewDate(2026, 11, 26)
	for typed, want := range map[string]string{
		"20260910": "2026-09-10", "２０２６０９１０": "2026-09-10", "2026 09 10": "2026-09-10", "2026-9-1": "2026-09-01",
		"3.15": "2025-03-15", "3/15": "2025-03-15", "3月15日": "2025-03-15", "3月15号": "2025-03-15", " 12-1 ": "2025-12-01",
		"今天": "2026-11-26", "明天": "2026-11-27", "后天": "2026-11-28", "大后天": "2026-11-29", "昨天": "2026-11-25", "前天": "2026-11-24",
		"周五": "2026-11-27", "本周一": "2026-11-23", "星期日": "2026-11-29", "这周天": "2026-11-29", "下周五": "2026-12-04", "下个星期一": "2026-11-30", "下下周三": "2026-12-09", "上周四": "2026-11-19", "上上周四": "2026-11-12", "下周末": "2026-12-06",
		"10天后": "2026-12-06", "三天前": "2026-11-23", "十二天后": "2026-12-08", "两周后": "2026-12-10", "3个月后": "2027-02-26", "一个星期以后": "2026-12-03", "15日内": "2026-12-11",
		"下月5日": "2026-12-05", "本月30号": "2026-11-30", "上个月31日": "2026-10-31", "月底": "2026-11-30", "下月底": "2026-12-31", "年底": "2026-12-31",
	} {
		got, err := data.TypedDay(typed, 2025, thursday)
		if err != nil || got.String() != want {
			t.Errorf("%s: %s %v, want %s", typed, got, err, want)
		}
	}
	for typed, says := range map[string]string{"20260931": "没有31日", "2.30": "没有30日", "本月31日": "没有31日", "260910": "看不懂", "13.1": "没有第13个月", "三四天后": "看不懂", "下周": "看不懂", "": "没有填写", "00000000": "年份"} {
		if got, err := data.TypedDay(typed, 2025, thursday); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %s %v", typed, got, err)
		}
	}
	if got, err := data.TypedDay("3.15", 0, thursday); err == nil {
		t.Errorf("without a year: %s", got)
	}
	if got, err := data.TypedDay("明天", 2025, data.Date{}); err == nil {
		t.Errorf("without a today: %s", got)
	}
}

// Whatever is typed is a day that exists or is refused, and every day is read back.
func TestTypedDaysExist(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := data.NewDate(rapid.IntRange(1990, 2100).Draw(t, "year"), 1, 1).AddDays(rapid.IntRange(0, 365).Draw(t, "day"))
		for _, form := range []string{today.String(), today.Chinese(), strings.ReplaceAll(today.String(), "-", "")} {
			if got, err := data.TypedDay(form, 2000, data.NewDate(2026, 1, 1)); err != nil || got != today {
				t.Fatalf("%s: %s %v", form, got, err)
			}
		}
		text := rapid.StringOf(rapid.SampledFrom([]rune("0123456789.-/年月日号上下本周星期一二三十两天后前底 今明"))).Draw(t, "text")
		if got, err := data.TypedDay(text, 2026, today); err == nil && data.DateOf(got.Time()) != got {
			t.Fatalf("%q: %s", text, got)
		}
	})
}
