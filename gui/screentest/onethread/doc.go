// Package onethread makes fyne.Do wait for its turn in a test, as in the real
// window, and waits until nothing is left to be shown (Settle).
package onethread
