# SPDX-License-Identifier: Apache-2.0
# What the command finds in the small texts of tests/corpus/layers.
export READOUT_MODELS="$READOUT_SOURCE/models"
exec "$READOUT_SOURCE/tests/corpus/layers/run"
