package office

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/data/intake"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// openUnits shows the units.
func openUnits(d screen.Deps, h screen.Host, done func()) {
	openRecords(d, h, recordKind[data.Unit]{
		Title: "承办单位", Unit: "个",
		About: "单位改了名称的，请点“改名”并填明旧名用到哪一天：那一天以前的公文和台账仍用旧名。",
		Load: func(ctx context.Context, r screen.Reader) ([]data.Unit, error) {
			all, err := r.Units(ctx)
			slices.SortStableFunc(all, func(a, b data.Unit) int { return data.ByPinyin(a.Name, b.Name) })
			return all, err
		},
		Key: func(u data.Unit) int64 { return int64(u.ID) },
		Find: func(u data.Unit) data.RowWords {
			w := data.RowWords{People: []string{u.Responsible, u.Contact}, Names: []string{u.Name, u.FullName}, Phones: []string{u.Phone}, Texts: []string{u.ReplySeries, u.Letterhead}}
			for _, f := range u.Former {
				w.Names = append(w.Names, f.Name, f.FullName)
			}
			return w
		},
		Columns: []ui.Column[data.Unit]{
			recordText("name", "简称", 120, 0.6, func(u data.Unit) string { return u.Name }),
			recordText("full", "全称", 180, 1, func(u data.Unit) string { return u.FullName }),
			recordText("series", "文号代字", 90, 0, func(u data.Unit) string { return u.ReplySeries }),
			recordText("responsible", "责任领导", 84, 0, func(u data.Unit) string { return u.Responsible }),
			recordText("contact", "经办人", 84, 0, func(u data.Unit) string { return u.Contact }),
			recordText("phone", "电话", 120, 0, func(u data.Unit) string { return u.Phone }),
			onPaper(recordText("head", "版头", 150, 0, func(u data.Unit) string { return u.Letterhead })),
			recordText("former", "曾用名", 150, 0.8, func(u data.Unit) string { return formerWords(u.Former) }),
		},
		Nothing: [2]string{"还没有承办单位", "点“新建”，有名册的点“导入”，或在交办时直接填写单位名称。"},
		Open:    func(l *recordList[data.Unit], u data.Unit) { editUnit(l, u, done) },
		Right: func(l *recordList[data.Unit]) []fyne.CanvasObject {
			return []fyne.CanvasObject{
				l.wanted("新建", fynetheme.ContentAddIcon(), func() { editUnit(l, data.Unit{}, done) }),
				l.importing(intake.Units),
				l.button("查找重复", fynetheme.SearchReplaceIcon(), func() { likelyUnits(l, done) }),
				l.button("改名", fynetheme.HistoryIcon(), l.onChosen("单位", func(u data.Unit) { renameUnit(l, u, done) })),
			}
		},
	})
}

// formerWords lists former names with their last days.
func formerWords(former []data.FormerName) string {
	out := make([]string, len(former))
	for i, f := range former {
		out[i] = f.Name + "（至" + f.Until.Chinese() + "）"
	}
	return strings.Join(out, "、")
}

// refreshed loads a list anew after a change and tells the screen behind.
func refreshed[R any](l *recordList[R], done func()) func() {
	return func() {
		l.Refresh()
		done()
	}
}

// editUnit opens the form of a unit; ID 0 is a new one.
func editUnit(l *recordList[data.Unit], u data.Unit, done func()) {
	e := &form.Editor{Host: l.host, Form: ui.NewForm(), Width: 820, Title: "新建承办单位", Done: refreshed(l, done)}
	if u.ID != 0 {
		e.Title, e.Record = "编辑"+u.Name, "承办单位“"+u.Name+"”"
		e.Remove = func(tx screen.Tx) error { return tx.Remove(data.RecordUnit, u.ID) }
	}
	name, full := e.Field("如 区住建局", u.Name), e.Field("如 玉溪市红塔区住房和城乡建设局", u.FullName)
	head, series := e.Field("空着用全称", u.Letterhead), e.Field("如 红住建函", u.ReplySeries)
	who, contact, phone := e.Field("", u.Responsible), e.Field("", u.Contact), e.Field("如 0877-2012345", u.Phone)
	former := form.NewFieldLines(formerLines(l.deps, l.host, "旧简称", "曾用名", true), u.Former)
	f := e.Form
	f.Pair(f.NewRow("单位简称", true, name, "台账里的名称"), f.NewRow("单位全称", false, full, "落款和版头的名称"))
	f.Pair(f.NewRow("版头", false, head, "由单位答复时信函顶端的红字"), f.NewRow("文号代字", false, series, "由单位答复时的文号"))
	f.Pair(f.NewRow("责任领导", false, who, ""), f.NewRow("经办人", false, contact, ""))
	f.Add("联系电话", false, phone, "")
	f.Section("曾用名")
	f.AddObject(ui.NewSmallText("每个旧名用到截止那一天为止，那一天也算。现在改名请用“改名”。"))
	f.AddObject(former.Root)
	e.Print = func() string {
		return strings.Join([]string{name.Text, full.Text, head.Text, series.Text, who.Text, contact.Text, phone.Text, former.Print()}, "\x00")
	}
	e.Read = func() (ps data.Problems) {
		u.Name, u.FullName, u.Letterhead, u.ReplySeries = name.Text, full.Text, head.Text, series.Text
		u.Responsible, u.Contact, u.Phone = who.Text, contact.Text, phone.Text
		u.Former = former.Values(&ps)
		return form.MergeProblems(ps, u.Validate())
	}
	e.Write = func(tx screen.Tx) error {
		x := u
		return tx.SaveUnit(&x)
	}
	e.Open(name)
	if e.Panel != nil {
		former.Changed, former.Submit = e.Panel.Fit, e.Save
	}
}

