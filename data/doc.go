// Package data knows what an office that answers proposals of people's
// deputies (人大代表建议) and CPPCC members (政协提案) knows: books and
// proposals, who is responsible, what was talked over, answered and promised,
// and the rules that turn those dated facts into stages, deadlines and
// figures.
//
// Start with Proposal and Case (a proposal with all its facts), then read
// Limit (the one deadline function), StageOf (the one place a stage is told)
// and Statistics (the one place anything is counted).
//
// What is never done here: no file is read, no clock is asked, no SQL, no
// drawing, no global state. Today's date, the calendar of holidays and the
// rule pack come in as arguments. Everything is a plain value and safe to
// read from several goroutines. Dates are calendar days without a time zone;
// the zero Date means "not known" or "has not happened".
package data
