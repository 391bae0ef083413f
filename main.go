// Command jianban (建办) is the desktop program of an office that answers the
// proposals of people's deputies and CPPCC members. Without a command it
// opens the window (window.go); with one it does a piece of the work without a
// display (package cli).
package main

import (
	"context"
	"io"
	"os"
	"os/signal"

	"jianban/cli"
	"jianban/console"
	"jianban/paperwork"
)

func main() {
	if self, err := os.Executable(); err == nil {
		paperwork.Portable(self)
	}
	if notice, chosen := cli.Notice(os.Args[1:]); notice {
		os.Exit(tellDue(context.Background(), os.Args[1:], chosen))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	ctx, interrupt := context.WithCancel(ctx)
	out, errs := io.Writer(os.Stdout), io.Writer(os.Stderr)
	if window, json := cli.Asked(os.Args[1:]); !window {
		out, errs = console.Open(!json, interrupt)
	}
	code := cli.Run(ctx, os.Args[1:], out, errs, runWindow)
	interrupt()
	stop()
	os.Exit(code)
}
