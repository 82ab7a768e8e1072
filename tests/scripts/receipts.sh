# SPDX-License-Identifier: Apache-2.0
# Every receipt of every output leads `show` to its words, from files and from a store.
exec /usr/bin/env python3 "$READOUT_SOURCE/tests/scripts/receipts.py" "$READOUT" "$READOUT_SOURCE"
