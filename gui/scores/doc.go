// Package scores is the screen 考评: the units' scores, and the closing of a year.
package scores
