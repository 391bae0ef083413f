// Package demo fills a registry with proposals to try the program out on: the
// year of the seed's report (Enter), and any number of generated ones for
// trials of scale (Generate).
//
// Everything goes in through Registry.Do and the Save functions that a user's
// input goes through, so it is validated, journalled and searchable like that.
// The year's text is data, in assets/demo/2022.toml; what in it is invented
// says so there. Nothing here reads a file or a clock, and equal calls give
// equal proposals.
package demo
