# SPDX-License-Identifier: Apache-2.0
# The account of the five seed reports, which lie beside the repository.
exec /usr/bin/env python3 "$READOUT_SOURCE/tests/seeds/check.py" "$READOUT" "$READOUT_SOURCE/../shared/seeds"
