#!/bin/bash
# Cross-builds the Windows program with mingw: one file that needs only
# system libraries.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p dist
CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc \
  go build -trimpath -ldflags '-s -w -H windowsgui' -o dist/jianban.exe .
ls -l dist/jianban.exe
