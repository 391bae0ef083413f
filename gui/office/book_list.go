package office

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// bookWays are how directions are told.
var bookWays = []ui.Option[data.Direction]{{Value: data.HandedDown, Label: "上级交来，我们答复"}, {Value: data.HandedOut, Label: "我们交出，单位答复"}}

// openBooks shows the books.
func openBooks(d screen.Deps, h screen.Host, done func()) { bookList(d, h, done) }

// openFirstBooks shows the books, of which there are none, and over them the form
// in which those of a year are made.
func openFirstBooks(d screen.Deps, h screen.Host, done func()) {
	l := bookList(d, h, done)
	makeYearBooks(l, refreshed(l, done))
}

func bookList(d screen.Deps, h screen.Host, done func()) *recordList[data.Book] {
	again := func(l *recordList[data.Book]) func(data.Book) {
		return func(data.Book) {
			l.Refresh()
			done()
		}
	}
	return openRecords(d, h, recordKind[data.Book]{
		Title: "办理册", Unit: "册",
		About: "一次会议的建议或提案是一册。通常一年四册：市人大、市政协交来的由我们答复，区人大、区政协的交给单位答复。",
		Load:  func(ctx context.Context, r screen.Reader) ([]data.Book, error) { return r.Books(ctx) },
		Key:   func(b data.Book) int64 { return int64(b.ID) },
		Find: func(b data.Book) data.RowWords {
			return data.RowWords{Year: b.Meeting.Year, Meeting: b.Meeting, Names: []string{b.Name(), b.Meeting.FullName(), b.HandedBy}, Texts: []string{b.Issuer, b.ReplySeries, bookWay(b.Direction)}}
		},
		Columns: []ui.Column[data.Book]{
			recordCount("year", "年份", 70, func(b data.Book) int { return b.Meeting.Year }),
			recordText("name", "办理册", 190, 1, func(b data.Book) string { return b.Name() }),
			recordText("way", "方向", 160, 0, func(b data.Book) string { return bookWay(b.Direction) }),
			recordText("issuer", "答复机关", 160, 1, func(b data.Book) string {
				if b.Direction == data.HandedOut {
					return "承办单位"
				}
				return words.Or(b.Issuer, "按设置")
			}),
			recordText("series", "答复文号", 100, 0, func(b data.Book) string {
				if b.Direction == data.HandedOut {
					return "各单位"
				}
				return words.Or(b.ReplySeries, "按设置")
			}),
			recordText("own", "本册另定", 130, 0, bookOwn),
		},
		Nothing: [2]string{"还没有办理册", "点“备好一年的四册”，一次建好。"},
		Open:    func(l *recordList[data.Book], b data.Book) { EditBook(d, h, b, again(l)) },
		Right: func(l *recordList[data.Book]) []fyne.CanvasObject {
			return []fyne.CanvasObject{
				l.wanted("备好一年的四册", fynetheme.ListIcon(), func() { makeYearBooks(l, func() { again(l)(data.Book{}) }) }),
				l.button("新建", fynetheme.ContentAddIcon(), func() { EditBook(d, h, data.Book{}, again(l)) }),
			}
		},
	})
}

func bookWay(way data.Direction) string {
	for _, o := range bookWays {
		if o.Value == way {
			return o.Label
		}
	}
	return ""
}

// bookOwn tells what a book has of its own in place of the rule pack's.
func bookOwn(b data.Book) string {
	var own []string
	if b.ReplyMonths > 0 {
		own = append(own, fmt.Sprintf("%d个月", b.ReplyMonths))
	}
	for _, r := range b.Limits {
		own = append(own, string(r.For)+r.Words())
	}
	if len(b.Classes) > 0 {
		own = append(own, "类别"+classLetters(b.Classes))
	}
	return strings.Join(own, "，")
}

// yearBookLine is one of the four books in the form.
type yearBookLine struct {
	book                 data.Book
	want                 *ui.TickBox
	place, term, session *ui.Entry
}

