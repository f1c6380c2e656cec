#include "core/inverted/postings.h"

#include <utility>

namespace koine::inverted {

namespace {

// A list longer than this gets pages of its own.
constexpr std::size_t kLongBytes = kPageBytes / 2;

// A posting is two of them.
constexpr std::size_t kVarintBytes = 10;

// Returns where the next byte goes.
char* PutVarint(std::uint64_t value, char* out) {
  while (value >= 0x80) {
    *out++ = static_cast<char>(value | 0x80);
    value >>= 7;
  }
  *out++ = static_cast<char>(value);
  return out;
}

bool GetVarint(std::string_view* in, std::uint64_t* value) {
  const char* at = in->data();
  const char* const end = at + in->size();
  *value = 0;
  for (int shift = 0; shift < 64 && at != end; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    *value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) {
      in->remove_prefix(static_cast<std::size_t>(at - in->data()));
      return true;
    }
  }
  return false;
}

// Steps are counted modulo 2^64, so that none is too far, not even in a damaged page.
std::uint64_t StepTo(std::int64_t to, std::int64_t from) {
  return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}

std::int64_t After(std::int64_t from, std::uint64_t step) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(from) + step);
}

char* PutPosting(const Posting& posting, std::int64_t before, char* out) {
  out = PutVarint(StepTo(posting.position, before), out);
  return PutVarint(static_cast<std::uint64_t>(posting.conversation), out);
}

// Into the buffer, which grows as it must and keeps its size.
std::string_view Encode(const Postings& list, std::string* buffer) {
  const std::size_t most = list.size() * 2 * kVarintBytes;
  if (buffer->size() < most) buffer->resize(most);
  char* at = buffer->data();
  std::int64_t before = 0;
  for (const Posting& posting : list) {
    at = PutPosting(posting, before, at);
    before = posting.position;
  }
  return {buffer->data(), static_cast<std::size_t>(at - buffer->data())};
}

// An entry: the step from the token before, the number of bytes, the list.
void PutEntry(std::uint64_t step, std::string_view list, std::string* out) {
  char head[2 * kVarintBytes];
  const char* end = PutVarint(list.size(), PutVarint(step, head));
  out->append(head, static_cast<std::size_t>(end - head));
  out->append(list);
}

}  // namespace

// FNV-1a with a last mixing, cut to 40 bits.
Token Hash::token() const {
  std::uint64_t h = state_;
  h ^= h >> 32;
  h *= 0x9E3779B97F4A7C15ULL;
  return static_cast<Token>(h >> (64 - kTokenBits));
}

Token HashOf(char sort, std::string_view bytes) {
  Hash hash(sort);
  hash.Add(bytes);
  return hash.token();
}

void PageWriter::Flush() {
  if (!page_.data.empty()) take_(std::exchange(page_, Page{}));
  page_ = Page{};
}

void PageWriter::Add(Token token, const Postings& list) {
  // No posting takes less than two bytes.
  if (list.size() > kLongBytes / 2) return AddPiece(token, list, true);
  const std::string_view bytes = Encode(list, &buffer_);
  if (bytes.size() > kLongBytes) return AddPiece(token, list, true);
  AddStored(token, bytes);
}

void PageWriter::AddStored(Token token, std::string_view list) {
  if (page_.data.size() + list.size() > kPageBytes) Flush();
  if (page_.data.empty()) page_.token = last_ = token;
  PutEntry(StepTo(token, last_), list, &page_.data);
  last_ = token;
}

void PageWriter::AddPiece(Token token, const Postings& some, bool last) {
  constexpr std::size_t kMost = kPageBytes + 2 * kVarintBytes;
  if (pieces_ == 0 && piece_bytes_ == 0) {
    Flush();
    last_ = token;
  }
  if (buffer_.size() < kMost) buffer_.resize(kMost);
  for (const Posting& posting : some) {
    char* const at = buffer_.data() + piece_bytes_;
    piece_bytes_ += static_cast<std::size_t>(PutPosting(posting, before_, at) - at);
    before_ = posting.position;
    if (piece_bytes_ >= kPageBytes) PutPiece();
  }
  if (!last) return;
  if (piece_bytes_ > 0) PutPiece();
  pieces_ = 0;
}

void PageWriter::PutPiece() {
  Page page{last_, pieces_++, {}};
  PutEntry(0, {buffer_.data(), piece_bytes_}, &page.data);
  take_(std::move(page));
  piece_bytes_ = 0;
  before_ = 0;
}

void PageWriter::Finish() {
  Flush();
}

bool PageReader::Next() {
  if (left_.empty()) return false;
  std::uint64_t step = 0;
  std::uint64_t size = 0;
  damaged_ = !GetVarint(&left_, &step) || !GetVarint(&left_, &size) || size > left_.size();
  if (damaged_) {
    left_ = {};
    return false;
  }
  token_ = After(token_, step);
  list_ = left_.substr(0, size);
  left_.remove_prefix(size);
  return true;
}

bool PageReader::whole() const {
  return first_piece_ && list_.size() <= kLongBytes;
}

bool ReadList(std::string_view list, Postings* out) {
  constexpr std::size_t kUsualBytes = 4;
  // A list that comes in pieces grows by itself: room for each alone would move it each time.
  if (out->empty()) out->reserve(list.size() / kUsualBytes + 1);
  std::int64_t before = 0;
  while (!list.empty()) {
    std::uint64_t step = 0;
    std::uint64_t conversation = 0;
    if (!GetVarint(&list, &step) || !GetVarint(&list, &conversation)) return false;
    before = After(before, step);
    out->push_back({before, static_cast<std::int64_t>(conversation)});
  }
  return true;
}

std::size_t SizeOfToken(Token first, std::string_view data, Token token) {
  PageReader reader(first, data);
  while (reader.Next() && reader.token() <= token) {
    if (reader.token() == token) return reader.whole() ? reader.list().size() : kPageBytes;
  }
  return 0;
}

Found ReadToken(Token first, std::string_view data, Token token, Postings* out) {
  PageReader reader(first, data);
  while (reader.Next() && reader.token() <= token) {
    if (reader.token() < token) continue;
    if (!ReadList(reader.list(), out)) return Found::kDamaged;
    return reader.whole() ? Found::kAll : Found::kLong;
  }
  return reader.damaged() ? Found::kDamaged : Found::kAll;
}

}  // namespace koine::inverted
