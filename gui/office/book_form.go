package office

import (
	"fmt"
	"strconv"
	"strings"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// bookForm edits a book: a meeting with its direction and letters.
type bookForm struct {
	form.Editor
	b    data.Book
	kept data.Book

	body                       *ui.Choice[data.Body]
	level                      *ui.Choice[data.Level]
	way                        *ui.Choice[data.Direction]
	place, term, session, year *ui.Entry
	handedBy, reply, opinion   *ui.Entry
	issuer, letterhead, copies *ui.Entry
	months                     *ui.Entry
	classes                    *form.FieldLines[data.ReplyClass]
	limits                     *form.FieldLines[data.LimitRule]
}

// EditBook opens the form of a book; done gets it as saved.
func EditBook(d screen.Deps, h screen.Host, b data.Book, done func(data.Book)) {
	f := &bookForm{b: b}
	f.Host, f.Form, f.Width = h, ui.NewForm(), 860
	f.Editor.Title = "新建办理册"
	if b.ID == 0 {
		f.b.Meeting.Body, f.b.Meeting.Level, f.b.Direction, f.b.Meeting.Year = data.Congress, data.City, data.HandedDown, d.Today().Year()
	} else {
		f.Editor.Title = "编辑" + b.Name()
		f.Record = "办理册“" + b.Name() + "”"
		f.Remove = func(tx screen.Tx) error { return tx.Remove(data.RecordBook, b.ID) }
	}
	f.build()
	f.Editor.Print, f.Editor.Read, f.Editor.Write = f.typed, f.readAll, f.writeAll
	f.Editor.Done = func() { done(f.kept) }
	f.Open(f.place)
	if f.Panel != nil {
		f.classes.Changed, f.classes.Submit = f.Panel.Fit, f.Save
		f.limits.Changed, f.limits.Submit = f.Panel.Fit, f.Save
	}
}

func (f *bookForm) build() {
	m, x := f.b.Meeting, f.Form
	f.body = ui.NewChoice("请选择", ui.Options(data.Bodies), nil)
	f.body.Fill(m.Body)
	f.level = ui.NewChoice("请选择", ui.Options(data.Levels), nil)
	f.level.Fill(m.Level)
	f.way = ui.NewChoice("请选择", bookWays, nil)
	f.way.Fill(f.b.Direction)
	f.place = f.Field("如 玉溪市", m.Place)
	f.year = f.Field("如 2022", numberText(m.Year))
	f.term = f.Field("如 6", numberText(m.Term))
	f.session = f.Field("如 1", numberText(m.Session))
	f.handedBy = f.Field("如 玉溪市人民政府办公室", f.b.HandedBy)
	f.reply = f.Field("如 红政函", f.b.ReplySeries)
	f.opinion = f.Field("如 红政意函", f.b.OpinionSeries)
	f.issuer = f.Field("如 玉溪市红塔区人民政府", f.b.Issuer)
	f.letterhead = f.Field("信函顶端的红字", f.b.Letterhead)
	f.copies = f.Field("如 市人大常委会选联工委、市政府督查室", strings.Join(f.b.CopyTo, "、"))
	f.months = f.Field("空着按办理规则", numberText(f.b.ReplyMonths))
	f.classes = form.NewFieldLines(classLines, f.b.Classes)
	f.limits = form.NewFieldLines(limitLines, f.b.Limits)
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
	x.AddObject(f.classes.Root)
	x.Section("本册的期限")
	x.AddObject(ui.NewSmallText("空着按办理规则。适用于全部的一条代替办理规则里同一种期限；只管一部分的与办理规则的一起算，取最早的。"))
	x.AddObject(f.limits.Root)
}

func numberText(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (f *bookForm) typed() string {
	return fmt.Sprint(f.body.Value(), f.level.Value(), f.way.Value(), f.place.Text, f.year.Text, f.term.Text, f.session.Text, f.handedBy.Text, f.reply.Text, f.opinion.Text,
		f.issuer.Text, "\x00", f.letterhead.Text, "\x00", f.copies.Text, "\x00", f.months.Text, f.classes.Print(), f.limits.Print())
}

func (f *bookForm) readAll() data.Problems {
	var problems data.Problems
	b := &f.b
	b.Meeting.Body, b.Meeting.Level, b.Direction = f.body.Value(), f.level.Value(), f.way.Value()
	b.Meeting.Place, b.HandedBy, b.ReplySeries, b.OpinionSeries = f.place.Text, f.handedBy.Text, f.reply.Text, f.opinion.Text
	b.Issuer, b.Letterhead, b.CopyTo = f.issuer.Text, f.letterhead.Text, words.SplitNames(f.copies.Text)
	b.Classes, b.Limits = f.classes.Values(&problems), f.limits.Values(&problems)
	form.ReadNumber(&problems, "答复期限", f.months.Text, &b.ReplyMonths)
	form.ReadNumber(&problems, "年份", f.year.Text, &b.Meeting.Year)
	form.ReadNumber(&problems, "届", f.term.Text, &b.Meeting.Term)
	form.ReadNumber(&problems, "次", f.session.Text, &b.Meeting.Session)
	return form.MergeProblems(problems, b.Validate())
}

func (f *bookForm) writeAll(tx screen.Tx) error {
	f.kept = f.b
	return tx.SaveBook(&f.kept)
}
