package office

import (
	"strings"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// FirstStart asks at the first start on an empty registry who the office is. What
// it keeps, and whatever else is still missing, is in the settings, where the
// person is led; 以后再说 leaves all as it is.
func FirstStart(h screen.Host, settings data.Settings) {
	want := settings
	e := &form.Editor{Host: h, Form: ui.NewForm(), Width: 640, Title: "填写办公室信息", Yes: "保存，下一步", No: "以后再说"}
	e.Form.LabelWidth = settingLabel
	e.Form.AddObject(ui.NewSmallText("第一次使用，先填办公室是谁，公文和总结要用；下一步建办理册、登记承办单位、导入已有的台账。现在不填的，以后都在“设置”里。"))
	var fields []settingField
	var entries []*ui.Entry
	for _, f := range settingFields {
		if !f.required && f.label != "版头" {
			continue
		}
		entry := e.Field(f.example, *f.at(&settings))
		fields, entries = append(fields, f), append(entries, entry)
		e.Form.Add(f.label, f.required, entry, f.hint)
	}
	e.Print = func() string {
		var all []string
		for _, entry := range entries {
			all = append(all, entry.Text)
		}
		return strings.Join(all, "\x00")
	}
	e.Read = func() data.Problems {
		want = settings
		for i, f := range fields {
			*f.at(&want) = entries[i].Text
		}
		return want.Validate()
	}
	e.Write = func(tx screen.Tx) error {
		x := want
		return tx.SaveSettings(&x)
	}
	e.Done = func() { h.Go(screen.PlaceSettings) }
	e.Open(fyne.Focusable(entries[0]))
}
