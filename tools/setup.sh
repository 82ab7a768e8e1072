#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Install what is missing to build (tools/setup.sh build) or to test (tools/setup.sh check).
# With root or sudo it runs apt-get; else it prints the line to run and ends with 1.
set -eu

build='gcc libc6-dev make cmake ninja-build pkg-config libgumbo-dev libexpat1-dev libjansson-dev
zlib1g-dev libzstd-dev libarchive-dev libmd4c-dev libuchardet-dev libutf8proc-dev libstemmer-dev
libxxhash-dev libsqlite3-dev libmicrohttpd-dev libcurl4-openssl-dev'
check='libcmocka-dev clang clang-format clang-tidy cppcheck libclang-rt-14-dev python3
python3-jsonschema mandoc git curl zsh fish'

case ${1:-build} in
    build) wanted=$build ;;
    check) wanted="$build $check" ;;
    *) echo "usage: tools/setup.sh [build|check]" >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "This set-up knows Debian and its kin. Install what these packages hold:" >&2
    echo "$wanted" >&2
    exit 1
fi

missing=
for package in $wanted; do
    state=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
    [ "$state" = 'install ok installed' ] || missing="$missing $package"
done
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
echo "Installing:$missing"
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -q
# shellcheck disable=SC2086 # a list of words
$sudo apt-get install -y -q --no-install-recommends $missing
