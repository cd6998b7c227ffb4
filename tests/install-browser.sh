#!/bin/sh
# Make sure there is a Chromium for the page tests, a faketime for those under another clock, a pdftotext for the print
# tests and a zbarimg that reads barcodes;
# quiet when all are there.
set -eu

lacks="chromium fonts-liberation"
for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$name" ] && command -v "$name" >/dev/null; then lacks=; fi
done
if ! command -v faketime >/dev/null; then lacks="${lacks:+$lacks }faketime"; fi
if ! command -v pdftotext >/dev/null; then lacks="${lacks:+$lacks }poppler-utils"; fi
if ! command -v zbarimg >/dev/null; then lacks="${lacks:+$lacks }zbar-tools"; fi
if [ -z "$lacks" ]; then exit 0; fi

as_root=
if [ "$(id -u)" -ne 0 ]; then as_root=sudo; fi
install="$as_root apt-get -qq -o Dpkg::Use-Pty=0"

if command -v apt-get >/dev/null && { [ -z "$as_root" ] || command -v sudo >/dev/null; }; then
    echo "Installing for the page tests: $lacks …"
    if $install update && DEBIAN_FRONTEND=noninteractive $install install -y --no-install-recommends $lacks >/dev/null
    then exit 0; fi
fi

echo "The page tests need these, and they could not be installed here: $lacks." \
     "Install them (on Debian, as root: apt-get install $lacks)," \
     "or set CHROMIUM to the path of a browser you have, and run make test again." >&2
exit 1
