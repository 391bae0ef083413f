package form

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jianban/data"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// MendedLine tells which characters of a pasted text were mended, with a link to
// the whole list; it shows nothing where there are none.
type MendedLine struct {
	host    screen.Host
	badge   *ui.Badge
	said    *ui.Line
	changes []data.Change
	Root    *fyne.Container
	Resized func() // the line has come or gone; may be nil
}

// NewMendedLine makes a line that is hidden.
func NewMendedLine(h screen.Host) *MendedLine {
	l := &MendedLine{host: h, badge: ui.NewBadge(ui.ToneGreen, ui.Check, ""), said: ui.NewLine("")}
	l.said.Color = look.ColorMuted
	l.Root = container.NewBorder(nil, nil, l.badge, ui.NewLink("查看", l.onOpen), l.said)
	l.Root.Hide()
	return l
}

// Tell shows these changes in place of those before; none hides the line.
func (l *MendedLine) Tell(changes []data.Change) {
	l.changes = changes
	l.badge.Set(ui.ToneGreen, ui.Check, fmt.Sprintf("已规范 %d 处", len(changes)))
	l.said.SetText(words.Mended(changes))
	l.Root.Refresh()
	if l.Root.Hidden != (len(changes) == 0) {
		ui.SetShown(l.Root, len(changes) > 0)
		if l.Resized != nil {
			l.Resized()
		}
	}
}

// SayMended tells what was mended before saving and which characters could not
// be; nothing where there are none.
func SayMended(h screen.Host, changes []data.Change, strays ...data.Stray) {
	text := ""
	if len(changes) > 0 {
		text = fmt.Sprintf("已保存，规范了%d处：%s", len(changes), words.Mended(changes))
	}
	if len(strays) > 0 {
		more := ""
		if len(strays) > 1 {
			more = fmt.Sprintf("（还有%d处）", len(strays)-1)
		}
		if text == "" {
			text = "已保存"
		}
		text += "。" + strays[0].Problem().Error() + more
	}
	if text != "" {
		h.Say(text)
	}
}

// mendedRow is one change in the list.
type mendedRow struct {
	data.Change
	key int64
}

// onOpen lists all changes.
func (l *MendedLine) onOpen() {
	rows := make([]mendedRow, len(l.changes))
	for i, c := range l.changes {
		rows[i] = mendedRow{c, int64(i + 1)}
	}
	text := func(id, title string, width, flex float32, tone fyne.ThemeColorName, f func(mendedRow) string) ui.Column[mendedRow] {
		return ui.Column[mendedRow]{ID: id, Title: title, Width: width, Flex: flex, Cell: func(r mendedRow) ui.Cell { return ui.Cell{Text: f(r), Color: tone} }}
	}
	table := ui.NewTable(func(r mendedRow) int64 { return r.key }, []ui.Column[mendedRow]{
		text("field", "在哪里", 120, 0, look.ColorMuted, mendedPlace),
		text("before", "原来", 150, 0.6, look.ColorRed, mendedBefore),
		text("after", "改为", 150, 0.6, look.ColorGreen, func(r mendedRow) string { return words.Or(words.Seen(r.After), "（去掉）") }),
		text("why", "理由", 240, 1, "", func(r mendedRow) string { return r.Why }),
	})
	table.SetRows(rows)
	p := &ui.Panel{Title: "已规范的文字", Width: 820, Height: 460, First: table.Keyboard(),
		Content: container.NewBorder(ui.NewSmall("看起来和常用的字一样，实际是另外的字符，搜索和排版都认不出来，已经换成常用的字。"), nil, nil, nil, table)}
	shut := func() { l.host.Shut(p) }
	p.Cancel, p.Buttons = shut, []fyne.CanvasObject{ui.NewAction("关闭", nil, shut)}
	l.host.Open(p)
}

// mendedBefore is what stood there, a single character with its code point,
// since it looks like the one in its place.
func mendedBefore(r mendedRow) string {
	if one := []rune(r.Before); len(one) == 1 && one[0] > 0x7F && words.Seen(r.Before) == r.Before {
		return fmt.Sprintf("%c（U+%04X）", one[0], one[0])
	}
	return words.Seen(r.Before)
}

func mendedPlace(r mendedRow) string {
	if r.Paragraph > 1 {
		return fmt.Sprintf("%s第%d段", r.Field, r.Paragraph)
	}
	return r.Field
}
