package paperwork

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/intake"
	"jianban/data/registry"
)

// A folder goes the window's way: read, previewed without a trace, entered; what
// its PDF says is found.
func TestAFolderIntoADesk(t *testing.T) {
	ctx := t.Context()
	desk, err := OpenToWork(ctx, filepath.Join(t.TempDir(), "r.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	withOne(t, desk.Registry)
	folder := t.TempDir()
	for name, content := range map[string]string{"7号.txt": "关于修路的建议\n请修路。", "7号答复.pdf": onePage("Roadworks")} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	read := 0
	f, err := desk.Imports().Read(ctx, folder, func(done, total int) { read = done*10 + total })
	if err != nil || read != 22 {
		t.Fatal(read, err)
	}
	seen, err := desk.Imports().Preview(ctx, f, intake.Options{}, nil)
	if err != nil || seen.Plan == nil || seen.Plan.Updated != 2 {
		t.Fatalf("%+v, %v", seen, err)
	}
	if cases, err := desk.Registry.Cases(ctx, data.Scope{Texts: true}); err != nil || len(cases) != 1 || cases[0].Proposal.Text != "" || len(cases[0].Attachments) != 0 {
		t.Errorf("a preview left %+v, %v", cases, err)
	}
	if plan, err := desk.Imports().Enter(ctx, f, intake.Options{}, nil); err != nil || plan.Updated != 2 || len(plan.Errors) > 0 || len(plan.IDs) == 0 {
		t.Fatalf("%+v, %v", plan, err)
	}
	found, err := desk.Registry.Search(ctx, data.SearchAsk{Text: "roadworks", Limit: 10})
	if err != nil || len(found.Hits) != 1 {
		t.Errorf("%+v, %v", found, err)
	}
	if err := desk.Registry.Do(ctx, registry.Action{What: "删去正文"}, func(tx *registry.Tx) error {
		cases, err := desk.Registry.Cases(ctx, data.Scope{Texts: true})
		if err != nil {
			return err
		}
		rep := cases[0].Replies[0]
		rep.Body = ""
		return tx.SaveReply(&rep)
	}); err != nil {
		t.Fatal(err)
	}
	if found, err = desk.Registry.Search(ctx, data.SearchAsk{Text: "roadworks", Limit: 10}); err != nil || len(found.Hits) != 1 || !strings.HasPrefix(found.Hits[0].Place, "附件") {
		t.Errorf("in the file itself: %+v, %v", found, err)
	}
	if err := desk.Close(); err != nil {
		t.Error(err)
	}
}
