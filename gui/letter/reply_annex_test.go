package letter

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jianban/data"
	"jianban/export/page"
	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
)

// Attachments are added, named, moved and taken out; what is shown is what is
// saved, and the pages have it.
func TestAttachmentsAreWritten(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		a := s.form.annexes
		before := len(s.laidOut().Pages)
		s.form.open(annexLabel)
		onethread.Settle()
		test.Tap(a.add)
		a.title.SetText("建设项目一览表")
		a.text.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip("项目\t\"投资\n（万元）\"\r\n厂房\t3,150\r\n管网\t260\r\n")})
		test.Tap(a.add)
		a.title.SetText("补助标准")
		a.text.SetText("一、厂房。每平方米500元。")
		s.form.joint.SetText("区财政局；区水利局")
		onethread.Settle()
		r.Keep("reply-annex")
		if n := len(s.laidOut().Pages); n != before+2 {
			t.Errorf("%d pages with two attachments, %d before", n, before)
		}
		for _, want := range []string{"1.建设项目一览表", "2.补助标准", "附件1", "附件2", "投资（万元）", "每平方米500元", "区水利局"} {
			if !strings.Contains(screentest.Words(s.laidOut()), want) {
				t.Errorf("no %q on the pages", want)
			}
		}
		test.Tap(a.up)
		onethread.Settle()
		body := s.form.body.Text
		s.Save()
		onethread.Settle()
		got, _ := r.Memory.Saved()[0].(data.Reply)
		want := data.LetterText{Body: body, Joint: []string{"区财政局", "区水利局"}, Annexes: []data.LetterAnnex{
			{Title: "补助标准", Text: "一、厂房。每平方米500元。"}, {Title: "建设项目一览表", Text: "项目\t投资（万元）\n厂房\t3,150\n管网\t260\n"}}}
		if text := data.ReadLetterText(got.Body); text.Body != want.Body || !slices.Equal(text.Joint, want.Joint) || !slices.Equal(text.Annexes, want.Annexes) {
			t.Errorf("saved %#v\nwant %#v", text, want)
		}
		again := openReply(t, r, 12, 0)
		if again.form.body.Text != body || again.form.joint.Text != "区财政局；区水利局" || !slices.Equal(again.form.annexes.all, want.Annexes) {
			t.Errorf("shown again: %q %+v", again.form.joint.Text, again.form.annexes.all)
		}
		test.Tap(again.form.annexes.remove)
		onethread.Settle()
		if len(again.form.annexes.all) != 1 || again.form.annexes.title.Text != "建设项目一览表" {
			t.Errorf("after removing: %+v", again.form.annexes.all)
		}
		r.NoFailure()
	}, story.Lead())
}

// What is wrong in an attachment is told and led to: its words where they are
// quoted, else its title.
func TestProblemsOfAttachmentsLeadThere(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		a := s.form.annexes
		a.take("附件1\n一览表\n投资××万元")
		a.take("没有标题的一段很长的文字" + strings.Repeat("，再写一句", 12) + "。")
		onethread.Settle()
		find := func(part string) data.Problem {
			for _, p := range slices.Concat(s.checks.Blocking, s.checks.Warnings) {
				if strings.Contains(p.Text(), part) {
					return p
				}
			}
			t.Fatalf("%s is not told: %v %v", part, s.checks.Blocking, s.checks.Warnings)
			return data.Problem{}
		}
		s.onMend(find("××"))
		if a.at != 0 || s.form.parts[s.form.tabs.Chosen()].name != annexLabel || a.text.CursorColumn != 2 {
			t.Errorf("led to attachment %d, part %d, column %d", a.at, s.form.tabs.Chosen(), a.text.CursorColumn)
		}
		s.onMend(find("附件2没有标题"))
		if a.at != 1 {
			t.Errorf("led to attachment %d", a.at)
		}
		if a.all[0].Title != "一览表" || a.all[1].Title != "" {
			t.Errorf("titles %q and %q", a.all[0].Title, a.all[1].Title)
		}
		r.NoFailure()
	}, story.Lead())
}

// A standard paragraph stands where the caret was, its fields filled, and can be
// taken back; a blank table goes into the attachment that is shown.
func TestParagraphsAreInserted(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		passages := s.model.Rules.Pack.Passages
		if len(passages) == 0 {
			t.Fatal("the rules have no standard paragraphs")
		}
		s.form.body.SetText("甲段。\n乙段。")
		s.form.body.SetCaret(3)
		s.insert(s.filled(data.Passage{Text: "{我方}将向{您}通报。"}))
		if got := s.form.body.Text; got != "甲段。\n我区将向您通报。\n乙段。" && got != "甲段。\n我区将向你们通报。\n乙段。" {
			t.Errorf("%q", got)
		}
		s.form.body.TypedShortcut(&fyne.ShortcutUndo{})
		if got := s.form.body.Text; got != "甲段。\n乙段。" {
			t.Errorf("taken back: %q", got)
		}
		s.form.open(annexLabel)
		test.Tap(s.form.annexes.add)
		s.insert(blankTable)
		if got := s.form.annexes.text.Text; got != blankTable || s.form.body.Text != "甲段。\n乙段。" {
			t.Errorf("attachment %q, body %q", got, s.form.body.Text)
		}
		onethread.Settle()
		r.NoFailure()
	}, story.Lead())
}

// laidOut is the letter as it is typed.
func (s *ReplyScreen) laidOut() page.Document {
	facts := s.model.paperFacts
	facts.Letter, _ = s.form.read(facts.Letter)
	doc, _ := s.model.Kind.layout(facts, s.deps.Fonts)
	return doc
}

// clip is a clipboard with one text.
type clip string

func (c clip) Content() string { return string(c) }

func (clip) SetContent(string) {}
