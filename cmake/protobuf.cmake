# koine_protobuf(NAME FILE.proto…): the messages of these files, as library koine_proto_NAME. The
# headers are included like those of the folder the files lie in.
function(koine_protobuf name)
  set(out ${CMAKE_BINARY_DIR}/proto)
  set(generated)
  foreach(file ${ARGN})
    string(REGEX REPLACE "^src/(.*)\\.proto$" "\\1" stem ${file})
    add_custom_command(
      OUTPUT ${out}/${stem}.pb.cc ${out}/${stem}.pb.h
      COMMAND ${CMAKE_COMMAND} -E make_directory ${out}
      COMMAND protobuf::protoc --proto_path=${CMAKE_SOURCE_DIR}/src --cpp_out=${out}
              ${CMAKE_SOURCE_DIR}/${file}
      DEPENDS ${CMAKE_SOURCE_DIR}/${file}
      VERBATIM)
    list(APPEND generated ${out}/${stem}.pb.cc)
  endforeach()
  add_library(koine_proto_${name} STATIC ${generated})
  target_include_directories(koine_proto_${name} SYSTEM PUBLIC ${out})
  target_link_libraries(koine_proto_${name} PUBLIC protobuf::libprotobuf-lite)
  # Not our code.
  target_compile_options(koine_proto_${name} PRIVATE -w)
endfunction()
