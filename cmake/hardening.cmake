# SPDX-License-Identifier: Apache-2.0
# readout_hardening: what makes a fault in a program that reads strangers' bytes harder to
# use, as far as the compiler has it. A build for the sanitizers goes without: they find the
# faults themselves, and stand in the way of checked calls.
# Source: OpenSSF, Compiler Options Hardening Guide for C and C++.
include(CheckCCompilerFlag)
include(CheckPIESupported)
check_pie_supported(LANGUAGES C)
add_library(readout_hardening INTERFACE)
if(READOUT_HARDENING AND NOT READOUT_SANITIZE)
  foreach(flag IN ITEMS -fstack-protector-strong -fstack-clash-protection -fcf-protection=full
                        -mbranch-protection=standard)
    string(MAKE_C_IDENTIFIER "has${flag}" has)
    check_c_compiler_flag("${flag}" ${has})
    if(${has})
      target_compile_options(readout_hardening INTERFACE ${flag})
    endif()
  endforeach()
  # Checked calls need optimisation; level 3 sizes what is allocated as well.
  check_c_compiler_flag("-O2 -Werror -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3" has_fortify_3)
  set(level 2)
  if(has_fortify_3)
    set(level 3)
  endif()
  target_compile_options(readout_hardening INTERFACE
    "$<$<NOT:$<CONFIG:Debug>>:SHELL:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=${level}>")
  if(NOT APPLE)
    target_link_options(readout_hardening INTERFACE -Wl,-z,relro,-z,now -Wl,-z,noexecstack)
  endif()
endif()
