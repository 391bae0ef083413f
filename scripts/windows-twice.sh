#!/bin/bash
# Builds the committed state for Windows in two folders of different names and
# compares all that comes out, byte for byte.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'git worktree remove --force "$work/one"; git worktree remove --force "$work/another folder"; rm -rf "$work"' EXIT
for place in one "another folder"; do
  git worktree add -q --detach "$work/$place" HEAD
  env -u SIGN_CERT "$work/$place/scripts/windows.sh" >/dev/null
done
for f in jianban.exe jianban.zip jianban-setup.exe; do
  cmp "$work/one/dist/$f" "$work/another folder/dist/$f"
  echo "same: $f $(sha256sum <"$work/one/dist/$f" | cut -c1-16)"
done
