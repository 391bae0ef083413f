// Package chart draws the tables and charts of a year (data.YearParts), the same
// that papers print. Every figure is a counted one of package data, with its
// proposals behind it; nothing is counted here.
package chart
