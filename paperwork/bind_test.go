package paperwork_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
	"jianban/export/batch"
	"jianban/export/page"
	"jianban/export/pdf"
)

// A dossier binds pictures and PDFs, each page a sheet with its number, and says of
// other attachments and of broken ones that they are not bound.
func TestDossierBindsAttachments(t *testing.T) {
	d := desk(t)
	c := numbered(t, d, "21")
	picture := image.NewNRGBA(image.Rect(0, 0, 300, 200)) // wider than high
	picture.Set(10, 10, color.NRGBA{200, 0, 0, 120})
	var photo, scan bytes.Buffer
	if err := png.Encode(&photo, picture); err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(&scan, image.NewGray(image.Rect(0, 0, 100, 150)), nil); err != nil {
		t.Fatal(err)
	}
	two, err := pdf.Render(page.Document{Title: "红头", Pages: []page.Page{{Size: page.A4, Marks: []page.Mark{page.Rule{X1: 20, Y1: 20, X2: 190, Y2: 20, Weight: 1, Color: page.Red}}}, {Size: page.A4}}}, d.Fonts)
	if err != nil {
		t.Fatal(err)
	}
	err = d.Registry.Do(t.Context(), registry.Action{What: "附件"}, func(tx *registry.Tx) error {
		for _, f := range []struct {
			name    string
			content []byte
		}{{"现场.png", photo.Bytes()}, {"签字.JPG", scan.Bytes()}, {"来文.pdf", two}, {"底稿.docx", []byte("PK")}, {"坏的.png", photo.Bytes()[:60]}, {"坏的.pdf", two[:100]}} {
			a := data.Attachment{ProposalID: c.Proposal.ID, Name: f.name, Added: data.NewDate(2022, 6, 1)}
			if err := tx.AddAttachment(&a, bytes.NewReader(f.content)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	source, err := d.Papers().Letters(t.Context(), data.Scope{IDs: []data.ID{c.Proposal.ID}})
	if err != nil {
		t.Fatal(err)
	}
	papers := batch.Dossiers(source, batch.Choices{})
	if len(papers) != 1 {
		t.Fatalf("%+v", papers)
	}
	doc, err := papers[0].Document()
	if err != nil {
		t.Fatal(err)
	}
	if told := strings.Join(doc.Told, ""); !strings.Contains(told, "“底稿.docx”未装订，另附") || !strings.Contains(told, "“坏的.png”图片读不出") || strings.Contains(told, "现场") {
		t.Errorf("told %q", told)
	}
	var pictures []page.Size
	for i, p := range doc.Pages {
		for _, m := range p.Marks {
			if k, ok := m.(page.Picture); ok {
				pictures = append(pictures, p.Size)
				if k.X < 0 || k.Y < 0 || k.X+k.W > p.Size.W || k.Y+k.H > p.Size.H {
					t.Errorf("page %d: the picture stands over the edge", i+1)
				}
			}
		}
	}
	if len(pictures) != 4 || pictures[0] != page.A4Landscape || pictures[1] != page.A4 {
		t.Errorf("pictures on %v", pictures)
	}
	words := pageWords(doc)
	for _, want := range []string{"附件：现场.png", "附件：来文.pdf", "附件：底稿.docx", "未装订，另附", "图片读不出，未装订", "已损坏，未装订", "卷内目录", "22—23"} {
		if !strings.Contains(words, want) {
			t.Errorf("lacks %s: %.600s", want, words)
		}
	}
	path := filepath.Join(t.TempDir(), "dossier.pdf")
	if _, err := d.Papers().Write(t.Context(), doc, path); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		t.Error(err)
	}
}
