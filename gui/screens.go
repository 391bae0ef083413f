package gui

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"jianban/gui/ledger"
	"jianban/gui/lists"
	"jianban/gui/office"
	"jianban/gui/scores"
	"jianban/gui/screen"
	"jianban/gui/summary"
	look "jianban/gui/theme"
	"jianban/gui/today"
)

// placeInfo is one entry of the rail.
type placeInfo struct {
	place screen.Place
	icon  fyne.Resource
	make  func(screen.Deps, screen.Host) screen.Screen
	last  bool // stands at the foot of the rail
}

// places are the screens of the rail, in order. A function, because icons can
// only be looked up once the app runs.
func places() []placeInfo {
	return []placeInfo{
		{screen.PlaceToday, fynetheme.HomeIcon(), func(d screen.Deps, h screen.Host) screen.Screen { return today.NewTodayScreen(d, h) }, false},
		{screen.PlaceLedger, fynetheme.ListIcon(), func(d screen.Deps, h screen.Host) screen.Screen { return ledger.NewLedgerScreen(d, h) }, false},
		{screen.PlaceTalks, fynetheme.AccountIcon(), lists.NewTalksScreen, false},
		{screen.PlaceUrging, fynetheme.WarningIcon(), lists.NewUrgingScreen, false},
		{screen.PlaceFeedback, fynetheme.MailReplyIcon(), lists.NewFeedbackScreen, false},
		{screen.PlacePromises, fynetheme.CheckButtonCheckedIcon(), lists.NewPromisesScreen, false},
		{screen.PlaceScores, look.StarIcon(), func(d screen.Deps, h screen.Host) screen.Screen { return scores.NewScoresScreen(d, h) }, false},
		{screen.PlaceSummary, fynetheme.DocumentIcon(), func(d screen.Deps, h screen.Host) screen.Screen { return summary.NewSummaryScreen(d, h) }, false},
		{screen.PlaceSettings, fynetheme.SettingsIcon(), func(d screen.Deps, h screen.Host) screen.Screen { return office.NewSettingsScreen(d, h) }, true},
	}
}
