#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Install into a folder with blanks and letters beyond ASCII, move it, and use it as
# somebody who has no sources: the command, the README's program by pkg-config and by CMake,
# the completions. Nothing here but what a person would type.
set -eu
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

fail() {
    echo "$*"
    exit 1
}

# ---- what every build must be ----

library=$READOUT_BUILD/libreadout.so

# Code is loaded from the system's folders or from one that stands beside the file, never from
# where somebody happens to be: no empty element, no relative one.
for file in "$library" "$READOUT"; do
    readelf -d "$file" | sed -n 's/.*R[UN]*PATH.*\[\(.*\)\]/\1:/p' | tr ':' '\n' | while read -r folder; do
        case $folder in
            /* | '$ORIGIN'*) ;;
            *) fail "$file looks for libraries in '$folder'" ;;
        esac
    done
done

# Tried as well: a file of a needed name, of which the loader would complain, where one stands.
mkdir "$temporary/here"
for name in $(readelf -d "$library" "$READOUT" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p') libreadout.so.0; do
    echo 'no library' > "$temporary/here/$name"
done
(cd "$temporary/here" && "$READOUT" --version > /dev/null) || fail "$READOUT loads code from the current folder"

nm -D --defined-only "$library" | awk '{print $3}' |
    grep -vE '^ro_|^_(init|fini|end|edata)$|^__(asan|ubsan|tsan|sanitizer|lsan|gcov|llvm)|^mangle_path$|^$' \
        > "$temporary/leaked" && fail "symbols that leak out of the library: $(cat "$temporary/leaked")"
readelf -d "$library" | grep -q 'SONAME.*libreadout\.so\.'

case $(grep -c 'fsanitize' "$READOUT_BUILD/compile_commands.json") in
    0) ;;
    *) exit 0 ;; # a plain program cannot be linked to a sanitized library
esac

# Hardened, as far as the build asked the compiler for it.
for file in "$library" "$READOUT"; do
    readelf -h "$file" | grep -q 'Type:.*DYN' || fail "$file: not position-independent"
    readelf -d "$file" | grep -q 'BIND_NOW' || fail "$file: not bound at once"
    readelf -lW "$file" | grep -q 'GNU_RELRO' || fail "$file: its relocations stay writable"
    readelf -lW "$file" | grep 'GNU_STACK' | grep -q 'RWE' && fail "$file: its stack runs code"
    nm -D "$file" | grep -q '__stack_chk_fail' || fail "$file: no stack protector"
    grep -q 'FORTIFY' "$READOUT_BUILD/compile_commands.json" || continue
    nm -D "$file" | grep -q '_chk@' || fail "$file: no checked calls"
done
grep -q 'CMAKE_BUILD_TYPE:STRING=Debug' "$READOUT_BUILD/CMakeCache.txt" ||
    grep -q 'FORTIFY_SOURCE=[23]' "$READOUT_BUILD/compile_commands.json" || fail 'no checked calls asked for'

# ---- install, and move ----

first="$temporary/first prefix"
prefix="$temporary/zweites Präfix"
cmake --install "$READOUT_BUILD" --strip --prefix "$first" > /dev/null
mv "$first" "$prefix"
cd "$temporary"

installed=$(find "$prefix" -name 'libreadout.so')
for file in "$prefix/bin/readout" "$installed"; do
    for place in "$READOUT_SOURCE" "$READOUT_BUILD" "$first"; do
        ! grep -qaF "$place" "$file" || fail "$file knows of $place"
    done
done

# ---- the command ----

cat > a.txt <<'TEXT'
Bridge to reopen

The bridge will reopen on Monday, the mayor said.
TEXT
"$prefix/bin/readout" analyse a.txt > a.jsonl
grep -q '"schema":"readout.article/1"' a.jsonl
"$prefix/bin/readout" report "$READOUT_SOURCE/examples/ferry" > account
grep -q . account
# By a link, and by a name that is no path.
mkdir links
ln -s "$prefix/bin/readout" links/readout
PATH=$temporary/links:$PATH readout analyse a.txt | cmp - a.jsonl
cp -R "$prefix/share/readout/models" models
READOUT_MODELS=$temporary/models "$prefix/bin/readout" analyse a.txt | cmp - a.jsonl
mv "$prefix/share/readout/models" away
! "$prefix/bin/readout" analyse a.txt > /dev/null 2> error || fail 'no models, and no error'
grep -q "no models in .* nor beside $prefix/bin; name their folder in READOUT_MODELS" error
mv away "$prefix/share/readout/models"
[ -f "$prefix/share/man/man1/readout.1" ]

# ---- the README's program ----

awk '/^```c$/ { on = 1; next } /^```$/ { on = 0 } on' "$READOUT_SOURCE/README.md" > program.c
grep -q 'ro_engine_new' program.c || fail 'the README has no program'
cp a.txt report.html
PKG_CONFIG_PATH=$(dirname "$installed")/pkgconfig
export PKG_CONFIG_PATH
eval "cc -std=c99 -pedantic -Wall -Wextra -Werror program.c -o program $(pkg-config --cflags --libs readout) \
    -Wl,-rpath,'$(dirname "$installed")'"
./program a.txt > said
grep -q 'The bridge will reopen on Monday' said || fail "the README's program says: $(cat said)"
! READOUT_MODELS=$temporary/nowhere ./program a.txt 2> error || fail 'no models, and no error'
grep -q 'nowhere' error
[ "$(pkg-config --modversion readout)" = "$("$prefix/bin/readout" --version | cut -d ' ' -f 2)" ]

mkdir project
cat > project/CMakeLists.txt <<'CMAKE'
cmake_minimum_required(VERSION 3.16)
project(user C)
find_package(readout 0.1 REQUIRED)
add_executable(user ../program.c)
target_link_libraries(user readout::readout)
CMAKE
cmake -S project -B project/build -DCMAKE_PREFIX_PATH="$prefix" > log 2>&1 &&
    cmake --build project/build >> log 2>&1 || { cat log; exit 1; }
project/build/user a.txt | cmp - said
eval "[ -f $(pkg-config --variable=modeldir readout)/en/english.model ]" || fail 'pkg-config names no models'

# ---- into a package, and out again ----

# make knows the release build alone.
if [ "$READOUT_BUILD" = "$READOUT_SOURCE/build/release" ]; then
    package="$temporary/a package"
    make -C "$READOUT_SOURCE" install PREFIX=/opt/ro DESTDIR="$package" > log 2>&1 || fail "$(cat log)"
    "$package/opt/ro/bin/readout" analyse a.txt | cmp - a.jsonl
    make -C "$READOUT_SOURCE" uninstall DESTDIR="$package" > log 2>&1 || fail "$(cat log)"
    left=$(find "$package" ! -type d)
    [ -z "$left" ] || fail "uninstall leaves $left"
    [ ! -e "$package/opt/ro/share/readout" ] || fail 'uninstall leaves folders of its own'
fi

# ---- completions ----

cat > complete.bash <<'BASH'
source "$1"
COMP_WORDS=(readout rep) COMP_CWORD=1; _readout; echo "${COMPREPLY[*]}"
COMP_WORDS=(readout report --js) COMP_CWORD=2; _readout; echo "${COMPREPLY[*]}"
BASH
[ "$(bash complete.bash "$prefix/share/bash-completion/completions/readout")" = "$(printf 'report\n--json')" ]
if command -v fish > /dev/null; then
    completion=$prefix/share/fish/vendor_completions.d/readout.fish
    HOME=$temporary fish -c "source '$completion'; complete -C 'readout rep'" | grep -q '^report'
    HOME=$temporary fish -c "source '$completion'; complete -C 'readout report --js'" | grep -q '^--json'
fi
if command -v zsh > /dev/null; then
    cat > complete.zsh <<'ZSH'
fpath=("$1" $fpath)
autoload -Uz compinit && compinit -u -d "$2/zcompdump"
_arguments() { print -rl -- "$@" }
_describe() { print -rl -- "${commands[@]}" }
words=(readout rep) CURRENT=2; _readout
words=(readout report --js) CURRENT=3; _readout
ZSH
    zsh -f complete.zsh "$prefix/share/zsh/site-functions" "$temporary" > zsh.out
    grep -q '^report:' zsh.out
    grep -q -- '--json' zsh.out
fi
