package gui

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	look "jianban/gui/theme"
)

// placeInfo is one entry of the rail.
type placeInfo struct {
	place Place
	icon  fyne.Resource
	make  func(Deps, Host) Screen
	last  bool // stands at the foot of the rail
}

// places are the screens of the rail, in order. A function, because icons can
// only be looked up once the app runs.
func places() []placeInfo {
	return []placeInfo{
		{PlaceToday, fynetheme.HomeIcon(), func(d Deps, h Host) Screen { return NewTodayScreen(d, h) }, false},
		{PlaceLedger, fynetheme.ListIcon(), func(d Deps, h Host) Screen { return NewLedgerScreen(d, h) }, false},
		{PlaceTalks, fynetheme.AccountIcon(), NewTalksScreen, false},
		{PlaceUrging, fynetheme.WarningIcon(), NewUrgingScreen, false},
		{PlaceFeedback, fynetheme.MailReplyIcon(), NewFeedbackScreen, false},
		{PlacePromises, fynetheme.CheckButtonCheckedIcon(), NewPromisesScreen, false},
		{PlaceScores, look.StarIcon(), func(d Deps, h Host) Screen { return NewScoresScreen(d, h) }, false},
		{PlaceSummary, fynetheme.DocumentIcon(), func(d Deps, h Host) Screen { return NewSummaryScreen(d, h) }, false},
		{PlaceSettings, fynetheme.SettingsIcon(), func(d Deps, h Host) Screen { return NewSettingsScreen(d, h) }, true},
	}
}
