# SPDX-License-Identifier: Apache-2.0
# A package for Debian and its kin: make deb. One package: command, library, header, models.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "The Readout developers")
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT) # readout_VERSION_ARCHITECTURE.deb
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)          # what the files are linked with …
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)    # … and what is linked with them needs
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
