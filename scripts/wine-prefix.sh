#!/bin/bash
# wine-prefix.sh FOLDER: makes a Wine prefix that Go programs run in (set
# WINEPREFIX to it, and WINEARCH=win64). Needs wine and mingw.
set -euo pipefail
export WINEARCH=win64 WINEDEBUG=-all WINEPREFIX=$1
wineboot -i >/dev/null 2>&1
wine winecfg -v win10 >/dev/null 2>&1 # without it Wine 8 calls itself Windows 7
# Wine 8 lacks this DLL, which every Go program loads at its start.
dll=$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll
[[ ! -f $dll ]] || exit 0
cat >"$WINEPREFIX/prng.c" <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE p, SIZE_T n) { return SystemFunction036(p, (ULONG)n); }
C
x86_64-w64-mingw32-gcc -shared -o "$dll" "$WINEPREFIX/prng.c" -ladvapi32
