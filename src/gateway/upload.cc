#include "gateway/upload.h"

#include <algorithm>
#include <utility>

#include "base/log.h"
#include "base/text.h"

namespace koine::gateway {

namespace {

constexpr std::size_t kPartsMax = 64;
constexpr std::size_t kFieldMax = 64 * 1024;

net::MultipartLimits LimitsOf(const Row& row, const file::Limits& limits) {
  net::MultipartLimits out;
  out.parts = kPartsMax;
  out.field_bytes = kFieldMax;
  out.file_bytes = static_cast<std::uint64_t>(row.opt.file_bytes(limits));
  return out;
}

}  // namespace

std::int64_t Upload::BodyMax(const Row& row, const file::Limits& limits) {
  std::int64_t files = row.opt.file_bytes(limits);
  if (row.opt.raw_body) return files;
  if (row.opt.files_max > 1) files = std::min(files * row.opt.files_max, limits.request_bytes);
  return files + static_cast<std::int64_t>(kFieldBytesMax) + kWrappingMax;
}

Upload::Upload(const Row& row, const file::Storage& storage, const Clock& clock,
               std::optional<std::string> boundary)
    : row_(row), storage_(storage), clock_(clock), begun_us_(clock.SteadyUs()) {
  if (boundary) parser_.emplace(*std::move(boundary), LimitsOf(row, storage.limits), this);
}

Status Upload::Feed(std::string_view bytes) {
  if (clock_.SteadyUs() - begun_us_ > kTimeMaxMs * 1000) {
    return Judge(Error{Code::kFileRejected, "failed"});
  }
  return Judge(parser_ ? parser_->Feed(bytes) : TakeRaw(bytes));
}

Status Upload::Finish() {
  return Judge(parser_ ? parser_->Finish() : Ok());
}

Status Upload::TakeRaw(std::string_view bytes) {
  if (files_.empty()) {
    KOINE_TRY(store::TempFile content, storage_.blobs->NewFile());
    into_ = Into::kFile;
    files_.push_back({"", "", std::move(content)});
  }
  store::TempFile& content = files_.front().content;
  const auto more = static_cast<std::int64_t>(bytes.size());
  if (content.size() + more > row_.opt.file_bytes(storage_.limits)) return Error{Code::kTooLarge};
  return content.Write(bytes);
}

bool Upload::Takes(std::string_view name) const {
  for (const std::string_view one : text::Split(row_.opt.files, ',')) {
    if (one == name) return true;
  }
  return false;
}

// What an error of the parser means to the client.
Status Upload::Judge(Status status) {
  if (status.ok()) return status;
  files_.clear();
  const Error& error = status.error();
  if (error.Is(Code::kTooLarge) && into_ == Into::kFile) {
    return Error{Code::kFileRejected, "size", "", row_.opt.too_large};
  }
  if (error.Is(Code::kUnavailable)) {
    log::Error("gateway", "{}: an upload was not written: {}", row_.name, error.text);
    return Error{Code::kFileRejected, "failed"};
  }
  if (error.Is(Code::kBadArgument) && error.field == "multipart") {
    return Error{Code::kFileRejected, "failed"};
  }
  return status;
}

Status Upload::OnPart(const net::MultipartPart& part) {
  into_ = Into::kNothing;
  if (!part.has_file_name) {
    into_ = Into::kField;
    fields_.push_back({std::string(part.name), {}});
    return Ok();
  }
  if (!Takes(part.name)) return Ok();
  if (files_.size() >= static_cast<std::size_t>(row_.opt.files_max)) {
    return FieldError(Code::kBadArgument, std::string(part.name));
  }
  KOINE_TRY(store::TempFile content, storage_.blobs->NewFile());
  into_ = Into::kFile;
  files_.push_back({std::string(part.name), std::string(part.file_name), std::move(content)});
  return Ok();
}

Status Upload::OnPartData(std::string_view piece) {
  if (into_ == Into::kFile) return files_.back().content.Write(piece);
  if (into_ == Into::kField) {
    field_bytes_ += piece.size();
    if (field_bytes_ > kFieldBytesMax) return FieldError(Code::kTooLarge, fields_.back().name);
    fields_.back().value += piece;
  }
  return Ok();
}

Status Upload::OnPartEnd() {
  into_ = Into::kNothing;
  return Ok();
}

}  // namespace koine::gateway
