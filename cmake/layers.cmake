# koine_unity(NAME OUT source… [EACH N]): OUT becomes the files that compile these sources, at most
# N or KOINE_UNITY together (tools/unity.py), so that the headers which they all include are read
# once for several. Planned anew whenever CMake runs; `./dev build` has it run when they no longer
# fit.
function(koine_unity name out)
  cmake_parse_arguments(A "" "EACH" "" ${ARGN})
  if(NOT A_EACH)
    set(A_EACH ${KOINE_UNITY})
  endif()
  set(folder ${CMAKE_BINARY_DIR}/unity/${name})
  execute_process(
    COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/unity.py --source ${CMAKE_SOURCE_DIR}/src
            --out ${folder} --each ${A_EACH} ${A_UNPARSED_ARGUMENTS}
    COMMAND_ERROR_IS_FATAL ANY)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/files.txt)
  file(STRINGS ${folder}/files.txt lines)
  set(files)
  foreach(line ${lines})
    string(REGEX REPLACE " .*" "" file ${line})
    list(APPEND files ${folder}/${file})
  endforeach()
  # A type with members of an unnamed namespace is still one file's alone.
  set_source_files_properties(${files} PROPERTIES
    COMPILE_OPTIONS "$<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>")
  set(${out} ${files} PARENT_SCOPE)
endfunction()

# koine_precompile(TARGET [HEADER…]): a sanitized program is compiled from nothing in each run of
# the tests, and half of that time goes into reading these. The release reads them once for
# several files (koine_unity).
function(koine_precompile target)
  if(KOINE_SANITIZE)
    target_precompile_headers(${target} PRIVATE <algorithm> <atomic> <chrono> <functional> <map>
      <memory> <mutex> <optional> <set> <span> <string> <string_view> <thread> <unordered_map>
      <utility> <variant> <vector> ${ARGN})
  endif()
endfunction()

# What the targets of tests/fuzz look into besides base, net and the .cc of the headers that they
# include.
set(KOINE_FUZZED src/core/file/dimensions.cc src/core/office/external/entry.cc
  src/dialect/openim/jssdk_proto.cc)

