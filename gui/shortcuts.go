package gui

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"jianban/gui/screen"
)

// shortcut is one key with what it does; the list feeds the window and its
// help page.
type shortcut struct {
	keys string // as the help page shows it
	what string
	key  fyne.KeyName
	ctrl bool
	do   func(*Main)
}

// shortcuts lists all. Those with a nil do are built into the fields and
// tables and stand here for the help page only.
func shortcuts() []shortcut {
	return []shortcut{
		{"Ctrl+N", "新建建议", fyne.KeyN, true, (*Main).onNew},
		{"Ctrl+F", "搜索台账", fyne.KeyF, true, (*Main).onFind},
		{"Ctrl+V", "把复制的文件或图片放进选中的建议（也可以拖进来）", "", false, nil},
		{"Ctrl+S", "保存正在编辑的内容", fyne.KeyS, true, (*Main).onSave},
		{"Ctrl+P", "存为 PDF（或上次选的 Word、OFD）并打开", fyne.KeyP, true, (*Main).onExport},
		{"Ctrl+Shift+P", "打印", "", false, nil},
		{"Ctrl+Z", "撤销上一次改动（在文字框里撤销输入）", fyne.KeyZ, true, (*Main).Undo},
		{"Ctrl+Y", "重做刚撤销的改动（也可按 Ctrl+Shift+Z）", fyne.KeyY, true, (*Main).onRedo},
		{fmt.Sprintf("Ctrl+1 … Ctrl+%d", len(places())), placeWords(), "", false, nil},
		{"Alt+1 … Alt+9", "台账里存下的常用列表", "", false, nil},
		{"Ctrl +、−、0", "文字放大、缩小、恢复100%", "", false, nil},
		{"Ctrl +、−、0、滚轮", "看公文时：版面放大、缩小、适合宽度", "", false, nil},
		{"PgUp、PgDn", "版面翻页（打字时同时按 Ctrl）", "", false, nil},
		{"F2", "编辑选中的建议", fyne.KeyF2, false, record(screen.Hand.Edit)},
		{"F3", "办选中建议的下一步：交办、沟通、答复、征询意见", fyne.KeyF3, false, record(screen.Hand.NextStep)},
		{"F6", "记沟通", fyne.KeyF6, false, record(screen.Hand.RecordTalk)},
		{"F7", "收到协办意见", fyne.KeyF7, false, record(screen.Hand.RecordOpinion)},
		{"F8", "记征询意见表", fyne.KeyF8, false, record(screen.Hand.RecordFeedback)},
		{"F9", "打开答复或协办意见", fyne.KeyF9, false, record(screen.Hand.OpenPaper)},
		{"Esc", "取消、关闭、返回", fyne.KeyEscape, false, (*Main).onEscape},
		{"Ctrl+L", "锁定窗口（先在设置里设口令）", fyne.KeyL, true, (*Main).LockNow},
		{"F1", "使用说明，翻到这个画面的一页", fyne.KeyF1, false, (*Main).onHelp},
		{"F5", "重新读取", fyne.KeyF5, false, (*Main).onReload},
		{"↑ ↓", "在表格里换一行，在日期里换一天", "", false, nil},
		{"F4", "在日期里打开月历：方向键换一天，PgUp、PgDn 换一月，Enter 选定", "", false, nil},
		{"↓", "在搜索框里到表格，在单位里列出已有的", "", false, nil},
		{"← →", "在表头上换一列，Enter 排序", "", false, nil},
		{"Enter", "打开选中的建议；在表单里保存", "", false, nil},
		{"空格、Ctrl+单击", "台账里选中多件；Shift+单击、Shift+↑↓ 选一段，Ctrl+A 全选", "", false, nil},
		{"右键、菜单键、Shift+F10", "这一行能做的事；在文字框里是剪切、复制、粘贴", "", false, nil},
		{"双击", "在文字里选中一个词，再点一下选中一行", "", false, nil},
		{"Tab", "到下一个控件", "", false, nil},
		{"Ctrl+Tab", "到下一个标签页（时间线、概况、责任……），加 Shift 到上一个", "", false, nil},
	}
}

// placeWords names the places of the rail in order.
func placeWords() string {
	var names []string
	for _, p := range places() {
		names = append(names, string(p.place))
	}
	return strings.Join(names, "、")
}

// record makes a key of something recorded of the proposal at hand.
func record(do func(screen.Hand)) func(*Main) {
	return func(m *Main) {
		if len(m.panels) > 0 {
			return
		}
		if r, ok := m.current().(screen.Recorder); ok {
			if d := r.AtHand(); d != nil {
				do(d)
				return
			}
		}
		m.Say("请先选择一件建议。")
	}
}

