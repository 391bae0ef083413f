#!/bin/bash
# go vet, staticcheck, formatting and every test; the window tests get an X
# server of their own from Xvfb.
set -euo pipefail
cd "$(dirname "$0")/.."
unformatted=$(git ls-files '*.go' | xargs gofmt -l)
[[ -z $unformatted ]] || { echo "not formatted: $unformatted"; exit 1; }
go vet ./...
go tool staticcheck ./...
go test ./...
