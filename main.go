// Command jianban is the desktop program of an office that answers proposals
// of people's deputies and CPPCC members. Without a command it opens the
// window; with one it does a piece of the work without a display.
package main

func main() {}
