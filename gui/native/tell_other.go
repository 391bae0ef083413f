//go:build !windows

package native

import (
	"os"
	"os/exec"
)

// boxes are the programs of desktops that show a box of Chinese, the better first.
// xmessage is none: it writes other signs where its fonts or the locale are not
// set up for Chinese.
func boxes(text string) [][]string {
	return [][]string{
		{"zenity", "--warning", "--no-markup", "--width=460", "--title=" + title, "--text=" + text},
		{"kdialog", "--title", title, "--sorry", text},
	}
}

// notices are the programs of desktops that tell something in passing.
func notices(text string) [][]string {
	return [][]string{
		{"notify-send", "--app-name=" + title, "--icon=jianban", title, text},
		{"zenity", "--info", "--no-markup", "--width=460", "--title=" + title, "--text=" + text},
		{"kdialog", "--title", title, "--msgbox", text},
	}
}

// Tell shows a text in a box, which stays when this program ends. Where the
// desktop has none, standard error is all there is.
func Tell(text string) { start(boxes(text)) }

// Notify shows a text that is no trouble, in passing where the desktop can.
func Notify(text string) { start(notices(text)) }

// start starts the first of the programs that there is.
func start(programs [][]string) {
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return
	}
	for _, box := range programs {
		program, err := exec.LookPath(box[0])
		if err != nil {
			continue
		}
		cmd := exec.Command(program, box[1:]...)
		if cmd.Start() == nil && cmd.Process.Release() == nil {
			return
		}
	}
}
