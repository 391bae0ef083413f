package office

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/data"
	"jianban/data/packet"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// packetPart is the settings' part about units without network: packages for them,
// what comes back, and, in a unit's own registry, what goes back. nil where the program
// exchanges none.
type packetPart struct {
	deps screen.Deps
	host screen.Host
	year func() int
	open func(path string) // opens another registry; nil where the program cannot
	held string            // the tasks that the registry was made from; "" in an office

	about         *ui.Line
	tasks, take   *ui.Button // of an office
	back, another *ui.Button // of a unit; of both
	root          *fyne.Container
}

func newPacketPart(d screen.Deps, h screen.Host, year func() int, open func(string)) *packetPart {
	if d.Packets == nil {
		return nil
	}
	p := &packetPart{deps: d, host: h, year: year, open: open, about: ui.NewLine("")}
	p.tasks = ui.NewButton("制作任务包", fynetheme.UploadIcon(), p.onTasks)
	p.take = ui.NewButton("读入回传包", fynetheme.DownloadIcon(), p.onTake)
	p.back = ui.NewAction("制作回传包", fynetheme.UploadIcon(), p.onReturn)
	p.another = ui.NewButton("打开任务包", fynetheme.FolderOpenIcon(), p.onOpen)
	p.root = container.NewVBox(p.about, container.NewHBox(p.tasks, p.take, p.back, p.another),
		ui.NewSmallText("没有网络的单位用任务包办理，一个单位一个文件，只含它自己的件；办完交回回传包，或填好的表，一次可以读入几十个单位的。"))
	return p
}

// show shows what the registry is: an office's, or a unit's made from the task named.
func (p *packetPart) show(held string) {
	if p == nil {
		return
	}
	p.held = held
	p.about.SetText("本登记库来自“" + held + "”")
	ui.SetShown(p.about, held != "")
	ui.SetShown(p.back, held != "")
	ui.SetShown(p.tasks, held == "")
	ui.SetShown(p.take, held == "")
	p.root.Refresh()
}

// onTasks asks for which units packages are written.
func (p *packetPart) onTasks() {
	if p.host.Locked() {
		return
	}
	year := p.year()
	var units []packet.UnitItems
	p.host.RunTask("正在查看各单位的件", func(ctx context.Context, _ screen.Progress) (err error) {
		units, err = p.deps.Packets.Units(ctx, year)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			p.host.Fail(err)
		case len(units) == 0:
			p.host.Fail(data.Problem{Field: "任务包", Message: fmt.Sprintf("%d年没有交办到单位的件", year), Hint: "请在上面选定年份，先交办"})
		default:
			p.askUnits(year, units)
		}
	})
}

// askUnits asks for one unit or all of them.
func (p *packetPart) askUnits(year int, units []packet.UnitItems) {
	options := []ui.Option[string]{{Value: "", Label: fmt.Sprintf("全部%d个单位", len(units))}}
	for _, u := range units {
		options = append(options, ui.Option[string]{Value: u.Unit.Name, Label: fmt.Sprintf("%s（%d件）", u.Unit.Name, u.Items)})
	}
	choice := ui.NewChoice("请选择", options, func(string) {})
	choice.Fill("")
	f := ui.NewForm()
	f.Add("年份", false, ui.NewLine(fmt.Sprintf("%d年", year)), "")
	f.Add("单位", true, choice, "每个单位一个文件，写进同一个文件夹；包里有代表的联系方式，请妥善传递。")
	panel := &ui.Panel{Title: "制作任务包", Content: f.Root(), Width: 540}
	next := func() {
		p.host.Shut(panel)
		var names []string
		if name := choice.Value(); name != "" {
			names = []string{name}
		}
		form.AskFile(p.deps, p.host, form.FileAsk{Title: "任务包放在哪个文件夹", Yes: "放在这里", Folders: true}, func(folder string) { p.writeTasks(year, names, folder) })
	}
	panel.Save = next
	panel.Buttons = []fyne.CanvasObject{ui.NewButton("取消", nil, func() { p.host.Shut(panel) }), ui.NewAction("选择文件夹", nil, next)}
	p.host.Open(panel)
}

func (p *packetPart) writeTasks(year int, units []string, folder string) {
	var written []packet.Written
	p.host.RunTask("正在制作任务包", func(ctx context.Context, _ screen.Progress) (err error) {
		written, err = p.deps.Packets.WriteTasks(ctx, year, units, folder)
		return err
	}, func(err error) {
		if err != nil {
			p.host.Fail(err)
			return
		}
		said := fmt.Sprintf("已在“%s”写出%d个任务包。\n办公室公钥指纹：%s\n单位第一次打开任务包时会看到这个指纹，请在电话里和他们核对。", folder, len(written), written[0].Fingerprint)
		for _, w := range written {
			for _, n := range w.Notes {
				said += "\n" + w.Unit + "：" + n + "。"
			}
		}
		p.host.Tell("任务包", said)
	})
}

