package manual

import (
	"bytes"
	"image/png"

	"fyne.io/fyne/v2"
)

// between is the room between two blocks.
const between = 9

// columnLayout puts blocks one below the other. Text and pictures are as high as the
// width makes them, so it measures them at the width it was given last.
type columnLayout struct{ width float32 }

// MinSize is the height of all at that width.
func (l *columnLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, l.place(objects))
}

// Layout gives every object the whole width and the height it needs.
func (l *columnLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(objects)
}

func (l *columnLayout) place(objects []fyne.CanvasObject) float32 {
	y := float32(0)
	for _, o := range objects {
		o.Resize(fyne.NewSize(l.width, o.MinSize().Height)) // text breaks its lines at the width
		size := fyne.NewSize(l.width, o.MinSize().Height)
		o.Resize(size)
		o.Move(fyne.NewPos(0, y))
		y += size.Height + between
	}
	return y
}

// sheetLayout tells the column of a sheet its width before the sheet scrolls, so that
// it is as high as it will be. Its objects are the line at the left and the scroll.
type sheetLayout struct{ s *sheet }

// MinSize is small: a sheet takes what is left.
func (l *sheetLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(240, 120) }

// Layout puts the line at the left of the page.
func (l *sheetLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.s.layout.width = size.Width - 33
	objects[0].Resize(fyne.NewSize(1, size.Height))
	objects[1].Move(fyne.NewPos(1, 0))
	objects[1].Resize(fyne.NewSize(size.Width-1, size.Height))
	l.s.scroll.Refresh()
}

// widest is how wide pictures are shown at most: a little smaller than the window is,
// so that nobody takes them for it.
const widest = 720

// pictureLayout gives a picture its own size, up to widest, or less where there is
// less room, and an edge of one pixel. Its objects are the edge's ground and the
// picture.
type pictureLayout struct {
	size  fyne.Size // as it was made
	width float32   // of the room
}

func (l *pictureLayout) fitted() fyne.Size {
	w := min(l.size.Width, widest)
	if l.width > 0 {
		w = min(w, l.width)
	}
	return fyne.NewSize(w, w*l.size.Height/max(l.size.Width, 1))
}

// MinSize is the picture's height at the width given last.
func (l *pictureLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, l.fitted().Height)
}

// Layout puts the picture at the left.
func (l *pictureLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	fit := l.fitted()
	objects[0].Resize(fit)
	objects[1].Move(fyne.NewPos(1, 1))
	objects[1].Resize(fit.SubtractWidthHeight(2, 2))
}

// pixels is a picture's size; nothing where it cannot be read.
func pixels(content []byte) fyne.Size {
	c, err := png.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return fyne.Size{}
	}
	return fyne.NewSize(float32(c.Width), float32(c.Height))
}
