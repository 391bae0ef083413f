package screen

import (
	"context"

	"jianban/data/intake"
)

// Imports read files from outside into the registry. Calls may take a while and
// are made off the UI goroutine; what a person can mend is a data.Problem.
type Imports interface {
	// Read reads the file or the folder of documents at path; tell gets the
	// documents read.
	Read(ctx context.Context, path string, tell func(done, total int)) (*intake.File, error)
	// Preview tells what a file means and writes nothing; tell gets the rows done.
	Preview(ctx context.Context, f *intake.File, o intake.Options, tell func(done, total int)) (intake.Preview, error)
	// Enter writes all that a file says in one action of the journal, or nothing:
	// so where rows are refused, which stand in the plan's Errors.
	Enter(ctx context.Context, f *intake.File, o intake.Options, tell func(done, total int)) (*intake.Plan, error)
	// Habits are what was confirmed at imports before; SetHabits keeps them.
	Habits() intake.Habits
	SetHabits(h intake.Habits) error
}
