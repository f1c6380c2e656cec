#include "net/multipart.h"

#include <strings.h>

#include <algorithm>

namespace koine::net {
namespace {

constexpr std::size_t kMaxBoundaryBytes = 70;  // RFC 2046 5.1.1
constexpr std::size_t kMaxPaddingBytes = 256;  // white space after a boundary

bool EqualNoCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), a.size()) == 0;
}

std::string_view Trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
  return s;
}

Error Malformed(const char* field) {
  return FieldError(Code::kBadArgument, field);
}

// Takes the next ";name=value" of a header value. False at the end; *ok says whether all was well.
bool NextParameter(std::string_view* rest, std::string* name, std::string* value, bool* ok) {
  *ok = true;
  *rest = Trim(*rest);
  while (!rest->empty() && rest->front() == ';') *rest = Trim(rest->substr(1));
  if (rest->empty()) return false;
  std::size_t equals = rest->find('=');
  *ok = equals != std::string_view::npos;
  if (!*ok) return false;
  *name = std::string(Trim(rest->substr(0, equals)));
  *rest = Trim(rest->substr(equals + 1));
  value->clear();
  if (rest->empty() || rest->front() != '"') {
    std::size_t end = std::min(rest->find(';'), rest->size());
    *value = std::string(Trim(rest->substr(0, end)));
    rest->remove_prefix(end);
    return true;
  }
  std::size_t i = 1;
  // Browsers escape only the quote (as %22 or \"); a backslash before anything else is itself.
  for (; i < rest->size() && (*rest)[i] != '"'; ++i) {
    bool escape = (*rest)[i] == '\\' && i + 1 < rest->size() &&
                  ((*rest)[i + 1] == '"' || (*rest)[i + 1] == '\\');
    if (escape) ++i;
    *value += (*rest)[i];
  }
  *ok = i < rest->size();
  rest->remove_prefix(std::min(i + 1, rest->size()));
  return *ok;
}

}  // namespace

Result<std::string> MultipartParser::Boundary(std::string_view content_type) {
  std::size_t semicolon = std::min(content_type.find(';'), content_type.size());
  if (!EqualNoCase(Trim(content_type.substr(0, semicolon)), "multipart/form-data")) {
    return FieldError(Code::kBadArgument, "Content-Type");
  }
  std::string_view rest = content_type.substr(semicolon);
  std::string name, value;
  bool ok = true;
  while (NextParameter(&rest, &name, &value, &ok)) {
    if (!EqualNoCase(name, "boundary")) continue;
    if (value.empty() || value.size() > kMaxBoundaryBytes) break;
    return value;
  }
  return FieldError(Code::kBadArgument, "boundary");
}

MultipartParser::MultipartParser(std::string boundary, MultipartLimits limits, MultipartSink* sink)
    : delimiter_("\r\n--" + std::move(boundary)), limits_(limits), sink_(sink) {
  // So that a boundary at the very beginning looks like every other.
  buffer_ = "\r\n";
}

Status MultipartParser::Feed(std::string_view bytes) {
  // In slices, so that memory does not grow with the caller's pieces.
  constexpr std::size_t kSlice = 16 * 1024;
  while (result_.ok() && !bytes.empty()) {
    if (state_ == State::kEpilogue) return Ok();
    std::string_view slice = bytes.substr(0, kSlice);
    bytes.remove_prefix(slice.size());
    buffer_.append(slice);
    bool progress = true;
    while (progress && result_.ok()) {
      progress = false;
      result_ = Step(&progress);
    }
  }
  return result_;
}

Status MultipartParser::Finish() {
  if (result_.ok() && state_ != State::kEpilogue) result_ = Malformed("multipart");
  return result_;
}

Status MultipartParser::Step(bool* progress) {
  switch (state_) {
    case State::kPreamble:
    case State::kData:
      return OnData(progress);
    case State::kAfterBoundary:
      return OnAfterBoundary(progress);
    case State::kHeaders:
      return OnHeaders(progress);
    case State::kEpilogue:
      buffer_.clear();
      return Ok();
  }
  return Ok();
}

// Everything before the next delimiter belongs to the part (or to the preamble, which is skipped).
Status MultipartParser::OnData(bool* progress) {
  std::size_t at = buffer_.find(delimiter_);
  bool found = at != std::string::npos;
  // The last bytes may be the beginning of a delimiter.
  std::size_t keep = std::min(buffer_.size(), delimiter_.size() - 1);
  std::size_t size = found ? at : buffer_.size() - keep;
  if (!found && skip_line_end_ && size < 2) return Ok();
  if (state_ == State::kData && size > 0) {
    KOINE_CHECK(Emit(std::string_view(buffer_).substr(0, size)));
  }
  buffer_.erase(0, found ? at + delimiter_.size() : size);
  if (!found) return Ok();
  if (state_ == State::kData) KOINE_CHECK(sink_->OnPartEnd());
  state_ = State::kAfterBoundary;
  *progress = true;
  return Ok();
}

