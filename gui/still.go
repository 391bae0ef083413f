package gui

import "fyne.io/fyne/v2"

// still is an app that shows no animations. A caret that fades in and out repaints
// the window thirty times a second: without a graphics card that is a fifth of a
// core for a field that nobody touches. The caret stands still, as do menus and
// buttons; so the window also has nothing that a person who asked for reduced motion
// would have to switch off. It also says how much larger than usual all is drawn
// (textsize.go).
type still struct {
	fyne.App
	size float32 // 1 is usual
}

// Settings are the app's, without animations and in the size wished for.
func (s *still) Settings() fyne.Settings { return stillSettings{s.App.Settings(), s.size} }

type stillSettings struct {
	fyne.Settings
	size float32
}

// ShowAnimations is never.
func (stillSettings) ShowAnimations() bool { return false }

// Scale is how large the window is drawn: the person's wish, on top of what the
// system's settings ask for.
func (s stillSettings) Scale() float32 {
	scale := s.Settings.Scale()
	if scale <= 0 {
		scale = 1
	}
	if s.size > 0 {
		scale *= s.size
	}
	return scale
}
