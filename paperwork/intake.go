package paperwork

import (
	"context"
	"errors"
	"path/filepath"

	"jianban/data"
	"jianban/data/intake"
	"jianban/data/registry"
	"jianban/data/registry/moving"
	"jianban/export/document"
	"jianban/export/sheet"
)

// errRefused ends the making of a registry whose rows were refused.
var errRefused = errors.New("rows were refused")

// Import reads the file or folder at path into the registry at place: all of it
// in one action, or nothing. A registry that is not there is made of a ledger or
// directory, complete or not at all; the papers in a folder are those of proposals
// that it has. With dry nothing is written. Rows, or files, that are refused stand
// in the plan's Errors; then nothing was written.
func Import(ctx context.Context, place, path string, o intake.Options, dry bool) (plan *intake.Plan, err error) {
	missing, err := missing(ctx, place)
	if err != nil {
		return nil, err
	}
	if document.IsFolder(path) {
		if err := folderFits(o, missing); err != nil {
			return nil, err
		}
	}
	f, err := readImport(ctx, path, nil)
	if err != nil {
		return nil, err
	}
	o = habitsOf(keptBeside(place)).Apply(o)
	if missing {
		return importNew(ctx, place, f, o, dry)
	}
	opts, err := options(dry)
	if err != nil {
		return nil, err
	}
	reg, err := registry.Open(ctx, place, opts)
	if err != nil {
		return nil, err
	}
	if dry {
		var seen intake.Preview
		if seen, err = previewImport(ctx, reg, f, o, nil); err == nil {
			plan, err = seen.Plan, seen.Why
		}
	} else {
		plan, err = enterImport(ctx, reg, f, o, nil)
	}
	return plan, errors.Join(err, reg.Close())
}

// readImport reads a ledger, a directory or a folder of documents, of which tell,
// which may be nil, hears how many are read.
func readImport(ctx context.Context, path string, tell func(done, total int)) (*intake.File, error) {
	if !document.IsFolder(path) {
		return sheet.Read(ctx, path)
	}
	papers, err := document.ReadFolder(ctx, path, tell)
	if err != nil {
		return nil, err
	}
	return &intake.File{Name: papers.Name, Papers: papers}, nil
}

// previewImport tells what a file means; nothing is written.
func previewImport(ctx context.Context, reg *registry.Registry, f *intake.File, o intake.Options, tell func(done, total int)) (intake.Preview, error) {
	known, err := moving.Known(ctx, reg)
	if err != nil {
		return intake.Preview{}, err
	}
	if f.Papers != nil {
		return intake.LookPapers(ctx, f.Papers, o, known, tell)
	}
	return intake.Look(ctx, f, o, known, tell)
}

// enterImport writes all that a file says in one action, or nothing.
func enterImport(ctx context.Context, reg *registry.Registry, f *intake.File, o intake.Options, tell func(done, total int)) (*intake.Plan, error) {
	if f.Papers != nil {
		return enterPapers(ctx, reg, f.Papers, o, tell)
	}
	return moving.Enter(ctx, reg, f, o, importName(f.Name), tell)
}

// importName names the action in the journal.
func importName(file string) string { return "导入“" + file + "”" }

// importNew makes the registry that is not there from the file.
func importNew(ctx context.Context, place string, f *intake.File, o intake.Options, dry bool) (plan *intake.Plan, err error) {
	opts, err := options(false)
	if err != nil {
		return nil, err
	}
	if dry {
		known := intake.Known{Rules: data.NewRuleYears([]data.RulePack{opts.Pack}, opts.Calendar), Places: opts.Pack.Places}
		return intake.Decide(ctx, f, o, known, intake.Try(), nil)
	}
	if place == DefaultPlace() {
		if err := ownFolder(filepath.Dir(place)); err != nil {
			return nil, data.Problem{Field: "登记库", Message: "不能建立文件夹“" + filepath.Dir(place) + "”", Hint: "请用 --registry 指定别的位置"}
		}
	}
	err = registry.CreateWith(ctx, place, opts, func(reg *registry.Registry) error {
		if plan, err = enterImport(ctx, reg, f, o, nil); err == nil && len(plan.Errors) > 0 {
			return errRefused
		}
		return err
	})
	if errors.Is(err, errRefused) {
		return plan, nil
	}
	return plan, err
}
