package paperwork

import (
	"context"

	"jianban/data"
	"jianban/data/intake"
	"jianban/data/registry"
	"jianban/data/registry/moving"
	"jianban/export/document"
)

// folderFits tells why a folder cannot be imported: it is no directory of people
// or units, and its papers are those of proposals that are there.
func folderFits(o intake.Options, missing bool) error {
	switch {
	case o.Subject != "" && o.Subject != intake.Proposals:
		return data.Problem{Field: "文件夹", Message: "代表名册、单位名册是一个文件，不是文件夹", Hint: "请给出 .xlsx 或 .csv 文件"}
	case missing:
		return data.Problem{Field: "文件夹", Message: "还没有登记库，文件对不上任何一件", Hint: "请先导入台账，再导入建议和答复的文件"}
	}
	return nil
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
