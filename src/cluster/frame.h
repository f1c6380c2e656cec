#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "store/store.h"

// What nodes say to each other over NATS: a kind, who speaks, then the content of the kind. Numbers
// are little-endian, texts have their length before them.
namespace koine::cluster {

inline constexpr char kFrameVersion = 1;

enum class FrameKind : char {
  kBatch = 'B',     // what a commit made known
  kBeat = 'H',      // each second: the node lives, and how far it has delivered
  kGoodbye = 'G',   // the node ends
  kPresence = 'P',  // who is connected there (presence_link.h)
  kAsk = 'A',       // for everything of kPresence, of the node it names
  kQuestion = 'Q',  // what only others know (inquiry.h)
  kAnswer = 'R',    // to a question
};

// Who speaks. `boot` differs each time the process starts.
struct Speaker {
  std::string name;
  std::string boot;
};

struct Frame {
  FrameKind kind = FrameKind::kBeat;
  Speaker from;
  std::string_view content;  // into the text that was read
};

// The beginning of a frame; its content is appended behind it.
std::string BeginFrame(FrameKind kind, const Speaker& from);
// Nothing: not a frame of this version.
std::optional<Frame> ReadFrame(std::string_view text);

// Appends a batch whose entries are event::EventPtr. If it would be larger than `bytes_max`, only
// its positions.
void AppendBatch(const store::Batch& batch, std::size_t bytes_max, std::string* frame);
struct ReadBatchResult {
  std::shared_ptr<store::Batch> batch;
  bool whole = false;  // false: it says only how far the log reaches
};
// Nothing: damaged. An entry of a kind that this version does not know makes it not whole.
std::optional<ReadBatchResult> ReadBatch(std::string_view content);

// A position alone, of kBeat.
void AppendNumber(std::int64_t number, std::string* frame);

// Reads what the functions above append, piece by piece.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  // 0 or empty when there is not so much; then failed() is true from there on.
  std::int64_t Number();
  std::uint8_t Byte();
  std::string_view Text();
  bool failed() const { return failed_; }
  bool done() const { return text_.empty(); }
  std::string_view rest() const { return text_; }

 private:
  std::string_view Take(std::size_t bytes);
  std::string_view text_;
  bool failed_ = false;
};
void AppendText(std::string_view text, std::string* frame);

}  // namespace koine::cluster
