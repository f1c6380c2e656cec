#pragma once

#include <cstdint>

// The pieces of the index.
namespace koine::inverted {

// Stored in search_part.stream: never renumber. Parts of kMessages follow one another without
// overlapping; kEdits has messages that were edited after they were indexed. A part of kBlocks is
// a block of something else than messages (block.h), by a version of its own.
enum class Stream : std::uint8_t { kMessages = 0, kEdits = 1, kBlocks = 2 };
// Stored in search_part.state: never renumber. SQL makes it 2 when the part is to be erased.
enum class PartState : std::uint8_t { kBuilding = 0, kLive = 1 };

// A closed piece of the index: the messages in [first, last].
struct Part {
  std::int64_t id = 0;
  Stream stream = Stream::kMessages;
  std::int64_t first = 0, last = 0;
  std::int64_t messages = 0;
  std::int64_t created_at = 0;  // 0: it has words of messages that are gone, and is to be rewritten
  std::int64_t filter = 0;      // the name of its filter (filter.h); 0: it has none
};

}  // namespace koine::inverted
