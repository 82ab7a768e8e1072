#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Install the peers of bench/dedup, MinHash in three packages, into a scratch folder
# (default build/peers), never into the project. Then: bench/dedup --peers SCRATCH/dedup
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
scratch=${1:-$here/build/peers}
mkdir -p "$scratch"
[ -d "$scratch/dedup" ] || python3 -m venv "$scratch/dedup"
"$scratch/dedup/bin/pip" install -q datasketch rensa text-dedup
echo "$scratch/dedup"