# koine_watched(OUT source…): OUT becomes those of these sources of core and dialect in which fuzz
# targets see what their inputs reach; none where no targets are built. They are compiled apart from
# others, since where files are compiled together no option is of one of them.
function(koine_watched out)
  set(found)
  if(KOINE_FUZZ)
    list(TRANSFORM KOINE_FUZZED PREPEND ${CMAKE_SOURCE_DIR}/ OUTPUT_VARIABLE wanted)
    foreach(source ${wanted})
      if(NOT EXISTS ${source})
        message(FATAL_ERROR "KOINE_FUZZED names ${source}, which is not there")
      endif()
    endforeach()
    file(GLOB targets CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fuzz/*_fuzz.cc)
    foreach(target ${targets})
      file(STRINGS ${target} includes REGEX "^#include \"(core|dialect)/")
      list(TRANSFORM includes REPLACE "^#include \"(.*)\\.h\".*" "${CMAKE_SOURCE_DIR}/src/\\1.cc")
      list(APPEND wanted ${includes})
    endforeach()
    foreach(source ${ARGN})
      if(source IN_LIST wanted)
        list(APPEND found ${source})
      endif()
    endforeach()
  endif()
  set(${out} ${found} PARENT_SCOPE)
endfunction()

# koine_layer(NAME [USES layer…] [LINK target…]): a static library of every src/NAME/**/*.cc
# that is not a test or main.cc.
function(koine_layer name)
  cmake_parse_arguments(A "" "" "USES;LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cc)
  list(FILTER sources EXCLUDE REGEX "_test(_util)?\\.cc$|/main\\.cc$")
  set(scope PUBLIC)
  if(sources)
    set(compiled ${sources})
    koine_watched(watched ${sources})
    if(watched)
      list(REMOVE_ITEM compiled ${watched})
    endif()
    if(KOINE_UNITY)
      koine_unity(${name} compiled ${compiled})
      # Each by itself: built by name only, for editors and for who forgot an include.
      add_library(koine_${name}_each OBJECT EXCLUDE_FROM_ALL ${sources})
      target_link_libraries(koine_${name}_each PRIVATE koine_${name})
    endif()
    if(KOINE_UNITY AND watched)
      koine_unity(${name}_watched watched ${watched})
    endif()
    if(watched)
      # Optimised, since a fuzzer runs them a million times.
      set_source_files_properties(${watched} PROPERTIES SKIP_PRECOMPILE_HEADERS ON
        COMPILE_OPTIONS "-O1;-fsanitize=fuzzer-no-link")
    endif()
    add_library(koine_${name} STATIC ${compiled} ${watched})
    koine_precompile(koine_${name})
  else()
    add_library(koine_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(koine_${name} ${scope} ${CMAKE_SOURCE_DIR}/src)
  foreach(layer ${A_USES})
    target_link_libraries(koine_${name} ${scope} koine_${layer})
  endforeach()
  target_link_libraries(koine_${name} ${scope} ${A_LINK})
endfunction()

# koine_program(NAME): src/server/main.cc with all layers.
function(koine_program name)
  if(NOT EXISTS ${CMAKE_SOURCE_DIR}/src/server/main.cc)
    return()
  endif()
  add_executable(${name} src/server/main.cc)
  target_link_libraries(${name} PRIVATE koine_server)
endfunction()

# Every src/**/*_test.cc: store/ as koine_store_test, the rest as koine_unit_test, which has the
# helpers of the store's tests too.
function(koine_tests)
  find_package(GTest REQUIRED)
  # Most of these include them, and compile in three quarters of the time.
  set(often_unit <core/core_test_util.h> <gateway/gateway_test_util.h>)
  file(GLOB_RECURSE store CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/store/*_test.cc
       ${CMAKE_SOURCE_DIR}/src/store/*_test_util.cc)
  file(GLOB_RECURSE unit CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*_test.cc
       ${CMAKE_SOURCE_DIR}/src/*_test_util.cc)
  list(FILTER unit EXCLUDE REGEX "/src/store/.*_test\\.cc$")
  foreach(suite store unit)
    if(${suite})
      set(compiled ${${suite}})
      if(KOINE_UNITY)
        koine_unity(${suite}_test compiled ${compiled} EACH ${KOINE_UNITY_TESTS})
      endif()
      add_executable(koine_${suite}_test ${compiled})
      koine_precompile(koine_${suite}_test <gtest/gtest.h> ${often_${suite}})
      target_link_libraries(koine_${suite}_test PRIVATE koine_server GTest::gmock GTest::gtest_main)
      target_compile_definitions(koine_${suite}_test PRIVATE
        KOINE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" KOINE_BINARY_DIR="${CMAKE_BINARY_DIR}")
      # What they test is optimised, or watched; they themselves compile in two thirds of the time.
      target_compile_options(koine_${suite}_test PRIVATE -O0 -g0 -U_FORTIFY_SOURCE
        -fno-sanitize=undefined)
      add_test(NAME ${suite} COMMAND koine_${suite}_test)
    endif()
  endforeach()
endfunction()

# The tests of the layers with threads of their own, for the thread sanitizer: koine_thread_test.
function(koine_thread_tests)
  find_package(GTest REQUIRED)
  file(GLOB_RECURSE utilities CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*_test_util.cc)
  set(sources)
  foreach(layer base net store gateway cluster)
    file(GLOB_RECURSE found CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${layer}/*_test.cc)
    list(APPEND sources ${found})
  endforeach()
  koine_unity(thread_test compiled ${sources} ${utilities} EACH ${KOINE_UNITY_TESTS})
  add_executable(koine_thread_test ${compiled})
  koine_precompile(koine_thread_test <gtest/gtest.h>)
  target_compile_options(koine_thread_test PRIVATE -g0)
  target_link_libraries(koine_thread_test PRIVATE koine_cluster GTest::gmock GTest::gtest_main)
  target_compile_definitions(koine_thread_test PRIVATE
    KOINE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" KOINE_BINARY_DIR="${CMAKE_BINARY_DIR}")
endfunction()

# Every bench/*.cc is a program of its own, bench/lib/*.cc what they share.
function(koine_bench)
  file(GLOB programs CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/bench/*.cc)
  file(GLOB shared CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/bench/lib/*.cc)
  if(NOT programs)
    return()
  endif()
  if(shared)
    add_library(koine_bench_lib STATIC ${shared})
    target_include_directories(koine_bench_lib PUBLIC ${CMAKE_SOURCE_DIR})
    target_link_libraries(koine_bench_lib PUBLIC koine_base PkgConfig::SQLITE PkgConfig::SIMDJSON
      ZLIB::ZLIB)
  endif()
  add_custom_target(koine_bench)
  foreach(source ${programs})
    get_filename_component(program ${source} NAME_WE)
    add_executable(bench_${program} ${source})
    add_dependencies(koine_bench bench_${program})
    target_link_libraries(bench_${program} PRIVATE koine_base PkgConfig::SQLITE PkgConfig::SIMDJSON)
    if(shared)
      target_link_libraries(bench_${program} PRIVATE koine_bench_lib)
    endif()
    # Only these write into the store themselves.
    if(program MATCHES "^(office|seed)$")
      target_link_libraries(bench_${program} PRIVATE koine_core)
    endif()
  endforeach()
endfunction()

# Every tests/fuzz/*_fuzz.cc is a libFuzzer target; its kept inputs lie in
# tests/fuzz/corpus/<name without _fuzz>/.
function(koine_fuzz)
  # Optimised, and watched by the fuzzer, as is what koine_watched names of the other layers; the
  # rest compiles in half the time without.
  foreach(layer base net)
    target_compile_options(koine_${layer} PRIVATE -O1 -fsanitize=fuzzer-no-link)
  endforeach()
  file(GLOB targets CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fuzz/*_fuzz.cc)
  foreach(source ${targets})
    get_filename_component(target ${source} NAME_WE)
    add_executable(${target} ${source})
    target_link_libraries(${target} PRIVATE koine_server)
    target_compile_options(${target} PRIVATE -O1 -fsanitize=fuzzer)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
  endforeach()
endfunction()
