#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "gateway/row.h"
#include "net/multipart.h"

namespace koine::gateway {

// A body on its way to a row that takes files. Of a multipart one, files go to disk as they arrive
// and other parts become form fields; a raw one is one file. Whatever ends it early leaves nothing
// behind. Belongs to one thread.
class Upload final : public net::MultipartSink {
 public:
  // Fields of one request, all together.
  static constexpr std::size_t kFieldBytesMax = 256 * 1024;
  // Boundaries and headers of parts.
  static constexpr std::int64_t kWrappingMax = 64 * 1024;
  // From its headers to its last byte.
  static constexpr std::int64_t kTimeMaxMs = 3600 * 1000;

  // Without a boundary the body is raw.
  Upload(const Row& row, const file::Storage& storage, const Clock& clock,
         std::optional<std::string> boundary);

  // The largest body that the row takes, in bytes.
  static std::int64_t BodyMax(const Row& row, const file::Limits& limits);

  // Takes the next bytes. Errors, after which there are no files any more: kFileRejected "size",
  // "failed" (malformed, too slow, or not written), and those of the fields.
  Status Feed(std::string_view bytes);
  // The body is over.
  Status Finish();

  std::vector<UploadedFile>& files() { return files_; }
  const std::vector<json::Param>& fields() const { return fields_; }

  Status OnPart(const net::MultipartPart& part) override;
  Status OnPartData(std::string_view piece) override;
  Status OnPartEnd() override;

 private:
  enum class Into : std::uint8_t { kNothing, kField, kFile };
  bool Takes(std::string_view name) const;
  Status Judge(Status status);
  Status TakeRaw(std::string_view bytes);

  const Row& row_;
  const file::Storage& storage_;
  const Clock& clock_;
  std::optional<net::MultipartParser> parser_;
  Into into_ = Into::kNothing;
  std::vector<UploadedFile> files_;
  std::vector<json::Param> fields_;
  std::size_t field_bytes_ = 0;
  const std::int64_t begun_us_;
};

}  // namespace koine::gateway
