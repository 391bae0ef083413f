package letter

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
	"jianban/gui/words"
)

// versionsPanel shows the texts that a letter was saved with: the list of them,
// and one beside another with their differences marked.
type versionsPanel struct {
	host screen.Host
	all  []data.TextVersion // newest first
	use  func(data.TextVersion)

	older, newer *ui.Choice[int]
	same         *ui.Line
	rows         *fyne.Container
	scroll       *container.Scroll
	take         *ui.Button
	panel        *ui.Panel
}

// onVersions opens the versions of the letter's text.
func (s *ReplyScreen) onVersions() {
	kind, id, state := s.model.Kind, s.model.Letter.ID, s.state
	var all []data.TextVersion
	s.host.RunTask("正在读取", func(ctx context.Context, _ screen.Progress) (err error) {
		all, err = kind.versions(ctx, s.deps.Store, id)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			s.host.Fail(err)
		case s.state != state: // another letter was opened meanwhile
		case len(all) == 0:
			s.host.Say("这一件还没有保存过文字。")
		default:
			s.openVersions(all)
		}
	})
}

func (s *ReplyScreen) openVersions(all []data.TextVersion) {
	p := &versionsPanel{host: s.host, all: all, use: s.onUse}
	options := make([]ui.Option[int], len(all))
	for i, v := range all {
		options[i] = ui.Option[int]{Value: i + 1, Label: versionName(v, len(all)-i)}
	}
	compare := func(int) { p.compare() }
	p.older, p.newer = ui.NewChoice("请选择", options, compare), ui.NewChoice("请选择", options, compare)
	p.newer.Fill(1)
	p.older.Fill(min(2, len(all)))
	p.same = ui.Muted("")
	p.rows = container.New(&pairedRows{})
	p.scroll = container.NewVScroll(p.rows)
	p.take = ui.NewButton("用这一版", fynetheme.ContentUndoIcon(), p.onUse)
	ui.Enable(p.take, s.model.Locked == "")
	done := ui.NewAction("关闭", nil, func() { s.host.Shut(p.panel) })
	head := container.NewVBox(ui.Columns([]float32{0, 0}, p.older, p.newer), p.same, ui.HLine(look.ColorLine))
	p.panel = &ui.Panel{Title: fmt.Sprintf("版本（共%d版）", len(all)), Width: 1040, Height: 620, Left: p.take,
		Content: container.NewBorder(head, nil, nil, nil, p.scroll), Buttons: []fyne.CanvasObject{done}, First: p.older}
	s.host.Open(p.panel)
	p.compare()
}

// versionName is how a version is listed: 第3版 6月2日 15:04 马某（审核）.
func versionName(v data.TextVersion, n int) string {
	return fmt.Sprintf("第%d版　%s　%s（%s）", n, data.Moment(v.At), v.By, v.State())
}

// wholeText is a version's words with the headings of its parts.
func wholeText(v data.TextVersion) string {
	text := v.Body
	for _, part := range [][2]string{{"已落实事项", v.Done}, {"计划落实事项", v.Planned}} {
		if strings.TrimSpace(part[1]) != "" {
			text += "\n〔" + part[0] + "〕\n" + part[1]
		}
	}
	return text
}

// compare shows the two chosen versions beside each other, from the first
// difference on.
func (p *versionsPanel) compare() {
	a, b := p.all[p.older.Value()-1], p.all[p.newer.Value()-1]
	parts := data.Diff(wholeText(a), wholeText(b))
	changes := 0
	for _, part := range parts {
		if !part.Same {
			changes++
		}
	}
	p.same.SetText("左右两版文字相同。")
	if changes > 0 {
		p.same.SetText(fmt.Sprintf("%d处不同：左边红色加下划线的是右边没有的，右边绿色加粗的是左边没有的。", changes))
	}
	p.rows.Objects = nil
	first := -1 // the first row that differs
	for i, row := range data.DiffLines(parts) {
		if first < 0 && slices.ContainsFunc(row, func(part data.DiffPart) bool { return !part.Same }) {
			first = i
		}
		p.rows.Add(ui.NewMarked(words.MarkedText(row, false)...))
		p.rows.Add(ui.NewMarked(words.MarkedText(row, true)...))
	}
	p.rows.Refresh()
	p.scroll.Offset.Y = 0
	if first > 0 { // with the row before it
		p.scroll.Offset.Y = p.rows.Objects[2*(first-1)].Position().Y
	}
	p.scroll.Refresh()
}

// onUse puts the chosen version on the left into the editor.
func (p *versionsPanel) onUse() {
	v := p.all[p.older.Value()-1]
	p.host.Shut(p.panel)
	p.use(v)
}

// onUse takes an older text back as an edit: it is saved like any other, and
// what stands there now stays among the versions.
func (s *ReplyScreen) onUse(v data.TextVersion) {
	s.form.putText(v.Body, (*ui.Entry).Replace)
	s.onEdit()
	if s.model.Kind.answer {
		s.form.done.Replace(v.Done)
		s.form.planned.Replace(v.Planned)
	}
	s.host.Say("已放回所选的一版，保存后生效。")
}

// pairedRows lays objects out in rows of two columns; a row is as high as the
// higher of its two, whose heights follow from the width.
type pairedRows struct{ height float32 }

// MinSize is the height that the last width made.
func (l *pairedRows) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, l.height) }

// Layout gives each object half the width.
func (l *pairedRows) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := look.Size(look.SizeMargin)
	half, y := (size.Width-gap)/2, float32(0)
	for i := 0; i+1 < len(objects); i += 2 {
		height := float32(0)
		for _, o := range objects[i : i+2] {
			o.Resize(fyne.NewSize(half, o.MinSize().Height)) // wraps anew
			height = max(height, o.MinSize().Height)
		}
		for j, o := range objects[i : i+2] {
			o.Move(fyne.NewPos(float32(j)*(half+gap), y))
			o.Resize(fyne.NewSize(half, height))
		}
		y += height
	}
	l.height = y
}
