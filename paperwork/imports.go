package paperwork

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"jianban/data"
	"jianban/data/intake"
	"jianban/export/file"
)

// Imports read files from outside into the registry of a desk, as the window
// asks for it: on any goroutine. What was confirmed at imports is kept in a small
// file beside the registry, which the command line follows as well.
type Imports struct{ desk *Desk }

// Imports are those into the desk's registry.
func (d *Desk) Imports() Imports { return Imports{d} }

// Read reads a ledger, a directory or a folder of documents, of which tell, which
// may be nil, hears how many are read. What is nothing of that is a data.Problem.
func (i Imports) Read(ctx context.Context, path string, tell func(done, total int)) (*intake.File, error) {
	return readImport(ctx, path, tell)
}

// Preview tells what a file means; nothing is written.
func (i Imports) Preview(ctx context.Context, f *intake.File, o intake.Options, tell func(done, total int)) (intake.Preview, error) {
	return previewImport(ctx, i.desk.Registry, f.Copy(), o, tell)
}

// Enter writes all that a file says in one action, or nothing. Rows that are
// refused stand in the plan's Errors; then nothing was written.
func (i Imports) Enter(ctx context.Context, f *intake.File, o intake.Options, tell func(done, total int)) (*intake.Plan, error) {
	return enterImport(ctx, i.desk.Registry, f.Copy(), o, tell)
}

// Habits are what was confirmed at imports into this registry.
func (i Imports) Habits() intake.Habits { return habitsOf(i.desk.beside()) }

// SetHabits keeps them for the next file.
func (i Imports) SetHabits(h intake.Habits) error {
	text, err := json.MarshalIndent(h, "", "\t")
	if err != nil {
		return fmt.Errorf("habits of imports: %w", err)
	}
	path := habitsFile(i.desk.beside())
	if err := file.WritePrivate(path, text); err != nil {
		return data.Problem{Field: "导入", Message: "已经导入，但各列的选择没有记住（“" + path + "”写不了）", Hint: "下次导入这样的表时请再选一次"}
	}
	return nil
}

// habitsFile is where the habits of the registry at path lie.
func habitsFile(path string) string { return path + ".import" }

// mostHabits bounds the file, which a person may have put something else in
// place of.
const mostHabits = 4 << 20

// habitsOf reads the habits of the registry at path; none where they cannot be
// read: then the program reads by itself, and what it takes is shown.
func habitsOf(path string) (h intake.Habits) {
	info, err := os.Stat(habitsFile(path))
	if err == nil && (!info.Mode().IsRegular() || info.Size() > mostHabits) {
		err = errors.New("no file of habits")
	}
	var text []byte
	if err == nil {
		text, err = os.ReadFile(habitsFile(path))
	}
	if err == nil {
		err = json.Unmarshal(text, &h)
	}
	if err != nil {
		return intake.Habits{}
	}
	return h
}
