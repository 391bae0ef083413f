// Command jianban (建办) is the desktop program of an office that answers the
// proposals of people's deputies and CPPCC members. Without a command it
// opens the window (window.go); with one it does a piece of the work without a
// display (package cli).
package main

import (
	"context"
	"os"
	"os/signal"

	"jianban/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := cli.Run(ctx, os.Args[1:], os.Stdout, os.Stderr, runWindow)
	stop()
	os.Exit(code)
}
