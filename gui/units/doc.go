// Package units tells of one unit over all its proposals: the board beside 督办
// and the history of a unit.
package units
