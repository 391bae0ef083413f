// Package ledger is the screen 台账: all proposals of a year as a table with its
// filter, and what is done with many at once (handing out, batches of papers).
package ledger
