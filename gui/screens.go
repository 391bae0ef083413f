package gui

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// places are the screens of the rail, in order.
var places = []struct {
	place Place
	icon  fyne.Resource
	make  func(Deps, Host) Screen
	last  bool // stands at the foot of the rail
}{
	{PlaceToday, fynetheme.HomeIcon(), func(d Deps, h Host) Screen { return NewTodayScreen(d, h) }, false},
	{PlaceLedger, fynetheme.ListIcon(), func(d Deps, h Host) Screen { return NewLedgerScreen(d, h) }, false},
	{PlaceSummary, fynetheme.DocumentIcon(), func(d Deps, h Host) Screen { return NewSummaryScreen(d, h) }, false},
	{PlaceSettings, fynetheme.SettingsIcon(), func(d Deps, h Host) Screen { return NewSettingsScreen(d, h) }, true},
}
