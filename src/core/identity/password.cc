#include "core/identity/password.h"

#include <crypt.h>
#include <sodium.h>

#include <cstring>
#include <memory>

namespace koine::identity {

namespace {

struct Effort {
  unsigned long long passes;
  std::size_t memory_bytes;
};
constexpr Effort kFull{2, 19 * 1024 * 1024};
constexpr Effort kLeast{crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};
Effort effort = kFull;

bool Ready() {
  static const bool ready = sodium_init() >= 0;
  return ready;
}

}  // namespace

void SetPasswordCost(PasswordCost cost) {
  effort = cost == PasswordCost::kFull ? kFull : kLeast;
}

Result<std::string> HashPassword(std::string_view password) {
  char out[crypto_pwhash_STRBYTES];
  if (!Ready() || crypto_pwhash_str(out, password.data(), password.size(), effort.passes,
                                    effort.memory_bytes) != 0) {
    return Error{Code::kUnavailable, "password"};
  }
  return std::string(out);
}

bool VerifyPassword(std::string_view hash, std::string_view password) {
  const std::string stored(hash);
  if (stored.starts_with(kNoPassword)) {
    BurnPasswordTime(password);
    return false;
  }
  if (stored.rfind("$2", 0) == 0) {
    auto data = std::make_unique<crypt_data>();
    const char* made = crypt_r(std::string(password).c_str(), stored.c_str(), data.get());
    return made != nullptr && std::strlen(made) == stored.size() &&
           sodium_memcmp(made, stored.data(), stored.size()) == 0;
  }
  return Ready() && crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0;
}

void BurnPasswordTime(std::string_view password) {
  (void)HashPassword(password);
}

}  // namespace koine::identity
