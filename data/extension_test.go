package data_test

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// Handed over on 9 March: the limit is 9 June, six months end on 9 September.
func TestExtensionReasons(t *testing.T) {
	day := datatest.Day
	for _, x := range []struct {
		name string
		e    data.Extension
		want string
	}{
		{"waits", data.Extension{Applied: day(5, 20), Until: day(8, 9)}, "2022年5月20日申请，在原期限2022年6月9日之内。还没有批准，仍按2022年6月9日计算。"},
		{"granted", data.Extension{Applied: day(5, 20), Until: day(8, 9), Approved: day(5, 25)}, "2022年5月20日申请，在原期限2022年6月9日之内。2022年5月25日经交办机关批准，新期限为2022年8月9日。"},
		{"on the last day", data.Extension{Applied: day(6, 9), Until: day(8, 9)}, "2022年6月9日申请，在原期限2022年6月9日之内。还没有批准，仍按2022年6月9日计算。"},
		{"late", data.Extension{Applied: day(6, 10), Until: day(8, 9), Approved: day(6, 11)}, "2022年6月10日才申请，已过期限2022年6月9日，即使批准也不能算作延期。"},
		{"too long", data.Extension{Applied: day(5, 20), Until: day(12, 1), Approved: day(5, 25), ApprovedBy: "市政府办"}, "2022年5月20日申请，在原期限2022年6月9日之内。延期最长到交办后6个月，即2022年9月9日。2022年5月25日经市政府办批准，新期限为2022年9月9日。"},
		{"no gain", data.Extension{Applied: day(5, 20), Until: day(6, 1), Approved: day(5, 25)}, "2022年5月20日申请，在原期限2022年6月9日之内。2022年5月25日批准，但没有晚于原期限，仍按2022年6月9日计算。"},
	} {
		c := datatest.Case(func(c *data.Case) { c.Extensions = []data.Extension{x.e} })
		if got := strings.Join(data.ExtensionReasons(c, x.e, datatest.Rules()), ""); got != x.want {
			t.Errorf("%s:\n got %s\nwant %s", x.name, got, x.want)
		}
	}
}

// Assigned on Thursday 10 March: five working days end on 17 March.
func TestReturnReasons(t *testing.T) {
	day := datatest.Day
	a := data.Assignment{Unit: data.Unit{ID: 5, Name: "区住建局"}, Assigned: day(3, 10)}
	for _, x := range []struct {
		name   string
		today  data.Date
		change func(*data.Assignment)
		want   string
	}{
		{"open", day(3, 17), func(*data.Assignment) {}, "5个工作日内可以申请退回，到2022年3月17日为止；逾期视同签收。"},
		{"past", day(3, 18), func(*data.Assignment) {}, "到2022年3月17日没有签收，也没有申请退回，视同签收。"},
		{"signed", day(3, 18), func(a *data.Assignment) { a.Accepted = day(3, 11) }, ""},
		{"asked", day(3, 18), func(a *data.Assignment) { a.Returned = day(3, 14) }, "2022年3月14日申请退回，在期限2022年3月17日之内。等本办公室决定。"},
		{"asked late", day(3, 19), func(a *data.Assignment) { a.Returned = day(3, 18) }, "2022年3月18日申请退回，已过期限2022年3月17日，按规则视同签收。等本办公室决定。"},
		{"agreed", day(3, 19), func(a *data.Assignment) { a.Returned, a.ReturnConsented = day(3, 14), day(3, 15) }, "2022年3月14日申请退回，在期限2022年3月17日之内。2022年3月15日同意退回，另行交办。"},
		{"refused", day(3, 19), func(a *data.Assignment) { a.Returned, a.Accepted = day(3, 14), day(3, 15) }, "2022年3月14日申请退回，在期限2022年3月17日之内。没有同意退回，2022年3月15日签收，继续办理。"},
	} {
		b := a
		x.change(&b)
		if got := strings.Join(data.ReturnReasons(datatest.Case(), b, x.today, datatest.Rules()), ""); got != x.want {
			t.Errorf("%s:\n got %s\nwant %s", x.name, got, x.want)
		}
	}
}

