package widget

import (
	"reflect"
	"testing"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"jianban/data"
	"jianban/data/draft"
)

// Every kind of field tells what it holds and takes it back as an edit; what is
// secret is never told.
func TestFieldsAreToldAndTakenBack(t *testing.T) {
	test.NewTempApp(t)
	edits := 0
	made := func() (*Form, *Entry) {
		f := NewForm()
		name, secret := NewEntry(""), NewEntry("")
		name.OnEdit(func(string) { edits++ })
		secret.Password = true
		kind := NewChoice("", Options([]string{"甲", "乙"}), func(k string) {
			if k == "乙" {
				name.SetText("乙的名称")
			}
		})
		day := NewDateEntry(2022, data.NewDate(2022, 6, 1))
		f.Add("名称", true, name, "")
		f.Add("类型", true, kind, "") // fills in the name above
		f.Pair(f.NewRow("日期", false, container.NewBorder(nil, nil, nil, NewButton("今天", nil, nil), day), ""), f.NewRow("口令", false, secret, ""))
		f.Add("", false, Beside(NewTickBox("重点", nil), NewTickBox("闭会", nil)), "")
		f.Add("参加", false, container.NewHScroll(container.NewHBox(NewTickBox("李某", nil), NewEntry(""), NewEntry(""))), "")
		f.AddObject(container.NewVBox(NewCombo("", nil)))
		return f, NewEntry("")
	}
	f, beside := made()
	before := f.Typed(beside)
	f.Row("类型").field.(*Choice[string]).Choose("乙")
	f.Row("名称").field.(*Entry).SetText("改过的")
	f.Row("口令").field.(*Entry).SetText("秘密")
	beside.SetText("旁边的")
	all := f.labelled(nil)
	for _, l := range all {
		switch l.label {
		case "日期":
			l.field.(*DateEntry).SetText("6月30日")
		case "重点", "参加·李某":
			l.field.(*TickBox).SetChecked(true)
		case "参加（2）":
			l.field.(*Entry).SetText("第二个")
		case "其他":
			l.field.(*Combo).SetText("下面的")
		}
	}
	got := draft.Changed(draft.Against(f.Typed(beside), before))
	want := []draft.Field{{Label: "名称", Text: "改过的"}, {Label: "类型", Text: "乙"}, {Label: "日期", Text: "6月30日"}, {Label: "重点", Text: "是", Was: "否"},
		{Label: "参加·李某", Text: "是", Was: "否"}, {Label: "参加（2）", Text: "第二个"}, {Label: "其他", Text: "下面的"}, {Label: "其他（2）", Text: "旁边的"}}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("typed\n%+v, want\n%+v", got, want)
	}
	again, beside2 := made()
	edits = 0
	left := again.Retype(append(got, draft.Field{Label: "没有", Text: "一"}, draft.Field{Label: "类型", Text: "丙"}), beside2)
	if len(left) != 2 || left[0].Label != "没有" || left[1].Text != "丙" {
		t.Errorf("left %+v", left)
	}
	if edits == 0 {
		t.Error("taking back is no edit")
	}
	if now := draft.Changed(draft.Against(again.Typed(beside2), before)); !reflect.DeepEqual(now, want) {
		t.Errorf("taken back\n%+v, want\n%+v", now, want)
	}
}

func TestLockedFieldsTakeNothing(t *testing.T) {
	test.NewTempApp(t)
	f, e := NewForm(), NewEntry("")
	f.Add("名称", true, e, "")
	e.SetReadOnly(true)
	if left := f.Retype([]draft.Field{{Label: "名称", Text: "一"}}); len(left) != 1 || e.Text != "" {
		t.Errorf("left %v, holds %q", left, e.Text)
	}
}
