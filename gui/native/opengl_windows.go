package native

import "C" // opengl_windows.c is linked with it

import (
	"os"
	"os/exec"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// DrawBy is the environment's word for who draws the window: BySoftware is Mesa,
// which lies beside the program and needs no graphics card; otherwise the
// system's OpenGL does.
const DrawBy, BySoftware = "JIANBAN_OPENGL", "software"

// mesa is where Mesa's OpenGL lies beside the program.
func mesa() (string, error) {
	self, err := os.Executable()
	return filepath.Join(filepath.Dir(self), "mesa", "opengl32.dll"), err
}

// LoadOpenGL loads Mesa's OpenGL where it is asked for: whoever asks for that of
// the system afterwards gets it. It does nothing where the system's draws.
func LoadOpenGL() error {
	if os.Getenv(DrawBy) != BySoftware {
		return nil
	}
	path, err := mesa()
	if err == nil {
		_, err = windows.LoadLibraryEx(path, 0, windows.LOAD_WITH_ALTERED_SEARCH_PATH)
	}
	return err
}

// BySoftwareInstead starts the program again with the same words, to draw by
// Mesa. It tells whether it did: not where Mesa is not there, or draws already.
func BySoftwareInstead() bool {
	path, err := mesa()
	if err != nil || os.Getenv(DrawBy) != "" {
		return false
	}
	if _, err := os.Stat(path); err != nil {
		return false
	}
	self, err := os.Executable()
	if err != nil {
		return false
	}
	cmd := exec.Command(self, os.Args[1:]...)
	cmd.Env = append(os.Environ(), DrawBy+"="+BySoftware)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Start() == nil && cmd.Process.Release() == nil
}
