# koine_embedded(): the library koine_embedded with the files of web/dist (KOINE_WEB) and
# src/server/static inside, declared in src/server/embedded.h. Built anew when one of them changes.
function(koine_embedded)
  set(roots ${CMAKE_SOURCE_DIR}/src/server/static)
  if(KOINE_WEB)
    list(PREPEND roots ${CMAKE_SOURCE_DIR}/web/dist)
  endif()
  set(inputs)
  set(arguments)
  foreach(root ${roots})
    file(GLOB_RECURSE files CONFIGURE_DEPENDS ${root}/*)
    list(APPEND inputs ${files})
    list(APPEND arguments --root ${root})
  endforeach()
  set(out ${CMAKE_BINARY_DIR}/embedded)
  # A file that goes away changes this list.
  file(CONFIGURE OUTPUT ${out}/inputs.txt CONTENT "${inputs}" @ONLY)
  add_custom_command(
    OUTPUT ${out}/embedded.cc ${out}/embedded.S ${out}/embedded.bin
    COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/embed.py --out ${out} ${arguments}
    DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed.py ${out}/inputs.txt ${inputs}
    COMMENT "Embedding static files" VERBATIM)
  set_source_files_properties(${out}/embedded.S PROPERTIES OBJECT_DEPENDS ${out}/embedded.bin)
  add_library(koine_embedded STATIC ${out}/embedded.cc ${out}/embedded.S)
  target_include_directories(koine_embedded PRIVATE ${CMAKE_SOURCE_DIR}/src)
endfunction()