// renameUnit gives a unit another name and keeps the one before for the papers
// of its time.
func renameUnit(l *recordList[data.Unit], u data.Unit, done func()) {
	e := &form.Editor{Host: l.host, Form: ui.NewForm(), Width: 620, Title: u.Name + "改名", Done: refreshed(l, done)}
	name, full, head := e.Field("如 区住建局", ""), e.Field("如 玉溪市红塔区住房和城乡建设局", ""), e.Field("空着用新全称", "")
	until := e.Day(l.deps.Today(), l.deps.Today().Year(), l.deps.Today())
	f := e.Form
	f.AddObject(ui.NewSmallText("现名“" + u.Name + "”" + words.Labelled("，全称", u.FullName) + "。"))
	f.Add("新简称", true, name, "")
	f.Add("新全称", false, full, "")
	f.Add("新版头", false, head, "")
	f.Add("旧名用到", true, until, "这一天也算；第二天起用新名称。")
	e.Print = func() string { return strings.Join([]string{name.Text, full.Text, head.Text}, "\x00") }
	var want data.Unit
	e.Read = func() (ps data.Problems) {
		was := data.FormerName{Name: u.Name, FullName: u.FullName}
		form.ReadDay(&ps, "旧名用到", until, &was.Until)
		want = u.Renamed(name.Text, full.Text, head.Text, was.Until)
		ps = form.MergeProblems(ps, relabelled(want.Validate(), map[string]string{"单位简称": "新简称", "单位全称": "新全称", "版头": "新版头", "曾用名截止日期": "旧名用到"}))
		if strings.TrimSpace(name.Text) == u.Name && strings.TrimSpace(full.Text) == u.FullName {
			ps = append(ps, data.Problem{Field: "新简称", Message: "与现名相同", Hint: "请填写新的名称"})
		}
		return ps
	}
	e.Write = func(tx screen.Tx) error {
		x := want
		return form.Relabel(tx.SaveUnit(&x), map[string]string{"单位简称": "新简称"})
	}
	e.Open(name)
}

// relabelled puts problems under the labels of a form.
func relabelled(ps data.Problems, names map[string]string) data.Problems {
	for i := range ps {
		if name, ok := names[ps[i].Field]; ok {
			ps[i].Field = name
		}
	}
	return ps
}

// formerLines edits former names; word is what one is called, field the label of
// what is wrong, whole tells whether they have a name in full.
func formerLines(d screen.Deps, h screen.Host, word, field string, whole bool) form.LineKind[data.FormerName] {
	kind := form.LineKind[data.FormerName]{
		Heads: []string{word, "截止日期"}, Widths: []float32{0, 170}, Add: "加一个" + word,
		New:   func() data.FormerName { return data.FormerName{} },
		Blank: func(f data.FormerName) bool { return strings.TrimSpace(f.Name) == "" && f.Until.IsZero() },
	}
	if whole {
		kind.Heads, kind.Widths = []string{word, "旧全称", "截止日期"}, []float32{190, 0, 170}
	}
	kind.Fields = func(f data.FormerName) ([]fyne.CanvasObject, func(*data.FormerName, *data.Problems)) {
		name, full, until := form.LineEntry("", f.Name), form.LineEntry("", f.FullName), ui.NewDateEntry(0, d.Today())
		until.Calendar = h.Calendar
		until.SetDate(f.Until)
		fields := []fyne.CanvasObject{name, until}
		if whole {
			fields = []fyne.CanvasObject{name, full, until}
		}
		return fields, func(f *data.FormerName, ps *data.Problems) {
			f.Name, f.FullName, f.Until = name.Text, full.Text, data.Date{}
			form.ReadDay(ps, field+"截止日期", until, &f.Until)
		}
	}
	return kind
}
