// Package intake is the room of imports: what a ledger or a directory from
// outside means for the registry, column by column and row by row, before all of
// it is written in one action. What it means is decided by data/intake, read and
// written through screen.Imports; here it is only shown and answered.
//
// Start with ImportScreen in import.go.
package intake
