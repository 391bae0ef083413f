package office

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/assets"
	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// packKind is how files of rule packs end; packMost is more bytes than any has.
const (
	packKind = ".toml"
	packMost = 1 << 20
)

// packRow is a rule pack with the years that it governs.
type packRow struct {
	data.RulePack
	Years string
}

// packKinds describes the list of rule packs; ready are those to begin a new one
// from.
func packKinds(ready []data.RulePack, done func()) recordKind[packRow] {
	return recordKind[packRow]{
		Title: "办理规则", Unit: "套",
		About: "一套规则管到下一套规则的年度之前；新做法请另建一套，填明从哪一天起适用，以往年度仍按原来的规则计算。",
		Load:  loadPacks,
		Key: func(r packRow) int64 {
			return int64(r.From.Year())*10000 + int64(r.From.Month())*100 + int64(r.From.Day())
		},
		Columns: []ui.Column[packRow]{
			recordText("name", "规则名称", 180, 1, func(r packRow) string { return r.Name }),
			recordDay("from", "适用日期", 130, func(r packRow) data.Date { return r.From }),
			recordText("years", "管哪些年度", 140, 0, func(r packRow) string { return r.Years }),
			onScreen(recordText("reply", "答复", 80, 0, func(r packRow) string {
				return limitWords(r.RulePack, data.ForReply, data.Span{N: r.ReplyMonths, Unit: data.Months})
			})),
			onPaper(recordCount("months", "答复期限（月）", 70, func(r packRow) int { return r.ReplyMonths })),
			onScreen(dropped(2, recordText("return", "退办", 110, 0, func(r packRow) string {
				return limitWords(r.RulePack, data.ForReturn, data.Span{N: r.ReturnWorkdays, Unit: data.Workdays})
			}))),
			onPaper(recordCount("workdays", "退办期限（工作日）", 70, func(r packRow) int { return r.ReturnWorkdays })),
			onPaper(recordText("limits", "其他期限", 150, 1, func(r packRow) string {
				var words []string
				for _, l := range r.Limits {
					words = append(words, string(l.For)+l.Words())
				}
				return strings.Join(words, "；")
			})),
			dropped(1, recordText("classes", "类别", 120, 0, func(r packRow) string { return classLetters(r.Classes) })),
		},
		Nothing: [2]string{"还没有办理规则", "请从现成的规则里选用一套。"},
		Open:    func(l *recordList[packRow], r packRow) { editPack(l, r.RulePack, false, done) },
		Left: func(l *recordList[packRow]) []fyne.CanvasObject {
			return []fyne.CanvasObject{ui.Wide(250, readyChoice(l, ready, done))}
		},
		Right: func(l *recordList[packRow]) []fyne.CanvasObject {
			return []fyne.CanvasObject{
				l.button("导入规则", fynetheme.FolderOpenIcon(), func() { importPack(l, ready[0], done) }),
				ui.NewButton("导出规则", fynetheme.DocumentSaveIcon(), l.onChosen("规则", func(r packRow) { exportPack(l, r.RulePack) })),
				l.button("复制", fynetheme.ContentCopyIcon(), l.onChosen("规则", func(r packRow) { editPack(l, r.RulePack, true, done) })),
			}
		},
	}
}

// limitWords is a pack's length for a limit, with 等 where it has rules beside it, 另定 where
// it has only these.
func limitWords(p data.RulePack, what data.LimitFor, usual data.Span) string {
	more := slices.ContainsFunc(p.Limits, func(r data.LimitRule) bool { return r.For == what })
	switch {
	case usual.N == 0:
		return "另定"
	case more:
		return usual.String() + "等"
	}
	return usual.String()
}

func loadPacks(ctx context.Context, r screen.Reader) ([]packRow, error) {
	packs, err := r.Packs(ctx)
	if err != nil {
		return nil, err
	}
	years := data.PackYears(packs)
	rows := make([]packRow, len(packs))
	for i, p := range packs {
		rows[i] = packRow{p, years[i].String()}
	}
	return rows, nil
}

