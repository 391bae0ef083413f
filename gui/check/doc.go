// Package check is what stands under a text while it is written: the repairs
// offered for pasted text, and the list of what keeps a paper from being signed.
package check
