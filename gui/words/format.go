package words

import (
	"jianban/data"
	ui "jianban/gui/widget"
)

// LightLook is the tone and shape of a light.
func LightLook(l data.Light) (ui.Tone, ui.Shape) {
	switch l {
	case data.LightRed:
		return ui.ToneRed, ui.Triangle
	case data.LightOrange:
		return ui.ToneOrange, ui.Dot
	case data.LightYellow:
		return ui.ToneYellow, ui.Dot
	case data.LightGreen:
		return ui.ToneGreen, ui.Check
	}
	return ui.ToneGrey, ui.Dash
}

// StandingBadge says in a badge how a proposal stands with its limit.
func StandingBadge(s data.Standing, r data.LedgerRow) (ui.Tone, ui.Shape, string) {
	tone, shape := LightLook(s.Light)
	if s.Light == data.NoLight {
		return tone, shape, r.LightCell()
	}
	return tone, shape, s.Words() + " · " + s.Limit.Deadline.In(r.Year)
}

// Number is how a proposal is called on screens: 第12号.
func Number(p data.Proposal) string { return "第" + p.Number + "号" }

// Dash stands for an empty value.
func Dash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// Day is a day of the year at hand without its year, others in full.
func Day(d data.Date, year int) string {
	return d.In(year)
}

// Clip shortens a text to n characters.
func Clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n]) + "…"
}
