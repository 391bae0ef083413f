// Package today is the board 今日: what is due, by whom the next step is, and
// the promises to be kept.
package today
