#!/bin/sh
# Tries what the README promises of a bare Debian: in a fresh clone of what is committed, with nothing but python3,
# python3-venv and make, `make serve` answers and `make test` passes. Takes root, and a quarter of an hour a release.
#
#   sh tests/support/bare-debian.sh                       the oldest release with a Python that is promised, then a newer one
#   sh tests/support/bare-debian.sh trixie                one of them
#   KEEP=/var/tmp/bare sh tests/support/bare-debian.sh    in folders under there that stay, to look at and to begin with again
set -eu
cd "$(dirname "$0")/../.."
oldest=bookworm
newer=trixie
clone=root/kiosk

give_up() { echo "The bare Debian was not tried: $1" >&2; exit 1; }

# The first Debian mirror that this machine knows of.
mirror() { grep -rhE '^(deb |URIs:)' /etc/apt/ | grep -oE '[a-z]+://[^ ]*/debian/?( |$)' | head -n 1 | tr -d ' '; }

# What this machine tells its own package clients, so that they find their way out from in there too.
tell_clients() {
    apt-config dump | grep '^Acquire::' | grep -v '::IndexTargets::' > "$root/etc/apt/apt.conf.d/90outside" || true
    for file in resolv.conf hosts pip.conf ssl/certs/ca-certificates.crt; do
        if [ -e "/etc/$file" ]; then cp -L "/etc/$file" "$root/etc/$file"; fi
    done
}

inside() {
    set -- chroot "$root" sh -c "cd /$clone && $1"
    for name in PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_TRUSTED_HOST PIP_CERT PIP_DEFAULT_TIMEOUT SSL_CERT_FILE \
                http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
        if value=$(printenv "$name"); then set -- "$name=$value" "$@"; fi
    done
    env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

# The oldest Python that is promised has to be one that is tried.
check_promise() {
    has=$(inside 'python3 -c "import sys; print(*sys.version_info[:2], sep=chr(46))"')
    grep -qF "\`python3\` ($has or newer)" README.md || { echo "The README does not promise Python $has." >&2; exit 1; }
}

try_release() {
    release=$1 root=$2
    if [ ! -x "$root/usr/bin/make" ]; then
        from=$(mirror)
        [ -n "$from" ] || give_up 'no mirror of Debian stands in /etc/apt.'
        debootstrap --variant=minbase --include=python3,python3-venv,make "$release" "$root" "$from" >/dev/null
    fi
    mount -t proc proc "$root/proc"
    mount --rbind /sys "$root/sys"
    mount --rbind /dev "$root/dev"
    tell_clients
    rm -rf "${root:?}/$clone"
    git clone -q . "$root/$clone"
    inside "python3 --version"
    if [ "$release" = "$oldest" ]; then check_promise; fi
    inside "python3 tests/support/serve_once.py && make test"
}

if [ "${1:-}" = --inside ]; then try_release "$2" "$3"; exit; fi

[ "$(id -u)" -eq 0 ] || give_up 'it takes root.'
command -v debootstrap >/dev/null || give_up 'it takes debootstrap. On Debian: apt-get install debootstrap.'
root=
leave() { if [ -z "${KEEP:-}" ] && [ -n "$root" ]; then rm -rf --one-file-system "$root"; fi; }
trap leave EXIT
trap 'exit 130' INT TERM

for release in ${*:-$oldest $newer}; do
    if [ -n "${KEEP:-}" ]; then root=$KEEP/$release; else root=$(mktemp -d "/var/tmp/bare-$release.XXXXXX"); fi
    mkdir -p "$root"
    echo "A bare Debian $release in $root"
    # Mounts and processes of its own end with it: nothing is removed through a mount, and nothing goes on running.
    failed=0
    unshare --mount --pid --fork --kill-child sh tests/support/bare-debian.sh --inside "$release" "$root" || failed=$?
    leave
    if [ "$failed" -ne 0 ]; then echo "It failed on $release." >&2; exit "$failed"; fi
done
