#!/bin/sh
# Everything a person sees, as PNG in build/pictures: every page of the window in each of its
# states, and the pages of what we make for readers: portfolio.pdf, and index.html where a browser
# is at hand.
set -eu
cd "$(dirname "$0")/.."
pictures=build/pictures
rm -rf "$pictures"
mkdir -p "$pictures"

# The window ------------------------------------------------------------------------------------

# window SCALE LOOK...: take all pictures of the window on a screen of so many pixels per pixel.
window() {
    scale=$1
    shift
    QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=$scale .venv/bin/python -m tests.ui.pictures \
        "$pictures/window" "$@" 2>&1 | grep -v "propagateSizeHints" || true
}

window 1 light
window 1 dark
window 2 light
window 2 dark
window 1 light 150 720 # the text at 150 %, on a low screen with a task bar
[ -e "$pictures/window/package-light-text-150.png" ] || {
    echo "The pictures of the window were not all taken." >&2
    exit 1
}

# What readers get ------------------------------------------------------------------------------

.ci/journey.sh >"$pictures/journey.txt"

browser=
for candidate in chromium chromium-browser google-chrome; do
    if [ -z "$browser" ] && command -v "$candidate" >/dev/null; then browser=$candidate; fi
done
[ -n "$browser" ] || echo "There is no Chromium on this computer, so index.html is not among the pictures."

for package in build/sample/Packages/*.lssc.zip; do
    name=$(basename "$package" .lssc.zip)
    pages=$(mktemp -d)
    unzip -q "$package" -d "$pages"
    pdftoppm -r 80 -png "$pages"/*/data/portfolio.pdf "$pictures/$name-page"
    if [ -n "$browser" ]; then
        as_root=
        [ "$(id -u)" -ne 0 ] || as_root=--no-sandbox
        "$browser" --headless $as_root --hide-scrollbars --window-size=1000,1400 \
            --screenshot="$PWD/$pictures/$name-index.png" "$pages"/*/data/index.html 2>/dev/null
    fi
    rm -r "$pages"
done
ls "$pictures" "$pictures/window"
