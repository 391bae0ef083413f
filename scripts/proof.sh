#!/bin/bash
# proof/: a PDF of every kind of paper, and proof.pdf, all of them with the grid
# of 28 × 22 laid over, with a picture of each of its pages.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf proof
go run ./export/proof proof
pdftoppm -r 100 -png proof/proof.pdf proof/page
echo "proof/proof.pdf, $(ls proof/page-*.png | wc -l) pages"
