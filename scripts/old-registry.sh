#!/bin/bash
# Writes a registry as an old release writes it, for the test that every later
# program reads it: scripts/old-registry.sh [commit [out]]
# The commit's program is built in a worktree of its own and makes its demo
# year; data/registry/testdata/old/changes.go, compiled with that commit's
# packages, then works a little on it. The result is kept in git: it is made
# once a release and never again, so that it stays what that release wrote.
set -euo pipefail
cd "$(dirname "$0")/.."
commit=${1:-bfd6932}
dir=data/registry/testdata/old
tmp=$(mktemp -d)
trap 'git worktree remove --force "$tmp/tree" >/dev/null 2>&1 || true; rm -rf "$tmp"' EXIT
git worktree add --quiet --detach "$tmp/tree" "$commit"
mkdir "$tmp/tree/changes"
cp "$dir/changes.go" "$tmp/tree/changes/main.go"
go -C "$tmp/tree" run . demo "$tmp/demo" >/dev/null
go -C "$tmp/tree" run ./changes "$tmp/demo/registry.db"
go -C "$tmp/tree" run . --registry "$tmp/demo/registry.db" check
structure=$(od -An -tu1 -j63 -N1 "$tmp/demo/registry.db" | tr -d ' ')
out=${2:-$dir/structure$structure-$(git rev-parse --short=7 "$commit").db.gz}
gzip -9n <"$tmp/demo/registry.db" >"$out"
ls -l "$out"
