// Package e2e drives the built program as a clerk does: a real window on an X
// server of its own (Xvfb), keys and mouse through xdotool. Nothing of the
// program is imported; what it did is read back through its command line. The
// helpers of the torture (torture_saves_test.go) alone work through its packages.
package e2e
