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
	issuer, letterhead, copies *ui.Entry
	months                     *ui.Entry
	classes                    *fieldLines[data.ReplyClass]
}

// editBook opens the form of a book; done gets it as saved.
func editBook(d Deps, h Host, b data.Book, done func(data.Book)) {
	f := &bookForm{b: b}
	f.host, f.form, f.width = h, ui.NewForm(), 860
	f.editor.title = "新建办理册"
	if b.ID == 0 {
		f.b.Meeting.Body, f.b.Meeting.Level, f.b.Direction, f.b.Meeting.Year = data.Congress, data.City, data.HandedDown, d.Today().Year
	} else {
		f.editor.title = "编辑" + b.Name()
		f.record = "办理册“" + b.Name() + "”"
		f.remove = func(tx Tx) error { return tx.Remove(data.RecordBook, b.ID) }
	}
	f.build()
	f.editor.print, f.editor.read, f.editor.write = f.typed, f.readAll, f.writeAll
	f.editor.done = func() { done(f.kept) }
	f.open(f.place)
	if f.panel != nil {
		f.classes.changed, f.classes.submit = f.panel.Fit, f.save
	}
}

func (f *bookForm) build() {
	m, x := f.b.Meeting, f.form
	f.body = ui.NewChoice("请选择", ui.Options(data.Bodies), nil)
	f.body.Fill(m.Body)
	f.level = ui.NewChoice("请选择", ui.Options(data.Levels), nil)
	f.level.Fill(m.Level)
	f.way = ui.NewChoice("请选择", bookWays, nil)
	f.way.Fill(f.b.Direction)
	f.place = f.field("如 玉溪市", m.Place)
	f.year = f.field("如 2022", numberText(m.Year))
	f.term = f.field("如 6", numberText(m.Term))
	f.session = f.field("如 1", numberText(m.Session))
	f.handedBy = f.field("如 玉溪市人民政府办公室", f.b.HandedBy)
	f.reply = f.field("如 红政函", f.b.ReplySeries)
	f.opinion = f.field("如 红政办函", f.b.OpinionSeries)
	f.issuer = f.field("如 玉溪市红塔区人民政府", f.b.Issuer)
	f.letterhead = f.field("信函顶端的红字", f.b.Letterhead)
	f.copies = f.field("如 市人大常委会选联工委、市政府督查室", strings.Join(f.b.CopyTo, "、"))
	f.months = f.field("空着按办理规则", numberText(f.b.ReplyMonths))
	f.classes = newFieldLines(classLines, f.b.Classes)
	x.LabelWidth = 104
	x.AddObject(ui.NewSmallText("办理册就是一次会议交办的全部建议或提案，编号在册内不重复。"))
	x.Pair(x.NewRow("机构", true, f.body, ""), x.NewRow("层级", true, f.level, ""))
	x.Pair(x.NewRow("地名", true, f.place, ""), x.NewRow("年份", true, f.year, ""))
	x.Pair(x.NewRow("届", true, f.term, "第几届"), x.NewRow("次", true, f.session, "第几次会议"))
	x.Pair(x.NewRow("方向", true, f.way, ""), x.NewRow("转交机关", false, f.handedBy, ""))
	x.Pair(x.NewRow("答复机关", false, f.issuer, "空着用设置里的；单位答复的用各单位的"), x.NewRow("版头", false, f.letterhead, "空着与答复机关相同"))
	x.Pair(x.NewRow("答复文号代字", false, f.reply, "空着用设置里的"), x.NewRow("意见文号代字", false, f.opinion, "空着用设置里的"))
	x.Pair(x.NewRow("抄送", false, f.copies, "几处之间用顿号"), x.NewRow("答复期限", false, f.months, "本册的期限，几个月；空着按办理规则"))
	x.Section("本册的类别")
	x.AddObject(ui.NewSmallText("空着按办理规则。"))
	x.AddObject(f.classes.root)
}

func numberText(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (f *bookForm) typed() string {
	return fmt.Sprint(f.body.Value(), f.level.Value(), f.way.Value(), f.place.Text, f.year.Text, f.term.Text, f.session.Text, f.handedBy.Text, f.reply.Text, f.opinion.Text,
		f.issuer.Text, "\x00", f.letterhead.Text, "\x00", f.copies.Text, "\x00", f.months.Text, f.classes.print())
}

func (f *bookForm) readAll() data.Problems {
	var problems data.Problems
	b := &f.b
	b.Meeting.Body, b.Meeting.Level, b.Direction = f.body.Value(), f.level.Value(), f.way.Value()
	b.Meeting.Place, b.HandedBy, b.ReplySeries, b.OpinionSeries = f.place.Text, f.handedBy.Text, f.reply.Text, f.opinion.Text
	b.Issuer, b.Letterhead, b.CopyTo = f.issuer.Text, f.letterhead.Text, splitNames(f.copies.Text)
	b.Classes = f.classes.values(&problems)
	readNumber(&problems, "答复期限", f.months.Text, &b.ReplyMonths)
	readNumber(&problems, "年份", f.year.Text, &b.Meeting.Year)
	readNumber(&problems, "届", f.term.Text, &b.Meeting.Term)
	readNumber(&problems, "次", f.session.Text, &b.Meeting.Session)
	return mergeProblems(problems, b.Validate())
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
