// Package words tells facts in one or two words, with the colour and shape that
// belong to them: a limit's light, an urging, a promise, names, days, numbers.
// The rules behind them are package data's.
package words
