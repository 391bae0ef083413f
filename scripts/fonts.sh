#!/bin/bash
# Makes the fonts under assets/fonts that the program embeds. Run it as
# `make fonts`; the result is committed, so a build fetches no font.
#
# Sources: the npm packages @expo-google-fonts/noto-serif-sc and
# @expo-google-fonts/noto-sans-sc, and Debian's fonts-lxgw-wenkai. Tools:
# Debian's fonttools (the cutting), unicode-data (the list of characters), zstd.
# The same packages give the same bytes: the script prints their sums.
#
# FONTS_CACHE names the folder for what is fetched (default .cache/fonts).
set -euo pipefail
cd "$(dirname "$0")/.."

noto_version=0.4.3
cache=${FONTS_CACHE:-.cache/fonts}
mkdir -p "$cache" assets/fonts

need_packages() {
	local missing=()
	for p in fonttools unicode-data zstd npm; do
		dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q 'ok installed' && continue
		[[ $p == npm ]] && command -v npm >/dev/null && continue
		missing+=("$p")
	done
	((${#missing[@]} == 0)) && return
	local sudo=""
	((EUID == 0)) || sudo=sudo
	$sudo apt-get update -q
	$sudo apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# fetch_noto NAME unpacks the npm package into the cache.
fetch_noto() {
	local dir="$cache/$1-$noto_version"
	[[ -d $dir ]] && return
	(cd "$cache" && npm pack --silent "@expo-google-fonts/$1@$noto_version" >/dev/null)
	mkdir -p "$dir.part"
	tar -xzf "$cache/expo-google-fonts-$1-$noto_version.tgz" -C "$dir.part" --strip-components=1
	mv "$dir.part" "$dir"
}

# fetch_wenkai unpacks the Debian package into the cache, without installing it.
fetch_wenkai() {
	local dir="$cache/wenkai"
	[[ -d $dir ]] && return
	(cd "$cache" && apt-get download -q fonts-lxgw-wenkai >/dev/null)
	mkdir -p "$dir.part"
	dpkg-deb -x "$cache"/fonts-lxgw-wenkai_*.deb "$dir.part"
	mv "$dir.part" "$dir"
}

need_packages
fetch_noto noto-serif-sc
fetch_noto noto-sans-sc
fetch_wenkai

serif="$cache/noto-serif-sc-$noto_version"
sans="$cache/noto-sans-sc-$noto_version"
wenkai="$cache/wenkai/usr/share/fonts/truetype/lxgw-wenkai"

# The LXGW names are reserved: a changed file must not carry them.
cut() { /usr/bin/python3 scripts/fonts.py "$@"; }
cut "$serif/600SemiBold/NotoSerifSC_600SemiBold.ttf" assets/fonts/NotoSerifSC-SemiBold.ttf --plain
cut "$serif/400Regular/NotoSerifSC_400Regular.ttf" assets/fonts/NotoSerifSC-Regular.ttf
cut "$sans/500Medium/NotoSansSC_500Medium.ttf" assets/fonts/NotoSansSC-Medium.ttf --plain
cut "$sans/400Regular/NotoSansSC_400Regular.ttf" assets/fonts/NotoSansSC-Regular.otf --cff
cut "$sans/600SemiBold/NotoSansSC_600SemiBold.ttf" assets/fonts/NotoSansSC-SemiBold.otf --cff
cut "$wenkai/LXGWWenKai-Light.ttf" assets/fonts/JianbanKai-Light.ttf --rename "Jianban Kai Light" --plain
cut "$wenkai/LXGWWenKai-Regular.ttf" assets/fonts/JianbanKai-Regular.ttf --rename "Jianban Kai" --plain
# Hanzi that are seldom needed lie packed until one is.
cut "$serif/400Regular/NotoSerifSC_400Regular.ttf" "$cache/NotoSerifSC-Rare.ttf" --rare
zstd -q -f --ultra -22 "$cache/NotoSerifSC-Rare.ttf" -o assets/fonts/NotoSerifSC-Rare.ttf.zst
sha256sum assets/fonts/*.?tf assets/fonts/*.zst
