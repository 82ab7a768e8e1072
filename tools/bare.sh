#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Try a command of the README on a machine that has nothing but git:
#     tools/bare.sh [bookworm|trixie|noble] [demo|install|check|deb]
# A minimal root of that release (from the machine's own mirrors) gets a fresh clone of HEAD,
# without ../shared, in a folder with blanks and letters beyond ASCII. It is kept as
# build/bare/RELEASE.tar. Ends with 77, and says why, where this machine does not allow it.
set -eu
cd "$(dirname "$0")/.."
release=${1:-bookworm}
action=${2:-demo}
source=$(pwd)
kept=build/bare/$release.tar
home="home/reader/Mes récits 1"

skip() {
    echo "skipped: bare $release $action: $*"
    exit 77
}

case $action in
    demo | install | check | deb) ;;
    *) sed -n 4p "$0" >&2; exit 2 ;;
esac
[ "$(id -u)" -eq 0 ] || skip 'making a root takes root'
command -v mmdebstrap > /dev/null || skip 'mmdebstrap is not installed (tools/setup.sh bare)'
unshare -m true 2> /dev/null || skip 'this machine does not let anybody mount'

if [ ! -f "$kept" ]; then
    echo "Making a root of $release …"
    mkdir -p build/bare
    mmdebstrap --format=tar --variant=apt --include=git,ca-certificates,passwd "$release" "$kept.part" \
        > build/bare/log 2>&1 || { rm -f "$kept.part"; tail -n 3 build/bare/log
            skip "the packages of $release cannot be had here"; }
    mv "$kept.part" "$kept"
fi

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
tar -xf "$kept" -C "$root" --exclude='./dev/*'
cp /etc/resolv.conf "$root/etc/resolv.conf"
mkdir -p "$root/$home"
git clone -q --no-hardlinks "$source" "$root/$home/readout"
cp -R "$root/$home/readout" "$root/$home/mine"
chroot "$root" /bin/sh -c 'useradd -M -d /home/reader reader && chown -R reader /home/reader'
printf '[safe]\n\tdirectory = *\n' > "$root/etc/gitconfig"

# inside USER FOLDER COMMAND: run it there, with nothing of this machine's environment.
inside() {
    user=$1
    folder=$2
    shift 2
    unshare -m sh -c '
        mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" &&
        exec env -i HOME=/home/reader PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
            LANG=C.UTF-8 chroot --userspec="$2" "$1" /bin/sh -c "cd \"\$0\" && $4" "$3"' \
        sh "$root" "$user" "/$home/$folder" "$*"
}

# expect USER FOLDER STATUS COMMAND
expect() {
    user=$1
    folder=$2
    wanted=$3
    shift 3
    echo "-- $user: $*"
    status=0
    : > build/bare/out
    inside "$user" "$folder" "$@" >> build/bare/out 2>&1 || status=$?
    if [ "$status" -ne "$wanted" ]; then
        tail -n 60 build/bare/out
        echo "FAILED  bare $release $action: '$*' as $user ended with $status, not $wanted"
        exit 1
    fi
}

said() {
    grep -q "$1" build/bare/out && return
    tail -n 60 build/bare/out
    echo "FAILED  bare $release $action: nobody said '$1'"
    exit 1
}

case $action in
    demo)
        # Who may not install is told the line, and once root has run it all goes on.
        expect reader mine 1 ./demo
        said 'apt-get update && apt-get install -y'
        expect root readout 0 ./demo
        said 'independent sources'
        echo "   $(wc -l < build/bare/out) lines, $(du -sh "$root/$home/readout/build" | cut -f 1) of build"
        expect reader mine 0 ./demo
        said 'file:///home/reader/Mes%20r%C3%A9cits%201/mine/build/demo/report.html'
        ;;
    install)
        expect root readout 0 'tools/setup.sh build && make && make install'
        expect reader mine 0 'readout report examples/ferry | head -n 3'
        said 'independent sources'
        # The README's program, as it stands there.
        # shellcheck disable=SC2016 # for the shell inside
        expect reader mine 0 'sed -n "/^\`\`\`c$/,/^\`\`\`$/p" README.md | grep -v "^\`\`\`" > program.c &&
            cc program.c -o program $(pkg-config --cflags --libs readout) &&
            ./program examples/ferry/*.txt | head -n 1 || ./program "$(ls examples/ferry/*.txt | head -n 1)"'
        expect root readout 0 'make uninstall'
        expect reader mine 127 'readout --version'
        # Elsewhere, as a static library.
        expect root readout 0 'cmake --preset release -DBUILD_SHARED_LIBS=OFF && make install PREFIX="/opt/read out"'
        # shellcheck disable=SC2016 # for the shell inside
        expect reader mine 0 'export PKG_CONFIG_PATH="/opt/read out/lib/pkgconfig" &&
            eval "cc program.c -o static $(pkg-config --cflags --libs readout)" &&
            READOUT_MODELS="/opt/read out/share/readout/models" ./static "$(ls examples/ferry/*.txt | head -n 1)" &&
            "/opt/read out/bin/readout" report examples/ferry | head -n 1'
        ;;
    check)
        expect root readout 0 ./check
        said ' passed, 0 failed'
        tail -n 1 build/bare/out
        ;;
    deb)
        expect root readout 0 'tools/setup.sh deb && make deb && apt-get install -y ./build/release/readout_*.deb'
        expect reader mine 0 'readout report examples/ferry | head -n 3'
        said 'independent sources'
        expect root readout 0 'apt-get remove -y readout'
        expect reader mine 127 'readout --version'
        ;;
esac
echo "ok      bare $release $action"
