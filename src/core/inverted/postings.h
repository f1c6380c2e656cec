#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

// The form of the index on disk: where a token occurs, in pages of about kPageBytes.
namespace koine::inverted {

// A hash of 40 bits: small on disk, and a rare collision only costs a look at something that does
// not match.
using Token = std::int64_t;
inline constexpr int kTokenBits = 40;
// `sort` keeps kinds of tokens apart.
Token HashOf(char sort, std::string_view bytes);
// The same piece by piece, where tokens are beginnings of one another.
class Hash {
 public:
  explicit Hash(char sort) { Add(sort); }
  void Add(char byte) { state_ = (state_ ^ static_cast<unsigned char>(byte)) * 1099511628211ULL; }
  void Add(std::string_view bytes) {
    for (const char byte : bytes) Add(byte);
  }
  Token token() const;

 private:
  std::uint64_t state_ = 14695981039346656037ULL;
};

// One message that has a token.
struct Posting {
  std::int64_t position = 0;  // of the message: its id
  std::int64_t conversation = 0;

  bool operator==(const Posting&) const = default;
};
using Postings = std::vector<Posting>;  // ascending by position, each position once

// Under which the filter of a part (filter.h) is kept: before all tokens, where who reads all lists
// does not begin, also in a version that knows no filters.
inline constexpr Token kFilterToken = -2;

// A page holds the lists of neighbouring tokens, or one piece of a list too long for a page; then
// `piece` counts the pieces and the page holds this token alone.
struct Page {
  Token token = 0;  // the smallest in it
  std::int64_t piece = 0;
  std::string data;
};

// So that two fit a page of SQLite, and PostgreSQL keeps them in the row.
inline constexpr std::size_t kPageBytes = 1'900;

// Cuts lists into pages.
class PageWriter {
 public:
  using Take = std::function<void(Page)>;
  explicit PageWriter(Take take) : take_(std::move(take)) {}
  // REQUIRES: tokens ascending, each once; `list` not empty
  void Add(Token token, const Postings& list);
  // The same with a list as PageReader gives it. REQUIRES: it is whole
  void AddStored(Token token, std::string_view list);
  // The same in pieces: each but the last with at least kPieceLeast postings, one after the other.
  // The last may be empty.
  void AddPiece(Token token, const Postings& some, bool last);
  static constexpr std::size_t kPieceLeast = kPageBytes;
  void Finish();

 private:
  void Flush();
  void PutPiece();

  Take take_;
  Page page_;
  std::string buffer_;  // of a list as it is written, used again for each
  Token last_ = 0;
  // Of a list that has pages of its own: the bytes of the next one, how many there are, and what
  // was written last.
  std::size_t piece_bytes_ = 0;
  std::int64_t pieces_ = 0;
  std::int64_t before_ = 0;
};

// Reads the lists of a page, which must live as long, one after another.
class PageReader {
 public:
  explicit PageReader(const Page& page) : PageReader(page.token, page.data, page.piece) {}
  PageReader(Token first, std::string_view data, std::int64_t piece = 0)
      : left_(data), token_(first), first_piece_(piece == 0) {}

  // False at the end, or where the page is damaged.
  bool Next();
  bool damaged() const { return damaged_; }
  Token token() const { return token_; }
  // The list as it is stored, or a piece of it.
  std::string_view list() const { return list_; }
  // Whether no other page has more of it.
  bool whole() const;

 private:
  std::string_view left_, list_;
  Token token_;
  bool first_piece_;
  bool damaged_ = false;
};

// Appends what a stored list, or a piece of one, says. False when it is damaged: what came before
// is right.
bool ReadList(std::string_view list, Postings* out);
// What a page has of one token: all there is, or a piece of a list that may have others.
enum class Found { kAll, kLong, kDamaged };
// Appends it.
Found ReadToken(Token first, std::string_view data, Token token, Postings* out);
// How many bytes of the page the list of the token takes: 0 without one, kPageBytes for one that
// has a page of its own.
std::size_t SizeOfToken(Token first, std::string_view data, Token token);

}  // namespace koine::inverted
