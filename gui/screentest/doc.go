// Package screentest tests a screen without the program around it: a story's
// registry (Room, InRoom), a host that writes down what it is asked, taps and
// keys, and facts that several rooms' tests start from.
package screentest
