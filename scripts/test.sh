#!/bin/bash
# go vet, staticcheck, formatting and every test; the window tests get an X
# server of their own from Xvfb.
set -euo pipefail
cd "$(dirname "$0")/.."
unformatted=$(git ls-files '*.go' | xargs gofmt -l)
[[ -z $unformatted ]] || { echo "not formatted: $unformatted"; exit 1; }
go vet ./...
go tool staticcheck ./...
go test -timeout 30m $(go list ./... | grep -v -e /gui -e /e2e)
# fyne/test runs fyne.Do on the calling goroutine, so that a load under way and
# the test would touch widgets side by side: one processor for the screens.
go test -cpu 1 ./gui/...
# The real window by itself: nothing else takes its processor meanwhile.
go test -timeout 30m ./e2e
