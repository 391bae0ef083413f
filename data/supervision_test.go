package data_test

import (
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// supervised is an open case, its reply due on 9 June, of which the unit was
// visited or urged on days of June.
func supervised(of map[int]data.SupervisionKind) data.Case {
	return datatest.Case(func(c *data.Case) {
		c.Replies, c.Feedback = nil, nil
		for day, kind := range of {
			c.Supervisions = append(c.Supervisions, data.Supervision{ID: data.ID(day), Unit: data.Unit{ID: 5}, Kind: kind, Date: datatest.Day(6, day)})
		}
	})
}

// A visit (督查) is no step of an urging: it is counted for itself, in the
// figures and in a unit's history.
func TestAVisitIsNoUrging(t *testing.T) {
	c := supervised(map[int]data.SupervisionKind{1: data.Visit, 2: data.Visit, 12: data.Urge})
	st := data.Statistics([]data.Case{c}, 2022, datatest.Day(12, 31), datatest.RuleYears())
	if st.Visits.Num != 2 || st.AllUrgings.Num != 1 || st.Urgings[data.Visit].Num != 0 || st.Urgings[data.Urge].Num != 1 {
		t.Errorf("%d visits, %d urgings, by kind %v", st.Visits.Num, st.AllUrgings.Num, st.Urgings)
	}
	fields := map[string]string{}
	for _, f := range data.SummaryFields(st) {
		fields[f.Name] = f.Value
	}
	if fields["督查次数"] != "2" || fields["督办提醒次数"] != "1" || fields["催办次数"] != "1" {
		t.Errorf("督查 %s, 督办提醒 %s, 催办 %s", fields["督查次数"], fields["督办提醒次数"], fields["催办次数"])
	}
	turn := data.UnitTurns([]data.Case{c}, 5, datatest.Day(12, 31), datatest.RuleYears())[0]
	if turn.Visits != 2 || turn.Urged != 1 {
		t.Errorf("history: %d visits, %d urgings", turn.Visits, turn.Urged)
	}
}

// A visit takes no step: within the last fifteen days the unit is still to be
// reminded, past the limit to be urged, and no order follows it.
func TestAVisitTakesNoStepOfAnUrging(t *testing.T) {
	for day, want := range map[int]data.SupervisionKind{5: data.Remind, 30: data.Urge} {
		due := data.UrgesDue(supervised(map[int]data.SupervisionKind{1: data.Visit, 3: data.Visit}), datatest.Day(6, day), datatest.Rules())
		if len(due) != 1 || due[0].Step != want || due[0].Last.Kind != "" {
			t.Errorf("6月%d日: %+v", day, due)
		}
	}
}
