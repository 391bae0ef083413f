package office

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fw "fyne.io/fyne/v2/widget"

	"jianban/data"
	"jianban/gui/form"
	look "jianban/gui/theme"
	ui "jianban/gui/widget"
)

// sample is the line under the field of a wording: what it says, filled as for some
// proposal, while it is typed; a word in braces that nothing fills is told there at
// once.
func sample(e *ui.Entry, fields []string) fyne.CanvasObject {
	says := ui.NewText("")
	says.SizeName = look.SizeSmall
	tell := func(wording string) {
		says.Importance = fw.LowImportance
		text := data.WordingSample(strings.TrimSpace(wording))
		if text != "" {
			text = "如：" + text
		}
		if wrong := data.UnknownField(wording, fields); wrong.Message != "" {
			says.Importance = fw.DangerImportance
			text = wrong.Message + "；" + wrong.Hint
		}
		ui.SetShown(says, text != "")
		says.SetText(text)
	}
	e.OnEdit(tell)
	tell(e.Text)
	return tightly(says)
}

func (f *packForm) buildWords() {
	x := f.parts[partLetters]
	x.LabelWidth = 80
	x.AddObject(ui.NewSmallText("花括号里的词由登记内容填写，下面一行是填好的样子；空着的用默认规则的用语。答复和意见可用：" + strings.Join(data.LetterFields, "") + "。提醒、催办、督办可用：" + strings.Join(data.UrgeFields, "") +
		"。交办通知可用：" + strings.Join(data.AssignFields, "") + "。邀请函可用：" + strings.Join(data.InviteFields, "") + "。"))
	for _, w := range f.pack.Letters.All() {
		e := ui.NewMultiLine("", 2)
		e.Fill(*w.Text)
		f.words = append(f.words, e)
		x.Add(w.Label, false, e, "")
		x.AddObject(container.New(layout.NewCustomPaddedLayout(0, 0, x.LabelWidth*look.Scale(), 0), sample(e, w.Fields)))
	}
}

func (f *packForm) buildPaper() {
	x := f.parts[partPaper]
	f.paperForm = ui.NewChoice("请选择", []ui.Option[data.LetterForm]{
		{Value: data.AsLetter, Label: "信函格式（常用）"}, {Value: data.AsDocument, Label: "文件格式，带“…文件”版头和版记"}}, nil)
	f.paperForm.Fill(f.pack.Paper.Form)
	tick := func(word string, on bool) *ui.TickBox {
		t := ui.NewTickBox(word, nil)
		t.Fill(on)
		return t
	}
	f.openness = tick("答复右上角类别下面标注公开、不公开或部分公开", f.pack.Paper.Openness)
	f.unsealed = tick("署名不盖章，按不加盖印章的格式排署名和日期", f.pack.Paper.Unsealed)
	f.rows = tick("公文每面固定排22行，落款另起一页时也不调整行距", f.pack.UsualRows)
	x.AddObject(ui.NewSmallText("本地答复和协办意见的版式。其余尺寸按国家标准《党政机关公文格式》。"))
	x.Add("公文格式", false, f.paperForm, "")
	x.Add("是否公开", false, f.openness, "")
	x.Add("盖章", false, f.unsealed, "")
	x.Add("公文行距", false, f.rows, "不勾选：省得出一页时每面排23或24行，末页只有落款时排21行（公文格式标准7.3.5.4）")
	f.places = f.Prose("如 小石桥乡、抚仙湖", strings.Join(f.pack.Places, "、"), 3)
	x.Add("地名", false, f.places, "标题换行时不从中间断开；几个之间用顿号隔开。答复机关名称里的省、市、区、县不必写。")
}

// passageLines edits the standard paragraphs.
var passageLines = form.LineKind[data.Passage]{
	Heads: []string{"主题", "名称", "文字"}, Widths: []float32{110, 160, 0},
	Add: "加一段",
	New: func() data.Passage { return data.Passage{} },
	Fields: func(p data.Passage) ([]fyne.CanvasObject, func(*data.Passage, *data.Problems)) {
		topic, name, text := form.LineEntry("如 资金", p.Topic), form.LineEntry("如 暂不能安排", p.Name), ui.NewMultiLine("", 2)
		text.Fill(p.Text)
		says := container.NewVBox(text, sample(text, data.LetterFields))
		return []fyne.CanvasObject{container.NewVBox(topic), container.NewVBox(name), says}, func(p *data.Passage, _ *data.Problems) {
			p.Topic, p.Name, p.Text = topic.Text, name.Text, text.Text
		}
	},
	Blank: func(p data.Passage) bool { return strings.TrimSpace(p.Topic+p.Name+p.Text) == "" },
}

func (f *packForm) buildPassages() {
	f.passages = form.NewFieldLines(passageLines, f.pack.Passages)
	x := f.parts[partPassages]
	x.AddObject(ui.NewSmallText("写公文时点“插入段落”，选一段放进正文。花括号里的词在放进去时填写，可用：" + strings.Join(data.LetterFields, "") + "。"))
	x.AddObject(f.passages.Root)
}
