// Package native tells a person something where the window cannot: in a box of
// the system's own.
package native

// title heads each box.
const title = "建办"
