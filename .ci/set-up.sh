#!/bin/sh
# Makes .venv/ ready. `make run` and `make test` call it; it does only what is not done yet.
#
#   .ci/set-up.sh run     what the program needs
#   .ci/set-up.sh test    and what its tests need
#   .ci/set-up.sh whole   and what they are skipped without: LibreOffice, FFmpeg, moto (160 MB to download)
#   .ci/set-up.sh build   and what building it needs
#   .ci/set-up.sh moved   nothing but what a moved folder needs
set -eu
cd "$(dirname "$0")/.."
goal=${1:-run}

# Python ---------------------------------------------------------------------------------------

# The first Python that is new enough: the one in PATH may be an old one in front of the system's.
find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 /usr/bin/python3; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

python=$(find_python)
if [ -z "$python" ]; then
    echo "We found no Python 3.12 or newer on this computer, and the program needs one." >&2
    echo "Install it (on Debian 13 and Ubuntu 24.04: apt install python3), then run make again." >&2
    exit 1
fi

if [ ! -w . ] || { [ -e .venv ] && [ ! -w .venv ]; }; then
    echo "This folder can only be read, and what the program needs is installed into it (.venv)." >&2
    echo "Copy or clone it to a place where you can write, then run make there." >&2
    exit 1
fi

# System packages ------------------------------------------------------------------------------

missing=
need() { # need COMMAND PACKAGE
    command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}

library() { # library SONAME PACKAGE
    ldconfig -p 2>/dev/null | grep -qF "$1 " || missing="$missing $2"
}
PATH=$PATH:/sbin:/usr/sbin # where ldconfig is, for people who are not root

# What Qt needs from the system for a window, and for drawing without one.
library libglib-2.0.so.0 libglib2.0-0t64
library libEGL.so.1 libegl1
library libGL.so.1 libgl1
library libxkbcommon.so.0 libxkbcommon0
library libdbus-1.so.3 libdbus-1-3
library libfontconfig.so.1 libfontconfig1
library libxcb-cursor.so.0 libxcb-cursor0
library libxkbcommon-x11.so.0 libxkbcommon-x11-0
library libxcb-icccm.so.4 libxcb-icccm4
library libxcb-keysyms.so.1 libxcb-keysyms1
library libxcb-shape.so.0 libxcb-shape0

# Debian and Ubuntu keep the part of Python that makes a .venv in a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    missing="$missing$("$python" -c 'import sys; print(" python%d.%d-venv" % sys.version_info[:2])')"
fi
tests=
case $goal in test | whole) tests=yes ;; esac
if [ "$tests" ]; then # second opinions on what we write
    need 7z 7zip
    need pdftoppm poppler-utils
    need qpdf qpdf
    need unzip unzip
    need zip zip
    need Xvfb xvfb
    need xauth xauth
    need xdotool xdotool
    need openbox openbox
    need apache2 apache2-bin
    need nginx nginx-light # stands before the receiving kit
    need tesseract tesseract-ocr # reads the words of pictures, ours and those of clean copies
    need node nodejs # for the tus receiver that the tests send to
    need npm npm
    need curl curl
    need strace strace # to let one call of the program fail
    need dbus-run-session dbus-daemon
    need gnome-keyring-daemon gnome-keyring
    # The bus of screen readers, and what listens there with the Python of the system.
    [ -e /usr/libexec/at-spi-bus-launcher ] || missing="$missing at-spi2-core"
    listens='import gi; gi.require_version("Atspi", "2.0")'
    /usr/bin/python3 -c "$listens" 2>/dev/null || missing="$missing python3-gi gir1.2-atspi-2.0"
    # Ubuntu has Chromium as a snap only; without one, tests of the web page are skipped aloud.
    if grep -qx ID=debian /etc/os-release; then need chromium chromium; fi
fi
if [ "$goal" = whole ]; then
    need soffice "libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui"
    need ffmpeg ffmpeg
    need faketime faketime # tells a program another time
    need ssh-keygen openssh-client
fi
if [ "$goal" = build ]; then # what PyInstaller takes along, and looks into libraries with
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    library "libpython$version.so.1.0" "libpython$version"
    need objdump binutils
    need icupkg icu-devtools
fi

as_root=
[ "$(id -u)" -eq 0 ] || as_root="sudo -n"
if [ -n "$missing" ]; then
    if command -v apt-get >/dev/null && $as_root true 2>/dev/null; then
        echo "Installing the system packages$missing."
        $as_root apt-get update --quiet=2
        # shellcheck disable=SC2086 # one word for each package
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install --quiet=2 --yes --no-install-recommends $missing >/dev/null
    else
        echo "These system packages are missing, and we may not install them:$missing." >&2
        echo "Ask someone who may (apt install$missing), then run make again." >&2
        exit 1
    fi
fi

# .venv ----------------------------------------------------------------------------------------

pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip --quiet"
install_ours() {
    $pip install --no-index --no-deps --no-build-isolation --editable .
}

# Where the checkout was moved, what is installed still works: no download, nothing is made again.
if [ -e .venv/bin/lssc-desktop ] && ! grep -qF "$(pwd -P)/.venv/bin/python" .venv/bin/lssc-desktop; then
    echo "This folder was moved or renamed since it was set up. We set that right; nothing is downloaded."
    { .venv/bin/python .ci/moved.py .venv && install_ours; } || [ "$goal" != moved ]
fi
[ "$goal" != moved ] || exit 0

# One that was made by an older Python, or by one that is gone, is made anew.
if ! .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then
    echo "Making .venv with $("$python" --version)."
    "$python" -m venv --clear .venv
fi

requirements=requirements.txt size="160 MB"
[ -z "$tests" ] || requirements=requirements-dev.txt size="260 MB"
echo "Installing what $requirements names; the first time, that is about $size to download."
if ! $pip install --require-hashes --requirement "$requirements"; then
    echo "Not everything could be installed. It comes from the internet the first time:" >&2
    echo "check the connection, then run make again." >&2
    exit 1
fi
install_ours
.venv/bin/python installers/catalogs.py compile

# moto needs other versions of what our libraries need.
if [ "$goal" = whole ]; then
    [ -x .venv/moto/bin/python ] || "$python" -m venv .venv/moto
    echo "Installing what tests/servers/requirements-moto.txt names."
    .venv/moto/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes \
        --requirement tests/servers/requirements-moto.txt
fi

# npm packages ---------------------------------------------------------------------------------

# The tests' tus receiver needs Node.js 20.19; where the system's is older, npm brings one.
if [ "$tests" ]; then
    echo "Installing what package.json in tests/servers and tests/browser names."
    newer='[major, minor] = process.versions.node.split("."); process.exit(+(major * 100 + +minor < 2019))'
    if ! node -e "$newer" && [ ! -x .venv/node/node_modules/.bin/node ]; then
        npm install --silent --no-audit --no-fund --no-save --prefix .venv/node node@22.23.3
    fi
    npm ci --silent --omit=optional --prefix tests/servers
    npm ci --silent --omit=optional --prefix tests/browser
fi

touch .venv/ready-to-run
[ "$goal" = run ] || touch ".venv/ready-to-$goal"
[ "$goal" != whole ] || touch .venv/ready-to-test
