package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	look "jianban/gui/theme"
)

// Columns places objects side by side in columns of given widths at scale 1; a
// width of 0 takes a share of the room that is left.
func Columns(widths []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&columnsLayout{widths}, objects...)
}

type columnsLayout struct{ widths []float32 }

const columnGap = 8

func (l *columnsLayout) resolve(total float32) []float32 {
	scale := look.Scale()
	out := make([]float32, len(l.widths))
	flex := 0
	left := total - columnGap*float32(len(l.widths)-1)
	for i, w := range l.widths {
		out[i] = w * scale
		left -= out[i]
		if w == 0 {
			flex++
		}
	}
	for i, w := range l.widths {
		if w == 0 {
			out[i] = max(left/float32(flex), 0)
		}
	}
	return out
}

// MinSize is the fixed columns and the highest object.
func (l *columnsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, w := range l.resolve(0) {
		size.Width += w + columnGap
	}
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

// Layout gives every object its column and the whole height.
func (l *columnsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, w := range l.resolve(size.Width) {
		if i >= len(objects) {
			return
		}
		objects[i].Move(fyne.NewPos(x, 0))
		objects[i].Resize(fyne.NewSize(w, size.Height))
		x += w + columnGap
	}
}

// Tall gives an object a height at scale 1.
func Tall(height float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(tallLayout(height), o)
}

type tallLayout float32

func (h tallLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, float32(h)*look.Size(fynetheme.SizeNameText)/14)
}

func (h tallLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(size)
}

// Shrink places objects side by side at the widths wished for at scale 1; where
// there is less room all give way alike.
func Shrink(wishes []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(shrinkLayout(wishes), objects...)
}

type shrinkLayout []float32

// shrinkLeast is the share of its wish that every object keeps.
const shrinkLeast = 0.55

func (l shrinkLayout) wished() float32 {
	var w float32
	for _, x := range l {
		w += x
	}
	return w * look.Scale()
}

// MinSize is the least share of the wishes and the highest object.
func (l shrinkLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(l.wished()*shrinkLeast+columnGap*float32(len(l)-1), 0)
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

// Layout gives every object its share.
func (l shrinkLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	share := min((size.Width-columnGap*float32(len(l)-1))/l.wished(), 1) * look.Scale()
	x := float32(0)
	for i, o := range objects {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(l[i]*share, size.Height))
		x += l[i]*share + columnGap
	}
}
