package screen

import (
	"context"

	"jianban/data"
	"jianban/data/packet"
	"jianban/export/page"
)

// Packets exchange packages with units without network. Calls may take a while and
// are made off the UI goroutine; what a person can mend is a data.Problem.
type Packets interface {
	// Held tells whether this registry is a unit's, made from task packages, and their
	// names.
	Held(ctx context.Context) (name string, held bool, err error)
	// Units are those that have items in a year.
	Units(ctx context.Context, year int) ([]packet.UnitItems, error)
	// WriteTasks writes a task package for each of some units, by name, into a folder;
	// none for all.
	WriteTasks(ctx context.Context, year int, units []string, folder string) ([]packet.Written, error)
	// WriteReturn writes a unit's return to the task of a year, or the newest where there
	// is none of it.
	WriteReturn(ctx context.Context, path string, year int) (packet.Written, error)
	// OpenTask makes a unit's registry at to from a task package.
	OpenTask(ctx context.Context, path, to string) (packet.Opened, error)
	// LookTask tells what a later task package would change in this unit's registry;
	// TakeTask keeps it in one action, or nothing while conflicts are open.
	LookTask(ctx context.Context, path string, o packet.Options) (*packet.Plan, error)
	TakeTask(ctx context.Context, path string, o packet.Options) (*packet.Plan, error)
	// Look tells what returns and filled forms would change; a folder stands for all
	// that lie in it. Nothing is written.
	Look(ctx context.Context, paths []string, o packet.Options) (*packet.Plan, error)
	// Take keeps it in one action, or nothing while conflicts are open.
	Take(ctx context.Context, paths []string, o packet.Options) (*packet.Plan, error)
}

// Rollups add up the year of many offices. Calls may take a while and are made off the
// UI goroutine; what a person can mend is a data.Problem.
type Rollups interface {
	// Add adds up registries and backups; data.SealedBackups where passphrases are missing.
	// tell hears how many of how many files were read.
	Add(ctx context.Context, a data.RollupAsk, tell func(done, total int, file string)) (data.Rollup, error)
	// Offices reads a list of offices from a text file, one a line.
	Offices(path string) ([]string, error)
	// Paper lays a roll-up out, with its tables and charts.
	Paper(ctx context.Context, r data.Rollup) (page.Document, error)
}
