package data_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"testing"
	"time"

	"jianban/data"
)

// Each fact that CheckFacts can find fault with leads to a part of its proposal.
func TestEveryFactHasAPlace(t *testing.T) {
	fields := 0
	for _, name := range []string{"facts.go", "factpapers.go", "factafter.go", "assessment.go"} {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`k\.(?:no|odd|notBefore)\("([^"]+)"`).FindAllStringSubmatch(string(source), -1) {
			fields++
			if f := data.FactFinding(data.Case{}, data.WeightMust, data.Problem{Field: m[1]}); f.About == data.AboutStage {
				t.Errorf("%s: %q leads nowhere", name, m[1])
			}
		}
	}
	if fields < 50 {
		t.Errorf("only %d fields", fields)
	}
	for field, want := range map[string]data.Subject{
		"签收日期": data.AboutReturn, "沟通阶段": data.AboutTalk, "延期至": data.AboutExtension, "类别": data.AboutReply, "收回日期": data.AboutFeedback,
		"兑现日期": data.AboutPromise, "督办日期": data.AboutUrging, "送达日期": data.AboutReply, "告知代表日期": data.AboutTold, "没有这个": data.AboutStage,
	} {
		if f := data.FactFinding(data.Case{}, data.WeightMust, data.Problem{Field: field}); f.About != want {
			t.Errorf("%s leads to %q, want %q", field, f.About, want)
		}
	}
}

func TestFindingsAreCountedAndSorted(t *testing.T) {
	all := []data.Finding{{Weight: data.WeightRemind, What: "a"}, {Weight: data.WeightDamage, What: "b"}, {Weight: data.WeightMust, What: "c"}, {Weight: data.WeightRemind, What: "d"}}
	made := data.NewCheckMade(time.Unix(0, 0), "9-ab", all)
	if made.Damage != 1 || made.Must != 1 || made.Remind != 2 || made.End != "9-ab" {
		t.Errorf("%+v", made)
	}
	data.SortFindings(all)
	var order []string
	for _, f := range all {
		order = append(order, f.What)
	}
	if !slices.Equal(order, []string{"b", "c", "a", "d"}) {
		t.Error(fmt.Sprint(order))
	}
}

func TestWhenARegistryIsCheckedByItself(t *testing.T) {
	at := time.Date(2026, 11, 29, 10, 12, 0, 0, time.FixedZone("", 8*3600))
	whole := data.CheckMade{At: at, End: "9-ab", Remind: 3}
	damaged := whole
	damaged.Damage = 1
	for name, c := range map[string]struct {
		last    data.CheckMade
		end     string
		unclean bool
		now     time.Time
		want    bool
	}{
		"never":              {data.CheckMade{}, "", false, at, true},
		"same day, same end": {whole, "9-ab", false, at.Add(5 * time.Hour), false},
		"something saved":    {whole, "10-cd", false, at.Add(time.Hour), true},
		"killed":             {whole, "9-ab", true, at.Add(time.Hour), true},
		"damaged":            {damaged, "9-ab", false, at.Add(time.Hour), true},
		"the next day":       {whole, "9-ab", false, at.Add(14 * time.Hour), true},
		"clock put back":     {whole, "9-ab", false, at.AddDate(0, 0, -1), true},
	} {
		if got := data.CheckDue(c.last, c.end, c.unclean, c.now); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
