package paperwork

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"jianban/data"
	"jianban/data/intake"
	"jianban/data/registry"
	"jianban/data/registry/moving"
	"jianban/export/document"
)

// ImportFolder reads the documents of a folder, one a proposal or reply, into the
// registry at place: all of them in one action, or nothing. With dry nothing is
// written. Files that are refused stand in the plan's Errors; then nothing was
// written.
func ImportFolder(ctx context.Context, place, path string, o intake.Options, dry bool) (*intake.Plan, error) {
	if o.Subject != "" && o.Subject != intake.Proposals {
		return nil, data.Problem{Field: "文件夹", Message: "代表名册、单位名册是一个文件，不是文件夹", Hint: "请给出 .xlsx 或 .csv 文件"}
	}
	if _, err := os.Lstat(place); errors.Is(err, fs.ErrNotExist) {
		return nil, data.Problem{Field: "文件夹", Message: "还没有登记库，文件对不上任何一件", Hint: "请先导入台账，再导入建议和答复的文件"}
	}
	f, err := document.ReadFolder(ctx, path, nil)
	if err != nil {
		return nil, err
	}
	return importInto(ctx, place, dry,
		func(reg *registry.Registry) (intake.Preview, error) { return previewPapers(ctx, reg, f, o, nil) },
		func(reg *registry.Registry) (*intake.Plan, error) { return enterPapers(ctx, reg, f, o, nil) })
}

// previewPapers tells what a folder means; nothing is written.
func previewPapers(ctx context.Context, reg *registry.Registry, f *intake.Papers, o intake.Options, tell func(done, total int)) (intake.Preview, error) {
	known, err := moving.Known(ctx, reg)
	if err != nil {
		return intake.Preview{}, err
	}
	return intake.LookPapers(ctx, f, o, known, tell)
}

// enterPapers writes all that a folder says in one action, or nothing. What its
// PDF files say is found by the search at once.
func enterPapers(ctx context.Context, reg *registry.Registry, f *intake.Papers, o intake.Options, tell func(done, total int)) (*intake.Plan, error) {
	plan, err := moving.EnterPapers(ctx, reg, f, o, importName(f.Name), tell)
	if err != nil || len(plan.Errors) > 0 {
		return plan, err
	}
	texts := map[string]string{} // by hash
	for _, p := range f.Files {
		if document.IsPDF(p.Name) {
			texts[p.SHA256] = p.Text
		}
	}
	_, err = reg.ReadTexts(ctx, 0, func(a data.Attachment) bool { _, here := texts[a.SHA256]; return here },
		func(_ context.Context, a data.Attachment, _ []byte) (string, error) { return texts[a.SHA256], nil })
	return plan, err
}
