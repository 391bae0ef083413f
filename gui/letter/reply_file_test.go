package letter

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/gui/screentest"
	"jianban/gui/screentest/onethread"
	"jianban/gui/storybook/story"
	ui "jianban/gui/widget"
)

// wordFile writes a Word document of one part.
func wordFile(t *testing.T, name, body string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	f, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte(`<w:document>` + body + `</w:document>`)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func press(t *testing.T, p *ui.Panel, word string) {
	t.Helper()
	for _, o := range p.Buttons {
		if b, ok := o.(*ui.Button); ok && b.Text == word {
			b.OnTapped()
			onethread.Settle()
			return
		}
	}
	t.Fatalf("no button %s", word)
}

// A unit's draft dropped onto the letter is shown with what was left out, then
// takes the text's place or stands behind it.
func TestAUnitsDraftIsTakenFromWord(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		before := s.form.body.Text
		path := wordFile(t, "区住建局.docx", `<w:p><w:r><w:t>一、办理情况</w:t></w:r></w:p><w:p><w:r><w:t>已投资</w:t></w:r><w:del><w:r><w:delText>三</w:delText></w:r></w:del><w:ins><w:r><w:t>五</w:t></w:r></w:ins><w:r><w:t>亿元。</w:t></w:r></w:p>`+
			`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>项目</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>金额</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:drawing><pic:pic/></w:drawing></w:p>`)
		s.Drop([]string{path})
		onethread.Settle()
		if len(r.Panels) != 1 || r.Panels[0].Title != "取自“区住建局.docx”" {
			t.Fatalf("%d panels, failed %v", len(r.Panels), r.Failed)
		}
		r.Keep("reply-file")
		said := strings.Join(screentest.Texts(r.Panels[0].Content), " ")
		for _, want := range []string{"没有接受的修订", "没有取的：图片1幅。", "表格每行取作一行"} {
			if !strings.Contains(said, want) {
				t.Errorf("%q is not said: %s", want, said)
			}
		}
		if s.form.body.Text != before {
			t.Error("the text changed before anybody said so")
		}
		press(t, r.Panels[0], "接在正文后面")
		const draft = "一、办理情况\n已投资五亿元。\n项目\t金额"
		if want := strings.TrimRight(before, "\n ") + "\n" + draft; s.form.body.Text != want {
			t.Errorf("%q, want %q", s.form.body.Text, want)
		}
		s.Drop([]string{path})
		onethread.Settle()
		press(t, r.Panels[len(r.Panels)-1], "取作正文")
		if s.form.body.Text != draft || s.status.Word != "未保存" {
			t.Errorf("%q, %s", s.form.body.Text, s.status.Word)
		}
		r.NoFailure()
	}, story.Lead())
}

// A draft's own title, salutation and signature are left out and told, and that it
// answers another proposal.
func TestADraftOfAnotherProposalIsTold(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		path := filepath.Join(t.TempDir(), "稿.txt")
		if err := os.WriteFile(path, []byte("区住建局关于第15号建议的答复\n王代表：\n一、已投资五亿元。\n区住建局\n2022年6月6日"), 0o600); err != nil {
			t.Fatal(err)
		}
		s.Drop([]string{path})
		onethread.Settle()
		said := strings.Join(screentest.Texts(r.Panels[0].Content), " ")
		for _, want := range []string{"文稿标题写的是第15号，现在办的是第12号", "标题“区住建局关于第15号建议的答复”、主送“王代表：”、落款“区住建局”"} {
			if !strings.Contains(said, want) {
				t.Errorf("%q is not said: %s", want, said)
			}
		}
		press(t, r.Panels[0], "取作正文")
		if s.form.body.Text != "一、已投资五亿元。" {
			t.Errorf("taken %q", s.form.body.Text)
		}
		r.NoFailure()
	}, story.Lead())
}

// What is no draft is told in a sentence each, and the text stays.
func TestWhatIsNoDraftIsTold(t *testing.T) {
	screentest.InRoom(t, func(t *testing.T, r *screentest.Room) {
		s := openReply(t, r, 12, 0)
		before := s.form.body.Text
		dir := t.TempDir()
		for _, x := range []struct{ name, content, want string }{
			{"旧.doc", "\xD0\xCF\x11\xE0", "另存为 .docx"}, {"稿.wps", "x", "另存为 .docx"}, {"锁.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "打开密码"},
			{"坏.docx", "PK", "损坏"}, {"空.docx", "", "空文件"}, {"图.png", "x", "附件"}, {"白.txt", " \n", "没有文字"},
		} {
			path := filepath.Join(dir, x.name)
			if err := os.WriteFile(path, []byte(x.content), 0o600); err != nil {
				t.Fatal(err)
			}
			n := len(r.Failed)
			s.Drop([]string{path})
			onethread.Settle()
			if len(r.Failed) != n+1 || !strings.Contains(r.Failed[n].Error(), x.want) {
				t.Errorf("%s: %v, want %s", x.name, r.Failed[n:], x.want)
			}
		}
		s.Drop([]string{"a.docx", "b.docx"})
		if last := r.Said[len(r.Said)-1]; !strings.Contains(last, "一次放入一份") {
			t.Errorf("said %q", last)
		}
		if s.form.body.Text != before || len(r.Panels) != 0 {
			t.Error("something was taken")
		}
	}, story.Lead())
}
