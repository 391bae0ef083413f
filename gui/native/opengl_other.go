//go:build !windows

package native

// LoadOpenGL does nothing: the system's own draws, by software where it must.
func LoadOpenGL() error { return nil }

// BySoftwareInstead is never: the system does so by itself.
func BySoftwareInstead() bool { return false }
