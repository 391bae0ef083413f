// Package letter is the editor of a reply or of our opinion beside its pages.
// Start with reply.go (the screen) and paper.go (what the two letters differ in).
package letter
