package paperwork

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/registry"
)

// What an attached PDF says is found once it is read; one that cannot be read is
// not tried again.
func TestWhatAnAttachedPDFSays(t *testing.T) {
	ctx := t.Context()
	desk, err := OpenToWork(ctx, filepath.Join(t.TempDir(), "r.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	reg := desk.Registry
	id := withOne(t, reg)
	err = reg.Do(ctx, registry.Action{What: "放入附件"}, func(tx *registry.Tx) error {
		for name, content := range map[string]string{"来函.pdf": onePage("Waterworks"), "断.pdf": "%PDF-1.4"} {
			if err := tx.AddAttachment(&data.Attachment{ProposalID: id, Name: name, Added: data.NewDate(2022, 3, 1)}, strings.NewReader(content)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	last, err := readTexts(ctx, reg, 0)
	if err != nil || last == 0 {
		t.Fatal(last, err)
	}
	found, err := reg.Search(ctx, data.SearchAsk{Text: "waterworks", Limit: 10})
	if err != nil || len(found.Hits) != 1 || found.Hits[0].Place != "附件“来函.pdf”" {
		t.Errorf("%+v, %v", found, err)
	}
	unread := 0
	if _, err := reg.ReadTexts(ctx, 0, func(data.Attachment) bool { unread++; return false }, nil); err != nil || unread != 0 {
		t.Errorf("%d are tried again, %v", unread, err)
	}
	if err := desk.Close(); err != nil {
		t.Error(err)
	}
}

// withOne enters number 7, 关于修路的建议, of 2022.
func withOne(t *testing.T, reg *registry.Registry) (id data.ID) {
	t.Helper()
	err := reg.Do(t.Context(), registry.Action{What: "登记"}, func(tx *registry.Tx) error {
		book := data.Book{Direction: data.HandedOut, HandedBy: "政府办", Meeting: data.Meeting{Body: data.Congress, Level: data.District, Place: "红塔区", Term: 6, Session: 1, Year: 2022}}
		if err := tx.SaveBook(&book); err != nil {
			return err
		}
		p := data.Proposal{BookID: book.ID, Number: "7", Kind: data.Suggestion, Role: data.Lead, Title: "关于修路的建议", HandedOver: data.NewDate(2022, 3, 1),
			Proposers: []data.Proposer{{Name: "李明", Body: data.Congress, Delegation: "春和代表团"}}}
		err := tx.SaveProposal(&p)
		id = p.ID
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// onePage is a PDF of one line.
func onePage(words string) string {
	content := "BT /F 12 Tf 20 700 Td (" + words + ") Tj ET"
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>",
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", fmt.Sprintf("<</Length %d>>stream\n%s\nendstream ", len(content), content)} {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj%sendobj\n", i+1, o)
	}
	start := b.Len()
	b.WriteString("xref\n0 6\n0000000000 65535 f \n")
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer<</Size 6/Root 1 0 R>>startxref\n%d\n%%%%EOF", start)
	return b.String()
}
