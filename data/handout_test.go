package data_test

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// Handing many out never replaces a lead unit, never does the impossible and
// says for each proposal what stayed as it was.
func TestHandout(t *testing.T) {
	lead := data.Unit{ID: 7, Name: "区水利局", Responsible: "白某", Contact: "段某", Phone: "0877-1"}
	helper := data.Unit{ID: 8, Name: "区财政局"}
	fresh := datatest.Case(func(c *data.Case) { c.Assignments, c.Replies, c.Feedback = nil, nil, nil })
	step := data.Handout{Lead: lead, Helpers: []data.Unit{helper, lead}, Assigned: datatest.Day(3, 10), Sponsor: data.Leader{ID: 3, Name: "赵某"}}
	for _, x := range []struct {
		name       string
		step       data.Handout
		c          data.Case
		does, left string
	}{
		{"new", step, fresh, "主办区水利局、协办区财政局", "区水利局是主办单位，不再协办"},
		{"held", step, datatest.Case(), "协办区财政局", "已有主办单位区住建局"},
		{"closed", step, datatest.Case(func(c *data.Case) { c.Proposal.Closed = data.Withdrawn }), "", "已撤案"},
		{"too early", data.Handout{Lead: lead, Assigned: datatest.Day(3, 8)}, fresh, "", "2022年3月8日早于交办日期2022年3月9日"},
		{"merged", data.Handout{Lead: lead, Assigned: datatest.Day(3, 10)}, datatest.Case(func(c *data.Case) {
			c.Assignments, c.Proposal.MergedInto, c.Host = nil, 2, data.Host{ID: 2, Number: "2"}
		}), "", "并入第2号办理"},
		{"signed", data.Handout{Accepted: datatest.Day(3, 12)}, datatest.Case(func(c *data.Case) { c.Assignments[0].Accepted = data.Date{} }), "区住建局签收", ""},
		{"signed already", data.Handout{Accepted: datatest.Day(3, 12)}, datatest.Case(), "", "没有待签收的单位"},
		{"asked to return", data.Handout{Accepted: datatest.Day(3, 14)}, datatest.Case(func(c *data.Case) {
			c.Assignments[0].Accepted, c.Assignments[0].Returned = data.Date{}, datatest.Day(3, 12)
		}), "", "申请退回，还没有决定"},
		{"told", data.Handout{Told: datatest.Day(3, 12)}, datatest.Case(), "已登记", ""},
		{"told twice", data.Handout{Told: datatest.Day(3, 12)}, datatest.Case(func(c *data.Case) { c.Proposal.Told = datatest.Day(3, 11) }), "", "已于2022年3月11日告知代表"},
		{"told where we assist", data.Handout{Told: datatest.Day(3, 12)}, datatest.Assist(), "", "协办件由主办机关告知代表"},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := x.step.For(x.c, datatest.Rules())
			does := ""
			if d.Does() {
				does = d.Words()
			}
			if does != x.does {
				t.Errorf("does %q, want %q", does, x.does)
			}
			if left := d.Left.Error(); x.left == "" && left != "" || !strings.Contains(left, x.left) {
				t.Errorf("leaves %q, want %q", left, x.left)
			}
		})
	}
	d := step.For(fresh, datatest.Rules())
	if a := d.Assignments[0]; a.Responsible != "白某" || a.Contact != "段某" || a.Phone != "0877-1" || a.Part != data.LeadUnit {
		t.Errorf("the lead unit's people are %+v", a)
	}
	if d.Proposal.Sponsor.Name != "赵某" || d.Assignments[1].Part != data.CoUnit {
		t.Errorf("handed %+v", d)
	}
}
