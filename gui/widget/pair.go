package widget

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	look "jianban/gui/theme"
)

// pairLayout puts two rows side by side, each as high as it needs to be: what
// is wrong with one does not stretch the other. Hidden rows take no height.
type pairLayout struct{}

func (pairLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size = fyne.NewSize(max(size.Width, m.Width), max(size.Height, m.Height))
	}
	size.Width = 2*size.Width + 2*look.Size(fynetheme.SizeNamePadding)
	return size
}

func (pairLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := 2 * look.Size(fynetheme.SizeNamePadding)
	width := (size.Width - gap) / 2
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(width+gap), 0))
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
	}
}
