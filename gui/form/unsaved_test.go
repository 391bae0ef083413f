package form

import (
	"testing"

	"jianban/data"
	"jianban/data/draft"
	"jianban/gui/screen"
	"jianban/gui/screentest"
	ui "jianban/gui/widget"
)

// The form of a record that is there takes back what was typed over the same
// text only: another record may have the same name.
func TestFormOfAnotherRecordTakesNothing(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		open := func(text string, remove func(screen.Tx) error) (*Editor, *ui.Entry) {
			f := ui.NewEntry("")
			f.Fill(text)
			e := &Editor{Host: r, Title: "改", Form: ui.NewForm(), Width: 400, Remove: remove, Print: func() string { return f.Text }, Read: func() data.Problems { return nil }}
			e.Form.Add("地点", false, f, "")
			e.Form.Add("筛选", false, ui.NewEntry(""), "") // no part of the record
			e.Open(f)
			return e, f
		}
		there := func(screen.Tx) error { return nil }
		for name, c := range map[string]struct {
			was, text string
			remove    func(screen.Tx) error
			taken     bool
		}{
			"the same record":            {"会议室", "会议室", there, true},
			"another":                    {"会议室", "礼堂", there, false},
			"a new one, begun otherwise": {"", "礼堂", nil, true},
		} {
			first, f := open(c.was, c.remove)
			first.Form.Retype([]draft.Field{{Label: "筛选", Text: "李"}})
			if _, ok := first.Panel.Unsaved(); ok {
				t.Errorf("%s: untouched but unsaved", name)
			}
			f.SetText("现场")
			d, ok := first.Panel.Unsaved()
			if !ok || d.Fresh != (c.remove == nil) || len(d.Fields) != 2 || d.Fields[0] != (draft.Field{Label: "地点", Text: "现场", Was: c.was}) {
				t.Fatalf("%s: unsaved %+v", name, d)
			}
			second, f := open(c.text, c.remove)
			left := second.Panel.Retype(d)
			if taken := len(left) == 0 && f.Text == "现场"; taken != c.taken {
				t.Errorf("%s: taken %v, holds %q", name, taken, f.Text)
			}
		}
	})
}