// onReturn asks where the return of a unit is to lie, and writes it.
func (p *packetPart) onReturn() {
	if p.host.Locked() {
		return
	}
	year := p.year()
	form.AskFile(p.deps, p.host, form.FileAsk{Title: "制作回传包", Yes: "制作", Kinds: []string{packet.Ending}, Name: "回传" + p.deps.Today().String() + packet.Ending}, func(path string) {
		var w packet.Written
		p.host.RunTask("正在制作回传包", func(ctx context.Context, _ screen.Progress) (err error) {
			w, err = p.deps.Packets.WriteReturn(ctx, path, year)
			return err
		}, func(err error) {
			if err != nil {
				p.host.Fail(err)
				return
			}
			p.host.Say(fmt.Sprintf("已写出对第%d号任务包的回传“%s”，%d件，请交回办公室", w.Number, w.Path, w.Items))
		})
	})
}

// onOpen asks for a task package.
func (p *packetPart) onOpen() {
	form.AskFile(p.deps, p.host, form.FileAsk{Title: "打开任务包", Yes: "打开", Kinds: []string{packet.Ending}}, p.onTask)
}

// onTask asks whether a task package comes into this registry, where that is the
// unit's, or makes another.
func (p *packetPart) onTask(path string) {
	if p.held == "" {
		p.askPlace(path)
		return
	}
	panel := &ui.Panel{Title: "打开任务包", Width: 520, Content: ui.NewText("“" + filepath.Base(path) + "”并入现在的登记库，还是另建一个登记库？\n同一个办公室后来发的，请并入：新的件加进来，已有的件更新，本单位登记的都保留。")}
	shut := func() { p.host.Shut(panel) }
	into := ui.NewAction("并入", fynetheme.DownloadIcon(), func() {
		shut()
		p.lookTask(path)
	})
	panel.Cancel, panel.First = shut, into
	panel.Buttons = []fyne.CanvasObject{ui.NewButton("取消", nil, shut), ui.NewButton("另建登记库", nil, func() {
		shut()
		p.askPlace(path)
	}), into}
	p.host.Open(panel)
}

// askPlace asks where the registry of a task package is to lie.
func (p *packetPart) askPlace(path string) {
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)) + ".db"
	form.AskFile(p.deps, p.host, form.FileAsk{Title: "本单位的登记库放在哪里", Yes: "建立", Kinds: registryKinds, Name: name, Folder: filepath.Dir(path)}, func(to string) { p.openTask(path, to) })
}

// lookTask shows what a later task package would change in this registry.
func (p *packetPart) lookTask(path string) {
	if p.host.Locked() {
		return
	}
	var plan *packet.Plan
	p.host.RunTask("正在查看任务包", func(ctx context.Context, _ screen.Progress) (err error) {
		plan, err = p.deps.Packets.LookTask(ctx, path, packet.Options{Today: p.deps.Today()})
		return err
	}, func(err error) {
		switch {
		case err != nil:
			p.host.Fail(err)
		case len(plan.Packages) == 0: // it is there already
			p.host.Tell("任务包", strings.Join(plan.Notes, "。\n")+"。")
		default:
			openIncoming(p.deps, p.host, taskSides, plan, func(ctx context.Context, o packet.Options) (*packet.Plan, error) {
				return p.deps.Packets.TakeTask(ctx, path, o)
			})
		}
	})
}

func (p *packetPart) openTask(path, to string) {
	var o packet.Opened
	p.host.RunTask("正在打开任务包", func(ctx context.Context, _ screen.Progress) (err error) {
		o, err = p.deps.Packets.OpenTask(ctx, path, to)
		return err
	}, func(err error) {
		if err != nil {
			p.host.Fail(err)
			return
		}
		said := fmt.Sprintf("%s的%s，%d件，已建立登记库“%s”。\n公钥指纹：%s\n第一次使用，请打电话与办公室核对这个指纹。", o.Office, o.Name, o.Items, o.Path, o.Fingerprint)
		if p.open == nil {
			p.host.Tell("任务包", said)
			return
		}
		p.host.Ask("打开任务包", said+"\n现在打开它吗？这个窗口会关闭。", "打开", func() { p.open(o.Path) })
	})
}

// onTake asks for returns: files, or a folder of them.
func (p *packetPart) onTake() {
	if p.host.Locked() {
		return
	}
	form.AskFiles(p.deps, p.host, form.FileAsk{Title: "读入回传包和填好的表", Yes: "查看", Kinds: []string{packet.Ending, ".xlsx"}}, p.look)
}

// drop takes packages that were dragged onto the settings: in a unit's registry or an
// office's, whatever they are.
func (p *packetPart) drop(paths []string) {
	switch {
	case p.host.Locked():
	case p.held != "" && len(paths) == 1:
		p.onTask(paths[0])
	default:
		p.look(paths)
	}
}

// look shows what returns would change.
func (p *packetPart) look(paths []string) {
	var plan *packet.Plan
	p.host.RunTask("正在查看回传包", func(ctx context.Context, _ screen.Progress) (err error) {
		plan, err = p.deps.Packets.Look(ctx, slices.Clone(paths), packet.Options{Today: p.deps.Today()})
		return err
	}, func(err error) {
		if err != nil {
			p.host.Fail(err)
			return
		}
		openIncoming(p.deps, p.host, returnSides, plan, func(ctx context.Context, o packet.Options) (*packet.Plan, error) {
			return p.deps.Packets.Take(ctx, paths, o)
		})
	})
}
