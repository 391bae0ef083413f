package main

import _ "embed"

// changes is what the versions brought, for the window's 新变化.
//
//go:embed CHANGELOG.md
var changes string
