package widget

import (
	"testing"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"jianban/data"
)

// A message goes when its field is changed, whatever kind of field it is and
// however deep it lies; the others stay.
func TestMessageGoesWithItsField(t *testing.T) {
	test.NewTempApp(t)
	f := NewForm()
	name, day, tick := NewEntry(""), NewDateEntry(2022, data.Date{}), NewTickBox("是", nil)
	way := NewChoice("请选择", Options([]string{"甲", "乙"}), nil)
	unit := NewCombo("", []string{"区住建局"})
	loose := NewEntry("")
	f.Add("名称", true, container.NewBorder(nil, nil, nil, NewButton("取", nil, func() {}), name), "")
	f.Pair(f.NewRow("日期", true, day, ""), f.NewRow("方式", true, way, "选一种"))
	f.Add("单位", false, container.NewVScroll(container.NewVBox(unit)), "")
	f.Add("标记", false, tick, "")
	f.AddObject(container.NewVBox(loose))
	fields := []string{"名称", "日期", "方式", "单位", "标记"}
	all := func() data.Problems {
		ps := data.Problems{{Field: "别处", Message: "另有不对"}}
		for _, label := range fields {
			ps = append(ps, data.Problem{Field: label, Message: "不对"})
		}
		return ps
	}
	for _, c := range []struct {
		field  string // whose message goes; "" only that at the top
		change func()
	}{
		{"名称", func() { name.SetText("甲") }},
		{"日期", func() { day.SetText("6-30") }},
		{"方式", func() { way.Choose("乙") }},
		{"单位", func() { unit.TypedRune('区') }},
		{"标记", func() { test.Tap(tick) }},
		{"", func() { loose.SetText("甲") }},
	} {
		f.ShowError(all())
		f.ShowError(all()) // a second time, as when one saves again
		c.change()
		for _, label := range fields {
			if got, want := f.Row(label).Error() == "", label == c.field; got != want {
				t.Errorf("%q changed: the message of %s is gone %v", c.field, label, got)
			}
		}
		if f.General() != "" {
			t.Errorf("%q changed: the form still says %q", c.field, f.General())
		}
	}
	f.ShowError(all())
	name.Fill("乙")
	way.Fill("甲")
	tick.Fill(false)
	day.FocusLost() // shows the day as it is understood
	if f.Row("名称").Error() == "" || f.Row("方式").Error() == "" || f.Row("标记").Error() == "" || f.Row("日期").Error() == "" {
		t.Error("what the program fills in is no change by a person")
	}
	if f.Clear(); f.Row("方式").Error() != "" {
		t.Error("a cleared form has no messages")
	}
}

// A message about two fields goes when either is mended; one that cannot be
// told without saving waits for its own field.
func TestMessageOfTwoFields(t *testing.T) {
	test.NewTempApp(t)
	f := NewForm()
	from, to, number := NewEntry(""), NewEntry(""), NewEntry("")
	f.Add("起", true, from, "")
	f.Add("止", true, to, "")
	f.Add("编号", true, number, "")
	f.Check = func() (ps data.Problems) {
		if to.Text < from.Text {
			ps = append(ps, data.Problem{Field: "止", Message: "早于起", Hint: "请核对"})
		}
		return ps
	}
	from.Fill("5")
	to.Fill("3")
	f.ShowError(append(f.Check(), data.Problem{Field: "编号", Message: "已有"}))
	from.SetText("4")
	if f.Row("止").Error() != "早于起。请核对" {
		t.Errorf("still wrong, but says %q", f.Row("止").Error())
	}
	from.SetText("2")
	if f.Row("止").Error() != "" || f.Row("编号").Error() != "已有" {
		t.Errorf("mended by the other field, says %q and %q", f.Row("止").Error(), f.Row("编号").Error())
	}
	from.SetText("9")
	if f.Row("止").Error() != "" {
		t.Error("what gets wrong while one types is told when one saves")
	}
}
