//go:build !windows

package native

import (
	"os"
	"os/exec"
)

// boxes are the programs that show a box, the better first.
func boxes(text string) [][]string {
	return [][]string{
		{"zenity", "--warning", "--no-markup", "--width=460", "--title=" + title, "--text=" + text},
		{"kdialog", "--title", title, "--sorry", text},
		{"xmessage", "-center", "-title", title, broken(text)},
	}
}

// Tell shows a text in a box and returns when that is closed; shown tells
// whether it could.
func Tell(text string) (shown bool) {
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return false
	}
	for _, box := range boxes(text) {
		program, err := exec.LookPath(box[0])
		if err != nil {
			continue
		}
		err = exec.Command(program, box[1:]...).Run()
		// Whoever closes the box otherwise than by its button leaves a code too.
		if ended, ok := err.(*exec.ExitError); err == nil || ok && ended.ExitCode() == 1 {
			return true
		}
	}
	return false
}