// makeYearBooks offers the four books of a year, filled from those of the year
// before.
func makeYearBooks(l *recordList[data.Book], done func()) {
	f := &form.Editor{Host: l.host, Form: ui.NewForm(), Width: 760, Title: "备好一年的四册"}
	year := f.Field("如 2022", fmt.Sprint(l.deps.Today().Year()))
	var settings data.Settings
	l.host.RunTask("正在读取", func(ctx context.Context, _ screen.Progress) (err error) {
		settings, err = l.deps.Store.Settings(ctx)
		return err
	}, func(err error) {
		if err != nil {
			l.host.Fail(err)
			return
		}
		lines := yearBookLines(f, data.YearBooks(l.deps.Today().Year(), l.rows, settings))
		year.OnEdit(func(text string) {
			if y, ok := form.WholeNumber(strings.TrimSpace(text)); ok && y > 1900 {
				for i, b := range data.YearBooks(y, l.rows, settings) {
					lines[i].fill(b)
				}
			}
		})
		showYearBooks(f, year, lines)
		f.Done = done
		f.Open(year)
	})
}

func yearBookLines(f *form.Editor, books []data.Book) []*yearBookLine {
	lines := make([]*yearBookLine, len(books))
	for i, b := range books {
		m := b.Meeting
		x := &yearBookLine{want: ui.NewTickBox(m.Rank()+string(m.Body)+m.Body.Matter()+"（"+string(b.Direction)+"）", nil)}
		x.place, x.term, x.session = f.Field("如 玉溪市", ""), f.Field("届", ""), f.Field("次", "")
		x.fill(b)
		lines[i] = x
	}
	return lines
}

// fill shows a book; one that is there already cannot be made again.
func (x *yearBookLine) fill(b data.Book) {
	x.book = b
	x.want.Fill(b.ID == 0)
	x.place.Fill(b.Meeting.Place)
	x.term.Fill(numberText(b.Meeting.Term))
	x.session.Fill(numberText(b.Meeting.Session))
	for _, e := range []*ui.Entry{x.place, x.term, x.session} {
		e.SetReadOnly(b.ID != 0)
	}
	if b.ID != 0 {
		x.want.Disable()
	} else {
		x.want.Enable()
	}
}

func showYearBooks(f *form.Editor, year *ui.Entry, lines []*yearBookLine) {
	widths := []float32{190, 0, 70, 70}
	f.Form.AddObject(ui.NewSmallText("答复机关、版头、文号代字、抄送照上一年同类的册填好，没有上一年的照设置填；建好后可以逐册修改。已经建好的册不能再选。"))
	f.Form.Add("年份", true, year, "")
	f.Form.AddObject(ui.Columns(widths, ui.Small("办理册"), ui.Small("地名"), ui.Small("第几届"), ui.Small("第几次")))
	for _, x := range lines {
		f.Form.AddObject(ui.Columns(widths, x.want, x.place, x.term, x.session))
	}
	f.Print = func() string {
		out := year.Text
		for _, x := range lines {
			out += fmt.Sprint("\x00", x.want.Checked, x.place.Text, "\x00", x.term.Text, "\x00", x.session.Text)
		}
		return out
	}
	f.Read = func() (ps data.Problems) { return readYearBooks(year, lines) }
	f.Write = func(tx screen.Tx) error {
		for _, x := range lines {
			b := x.book
			if !x.want.Checked || b.ID != 0 {
				continue
			}
			if err := tx.SaveBook(&b); err != nil {
				return err
			}
		}
		return nil
	}
}

// readYearBooks takes the fields into the books that are wanted.
func readYearBooks(year *ui.Entry, lines []*yearBookLine) (ps data.Problems) {
	var y int
	form.ReadNumber(&ps, "年份", year.Text, &y)
	any := false
	for _, x := range lines {
		if !x.want.Checked || x.book.ID != 0 {
			continue
		}
		any = true
		m := &x.book.Meeting
		m.Year, m.Place = y, x.place.Text
		form.ReadNumber(&ps, "届", x.term.Text, &m.Term)
		form.ReadNumber(&ps, "次", x.session.Text, &m.Session)
		for _, p := range form.MergeProblems(nil, x.book.Validate()) {
			if p.Field != "年份" {
				p.Field = x.want.Text + "的" + p.Field
			}
			ps = form.MergeProblems(ps, data.Problems{p})
		}
	}
	if !any && len(ps) == 0 {
		ps = append(ps, data.Problem{Field: "办理册", Message: "没有选择要建的册", Hint: "请至少勾选一册；四册都已建好的，直接关闭"})
	}
	return ps
}
