// Package form is the form in a panel (Editor) with its lines, the choosing of
// files, and the questions how to export and how to print. Start with editor.go.
// What a form is about stands in the room of its subject.
package form
