package screen

import (
	"context"

	"jianban/data"
)

// Checks checks the registry and mends what can be mended. Calls may take a while
// and are made off the UI goroutine, but for State.
type Checks interface {
	// State tells what is known at once.
	State() data.CheckState
	// Due tells whether the registry is to be checked by itself.
	Due(ctx context.Context) (bool, error)
	// Check checks; quietly it leaves the machine to others, and ends with
	// context.Canceled when somebody asks for a check.
	Check(ctx context.Context, quietly bool) ([]data.Finding, error)
	// Repair backs up and mends; it tells what it did and what is left.
	Repair(ctx context.Context, tell func(done, total int64)) (done []string, left []data.Finding, err error)
}
