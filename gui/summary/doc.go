// Package summary is the screen 总结: the year's summary, its figures bound to
// the statistics, with its pages.
package summary
