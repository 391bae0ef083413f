package form

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/data/packet"
	"jianban/gui/screen"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// FileAsk is what a person is asked where a file has to be chosen. Fyne's own
// dialog speaks English in places that cannot be changed.
type FileAsk struct {
	Title string
	Yes   string   // the word on the button
	Kinds []string // endings to show, such as ".db"; nil shows all files
	// Name is offered for a file that is still to be made; "" asks for one that
	// is there.
	Name string
	// Folders asks for a folder instead of a file.
	Folders bool
	several bool // one or more files, folders among them (AskFiles)
	// Folder to begin with; "" is the last one used, at first the user's own.
	Folder string
}

// place is what the field of the place holds.
func (a FileAsk) place() string {
	if a.Folders {
		return "文件夹的完整位置"
	}
	return "文件的完整位置"
}

// FileRow is a file or folder to choose.
type FileRow struct {
	Name    string
	Folder  bool
	Size    int64 // bytes
	Changed data.Date
	key     int64
}

// fileColumns are the columns of the list of files.
func fileColumns() []ui.Column[FileRow] {
	return []ui.Column[FileRow]{
		{ID: "name", Title: "名称", Width: 160, Flex: 1, Cell: func(r FileRow) ui.Cell { return ui.Cell{Text: r.Name} }},
		{ID: "kind", Title: "类型", Width: 80, Drop: 2, Cell: func(r FileRow) ui.Cell {
			if r.Folder {
				return ui.Cell{Text: "文件夹", Badge: true, Tone: ui.ToneBlue}
			}
			return ui.Cell{Text: kindWord(filepath.Ext(r.Name)), Color: look.ColorMuted}
		}},
		{ID: "size", Title: "大小", Width: 80, Drop: 1, Right: true, Cell: func(r FileRow) ui.Cell {
			if r.Folder {
				return ui.Cell{}
			}
			return ui.Cell{Text: data.SizeWords(r.Size), Color: look.ColorMuted}
		}},
		{ID: "changed", Title: "修改日期", Width: 110, Drop: 3, Cell: func(r FileRow) ui.Cell { return ui.Cell{Text: r.Changed.Chinese(), Color: look.ColorMuted} }},
	}
}

// kindWord is what a file is by its ending: our own by a word, others as people know
// them.
func kindWord(ending string) string {
	switch strings.ToLower(ending) {
	case packet.Ending:
		return "交换包"
	case ".jianban":
		return "登记库"
	}
	return strings.TrimPrefix(strings.ToUpper(ending), ".")
}

// fileChooser is the panel in which a file is chosen.
type fileChooser struct {
	deps  screen.Deps
	host  screen.Host
	ask   FileAsk
	then  func(paths []string)
	panel *ui.Panel
	count *ui.Line // how many are marked, where several are asked for
	form  *ui.Form
	path  *ui.Entry
	table *ui.Table[FileRow]
	dir   string
	load  screen.Latest[[]FileRow]
}

// prefFolder keeps the folder used last.
const prefFolder = "folder"

// AskFile asks for a file; then gets its full path. Nothing is opened or
// written here.
func AskFile(d screen.Deps, h screen.Host, a FileAsk, then func(path string)) {
	askFile(d, h, a, func(paths []string) { then(paths[0]) })
}

// AskFiles asks for one or more files that are there: marked in the list, dropped, or a
// whole folder; then gets their full paths, a folder's as it is.
func AskFiles(d screen.Deps, h screen.Host, a FileAsk, then func(paths []string)) {
	a.several = true
	askFile(d, h, a, then)
}

