// Package gui is the window: one screen a file, with what screens share in
// gui/widget (parts), gui/theme (look) and gui/preview (pages).
//
// Start with deps.go (what the window asks of the rest of the program), then
// main.go here (rail, bar, screens, status line) and any one screen. Every
// screen has the same shape: New builds and starts nothing, Load fetches off
// the UI goroutine and touches no widget, Show is the only writer of widgets,
// an on… method per action. latest.go drops answers that come too late.
//
// What is never done here: no SQL, no files written but by the functions in
// Deps, no rule of the office (data knows them), no page layout (export does).
// Widgets are touched by the UI goroutine only.
package gui