Status MultipartParser::OnAfterBoundary(bool* progress) {
  if (buffer_.size() >= 2 && buffer_[0] == '-' && buffer_[1] == '-') {
    state_ = State::kEpilogue;
    buffer_.clear();
    return Ok();
  }
  std::size_t i = buffer_.find_first_not_of(" \t");
  if (i == std::string::npos) i = buffer_.size();
  if (i > kMaxPaddingBytes) return Malformed("boundary");
  if (buffer_.size() < i + 2) {
    // One byte may still become "--" or the end of the line.
    bool possible = buffer_.size() == i || buffer_[i] == '\r' || (i == 0 && buffer_[0] == '-');
    return possible ? Ok() : Malformed("boundary");
  }
  if (buffer_.compare(i, 2, "\r\n") != 0) return Malformed("boundary");
  // The line end stays: an empty header block then ends with the same "\r\n\r\n" as any other.
  buffer_.erase(0, i);
  state_ = State::kHeaders;
  *progress = true;
  return Ok();
}

Status MultipartParser::OnHeaders(bool* progress) {
  std::size_t end = buffer_.find("\r\n\r\n");
  // Without an end in sight it begins three bytes before the end of the buffer, or later.
  bool too_large = end == std::string::npos ? buffer_.size() > limits_.header_bytes + 3
                                            : end > limits_.header_bytes;
  if (too_large) {
    return FieldError(Code::kTooLarge, "header");
  }
  if (end == std::string::npos) return Ok();
  if (++parts_ > limits_.parts) return FieldError(Code::kTooLarge, "parts");
  KOINE_CHECK(StartPart(std::string_view(buffer_).substr(0, end)));
  // The last line end stays: a part without data has its delimiter begin with it.
  buffer_.erase(0, end + 2);
  state_ = State::kData;
  skip_line_end_ = true;
  *progress = true;
  return Ok();
}

Status MultipartParser::StartPart(std::string_view headers) {
  MultipartPart part;
  std::string name, file_name, content_type, parameter, value;
  bool has_name = false;
  while (!headers.empty()) {
    headers.remove_prefix(std::min<std::size_t>(2, headers.size()));  // "\r\n"
    std::size_t end = std::min(headers.find("\r\n"), headers.size());
    std::string_view line = headers.substr(0, end);
    headers.remove_prefix(end);
    std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
      if (line.empty()) continue;
      return Malformed("header");
    }
    std::string_view key = Trim(line.substr(0, colon));
    std::string_view rest = Trim(line.substr(colon + 1));
    if (EqualNoCase(key, "content-type")) content_type = std::string(rest);
    if (!EqualNoCase(key, "content-disposition")) continue;
    std::size_t semicolon = std::min(rest.find(';'), rest.size());
    if (!EqualNoCase(Trim(rest.substr(0, semicolon)), "form-data")) {
      return Malformed("Content-Disposition");
    }
    rest.remove_prefix(semicolon);
    bool ok = true;
    while (NextParameter(&rest, &parameter, &value, &ok)) {
      if (EqualNoCase(parameter, "name")) {
        name = value;
        has_name = true;
      } else if (EqualNoCase(parameter, "filename")) {
        file_name = value;
        part.has_file_name = true;
      }
    }
    if (!ok) return Malformed("Content-Disposition");
  }
  if (!has_name) return Malformed("name");
  part.name = name;
  part.file_name = file_name;
  part.content_type = content_type;
  part_bytes_ = 0;
  part_limit_ = part.has_file_name ? limits_.file_bytes : limits_.field_bytes;
  KOINE_CHECK(sink_->OnPart(part));
  part_name_ = std::move(name);
  return Ok();
}

Status MultipartParser::Emit(std::string_view piece) {
  if (skip_line_end_) {
    piece.remove_prefix(2);  // the end of the headers' empty line
    skip_line_end_ = false;
    if (piece.empty()) return Ok();
  }
  part_bytes_ += piece.size();
  if (part_bytes_ > part_limit_) return FieldError(Code::kTooLarge, part_name_);
  return sink_->OnPartData(piece);
}

}  // namespace koine::net
