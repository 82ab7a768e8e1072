# SPDX-License-Identifier: Apache-2.0
# The manual page is the one that the command's tables give, and mandoc finds nothing in it.
exec "$READOUT_SOURCE/tools/manual.sh" --check
