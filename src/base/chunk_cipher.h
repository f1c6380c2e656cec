#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Files that are encrypted with a passphrase: a header, then chunks that each prove by themselves
// that they are the one of their number in this file, and whether they are the last. Any thread.
namespace koine::crypto {

inline constexpr std::size_t kSaltBytes = 16, kFileRandomBytes = 16;
// A mark, the salt of the passphrase, and what makes the key that of this file alone.
inline constexpr std::size_t kSealedHeaderBytes = 8 + kSaltBytes + kFileRandomBytes;
inline constexpr std::size_t kChunkBytes = 64 * 1024;  // all but the last have so much
inline constexpr std::size_t kChunkProofBytes = 16;

// The key that a passphrase makes with a salt, by scrypt: takes 32 MiB and some 100 ms.
std::string PassphraseKey(std::string_view passphrase, std::string_view salt);

// The header of a new file; `random` are kFileRandomBytes that no other file has.
std::string SealedHeader(std::string_view salt, std::string_view random);
// The salt that a header names; nothing if it is none.
std::optional<std::string> SaltOf(std::string_view header);

// The chunks of one file.
class ChunkCipher {
 public:
  // REQUIRES: a key of PassphraseKey, a header of SealedHeader
  ChunkCipher(std::string_view key, std::string_view header);

  // The chunk as it stands in the file. REQUIRES: plain.size() <= kChunkBytes
  std::string Seal(std::string_view plain, std::uint64_t number, bool last) const;
  // Nothing if a byte differs, the key is another, or it is not the chunk of this place.
  std::optional<std::string> Open(std::string_view sealed, std::uint64_t number, bool last) const;

 private:
  std::string key_;
};

}  // namespace koine::crypto
