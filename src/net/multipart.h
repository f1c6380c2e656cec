#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace koine::net {

struct MultipartLimits {
  std::size_t parts = 64;
  std::size_t header_bytes = 8 * 1024;    // of one part
  std::size_t field_bytes = 1024 * 1024;  // of a part without file name
  std::uint64_t file_bytes = UINT64_MAX;  // of a part with one
};

// What the headers of a part say. Valid during OnPart only.
struct MultipartPart {
  std::string_view name;
  std::string_view file_name;  // as sent: no path, and never to be used as one
  std::string_view content_type;
  bool has_file_name = false;
};

// Gets the parts. An error stops the parser and is its result.
class MultipartSink {
 public:
  virtual ~MultipartSink() = default;
  virtual Status OnPart(const MultipartPart& part) = 0;
  virtual Status OnPartData(std::string_view piece) = 0;
  virtual Status OnPartEnd() = 0;
};

// Parses multipart/form-data as it arrives, in memory bounded by the header limit and the
// boundary. Any chunking of the input gives the same parts and the same bytes.
class MultipartParser {
 public:
  // The boundary parameter of a Content-Type, or an error if it is no multipart/form-data.
  static Result<std::string> Boundary(std::string_view content_type);

  // `sink` must outlive the parser.
  MultipartParser(std::string boundary, MultipartLimits limits, MultipartSink* sink);

  // Takes the next bytes. Errors: kBadArgument (malformed), kTooLarge (field names the limit:
  // "parts", "header", the part's name), or the sink's own. After an error it repeats it.
  Status Feed(std::string_view bytes);
  // The body is over. An error if the closing boundary did not come.
  Status Finish();

 private:
  enum class State : std::uint8_t { kPreamble, kAfterBoundary, kHeaders, kData, kEpilogue };
  Status Step(bool* progress);
  Status OnAfterBoundary(bool* progress);
  Status OnHeaders(bool* progress);
  Status OnData(bool* progress);
  Status StartPart(std::string_view headers);
  Status Emit(std::string_view piece);

  std::string delimiter_;  // "\r\n--" boundary
  MultipartLimits limits_;
  MultipartSink* sink_;
  State state_ = State::kPreamble;
  bool skip_line_end_ = false;
  std::string buffer_;
  std::size_t parts_ = 0;
  std::uint64_t part_bytes_ = 0;
  std::uint64_t part_limit_ = 0;
  std::string part_name_;
  Status result_ = Ok();
};

}  // namespace koine::net
