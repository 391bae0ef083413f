package paperwork

import (
	"context"
	"errors"
	"io/fs"
	"os"
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

// Import reads the file at path into the registry at place: all of it in one
// action, or nothing. A registry that is not there is made, complete or not at
// all. With dry nothing is written. Rows that are refused stand in the plan's
// Errors; then nothing was written. A folder is read as the papers of proposals
// that the registry has (ImportFolder).
func Import(ctx context.Context, place, path string, o intake.Options, dry bool) (*intake.Plan, error) {
	if document.IsFolder(path) {
		return ImportFolder(ctx, place, path, o, dry)
	}
	file, err := sheet.Read(ctx, path)
	if err != nil {
		return nil, err
	}
	what := importName(file.Name)
	o = habitsOf(place).Apply(o)
	if _, err := os.Lstat(place); errors.Is(err, fs.ErrNotExist) {
		return importNew(ctx, place, file, o, what, dry)
	}
	return importInto(ctx, place, dry,
		func(reg *registry.Registry) (intake.Preview, error) { return preview(ctx, reg, file, o, nil) },
		func(reg *registry.Registry) (*intake.Plan, error) { return moving.Enter(ctx, reg, file, o, what, nil) })
}

// importInto opens the registry and looks what an import would do, where dry, or
// does it.
func importInto(ctx context.Context, place string, dry bool, look func(*registry.Registry) (intake.Preview, error), enter func(*registry.Registry) (*intake.Plan, error)) (plan *intake.Plan, err error) {
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
		if seen, err = look(reg); err == nil {
			plan, err = seen.Plan, seen.Why
		}
	} else {
		plan, err = enter(reg)
	}
	return plan, errors.Join(err, reg.Close())
}

// importName names the action in the journal.
func importName(file string) string { return "导入“" + file + "”" }

func preview(ctx context.Context, reg *registry.Registry, file *intake.File, o intake.Options, tell func(done, total int)) (intake.Preview, error) {
	known, err := moving.Known(ctx, reg)
	if err != nil {
		return intake.Preview{}, err
	}
	return intake.Look(ctx, file, o, known, tell)
}

// importNew makes the registry that is not there from the file.
func importNew(ctx context.Context, place string, file *intake.File, o intake.Options, what string, dry bool) (plan *intake.Plan, err error) {
	opts, err := options(false)
	if err != nil {
		return nil, err
	}
	if dry {
		known := intake.Known{Rules: data.NewRuleYears([]data.RulePack{opts.Pack}, opts.Calendar), Places: opts.Pack.Places}
		return intake.Decide(ctx, file, o, known, intake.Try(), nil)
	}
	if place == DefaultPlace() {
		if err := ownFolder(filepath.Dir(place)); err != nil {
			return nil, data.Problem{Field: "登记库", Message: "不能建立文件夹“" + filepath.Dir(place) + "”", Hint: "请用 --registry 指定别的位置"}
		}
	}
	err = registry.CreateWith(ctx, place, opts, func(reg *registry.Registry) error {
		if plan, err = moving.Enter(ctx, reg, file, o, what, nil); err == nil && len(plan.Errors) > 0 {
			return errRefused
		}
		return err
	})
	if errors.Is(err, errRefused) {
		return plan, nil
	}
	return plan, err
}
