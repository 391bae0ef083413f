package document

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"
)

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func word(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err == nil {
		_, err = w.Write([]byte("<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>"))
	}
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pdf is a file of one page with this content and these objects besides.
func pdf(content string, others ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range append([]string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>/XObject<</X 6 0 R>>>>>>",
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", stream("", content)}, others...) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj%sendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF", len(at)+1, start)
	return b.Bytes()
}

func stream(head, content string) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream ", head, len(content), content)
}

// A folder with what offices keep in one: read, refused with a way out, passed
// over, told.
func TestAFolderAsItLies(t *testing.T) {
	root := filepath.Join(t.TempDir(), "2022年建议")
	write(t, filepath.Join(root, "12号.docx"), word(t, "修路"))
	write(t, filepath.Join(root, "答复", "12号答复.txt"), []byte("\xEF\xBB\xBF已修"))
	write(t, filepath.Join(root, "13号.pdf"), pdf("BT /F 12 Tf 20 700 Td (Thirteen) Tj ET"))
	write(t, filepath.Join(root, "14号.doc"), []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
	write(t, filepath.Join(root, "15号.docx"), []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
	write(t, filepath.Join(root, "16号.docx"), word(t, "断")[:60])
	write(t, filepath.Join(root, "17号.txt"), nil)
	write(t, filepath.Join(root, "18号.pdf"), []byte("%PDF-1.4 断"))
	write(t, filepath.Join(root, "~$12号.docx"), []byte("锁"))
	write(t, filepath.Join(root, ".隐藏", "1号.txt"), []byte("藏"))
	write(t, filepath.Join(root, "照片.jpg"), []byte("图"))
	f, err := ReadFolder(t.Context(), root, nil)
	if err != nil || f.Name != "2022年建议" {
		t.Fatalf("%+v, %v", f, err)
	}
	var got []string
	for _, p := range f.Files {
		said := p.Text
		if p.Problem != nil {
			said = p.Problem.Error()
		}
		got = append(got, p.Name+"="+said+strings.Join(p.Notes, ""))
	}
	want := []string{"12号.docx=修路", "13号.pdf=Thirteen", "14号.doc=是旧格式（.doc）。" + saveAs, "15号.docx=有打开密码，或是改了扩展名的旧格式。请用 WPS 或 Word 打开，去掉密码，另存为 .docx 后再导入",
		"16号.docx=不完整或已损坏，打不开。请重新复制一份，或用 WPS 打开后另存", "17号.txt=是空文件。请换一份有内容的，或移出这个文件夹",
		"18号.pdf=读不出文字（可能已损坏），只作附件，请打开核对", "答复/12号答复.txt=已修"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(f.Notes) != 1 || !strings.Contains(f.Notes[0], "1个文件") || !strings.Contains(f.Notes[0], "照片.jpg") {
		t.Errorf("%q", f.Notes)
	}
	if _, err := ReadFolder(t.Context(), filepath.Join(root, "没有"), nil); err == nil {
		t.Error("a folder that is not there is read")
	}
}

// A file made to go on without end is stopped by its time, one that asks for
// memory without end by the machine's; the next one is read as ever.
func TestAHostilePDFIsStopped(t *testing.T) {
	form := stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>", strings.Repeat("/X Do ", 20))
	p := &PDF{}
	defer p.Close()
	for _, hostile := range [][]byte{pdf("/X Do", form), pdf(strings.Repeat("BT /F 12 Tf (AAAAAAAAAAAAAAAA) Tj ET\n", 500_000))} {
		text, err := p.Text(t.Context(), hostile)
		if err == nil && len(text) > 2*mostPDFText {
			t.Errorf("%d bytes of text", len(text))
		}
		if text, err := p.Text(t.Context(), pdf("BT /F 12 Tf (after) Tj ET")); err != nil || text != "after" {
			t.Errorf("afterwards: %q, %v", text, err)
		}
	}
	laughs := pdf("/X Do", laughing()...)
	p.most = time.Hour
	begun := time.Now()
	_, err := p.Text(t.Context(), laughs) // until memory ends
	whole := time.Since(begun)
	if !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), whole/20)
	defer cancel()
	if _, err := p.Text(ctx, laughs); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	p.most = whole / 20
	begun = time.Now()
	if _, err := p.Text(t.Context(), laughs); !errors.Is(err, ErrTooMuch) || time.Since(begun) > whole/2 {
		t.Errorf("%v after %v of %v", err, time.Since(begun), whole)
	}
}

// The machine's code is translated at its first use on a desk, which takes longer than
// the time that a file has.
func TestNoFileIsToBlameForTheMachinesStart(t *testing.T) {
	kept := xdg.CacheHome
	xdg.CacheHome = t.TempDir()
	defer func() { xdg.CacheHome = kept }()
	p := &PDF{most: 2 * time.Second}
	defer p.Close()
	if text, err := p.Text(t.Context(), pdf("BT /F 12 Tf (first) Tj ET")); err != nil || text != "first" {
		t.Errorf("%q, %v", text, err)
	}
}

// laughing are forms of which each shows the next ten times.
func laughing() (forms []string) {
	for i := range 12 {
		forms = append(forms, stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>", 7+i), strings.Repeat("/X Do ", 10)))
	}
	return append(forms, stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", ""))
}

// The lines of a page are the paragraphs of a text.
func TestParagraphsOfAPage(t *testing.T) {
	full := strings.Repeat("字", 28)
	got := unwrapped("标题\n" + full[:26*3] + "\n" + full + "\n— 2 —\n" + full + "\n完。\n" + full[:27*3] + "。\n下一段")
	want := "标题\n" + full[:26*3] + full + full + "完。\n" + full[:27*3] + "。\n下一段"
	if got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
