package gui

import "fyne.io/fyne/v2"

// still is an app that shows no animations. A caret that fades in and out repaints
// the window thirty times a second: without a graphics card that is a fifth of a
// core for a field that nobody touches. The caret stands still, as do menus and
// buttons; so the window also has nothing that a person who asked for reduced motion
// would have to switch off.
type still struct{ fyne.App }

// Settings are the app's, without animations.
func (s still) Settings() fyne.Settings { return stillSettings{s.App.Settings()} }

type stillSettings struct{ fyne.Settings }

// ShowAnimations is never.
func (stillSettings) ShowAnimations() bool { return false }
