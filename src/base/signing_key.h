#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace koine::crypto {

// A private key that signs what others check with its public one. Any thread.
class SigningKey {
 public:
  enum class Kind : unsigned char { kRsa, kEd25519 };

  // Of the PEM file. kBadArgument with a sentence that names the file: unreadable, no key without a
  // passphrase, neither RSA of at least 1024 bits nor Ed25519.
  static Result<SigningKey> Load(const std::string& file);
  SigningKey(SigningKey&&) noexcept;
  SigningKey& operator=(SigningKey&&) noexcept;
  ~SigningKey();

  Kind kind() const;
  // The signature of the SHA-256 of `data`: PKCS #1 v1.5 with RSA; with Ed25519, whose message is
  // the digest (RFC 8463 3).
  std::string Sign(std::string_view data) const;

 private:
  struct Key;
  explicit SigningKey(std::unique_ptr<Key> key);
  std::unique_ptr<Key> key_;
};

}  // namespace koine::crypto
