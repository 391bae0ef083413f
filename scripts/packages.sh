#!/bin/bash
# Installs the Debian packages that are missing for the named purposes:
# build, test, windows, linux, wine. Asks for sudo only where the user is not root; does
# nothing, and needs no network, where all are there.
set -euo pipefail
declare -A need=(
  [build]="gcc libc6-dev pkg-config libgl1-mesa-dev xorg-dev libwayland-dev libxkbcommon-dev libegl1-mesa-dev"
  [test]="xvfb xdotool x11-utils imagemagick xclip sqlite3 strace poppler-utils mupdf-tools qpdf libxml2-utils ghostscript unzip python3-openpyxl git default-jre-headless libpdfbox2-java libcommons-io-java libactivation-java libjaxb-api-java postgresql"
  [windows]="gcc-mingw-w64-x86-64 binutils-mingw-w64-x86-64 nsis zip xz-utils git"
  [linux]="binutils dpkg tar gzip git"
  [wine]="wine wine64 xvfb xdotool xclip imagemagick unzip osslsigncode openssl qpdf poppler-utils cups cups-client cups-filters ghostscript"
)
command -v go >/dev/null || { echo "没有找到 Go：请先安装 Go 1.26 或更新的版本" >&2; exit 1; }
command -v apt-get >/dev/null || exit 0 # not Debian: the README lists what is needed
missing=()
for purpose; do
  for p in ${need[$purpose]}; do
    dpkg-query -W -f='${db:Status-Status}\n' "$p" 2>/dev/null | grep -qx installed || missing+=("$p")
  done
done
((${#missing[@]} == 0)) && exit 0
sudo=""; ((EUID == 0)) || sudo=sudo
echo "installing: ${missing[*]}"
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
