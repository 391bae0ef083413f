#!/bin/bash
# sign.sh FILE: signs a Windows program in place and verifies that it is; the
# settings are those of scripts/windows.sh.
set -euo pipefail
if [[ -n ${SIGN_KEY:-} ]]; then cert=(-certs "$SIGN_CERT" -key "$SIGN_KEY"); else cert=(-pkcs12 "$SIGN_CERT"); fi
osslsigncode sign -h sha256 "${cert[@]}" ${SIGN_PASS:+-readpass "$SIGN_PASS"} ${SIGN_TIME:+-ts "$SIGN_TIME"} \
  -n 建办 -in "$1" -out "$1.signed" >/dev/null
osslsigncode extract-signature -in "$1.signed" -out "$1.sig" >/dev/null || { echo "not signed: $1" >&2; exit 1; }
rm "$1.sig"
mv "$1.signed" "$1"
