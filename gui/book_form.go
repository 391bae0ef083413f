package gui

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jianban/data"
	ui "jianban/gui/widget"
)

// bookForm edits a book: a meeting with its direction and letters.
type bookForm struct {
	editor
	b    data.Book
	kept data.Book

	body                       *ui.Choice[data.Body]
	level                      *ui.Choice[data.Level]
	way                        *ui.Choice[data.Direction]
	place, term, session, year *ui.Entry
	handedBy, reply, opinion   *ui.Entry
}

// editBook opens the form of a book; done gets it as saved.
func editBook(d Deps, h Host, b data.Book, done func(data.Book)) {
	f := &bookForm{b: b}
	f.host, f.form, f.width = h, ui.NewForm(), 640
	f.editor.title = "新建办理册"
	if b.ID == 0 {
		f.b.Meeting.Body, f.b.Meeting.Level, f.b.Direction, f.b.Meeting.Year = data.Congress, data.City, data.HandedDown, d.Today().Year
	} else {
		f.editor.title = "编辑" + b.Name()
	}
	f.build()
	f.editor.print, f.editor.read, f.editor.write = f.typed, f.readAll, f.writeAll
	f.editor.done = func() { done(f.kept) }
	f.open(f.place)
}

func (f *bookForm) build() {
	m, x := f.b.Meeting, f.form
	f.body = ui.NewChoice("请选择", ui.Options(data.Bodies), nil)
	f.body.Fill(m.Body)
	f.level = ui.NewChoice("请选择", ui.Options(data.Levels), nil)
	f.level.Fill(m.Level)
	f.way = ui.NewChoice("请选择", []ui.Option[data.Direction]{{Value: data.HandedDown, Label: "上级交来，我们答复"}, {Value: data.HandedOut, Label: "我们交出，单位答复"}}, nil)
	f.way.Fill(f.b.Direction)
	f.place = f.field("如 玉溪市", m.Place)
	f.year = f.field("如 2022", numberText(m.Year))
	f.term = f.field("如 6", numberText(m.Term))
	f.session = f.field("如 1", numberText(m.Session))
	f.handedBy = f.field("如 玉溪市人民政府办公室", f.b.HandedBy)
	f.reply = f.field("如 红政函", f.b.ReplySeries)
	f.opinion = f.field("如 红政办函", f.b.OpinionSeries)
	x.AddObject(ui.NewSmall("办理册就是一次会议交办的全部建议或提案，编号在册内不重复。"))
	x.Pair(x.NewRow("机构", true, f.body, ""), x.NewRow("层级", true, f.level, ""))
	x.Pair(x.NewRow("地名", true, f.place, ""), x.NewRow("年份", true, f.year, ""))
	x.Pair(x.NewRow("届", true, f.term, "第几届"), x.NewRow("次", true, f.session, "第几次会议"))
	x.Add("方向", true, f.way, "")
	x.Add("转交机关", false, f.handedBy, "")
	x.LabelWidth = 104
	x.Pair(x.NewRow("答复文号代字", false, f.reply, "空着用设置里的"), x.NewRow("意见文号代字", false, f.opinion, "空着用设置里的"))
}

func numberText(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (f *bookForm) typed() string {
	return fmt.Sprint(f.body.Value(), f.level.Value(), f.way.Value(), f.place.Text, f.year.Text, f.term.Text, f.session.Text, f.handedBy.Text, f.reply.Text, f.opinion.Text)
}

func (f *bookForm) readAll() data.Problems {
	var problems data.Problems
	b := &f.b
	b.Meeting.Body, b.Meeting.Level, b.Direction = f.body.Value(), f.level.Value(), f.way.Value()
	b.Meeting.Place, b.HandedBy, b.ReplySeries, b.OpinionSeries = f.place.Text, f.handedBy.Text, f.reply.Text, f.opinion.Text
	for _, n := range []struct {
		label string
		field *ui.Entry
		value *int
	}{{"年份", f.year, &b.Meeting.Year}, {"届", f.term, &b.Meeting.Term}, {"次", f.session, &b.Meeting.Session}} {
		v, err := strconv.Atoi(strings.TrimSpace(n.field.Text))
		if err != nil {
			problems = append(problems, data.Problem{Field: n.label, Message: "不是数字", Hint: "请填写阿拉伯数字"})
			continue
		}
		*n.value = v
	}
	if len(problems) > 0 {
		return problems
	}
	return b.Validate()
}

func (f *bookForm) writeAll(tx Tx) error {
	f.kept = f.b
	return tx.SaveBook(&f.kept)
}

// row puts objects side by side at their least width.
func row(objects ...fyne.CanvasObject) fyne.CanvasObject { return container.NewHBox(objects...) }

// borderRight puts an object at the right of another that takes the rest.
func borderRight(main, right fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, right, main)
}
