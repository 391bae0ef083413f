// Package packet decides what goes to a unit without network and what comes back
// from it: which items and facts a unit's task package holds, what a unit may
// enter, and how its return is married to an office's own facts, difference by
// difference. It reads no file and writes none: package export/packet makes and
// reads the files, package data/registry/moving keeps what is decided.
//
// Start with ForUnit, which makes what a unit gets, Merge, which tells what returns
// change, and Renew, which tells what a later task changes at the unit. The file is described in docs/packet.md.
package packet

import (
	"fmt"
	"time"

	"jianban/data"
)

// Format is the newest form of packages that this program knows.
const Format = 1

// Kind is what a package is.
type Kind string

// The two kinds.
const (
	Task   Kind = "task"   // from the office to a unit
	Return Kind = "return" // from the unit back
)

// Ending is what the names of packages end in.
const Ending = ".jbpkg"

// Manifest tells what a package holds. It is signed, and names every part with
// its size and hash, so that nothing in the file can be changed, left out or added.
type Manifest struct {
	Format    int       `json:"format"`
	Kind      Kind      `json:"kind"`
	Program   string    `json:"program"` // the version that wrote it
	Office    string    `json:"office"`  // its name
	OfficeKey string    `json:"officeKey"`
	Unit      string    `json:"unit"`
	UnitID    data.ID   `json:"unitID"` // the office's own
	Year      int       `json:"year"`
	Number    int       `json:"number"` // of the task for this unit and year, from 1
	Round     int       `json:"round"`  // of a return, from 1; 0 of a task
	Made      time.Time `json:"made"`
	ReturnKey string    `json:"returnKey"`      // public half of the key by which returns are signed, hex
	Task      string    `json:"task,omitempty"` // of a return: SHA-256 of the task's manifest, hex
	Items     int       `json:"items"`          // how many proposals
	Parts     []Part    `json:"parts"`
}

// Part is one file within a package.
type Part struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"` // bytes
	SHA256 string `json:"sha256"`
}

// Name is what people call the package.
func (m Manifest) Name() string {
	p := data.Packet{Unit: data.Unit{Name: m.Unit}, Year: m.Year, Number: m.Number}
	if m.Kind == Return {
		return fmt.Sprintf("%s的第%d次回传", p.Name(), m.Round)
	}
	return p.Name()
}

// FileName is how the package is named unless somebody says otherwise.
func (m Manifest) FileName() string { return m.Name() + Ending }

// Rules are what a unit's program needs beside the items, so that limits and papers
// come out as in the office.
type Rules struct {
	Settings data.Settings   `json:"settings"`
	Packs    []data.RulePack `json:"packs"`
	Holidays []data.Holiday  `json:"holidays"`
	Unit     data.Unit       `json:"unit"`
	Return   string          `json:"return"` // seed of the key by which returns are signed, hex
}

// Returned is one return, or a form that was filled in by hand, as it was read.
type Returned struct {
	Manifest Manifest
	File     string      // its name, without the folder
	Digest   string      // SHA-256 of the manifest, hex; "" of a form
	Form     bool        // a form filled in by hand
	Cases    []data.Case // with the office's IDs; what the unit added has negative ones
	Notes    []string    // what a person should know of how it was read
}

// Written is a package that was written.
type Written struct {
	Path        string   `json:"path"`
	Unit        string   `json:"unit"`
	Number      int      `json:"number"`
	Items       int      `json:"items"`
	Size        int64    `json:"size"`        // bytes
	Fingerprint string   `json:"fingerprint"` // of the office's key
	Notes       []string `json:"notes"`
}

// Opened is what came of opening a task package.
type Opened struct {
	Name        string `json:"name"`
	Path        string `json:"path"` // of the unit's registry
	Unit        string `json:"unit"`
	Office      string `json:"office"`
	Year        int    `json:"year"`
	Number      int    `json:"number"`
	Items       int    `json:"items"`
	Fingerprint string `json:"fingerprint"`
}

// UnitItems is a unit with how many items it has in a year.
type UnitItems struct {
	Unit  data.Unit
	Items int
}

// Fingerprint is a key in a form that people can compare over the telephone: the
// first 16 hex digits in groups of four.
func Fingerprint(key string) string {
	if len(key) < 16 {
		return key
	}
	return key[:4] + " " + key[4:8] + " " + key[8:12] + " " + key[12:16]
}

// Code names a task on forms that are filled in by hand: JB-2022-3-1a2b3c4d.
func Code(year, number int, returnKey string) string {
	return fmt.Sprintf("JB-%d-%d-%.8s", year, number, returnKey)
}
