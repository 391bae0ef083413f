package font_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/pdf"
)

// A found font's characters, those above U+FFFF among them, are on paper, and a
// reader of the PDF finds and copies them.
func TestFoundFontsOnPaper(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("no pdftotext")
	}
	const text = "国𬱖一𫖯8的堃𠅤喆"
	file := collection(spec{from: page.Song, chars: text[:len(text)-len("喆")], family: "朱雀仿宋", ps: "ZhuqueFangsong-Regular", fsType: 8}.make(t))
	set := font.Find(font.Options{Own: put(t, map[string][]byte{"zhuque.ttc": file})})
	doc := page.Document{Title: "字", Pages: []page.Page{{Size: page.A4, Marks: []page.Mark{
		page.Glyphs{X: 30, Baseline: 50, Font: page.Font{Face: page.FangSong, Size: 16}, Text: text},
	}}}}
	content, err := pdf.Render(doc, set)
	if err != nil {
		t.Fatal(err)
	}
	again, err := pdf.Render(doc, font.Find(font.Options{Own: put(t, map[string][]byte{"zhuque.ttc": file})}))
	if err != nil || !bytes.Equal(content, again) {
		t.Errorf("the same fonts give other bytes (%v)", err)
	}
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(name string, args ...string) string {
		out, err := exec.Command(name, args...).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		return string(out)
	}
	if got := strings.TrimSpace(run("pdftotext", path, "-")); got != text {
		t.Errorf("the text is %q, want %q", got, text)
	}
	fonts := run("pdffonts", path)
	for _, want := range []string{"+ZhuqueFangsong-Regular", "+JianbanKai-Light"} {
		if !strings.Contains(fonts, want) {
			t.Errorf("%s is not in the file:\n%s", want, fonts)
		}
	}
}

// A character that no font has is named with its place; nothing is written.
func TestMissingCharactersAreNamed(t *testing.T) {
	f := page.Font{Face: page.FangSong, Size: 16}
	row := func(y page.MM, text string) page.Mark { return page.Glyphs{X: 30, Baseline: y, Font: f, Text: text} }
	doc := page.Document{Pages: []page.Page{
		{Size: page.A4, Marks: []page.Mark{row(50, "甲"), row(60, "乙")}},
		{Size: page.A4, Marks: []page.Mark{row(70, "第三行"), row(50, "第一行"), row(60.2, "右边"), row(60, "前面六个字以上\U0003134A后面\U0003134A\u3000")}},
	}}
	_, err := pdf.Render(doc, font.Embedded())
	const want = "第2页第2行：没有字体能显示“\U0003134A”（U+3134A），在“面六个字以上\U0003134A后面\U0003134A\u3000”里。请换一个字，或在字体文件夹里放入有这个字的字体"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	dir := put(t, map[string][]byte{"a.ttf": spec{from: page.Song, family: "大仿宋", ps: "A", chars: "国"}.make(t)})
	set := font.Find(font.Options{Own: dir})
	if said := set.StandIns(doc); said != "" {
		t.Errorf("no face of this paper has a stand-in, but: %s", said)
	}
	if said := font.Embedded().StandIns(doc); said != "仿宋由霞鹜文楷细体代替" {
		t.Errorf("said %q", said)
	}
}
