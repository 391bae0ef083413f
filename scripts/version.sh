#!/bin/bash
# What a release is called, as lines for eval: version (it stands in cli/cli.go),
# commit (with + where files differ from it; empty outside git) and epoch, the
# commit's time, which stands for every time in what is packed.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(sed -n 's/^const Version = "\([0-9.]*\)"$/\1/p' cli/cli.go)
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || { echo "no version in cli/cli.go" >&2; exit 1; }
commit=$(git rev-parse --short=12 HEAD 2>/dev/null || true)
[[ -z $commit || -z $(git status --porcelain --untracked-files=no) ]] || commit+=+
echo "version=$version commit=$commit epoch=$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)"
