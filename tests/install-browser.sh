#!/bin/sh
# Make sure there is a Chromium for the page tests; quiet when there is one already.
set -eu

for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$name" ] && command -v "$name" >/dev/null; then exit 0; fi
done

as_root=
if [ "$(id -u)" -ne 0 ]; then as_root=sudo; fi
install="$as_root apt-get -qq -o Dpkg::Use-Pty=0"

if command -v apt-get >/dev/null && { [ -z "$as_root" ] || command -v sudo >/dev/null; }; then
    echo "Installing chromium for the page tests …"
    if $install update && DEBIAN_FRONTEND=noninteractive $install install -y --no-install-recommends chromium fonts-liberation >/dev/null
    then exit 0; fi
fi

echo "The page tests need Chromium and it could not be installed here." \
     "Install it (on Debian, as root: apt-get install chromium)," \
     "or set CHROMIUM to the path of one you have, and run make test again." >&2
exit 1