func TestUnitTurns(t *testing.T) {
	day := datatest.Day
	rules := datatest.RuleYears()
	old := data.Unit{ID: 5, Name: "区住建局", Former: []data.FormerName{{Name: "区建设局", Until: day(3, 31)}}}
	answered := datatest.Case(func(c *data.Case) { c.Assignments[0].Unit = old })
	returned := datatest.Case(datatest.Numbered(2), func(c *data.Case) {
		c.Assignments[0].Unit, c.Assignments[0].Returned, c.Assignments[0].ReturnConsented = old, day(3, 14), day(3, 15)
		c.Supervisions = []data.Supervision{{Unit: old, Kind: data.Visit, Date: day(3, 12)}, {Unit: data.Unit{ID: 9}, Kind: data.Urge, Date: day(3, 12)}}
	})
	helping := datatest.Case(datatest.Numbered(3), func(c *data.Case) {
		c.Assignments = append(c.Assignments, data.Assignment{ID: 9, Unit: old, Part: data.CoUnit, Assigned: day(4, 1)})
		c.Assignments[0].Unit = data.Unit{ID: 6, Name: "区水利局"}
		c.Supervisions = []data.Supervision{{Unit: old, Kind: data.Remind, Date: day(4, 20)}}
	})
	var got []string
	for _, u := range data.UnitTurns([]data.Case{helping, returned, answered}, 5, day(6, 15), rules) {
		late := ""
		if u.Late {
			late = "!"
		}
		got = append(got, strings.Join([]string{u.Number, u.Name, string(u.Part), u.Outcome + late, strings.Repeat("催", u.Urged) + strings.Repeat("查", u.Visits)}, "|"))
	}
	want := "1|区建设局|主办|按时答复 A类 满意|\n2|区建设局|主办|同意退回|查\n3|区住建局|协办|意见逾期未办!|催"
	if g := strings.Join(got, "\n"); g != want {
		t.Errorf("got\n%s\nwant\n%s", g, want)
	}
}

// The limit of 9 June may be extended by what is applied for on that very day,
// not on the next. Where it fell on a Saturday (11 June), Monday the 13th is
// still the last day.
func TestAnExtensionAppliedForOnTheLastDay(t *testing.T) {
	for _, x := range []struct {
		handed, applied data.Date
		until           data.Date
	}{
		{datatest.Day(3, 9), datatest.Day(6, 8), datatest.Day(7, 20)},
		{datatest.Day(3, 9), datatest.Day(6, 9), datatest.Day(7, 20)},
		{datatest.Day(3, 9), datatest.Day(6, 10), datatest.Day(6, 9)},
		{datatest.Day(3, 11), datatest.Day(6, 13), datatest.Day(7, 20)},
		{datatest.Day(3, 11), datatest.Day(6, 14), datatest.Day(6, 13)},
	} {
		c := datatest.Case(func(c *data.Case) {
			c.Proposal.HandedOver = x.handed
			c.Extensions = []data.Extension{{ID: 1, Applied: x.applied, Approved: datatest.Day(6, 15), Until: datatest.Day(7, 20)}}
			c.Replies[0].Sent = datatest.Day(7, 20)
		})
		if got := data.ReplyLimit(c, datatest.Rules()).Deadline; got != x.until {
			t.Errorf("handed over %s, applied for on %s: until %s, want %s", x.handed, x.applied, got, x.until)
		}
		_, odd := data.CheckFacts(c, datatest.Rules())
		if late := strings.Contains(odd.Error(), "不能算作延期"); late != (x.until.Month() == 6) {
			t.Errorf("applied for on %s: %s", x.applied, odd.Error())
		}
		c.Extensions[0].Approved = data.Date{} // while it waits it is in time or late just the same
		if _, odd := data.CheckFacts(c, datatest.Rules()); strings.Contains(odd.Error(), "不能算作延期") != (x.until.Month() == 6) {
			t.Errorf("not decided yet, applied for on %s: %s", x.applied, odd.Error())
		}
		c.Extensions[0].Approved = datatest.Day(6, 15)
		st := data.Statistics([]data.Case{c}, 2022, datatest.Day(12, 31), datatest.RuleYears())
		if onTime := st.RepliedOnTime == 1; onTime != (x.until.Month() == 7) {
			t.Errorf("applied for on %s: %d on time", x.applied, st.RepliedOnTime)
		}
	}
}
