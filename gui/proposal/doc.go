// Package proposal is one proposal: its detail in tabs (Detail, CaseScreen) and
// the form of each of its facts. Start with detail.go. The letter has a room of
// its own.
package proposal