func classLetters(classes []data.ReplyClass) string {
	out := ""
	for i, c := range classes {
		if i > 0 {
			out += "、"
		}
		out += c.Letter
	}
	return out
}

// readyPacks are the packs that come with the program, the default first; what
// one does not say is the default's.
func readyPacks() ([]data.RulePack, error) {
	var all []data.RulePack
	for _, name := range assets.PackNames() {
		p, err := data.ParsePack(assets.Pack(name))
		if err != nil {
			return nil, fmt.Errorf("embedded rule pack %s: %w", name, err)
		}
		if len(all) > 0 {
			p = p.Filled(all[0])
		}
		all = append(all, p)
	}
	return all, nil
}

// readyChoice begins a new pack from a ready one.
func readyChoice(l *recordList[packRow], ready []data.RulePack, done func()) fyne.CanvasObject {
	options := make([]ui.Option[int], len(ready))
	for i, p := range ready {
		options[i] = ui.Option[int]{Value: i + 1, Label: p.Name}
	}
	choice := ui.NewChoice("从现成的规则选用", options, nil)
	choice.OnChoose(func(i int) {
		choice.Fill(0)
		editPack(l, ready[i-1], true, done)
	})
	return choice
}

// importPack reads a pack from a file and opens it as a new one.
func importPack(l *recordList[packRow], usual data.RulePack, done func()) {
	form.AskFile(l.deps, l.host, form.FileAsk{Title: "导入办理规则", Yes: "导入", Kinds: []string{packKind}}, func(path string) { takePack(l, usual, path, done) })
}

// takePack reads the pack at path and opens it as a new one.
func takePack(l *recordList[packRow], usual data.RulePack, path string, done func()) {
	var p data.RulePack
	l.host.RunTask("正在读取", func(context.Context, screen.Progress) (err error) {
		p, err = readPack(path)
		return err
	}, func(err error) {
		if err != nil {
			l.host.Fail(err)
			return
		}
		openPackForm(l, p.Filled(usual), packForm{fresh: true}, done)
	})
}

func readPack(path string) (data.RulePack, error) {
	text, err := readSmall(path, packMost, "办理规则")
	if err != nil {
		return data.RulePack{}, err
	}
	p, err := data.ParsePack(text)
	if err != nil {
		return data.RulePack{}, err
	}
	if p.Name == "" && len(p.Classes) == 0 {
		return data.RulePack{}, data.Problem{Field: "办理规则", Message: "文件里没有办理规则", Hint: "请选择由本程序导出的规则文件"}
	}
	return p, nil
}

// readSmall reads a file of at most so many bytes; what it is for is named in
// the message where it cannot be read.
func readSmall(path string, most int64, what string) ([]byte, error) {
	text, err := form.ReadFile(path, most)
	switch {
	case err == nil || data.Told(err):
		return text, err
	case errors.Is(err, form.ErrTooLarge):
		return nil, data.Problem{Field: what, Message: "文件太大，不是" + what + "文件", Hint: "请核对文件"}
	}
	return nil, data.Problem{Field: what, Message: "读不了这个文件", Hint: "请确认文件还在，也没有被别的程序占用"}
}

// exportPack writes a pack to a file of its own.
func exportPack(l *recordList[packRow], p data.RulePack) {
	ask := form.FileAsk{Title: "导出办理规则", Yes: "导出", Kinds: []string{packKind}, Name: l.deps.Papers.FileName(p.Name + packKind)}
	form.AskFile(l.deps, l.host, ask, func(path string) {
		l.host.RunTask("正在导出", func(context.Context, screen.Progress) error {
			text, err := p.TOML()
			if err != nil {
				return err
			}
			return l.deps.Papers.Save(path, text)
		}, func(err error) {
			if err != nil {
				l.host.Fail(err)
				return
			}
			l.host.Say("已导出到 " + path)
		})
	})
}
