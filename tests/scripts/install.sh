# SPDX-License-Identifier: Apache-2.0
# Install into an empty folder, build a program against it with pkg-config alone, and
# hold the exported symbols to those that start with ro_.
set -eu
into=$(mktemp -d)
trap 'rm -rf "$into"' EXIT
cmake --install "$READOUT_BUILD" --prefix "$into" > /dev/null

library=$(find "$into" -name 'libreadout.so')
config=$(dirname "$(find "$into" -name readout.pc)")
sed -i "s|^prefix=.*|prefix=$into|; s|^libdir=.*|libdir=$(dirname "$library")|; s|^includedir=.*|includedir=$into/include|" "$config/readout.pc"

if nm -D --defined-only "$library" | awk '{print $3}' | grep -vE '^ro_|^_(init|fini|end|edata)$|^__(asan|ubsan|tsan|sanitizer|lsan|gcov|llvm)|^mangle_path$|^$' > "$into/leaked"; then
    echo "symbols that leak out of the library:"
    cat "$into/leaked"
    exit 1
fi
readelf -d "$library" | grep -q 'SONAME.*libreadout\.so\.'

case $(grep -c 'fsanitize' "$READOUT_BUILD/compile_commands.json") in
    0) ;;
    *) exit 0 ;; # a plain program cannot be linked to a sanitized library
esac
cat > "$into/use.c" <<'C'
#include <readout.h>
#include <stdio.h>
int main(void) {
    ro_date date;
    puts(ro_version_string());
    return ro_date_parse("2023-06-19", &date) == RO_OK ? 0 : 1;
}
C
export PKG_CONFIG_PATH="$config"
# shellcheck disable=SC2046 # a list of flags
cc -std=c99 -pedantic -Wall -Werror "$into/use.c" -o "$into/use" $(pkg-config --cflags --libs readout)
[ "$(LD_LIBRARY_PATH=$(dirname "$library") "$into/use")" = "$(pkg-config --modversion readout)" ]
# The installed command finds its library and models.
echo 'The mayor said the bridge would reopen on Monday.' > "$into/a.txt"
LD_LIBRARY_PATH=$(dirname "$library") "$into/bin/readout" analyse "$into/a.txt" > "$into/a.jsonl"
grep -q '"schema":"readout.article/1"' "$into/a.jsonl"