func askFile(d screen.Deps, h screen.Host, a FileAsk, then func(paths []string)) {
	c := &fileChooser{deps: d, host: h, ask: a, then: then, form: ui.NewForm(), path: ui.NewEntry(a.place()), count: ui.NewSmall("")}
	c.table = ui.NewTable(func(r FileRow) int64 { return r.key }, fileColumns())
	c.table.OnSelect = c.onSelect
	c.table.OnOpen = c.onOpen
	c.path.OnSubmitted = func(string) { c.onYes() }
	c.form.Add("位置", true, c.path, "")
	places := container.NewHBox(ui.NewButton("上一级", fynetheme.MoveUpIcon(), func() { c.show(filepath.Dir(c.dir)) }))
	for _, p := range userFolders() {
		places.Add(ui.NewQuiet(p.word, nil, func() { c.show(p.path) }))
	}
	top := container.NewVBox(container.NewHScroll(places), c.form.Root(), ui.Gap(6))
	c.panel = &ui.Panel{Title: a.Title, Width: 760, Height: 560, First: c.path, Save: c.onYes, Cancel: c.shut,
		Content: container.NewBorder(top, nil, nil, nil, c.table),
		Buttons: []fyne.CanvasObject{ui.NewButton("取消", nil, c.shut), ui.NewAction(a.Yes, nil, c.onYes)}}
	c.panel.Drop = c.onDrop
	if a.several {
		c.table.OnMark = c.onMark
		c.form.AddObject(c.count)
		c.panel.Left = ui.NewButton("整个文件夹", fynetheme.FolderIcon(), func() { c.take([]string{c.dir}) })
		c.onMark()
	}
	h.Open(c.panel)
	c.show(c.firstFolder())
}

// onDrop takes a file that was dragged onto the panel as the one chosen, goes to a
// folder.
func (c *fileChooser) onDrop(paths []string) {
	switch path := paths[0]; {
	case c.ask.several:
		c.take(paths)
	case IsFolder(path):
		c.show(path)
	case c.ask.Name == "" && !c.ask.Folders:
		c.form.Clear()
		c.path.SetText(path)
	}
}

func (c *fileChooser) firstFolder() string {
	if c.ask.Folder != "" {
		return c.ask.Folder
	}
	if c.deps.Prefs != nil {
		if dir := c.deps.Prefs.String(prefFolder); IsFolder(dir) {
			return dir
		}
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "/"
	}
	return home
}

// show lists a folder.
func (c *fileChooser) show(dir string) {
	c.load.Show(func(context.Context) ([]FileRow, error) {
		rows, err := listFolder(dir, c.ask.Kinds)
		if c.ask.Folders {
			rows = slices.DeleteFunc(rows, func(r FileRow) bool { return !r.Folder })
		}
		return rows, err
	}, func(rows []FileRow) {
		c.form.Clear()
		c.dir = dir
		c.table.SetRows(rows)
		c.path.Fill(filepath.Join(dir, c.ask.Name))
		if c.ask.Name == "" && !c.ask.Folders {
			c.path.Fill(strings.TrimSuffix(dir, string(filepath.Separator)) + string(filepath.Separator))
			c.path.SelectAll() // a whole path that is pasted takes its place
		}
	}, func(err error) { c.form.ShowError(err) })
}

func (c *fileChooser) onSelect(r FileRow) {
	if r.Folder == c.ask.Folders {
		c.form.Clear()
		c.path.Fill(filepath.Join(c.dir, r.Name))
	}
}

func (c *fileChooser) onOpen(r FileRow) {
	if r.Folder {
		c.show(filepath.Join(c.dir, r.Name))
		return
	}
	c.onSelect(r)
	c.onYes()
}

// onMark tells how many are marked; the place in the field is then not asked for.
func (c *fileChooser) onMark() {
	said := "按住 Ctrl 点选几个，按住 Shift 点选一段，Ctrl+A 全选；也可以把文件拖进来"
	if n := len(c.table.Marked()); n > 0 {
		said = fmt.Sprintf("已选%d个", n)
		c.path.Fill(c.dir)
	}
	c.count.SetText(said)
}

// take gives what was chosen.
func (c *fileChooser) take(paths []string) {
	if c.deps.Prefs != nil && !c.ask.Folders {
		c.deps.Prefs.SetString(prefFolder, c.dir)
	}
	c.shut()
	c.then(paths)
}

