#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"

// Small cryptographic tools over OpenSSL. Byte strings are std::string. Any thread, unless said
// otherwise. If OpenSSL itself fails (out of memory) the process ends with a message.

namespace koine::crypto {

inline constexpr std::size_t kSha256Bytes = 32;

std::string Sha256(std::string_view data);  // 32 bytes
std::string Sha1(std::string_view data);    // 20 bytes; for protocols that demand it
std::string Md5(std::string_view data);     // 16 bytes; for contracts that demand it
// 20 bytes; for protocols that demand it.
std::string HmacSha1(std::string_view key, std::string_view data);
// True if equal; takes the same time wherever they differ.
bool Equal(std::string_view a, std::string_view b);

// SHA-256 of data that comes in pieces. One thread at a time.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(const Sha256Stream&) = delete;
  Sha256Stream& operator=(const Sha256Stream&) = delete;
  void Update(std::string_view data);
  // The digest (32 bytes). Call once, last.
  std::string Finish();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

// MD5 of data that comes in pieces, for contracts that demand it. One thread at a time.
class Md5Stream {
 public:
  Md5Stream();
  ~Md5Stream();
  Md5Stream(const Md5Stream&) = delete;
  Md5Stream& operator=(const Md5Stream&) = delete;
  void Update(std::string_view data);
  // The digest (16 bytes). Call once, last.
  std::string Finish();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

// HMAC-SHA256 under one key. The key is prepared once; each call duplicates that state.
class HmacSha256 {
 public:
  explicit HmacSha256(std::string_view key);
  ~HmacSha256();
  HmacSha256(HmacSha256&&) noexcept;
  HmacSha256& operator=(HmacSha256&&) noexcept;

  std::string Sign(std::string_view data) const;  // 32 bytes
  bool Verify(std::string_view data, std::string_view mac) const;

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

// Turns internal ids into 32 hexadecimal digits that nobody can guess, and back, without a table:
// one AES-128 block of 1 byte kind, 7 bytes tenant, 8 bytes id. Mapping 1.2.
class Seal {
 public:
  static constexpr std::size_t kKeyBytes = 16;
  // REQUIRES: key.size() == kKeyBytes
  explicit Seal(std::string_view key);
  ~Seal();
  Seal(Seal&&) noexcept;
  Seal& operator=(Seal&&) noexcept;

  // 32 lower-case digits. REQUIRES: 0 <= tenant < 2^55
  std::string Hex32(std::uint8_t kind, TenantId tenant, std::int64_t id) const;
  // The id, if `text` is a seal of that kind and tenant (lower-case digits only).
  std::optional<std::int64_t> Open(std::uint8_t kind, TenantId tenant, std::string_view text) const;

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace koine::crypto
