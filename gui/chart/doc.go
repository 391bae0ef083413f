// Package chart draws a year's figures: its course by month, classes,
// satisfaction, units, and the year before beside it. Every bar is a counted figure
// of package data, with its proposals behind it; nothing is counted here.
package chart