// listen connects the shortcuts to the window.
func (m *Main) listen() {
	plain := map[fyne.KeyName]func(*Main){}
	for _, s := range shortcuts() {
		switch {
		case s.do == nil:
		case s.key == fyne.KeyZ:
			m.on(&fyne.ShortcutUndo{}, s.do)
		case s.key == fyne.KeyY:
			m.on(&fyne.ShortcutRedo{}, s.do)
			m.on(&desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift}, s.do)
		case s.ctrl:
			m.on(ctrl(s.key), s.do)
		default:
			plain[s.key] = s.do
		}
	}
	for i, p := range places() {
		m.on(ctrl(fyne.KeyName(strconv.Itoa(i+1))), func(m *Main) {
			if len(m.panels) == 0 {
				m.Go(p.place)
			}
		})
	}
	for i := range 9 {
		m.on(&desktop.CustomShortcut{KeyName: fyne.KeyName(strconv.Itoa(i + 1)), Modifier: fyne.KeyModifierAlt}, func(m *Main) {
			m.onList(i)
		})
	}
	m.on(&desktop.CustomShortcut{KeyName: fyne.KeyP, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift}, (*Main).onPrint)
	m.on(&desktop.CustomShortcut{KeyName: fyne.KeyTab, Modifier: fyne.KeyModifierControl}, turnTab(1))
	m.on(&desktop.CustomShortcut{KeyName: fyne.KeyTab, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift}, turnTab(-1))
	m.on(&fyne.ShortcutPaste{}, (*Main).onPaste)
	m.listenForPages(plain)
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyUp} { // where the keyboard is nowhere, it goes into the list
		plain[key] = func(m *Main) {
			if len(m.panels) == 0 {
				m.onEnter()
			}
		}
	}
	m.win.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		if m.lock.on() {
			m.lock.view.focus(m.win.Canvas()) // what is typed is meant for it
			return
		}
		if do := plain[e.Name]; do != nil {
			do(m)
		}
	})
}

// turnTab shows another tab of the screen, or of the proposal at hand.
func turnTab(by int) func(*Main) {
	return func(m *Main) {
		if len(m.panels) > 0 {
			return
		}
		tabs, ok := m.current().(screen.Tabbed)
		if r, holds := m.current().(screen.Recorder); holds && !ok {
			if hand := r.AtHand(); hand != nil {
				tabs, ok = hand.(screen.Tabbed)
			}
		}
		if ok {
			tabs.TurnTab(by)
		}
	}
}

// onList shows the saved list at an index, from whatever place of the rail.
func (m *Main) onList(at int) {
	if len(m.panels) > 0 {
		return
	}
	if _, ok := m.current().(screen.Lister); !ok && len(m.trail) == 1 {
		m.Go(screen.PlaceLedger)
	}
	if l, ok := m.current().(screen.Lister); ok {
		l.ShowList(at)
	}
}

// listenForPages connects the keys that look at a screen's pages; those that make
// pages larger and smaller do so with the whole window where there are none. + shares
// its key with =, on some keyboards only with Shift.
func (m *Main) listenForPages(plain map[fyne.KeyName]func(*Main)) {
	zoom := func(by int) func(*Main) {
		return func(m *Main) {
			if v, ok := m.current().(screen.Viewer); ok && len(m.panels) == 0 {
				v.ZoomBy(by)
				return
			}
			m.zoomText(by)
		}
	}
	for key, by := range map[fyne.KeyName]int{fyne.KeyPlus: 1, fyne.KeyEqual: 1, fyne.KeyMinus: -1, fyne.Key0: 0} {
		m.on(ctrl(key), zoom(by))
	}
	m.on(&desktop.CustomShortcut{KeyName: fyne.KeyEqual, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift}, zoom(1))
	for key, by := range map[fyne.KeyName]int{fyne.KeyPageUp: -1, fyne.KeyPageDown: 1} {
		plain[key] = onPages(func(v screen.Viewer) { v.Turn(by) })
		m.on(ctrl(key), plain[key])
	}
}

// onPages does something to the pages of the screen shown, where it has any.
func onPages(do func(screen.Viewer)) func(*Main) {
	return func(m *Main) {
		if v, ok := m.current().(screen.Viewer); ok && len(m.panels) == 0 {
			do(v)
		}
	}
}

func ctrl(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl}
}

// on connects one shortcut; m.keys has them too, so that they can be pressed
// without a real window.
func (m *Main) on(s fyne.Shortcut, do func(*Main)) {
	m.keys.AddShortcut(s, func(fyne.Shortcut) {
		if !m.lock.on() {
			do(m)
		}
	})
	m.win.Canvas().AddShortcut(s, m.keys.TypedShortcut)
}
