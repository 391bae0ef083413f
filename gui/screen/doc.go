// Package screen is what a screen of the window is given and what it gives:
// Deps (the registry, papers, printing, clock), Host (the window around it),
// Screen and its optional skills, loads whose late answers are dropped (Latest)
// and long work with its panel (RunTask).
//
// What is never done here: no screen, no form, no rule of the office.
package screen
