package office

import (
	"fmt"

	"jianban/data"
	"jianban/gui/form"
	ui "jianban/gui/widget"
)

// wayFields edit how scores are counted beside their items.
type wayFields struct {
	was       data.AppraisalWays
	nothing   *ui.Choice[data.NothingWay]
	untouched *ui.Entry
	apart     *ui.TickBox
}

// newWayFields puts the fields into a part of the form.
func newWayFields(e *form.Editor, x *ui.Form, a data.Appraisal) *wayFields {
	var ways []ui.Option[data.NothingWay]
	for _, w := range data.NothingWays {
		ways = append(ways, ui.Option[data.NothingWay]{Value: w, Label: w.Words()})
	}
	how := a.How()
	f := &wayFields{was: a.Ways, nothing: ui.NewChoice("请选择", ways, nil), untouched: e.Field("0 为不扣", fmt.Sprint(how.Untouched)),
		apart: ui.NewTickBox("主办单位和只协办的单位分别排名", nil)}
	f.nothing.Fill(how.Nothing)
	f.apart.Fill(how.Apart)
	x.Section("计分办法")
	x.Pair(x.NewRow("考评没有的事项", true, f.nothing, "单位没有某类事项时，这个项目怎么算"), x.NewRow("考评未动手的主办件", true, f.untouched, "没有登记过沟通、也没有登记拟稿的，每件扣几分"))
	x.Add("", false, f.apart, "")
	if !f.was.Said() {
		x.AddObject(ui.NewSmallText("这套规则原来没有写明计分办法：以前封过账的年度照旧计算，其余年度按上面所列。改了以后，全部年度都按改后的计算。"))
	}
	return f
}

func (f *wayFields) typed() string {
	return fmt.Sprint(f.nothing.Value(), f.untouched.Text, f.apart.Checked)
}

// read is what the fields say; zero where the pack said nothing and nothing was changed.
func (f *wayFields) read(ps *data.Problems) data.AppraisalWays {
	w := data.AppraisalWays{Nothing: f.nothing.Value(), Apart: f.apart.Checked}
	form.ReadNumber(ps, "考评未动手的主办件", f.untouched.Text, &w.Untouched)
	if !f.was.Said() && w == data.UsualWays {
		return f.was
	}
	return w
}
