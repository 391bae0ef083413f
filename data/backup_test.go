package data

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func at(text string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		panic(err)
	}
	return t
}

// Two years of a backup at each noon: what is kept is worked out by hand.
// 30 November 2026 is a Monday.
func TestKeepBackupsOfTwoYears(t *testing.T) {
	var times []time.Time
	for d := at("2024-11-30 12:00"); !d.After(at("2026-11-30 12:00")); d = d.AddDate(0, 0, 1) {
		times = append(times, d)
	}
	var kept []string
	for i, k := range KeepBackups(times) {
		if k {
			kept = append(kept, times[i].Format("2006-01-02"))
		}
	}
	want := []string{
		"2024-12-31", "2025-12-31", // years, and the month of December 2025
		"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31", // months
		"2026-11-15", "2026-11-22", // Sundays
		"2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30", // days; the 29th also ends a week
	}
	if d := cmp.Diff(want, kept); d != "" {
		t.Error(d)
	}
}

func TestKeepBackupsLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seconds := rapid.SliceOfN(rapid.Int64Range(0, 20*366*24*3600), 0, 120).Draw(t, "seconds")
		times := make([]time.Time, len(seconds))
		for i, s := range seconds {
			times[i] = at("2010-01-01 00:00").Add(time.Duration(s) * time.Second)
		}
		keep := KeepBackups(times)
		years, days, kept := map[int]bool{}, map[string]bool{}, 0
		var left []time.Time
		for i, k := range keep {
			if k {
				kept++
				left = append(left, times[i])
				years[times[i].Year()] = true
			}
		}
		for i, at := range times {
			if !years[at.Year()] {
				t.Fatalf("nothing of %d is left", at.Year())
			}
			days[at.Format("2006-01-02")] = true
			if !keep[i] && slices.MaxFunc(times, time.Time.Compare).Equal(at) && !slices.ContainsFunc(left, at.Equal) {
				t.Fatal("the newest goes")
			}
		}
		if most := keepDays + keepWeeks + keepMonths + len(years); kept > most || kept < min(len(days), keepDays) {
			t.Fatalf("%d of %d days kept", kept, len(days))
		}
		for _, k := range KeepBackups(left) { // thinning again changes nothing
			if !k {
				t.Fatal("thinned twice, one more goes")
			}
		}
		spare := SpareBackups(times)
		if len(spare) > max(0, len(times)-2) {
			t.Fatalf("%d of %d may go", len(spare), len(times))
		}
		if !slices.IsSortedFunc(spare, func(a, b int) int { return times[a].Compare(times[b]) }) {
			t.Fatal("not the oldest first")
		}
		for year := range years {
			if !slices.ContainsFunc(times, func(x time.Time) bool { return x.Year() == year && !slices.Contains(spare, slices.Index(times, x)) }) {
				t.Fatalf("all of %d may go", year)
			}
		}
	})
}

func TestBackupDue(t *testing.T) {
	now := at("2026-11-30 08:00")
	for _, c := range []struct {
		last time.Time
		want bool
	}{
		{time.Time{}, true}, {at("2026-11-29 23:59"), true}, {at("2026-11-30 00:01"), false},
		{at("2026-12-24 12:00"), false}, // the clock went back
	} {
		if got := BackupDue(c.last, now); got != c.want {
			t.Errorf("last %v: %v", c.last, got)
		}
	}
}

func TestCompareBackup(t *testing.T) {
	then := BackupManifest{Years: []BackupYear{{2021, 10, "a"}, {2022, 5, "b"}}}
	today := BackupManifest{Years: []BackupYear{{2022, 7, "c"}, {2023, 1, "d"}}}
	want := []BackupLoss{{2023, 0, 1, "", "d"}, {2022, 5, 7, "b", "c"}, {2021, 10, 0, "a", ""}}
	if d := cmp.Diff(want, CompareBackup(then, today)); d != "" {
		t.Error(d)
	}
	if CompareBackup(then, then)[0].Changed() || !want[0].Changed() {
		t.Error("what changed is told wrongly")
	}
}

func TestSizeWords(t *testing.T) {
	for n, want := range map[int64]string{0: "0 字节", 1023: "1023 字节", 1536: "2 KB", 5 << 20: "5.0 MB", 3 << 30: "3.0 GB"} {
		if got := SizeWords(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}
