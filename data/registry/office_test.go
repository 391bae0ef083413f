package registry_test

import (
	"context"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// A year is worked under its pack again when the newer one is taken away, and
// the deletion can be taken back.
func TestPackIsRemovedByItsDay(t *testing.T) {
	t.Parallel()
	r := opened(t)
	first, _ := rules()
	newer := first
	newer.Name, newer.From, newer.ReplyMonths = "五个月", data.NewDate(2026, 1, 1), 5
	do(t, r, "新规则", func(tx *registry.Tx) error { return tx.SavePack(&newer) })
	monthsOf := func(year int) int {
		got, err := r.Rules(t.Context(), year)
		if err != nil {
			t.Fatal(err)
		}
		return got.Pack.ReplyMonths
	}
	if monthsOf(2026) != 5 || monthsOf(2025) != 3 {
		t.Fatalf("%d and %d months", monthsOf(2026), monthsOf(2025))
	}
	do(t, r, "删除规则", func(tx *registry.Tx) error { return tx.RemovePack(newer.From) })
	if monthsOf(2026) != 3 {
		t.Error("the removed pack still rules")
	}
	for day, want := range map[data.Date]string{first.From: "唯一", newer.From: "没有自2026年1月1日起适用的规则"} {
		err := r.Do(t.Context(), registry.Action{What: "删除规则"}, func(tx *registry.Tx) error { return tx.RemovePack(day) })
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", day, err, want)
		}
	}
	gone, err := r.Deleted(t.Context(), 0)
	if err != nil || len(gone) != 1 {
		t.Fatalf("deleted %v, %v", gone, err)
	}
	do(t, r, "恢复规则", func(tx *registry.Tx) error { return tx.Restore(data.Record(gone[0].Kind), gone[0].ID) })
	if monthsOf(2026) != 5 {
		t.Error("the restored pack does not rule")
	}
}

// The journal names who works when a change is made.
func TestJournalNamesTheClerkAtWork(t *testing.T) {
	t.Parallel()
	r := opened(t)
	by := func() string {
		settings, err := r.Settings(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if settings.Office == "" {
			settings = data.Settings{Office: "区政府办公室", Issuer: "区人民政府", ReplySeries: "红政函", OpinionSeries: "红政办函"}
		}
		settings.Phone += "1"
		do(t, r, "改电话", func(tx *registry.Tx) error { return tx.SaveSettings(&settings) })
		entries, err := r.Journal(context.Background(), 0, 1)
		if err != nil || len(entries) != 1 {
			t.Fatalf("%v %v", entries, err)
		}
		return entries[0].By
	}
	usual := r.Clerk()
	if got := by(); got != usual || usual != "李秘书" {
		t.Errorf("at first by %q", got)
	}
	r.SetClerk("王某")
	if got := by(); got != "王某" {
		t.Errorf("then by %q", got)
	}
	r.SetClerk("")
	if got := by(); got != usual {
		t.Errorf("at last by %q", got)
	}
}

// A changed rule pack is told rule by rule.
func TestJournalTellsTheChangedRules(t *testing.T) {
	t.Parallel()
	r := opened(t)
	p, _ := rules()
	p.Classes = append([]data.ReplyClass(nil), p.Classes...)
	p.ReplyMonths, p.Classes[2].Letter, p.Letters.ReplyClose = 4, "丙", "感谢{您}！"
	do(t, r, "修改办理规则", func(tx *registry.Tx) error { return tx.SavePack(&p) })
	entries, err := r.Journal(t.Context(), 0, 1)
	if err != nil || len(entries) != 1 {
		t.Fatalf("%v %v", entries, err)
	}
	got := strings.Join(entries[0].Sentences(2022), "\n")
	for _, want := range []string{"的 答复期限 由 自交办之日起3个月 改为 自交办之日起4个月", "的 C类 由 ", "的 丙类 由 （空） 改为 ", "的 答复结尾 由 "} {
		if strings.Count(got, want) != 1 {
			t.Errorf("the journal lacks %q:\n%s", want, got)
		}
	}
	if n := strings.Count(got, "\n") + 1; n != 4 {
		t.Errorf("%d sentences:\n%s", n, got)
	}
}