// onYes takes the place in the field, or goes there where it is a folder and a
// file is asked for.
func (c *fileChooser) onYes() {
	path := strings.TrimSpace(c.path.Text)
	if marked := c.table.Marked(); len(marked) > 0 && path == c.dir {
		paths := make([]string, len(marked))
		for i, r := range marked {
			paths[i] = filepath.Join(c.dir, r.Name)
		}
		c.take(paths)
		return
	}
	if IsFolder(path) && !c.ask.Folders {
		if r, ok := c.table.Selected(); ok && r.Folder {
			path = filepath.Join(c.dir, r.Name)
		}
		c.show(filepath.Clean(path))
		return
	}
	if err := c.wrong(path); err != nil {
		c.form.ShowError(err)
		c.panel.Fit()
		return
	}
	if c.dir = filepath.Dir(path); c.ask.Folders {
		c.dir = path
	}
	c.take([]string{path})
}

// wrong says why a path cannot be taken.
func (c *fileChooser) wrong(path string) error {
	_, err := os.Stat(path)
	there := err == nil
	switch {
	case path == "" || !filepath.IsAbs(path):
		return data.Problem{Field: "位置", Message: "不是完整的位置", Hint: "请从列表里选择，或填写" + c.ask.place()}
	case c.ask.Folders && !IsFolder(path):
		return data.Problem{Field: "位置", Message: "没有“" + filepath.Base(path) + "”这个文件夹", Hint: "请从列表里选择"}
	case c.ask.Name == "" && !there:
		return data.Problem{Field: "位置", Message: "没有“" + filepath.Base(path) + "”这个文件", Hint: "请从列表里选择"}
	case c.ask.Name != "" && there:
		return data.Problem{Field: "位置", Message: "“" + filepath.Base(path) + "”已经存在", Hint: "请换一个名称"}
	case c.ask.Name != "" && !IsFolder(filepath.Dir(path)):
		return data.Problem{Field: "位置", Message: "文件夹“" + filepath.Dir(path) + "”不存在", Hint: "请先建立文件夹，或换一个位置"}
	}
	return nil
}

func (c *fileChooser) shut() {
	c.load.Stop()
	c.host.Shut(c.panel)
}

// listFolder is what a folder holds: folders first, each by name, hidden ones
// left out; files only of the given endings, nil for all.
func listFolder(dir string, kinds []string) ([]FileRow, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		why := "请确认文件夹还在"
		if errors.Is(err, fs.ErrPermission) {
			why = "没有权限查看，请换一个文件夹"
		}
		return nil, data.Problem{Field: "位置", Message: "打不开文件夹“" + dir + "”", Hint: why}
	}
	var rows []FileRow
	for _, e := range entries {
		info, err := os.Stat(filepath.Join(dir, e.Name())) // of what a link leads to
		if err != nil || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if !info.IsDir() && kinds != nil && !slices.Contains(kinds, strings.ToLower(filepath.Ext(e.Name()))) {
			continue
		}
		rows = append(rows, FileRow{Name: e.Name(), Folder: info.IsDir(), Size: info.Size(), Changed: data.DateOf(info.ModTime())})
	}
	slices.SortStableFunc(rows, func(a, b FileRow) int {
		if a.Folder != b.Folder {
			if a.Folder {
				return -1
			}
			return 1
		}
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	for i := range rows { // marks do not follow into another folder
		h := fnv.New64a()
		h.Write([]byte(filepath.Join(dir, rows[i].Name))) // a hash never fails to take a write
		rows[i].key = int64(h.Sum64())
	}
	return rows, nil
}

// userFolder is a folder one click away.
type userFolder struct{ word, path string }

// userFolders are the usual folders that are there, and Windows' drives.
func userFolders() []userFolder {
	var out []userFolder
	if home, err := os.UserHomeDir(); err == nil {
		out = append(out, userFolder{"主文件夹", home})
		for _, f := range []userFolder{{"桌面", "Desktop"}, {"桌面", "桌面"}, {"文档", "Documents"}, {"文档", "文档"}, {"下载", "Downloads"}, {"下载", "下载"}} {
			if p := filepath.Join(home, f.path); IsFolder(p) {
				out = append(out, userFolder{f.word, p})
			}
		}
	}
	if runtime.GOOS == "windows" {
		for drive := 'C'; drive <= 'Z'; drive++ {
			if p := string(drive) + `:\`; IsFolder(p) {
				out = append(out, userFolder{string(drive) + " 盘", p})
			}
		}
	}
	return out
}

// IsFolder tells whether a path is a folder.
func IsFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
