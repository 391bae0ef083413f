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
	opts, err := options(dry)
	if err != nil {
		return nil, err
	}
	reg, err := registry.Open(ctx, place, opts)
	if err != nil {
		return nil, err
	}
	var plan *intake.Plan
	if dry {
		plan, err = previewPapers(ctx, reg, f, o, nil)
	} else {
		plan, err = enterPapers(ctx, reg, f, o, nil)
	}
	return plan, errors.Join(err, reg.Close())
}

// previewPapers tells what a folder means; nothing is written.
func previewPapers(ctx context.Context, reg *registry.Registry, f *intake.Papers, o intake.Options, tell func(done, total int)) (*intake.Plan, error) {
	known, err := moving.Known(ctx, reg)
	if err != nil {
		return nil, err
	}
	return intake.DecidePapers(ctx, f, o, known, intake.TryPapers(), tell)
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

// Folders reads folders of documents into the registry of a desk, as the window
// asks for it: on any goroutine.
type Folders struct{ desk *Desk }

// Folders are those into the desk's registry.
func (d *Desk) Folders() Folders { return Folders{d} }

// Read reads a folder; tell, which may be nil, hears how many files are read.
// What is no folder is a data.Problem.
func (f Folders) Read(ctx context.Context, path string, tell func(done, total int)) (*intake.Papers, error) {
	return document.ReadFolder(ctx, path, tell)
}

// Preview tells what a folder means; nothing is written.
func (f Folders) Preview(ctx context.Context, p *intake.Papers, o intake.Options, tell func(done, total int)) (*intake.Plan, error) {
	return previewPapers(ctx, f.desk.Registry, p, o, tell)
}

// Enter writes all that a folder says in one action, or nothing. Files that are
// refused stand in the plan's Errors; then nothing was written.
func (f Folders) Enter(ctx context.Context, p *intake.Papers, o intake.Options, tell func(done, total int)) (*intake.Plan, error) {
	return enterPapers(ctx, f.desk.Registry, p, o, tell)
}
