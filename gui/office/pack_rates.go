package office

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"jianban/data"
	"jianban/gui/form"
	ui "jianban/gui/widget"
)

// ratesPart edits what a place means by its rates, how it writes them and what it
// calls them.
type ratesPart struct {
	decimals  *ui.Choice[int]
	settled   *ui.Choice[data.SettledMeaning]
	ofReplied *ui.Choice[bool]
	words     *form.FieldLines[data.RateWord]
}

// settledWords are how the meanings of 办结率 are told.
var settledWords = []ui.Option[data.SettledMeaning]{
	{Value: data.SettledUsual, Label: "已答复、不欠重办，答复即办结的类别或没有逾期承诺"},
	{Value: data.SettledClass, Label: "类别是“答复即办结”的（如 A类）"},
	{Value: data.SettledPromises, Label: "已答复、没有逾期承诺的"},
	{Value: data.SettledReplied, Label: "已答复的"},
}

// rateLines edits the place's words for rates.
var rateLines = form.LineKind[data.RateWord]{
	Heads: []string{"本程序的叫法", "本地叫"}, Widths: []float32{240, 220},
	Add: "加一个用语",
	New: func() data.RateWord { return data.RateWord{} },
	Fields: func(w data.RateWord) ([]fyne.CanvasObject, func(*data.RateWord, *data.Problems)) {
		rate, word := ui.NewChoice("请选择", ui.Options(data.RateNames), nil), form.LineEntry("如 走访率", w.Word)
		rate.Fill(w.Rate)
		return []fyne.CanvasObject{rate, word}, func(w *data.RateWord, _ *data.Problems) {
			w.Rate, w.Word = rate.Value(), strings.TrimSpace(word.Text)
		}
	},
	Blank: func(w data.RateWord) bool { return w.Rate == "" && w.Word == "" },
}

func (f *packForm) buildRates() {
	r, x := &f.rates, f.parts[partRates]
	r.decimals = ui.NewChoice("请选择", []ui.Option[int]{{Value: 1, Label: "一位小数，如 57.1%"}, {Value: 2, Label: "两位小数，如 57.14%"}}, nil)
	r.decimals.Fill(max(1, f.pack.Rates.Decimals))
	r.settled = ui.NewChoice("请选择", settledWords, nil)
	r.settled.Fill(f.pack.Rates.Settled)
	r.ofReplied = ui.NewChoice("请选择", []ui.Option[bool]{{Value: false, Label: "主办件"}, {Value: true, Label: "已答复主办件"}}, nil)
	r.ofReplied.Fill(f.pack.Rates.SettledOfReplied)
	r.words = form.NewFieldLines(rateLines, f.pack.Rates.Words)
	x.AddObject(ui.NewSmallText("统计、总结、图表和核对都按这里的算法和写法。各地说的“办结”不一样，用的是哪一种会印在数字旁边。"))
	x.Add("比率小数", false, r.decimals, "整数的不写小数，如 100%")
	x.Add("办结率算法", false, r.settled, "")
	x.Add("办结率分母", false, r.ofReplied, "")
	x.Section("比率用语")
	x.AddObject(ui.NewSmallText("本地有别的叫法的填在这里，没有填的用本程序的叫法。总结里花括号中的名称不变。"))
	x.AddObject(r.words.Root)
}

func (r *ratesPart) print() string {
	return fmt.Sprint(r.decimals.Value(), r.settled.Value(), r.ofReplied.Value(), r.words.Print())
}

func (r *ratesPart) read(ps *data.Problems) data.RateRules {
	return data.RateRules{Decimals: r.decimals.Value(), Settled: r.settled.Value(), SettledOfReplied: r.ofReplied.Value(), Words: r.words.Values(ps)}
}
