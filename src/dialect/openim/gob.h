#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

// The part of gob that the message gateway needs (openim-ws 4): a stream that defines its types and
// then holds one flat struct, matched by field name. Streams do not depend on each other.
namespace koine::openim::gob {

// Definitions before the value, fields of one struct, and types inside types.
inline constexpr std::size_t kTypesMax = 32;
inline constexpr std::size_t kFieldsMax = 64;
inline constexpr int kNestingMax = 16;

// A field that the reader wants. Exactly one of the two is set: `number` takes a signed integer,
// `text` a string or a byte slice, which lies in the stream.
struct Field {
  std::string_view name;
  std::int64_t* number = nullptr;
  std::string_view* text = nullptr;
};

// Reads the value of a stream. Fields that the stream has beyond these are passed over, whatever
// their type (but interfaces); those that it lacks keep what they hold. kBadArgument with what is
// wrong in `field` ("length", "integer", "type", "index", "value", "rest"), and nothing said about
// the content of `fields` then. Work and memory are linear in the size of the stream.
Status Decode(std::string_view stream, std::span<const Field> fields);

void AppendUint(std::string* out, std::uint64_t value);
void AppendInt(std::string* out, std::int64_t value);

// The value message of a flat struct: fields in rising order of their index, those without a value
// left out.
class StructWriter {
 public:
  // Appends the message to `*out`.
  StructWriter(int type_id, std::string* out) : out_(out), begin_(out->size()) {
    AppendInt(out_, type_id);
  }
  void Number(int index, std::int64_t value);
  void Text(int index, std::string_view value);
  // Ends the struct. Once, and before anything else is appended.
  void Finish();

 private:
  void Index(int index);
  std::string* out_;
  std::size_t begin_;  // of the message, whose size comes there at the end
  int last_ = -1;
};

}  // namespace koine::openim::gob
