#!/bin/sh
# What Orca says of a portfolio while keys are pressed. Not a test: for people who want to hear a page.
#
#   xvfb-run dbus-run-session tests/ui/at_spi/orca.sh PORTFOLIO KEY... >spoken.txt
#
# Orca needs no voice for this: its debug file has every word. A key is named as xdotool does (Tab, alt+1).
set -eu
portfolio=$1
shift
log=$(mktemp)
gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus \
    --method org.freedesktop.DBus.Properties.Set org.a11y.Status ScreenReaderEnabled '<true>' >/dev/null
orca --replace --debug-file="$log" >/dev/null 2>&1 &
orca=$!
sleep 10 # until it listens
.venv/bin/lssc-desktop "$portfolio" >/dev/null 2>&1 &
program=$!
sleep 20
for key in "$@"; do
    xdotool key "$key"
    sleep 3 # until it has spoken
done
kill $program $orca
sed -n "s/^.*SPEECH OUTPUT: '\(.*\)' {'established'.*/\1/p" "$log"
rm "$log"
