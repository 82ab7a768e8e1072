#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Install what is missing: tools/setup.sh build|check|deb|bare [LOG]
#   build  what the library and the command are built from
#   check  and what the tests need
#   deb    what the library and the command are built from, and a package of them
#   bare   what tools/bare.sh needs to make a bare machine
# With root or sudo it runs apt-get, whose words go to LOG where one is named; else it prints
# the line to run and ends with 1.
set -eu

build='gcc libc6-dev make cmake ninja-build pkg-config libexpat1-dev libjansson-dev
zlib1g-dev libzstd-dev libarchive-dev libmd4c-dev libuchardet-dev libutf8proc-dev libstemmer-dev
libxxhash-dev libsqlite3-dev libmicrohttpd-dev libcurl4-openssl-dev'
# The run-time of clang's sanitizers is a package of its own, named for clang's version.
check='libcmocka-dev clang clang-format clang-tidy cppcheck libclang-rt-dev python3
python3-jsonschema mandoc git curl zsh fish'
deb='dpkg-dev file'
bare='mmdebstrap ca-certificates'

case ${1:-build} in
    build) wanted=$build ;;
    check) wanted="$build $check" ;;
    deb) wanted="$build $deb" ;;
    bare) wanted=$bare ;;
    *) echo "usage: tools/setup.sh [build|check|deb|bare] [LOG]" >&2; exit 2 ;;
esac
log=${2:-/dev/stdout}

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "This set-up knows Debian and its kin. Install what these packages hold:" >&2
    echo "$wanted" >&2
    exit 1
fi

installed() {
    [ "$(dpkg-query -W -f '${Status}' "$1" 2>/dev/null || true)" = 'install ok installed' ]
}

# The package that is called so here: by apt's lists or, where they were never fetched, by the
# release.
name_here() {
    [ "$1" = libclang-rt-dev ] || { echo "$1"; return; }
    version=$(apt-cache depends clang 2>/dev/null | sed -n 's/.*Depends: clang-\([0-9]*\)$/\1/p')
    if [ -z "$version" ]; then
        case $(. /etc/os-release && echo "$VERSION_ID") in
            13*) version=19 ;;
            24.04) version=18 ;;
            *) version=14 ;;
        esac
    fi
    echo "libclang-rt-$version-dev"
}

list_missing() {
    missing=
    for package in $wanted; do
        package=$(name_here "$package")
        installed "$package" || missing="$missing $package"
    done
}

list_missing
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    sudo=
elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    sudo=sudo
else
    echo "Missing packages. Run this line as root, then try again:" >&2
    echo "  apt-get update && apt-get install -y --no-install-recommends$missing" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
echo "Installing $(echo "$missing" | wc -w) packages:$missing"
# Before the update a bare machine knows no versions: the names are asked for again.
if ! { $sudo apt-get update -q && list_missing &&
    $sudo apt-get install -y -q --no-install-recommends $missing; } >> "$log" 2>&1; then
    [ "$log" = /dev/stdout ] || tail -n 20 "$log"
    echo "Packages could not be installed." >&2
    exit 1
fi
