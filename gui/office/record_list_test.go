package office

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"jianban/gui/screen"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	ui "jianban/gui/widget"
)

// The bar of a list never lies upon itself: where its ends have no room beside each
// other, the buttons stand below.
func TestTheBarOfAListHasRoom(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		l := newRecords(r.Deps, r.Host, recordKind[string]{Unit: "套", Key: func(string) int64 { return 1 },
			Load:    func(context.Context, screen.Reader) ([]string, error) { return []string{"甲"}, nil },
			Columns: []ui.Column[string]{recordText("name", "名称", 100, 1, func(s string) string { return s })},
			Left: func(*recordList[string]) []fyne.CanvasObject {
				return []fyne.CanvasObject{ui.Wide(250, ui.NewEntry("选用"))}
			},
			Right: func(*recordList[string]) []fyne.CanvasObject {
				return []fyne.CanvasObject{ui.NewButton("导入规则", nil, nil), ui.NewButton("复制", nil, nil)}
			}})
		content := l.content()
		r.Win.SetContent(content)
		l.Refresh()
		for width, below := range map[float32]bool{500: true, 900: false} {
			r.Win.Resize(fyne.NewSize(width, 400))
			onethread.Settle()
			left, right := l.ends[0], l.ends[1]
			if right.Position().Y > left.Position().Y != below {
				t.Errorf("%v wide: the buttons at %v", width, right.Position())
			}
			if end := left.Position().X + left.MinSize().Width; !below && end > right.Position().X {
				t.Errorf("%v wide: left ends at %v, right begins at %v", width, end, right.Position().X)
			}
			if end := right.Position().Y + right.Size().Height; end > l.bar.Size().Height+0.5 {
				t.Errorf("%v wide: the bar is %v high, the buttons end at %v", width, l.bar.Size().Height, end)
			}
		}
	})
}
