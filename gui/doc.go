// Package gui is the window itself: rail, bar, status line, shortcuts, panels,
// and which screen is shown. The screens live in rooms of their own below it
// (ARCHITECTURE.md lists them; architecture_test.go says which may know which).
//
// Start with screen/deps.go (what the window asks of the rest of the program),
// then main.go here and any one screen. Every screen has the same shape: New
// builds and starts nothing, Load fetches off the UI goroutine and touches no
// widget, Show is the only writer of widgets, an on… method per action.
//
// What is never done here: no SQL, no files written but by what Deps holds, no
// rule of the office (data knows them), no page layout (export does). Widgets
// are touched by the UI goroutine only.
package gui
