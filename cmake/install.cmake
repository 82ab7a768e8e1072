# SPDX-License-Identifier: Apache-2.0
# What is installed, and where. Nothing of it knows its own place: the command has the
# library within itself, the models are found from the file that asks for them, pkg-config's
# and CMake's files count from where they lie. So a prefix may be chosen when installing, and
# moved later.
include(CMakePackageConfigHelpers)

install(TARGETS readout EXPORT readoutTargets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  PUBLIC_HEADER DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS readout_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY models/ DESTINATION ${CMAKE_INSTALL_DATADIR}/readout/models
  FILES_MATCHING PATTERN "*.model")
install(FILES docs/readout.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(DIRECTORY docs/schema/ DESTINATION ${CMAKE_INSTALL_DATADIR}/readout/schema
  FILES_MATCHING PATTERN "*.json")
install(FILES LICENSE NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR})

# For other builds: pkg-config and find_package.
set(configs ${CMAKE_INSTALL_LIBDIR}/cmake/readout)
file(RELATIVE_PATH pc_to_prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" pc_to_prefix "${pc_to_prefix}")
if(BUILD_SHARED_LIBS)
  set(pc_requires Requires.private)
else()
  set(pc_requires Requires)
  set(pc_libs "-lstemmer -lm -pthread")
endif()
configure_file(cmake/readout.pc.in readout.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/readout.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
set(model_dir ${CMAKE_INSTALL_DATADIR}/readout/models)
configure_package_config_file(cmake/readoutConfig.cmake.in readoutConfig.cmake
  INSTALL_DESTINATION ${configs} PATH_VARS model_dir)
write_basic_package_version_file(readoutConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/readoutConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/readoutConfigVersion.cmake DESTINATION ${configs})
install(EXPORT readoutTargets NAMESPACE readout:: DESTINATION ${configs})

# Completion for each shell, from the command's own tables.
set(completions ${CMAKE_CURRENT_BINARY_DIR}/completions)
foreach(shell IN ITEMS bash zsh fish)
  add_custom_command(OUTPUT ${completions}/${shell}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${completions}
    COMMAND readout_cli --generate ${shell} > ${completions}/${shell}
    DEPENDS readout_cli VERBATIM)
  list(APPEND completion_files ${completions}/${shell})
endforeach()
add_custom_target(completions ALL DEPENDS ${completion_files})
install(FILES ${completions}/bash RENAME readout
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${completions}/zsh RENAME _readout
  DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${completions}/fish RENAME readout.fish
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
