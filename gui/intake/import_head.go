package intake

import (
	"fmt"
	"path/filepath"

	"jianban/data"
	decide "jianban/data/intake"
	ui "jianban/gui/widget"
)

// showHead tells the file, what will be done, and whether it can be.
func (s *ImportScreen) showHead() {
	m, p := s.model, s.model.Is.Plan
	s.title.SetText("导入“" + filepath.Base(s.path) + "”")
	s.tabs.Hidden, s.asked.Hidden = m.Why != nil, m.Why != nil
	for _, o := range s.ofLedgers {
		o.Hidden = s.opts.Subject != decide.Proposals
	}
	s.showSubjects()
	if s.documents() { // whose book and year they are can be told
		s.ofLedgers[0].Hidden, s.ofLedgers[1].Hidden = false, false
		s.ofBook.SetText("是哪一册的原件")
		s.ofYear.SetText("是哪一年的原件")
	} else {
		s.ofBook.SetText("没写届次的归入")
		s.ofYear.SetText("没写年份的算")
	}
	can := false
	switch {
	case m.Why != nil:
		s.say(ui.ToneRed, ui.Triangle, "不能导入", "")
	case m.File == nil:
		s.say(ui.ToneGrey, ui.NoShape, "", "")
	case p == nil:
		s.say(ui.ToneRed, ui.Triangle, "不能导入", decide.InWindow(data.Sentence(m.Is.Why)))
	case mustAnswer(p):
		s.say(ui.ToneRed, ui.Triangle, fmt.Sprintf("%d 处不能导入", len(p.Errors)), "同名的有几位：请先在“可能是同一个”里选定是哪一位。")
	case len(p.Errors) > 0:
		s.say(ui.ToneRed, ui.Triangle, fmt.Sprintf("%d 处不能导入", len(p.Errors)), s.mendWords())
	case p.Created+p.Updated == 0:
		said := "登记库里已经是这样，不用导入。"
		if can = s.onlyChoices(); can {
			said += "这里改选的可以记住。"
		}
		s.say(ui.ToneGreen, ui.Check, "没有变化", said+s.passedWords())
	default:
		can = true
		words := counted(p)
		if len(p.Books) > 0 {
			words += "；新建办理册“" + p.Books[0].Name() + "”"
			if n := len(p.Books); n > 1 {
				words += fmt.Sprintf("等%d册", n)
			}
		}
		s.say(ui.ToneBlue, ui.Dot, "可以导入", words+"。"+s.passedWords()+"导入前什么都不写；导入后可以一步撤销。")
	}
	s.act.SetText("导入")
	switch {
	case can && s.onlyChoices():
		s.act.SetText("记住选择")
	case can:
		s.act.SetText(fmt.Sprintf("导入 %d 件", p.Created+p.Updated))
		if s.documents() {
			s.act.SetText(fmt.Sprintf("导入 %d 个文件", p.Updated))
		} else if s.opts.Subject != decide.Proposals {
			s.act.SetText(fmt.Sprintf("导入 %d 个", p.Created+p.Updated))
		}
	}
	ui.Enable(s.act, can)
	s.head.Refresh()
}

// showSubjects offers what a file can list; a folder is what it is.
func (s *ImportScreen) showSubjects() {
	if s.documents() {
		s.subjects.SetChoices([]ui.Option[decide.Subject]{{Value: decide.Documents, Label: "建议、答复的原件"}})
		s.subjects.Disable()
	} else {
		s.subjects.SetChoices(subjectWords)
		s.subjects.Enable()
	}
	s.subjects.Fill(s.opts.Subject)
}

// passedWords tell how many files of a folder cannot be read.
func (s *ImportScreen) passedWords() string {
	if n := len(s.model.Is.Plan.Skipped); n > 0 && s.documents() {
		return fmt.Sprintf("有 %d 个文件读不了，略过，见“%s”。", n, skippedFiles)
	}
	return ""
}

// mendWords tell what to do where rows are refused.
func (s *ImportScreen) mendWords() string {
	if s.documents() {
		return "全部改好才能导入：改好文件名或文件，再点“再读一次”。"
	}
	return "全部改好才能导入：在表格里改好、存盘，再点“再读一次”；或在上面、在“各列”里改选。"
}

func (s *ImportScreen) say(tone ui.Tone, shape ui.Shape, word, said string) {
	ui.SetBadge(s.state, tone, shape, word)
	s.said.SetText(said)
	s.root.Refresh()
}
