#include "cluster/frame.h"

#include <endian.h>

#include <cstring>

#include "core/event/codec.h"
#include "core/event/event.h"

namespace koine::cluster {

void AppendNumber(std::int64_t number, std::string* frame) {
  const std::uint64_t little = htole64(static_cast<std::uint64_t>(number));
  frame->append(reinterpret_cast<const char*>(&little), sizeof(little));
}

void AppendText(std::string_view text, std::string* frame) {
  const std::uint32_t little = htole32(static_cast<std::uint32_t>(text.size()));
  frame->append(reinterpret_cast<const char*>(&little), sizeof(little));
  frame->append(text);
}

std::string_view Reader::Take(std::size_t bytes) {
  if (failed_ || text_.size() < bytes) {
    failed_ = true;
    return {};
  }
  const std::string_view out = text_.substr(0, bytes);
  text_.remove_prefix(bytes);
  return out;
}

std::int64_t Reader::Number() {
  const std::string_view bytes = Take(sizeof(std::uint64_t));
  if (failed_) return 0;
  std::uint64_t little = 0;
  std::memcpy(&little, bytes.data(), sizeof(little));
  return static_cast<std::int64_t>(le64toh(little));
}

std::uint8_t Reader::Byte() {
  const std::string_view bytes = Take(1);
  return failed_ ? 0 : static_cast<std::uint8_t>(bytes[0]);
}

std::string_view Reader::Text() {
  const std::string_view bytes = Take(sizeof(std::uint32_t));
  if (failed_) return {};
  std::uint32_t little = 0;
  std::memcpy(&little, bytes.data(), sizeof(little));
  return Take(le32toh(little));
}

std::string BeginFrame(FrameKind kind, const Speaker& from) {
  std::string out;
  out.push_back(kFrameVersion);
  out.push_back(static_cast<char>(kind));
  AppendText(from.name, &out);
  AppendText(from.boot, &out);
  return out;
}

std::optional<Frame> ReadFrame(std::string_view text) {
  Reader in(text);
  if (in.Byte() != static_cast<std::uint8_t>(kFrameVersion)) return std::nullopt;
  Frame out;
  out.kind = static_cast<FrameKind>(in.Byte());
  out.from.name = in.Text();
  out.from.boot = in.Text();
  if (in.failed()) return std::nullopt;
  out.content = in.rest();
  return out;
}

void AppendBatch(const store::Batch& batch, std::size_t bytes_max, std::string* frame) {
  AppendNumber(batch.first_position, frame);
  AppendNumber(batch.last_position, frame);
  const std::size_t begin = frame->size();
  for (const store::Entry& entry : batch.entries) {
    if (entry.object == nullptr) continue;
    const auto& event = *static_cast<const event::Event*>(entry.object.get());
    // Each node tells its own sessions who comes and goes.
    if (std::holds_alternative<event::PresenceChanged>(event.payload)) continue;
    AppendNumber(entry.position, frame);
    AppendNumber(event.tenant.value, frame);
    AppendNumber(event.at, frame);
    frame->push_back(static_cast<char>(event.payload.index()));
    AppendText(event::Encode(event), frame);
    if (frame->size() > bytes_max) {
      // An entry that cannot be read: the reader takes the positions alone.
      frame->resize(begin);
      frame->push_back('\0');
      return;
    }
  }
}

std::optional<ReadBatchResult> ReadBatch(std::string_view content) {
  Reader in(content);
  ReadBatchResult out{std::make_shared<store::Batch>(), true};
  out.batch->first_position = in.Number();
  out.batch->last_position = in.Number();
  if (in.failed() || out.batch->last_position < out.batch->first_position) return std::nullopt;
  while (!in.done()) {
    const std::int64_t position = in.Number();
    const TenantId tenant(in.Number());
    const std::int64_t at = in.Number();
    const int kind = in.Byte();
    const std::string_view text = in.Text();
    auto event = in.failed() ? Result<event::Event>(Code::kBadArgument) : event::Decode(kind, text);
    if (!event.ok()) {
      // What has no position is nowhere to be read; it is given up.
      if (!in.failed() && position == 0) continue;
      out.whole = false;
      return out;
    }
    event->tenant = tenant;
    event->at = at;
    out.batch->entries.push_back(
        {position, std::make_shared<const event::Event>(std::move(*event))});
  }
  return out;
}

}  // namespace koine::cluster
