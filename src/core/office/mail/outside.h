#pragma once

#include <cstdint>
#include <string>

#include "base/json.h"

// Mail beyond this server (ruoyi 13.11).
namespace koine::mail {

// How this server stands in the world, by its settings. Whoever is here has the address ID@domain.
struct World {
  std::string domain;        // lower case
  bool sends = false;        // letters go out
  std::int64_t per_day = 0;  // how many addresses outside one user may write to a day
};
std::string AddressHere(std::int64_t user, const World& world);

// What attachments of a letter that goes out may have together.
inline constexpr std::int64_t kOutsideBytes = 10LL << 20;

// How far a letter came to somebody outside. Stored in mail_outside.state: never renumber. kDraft:
// it was not sent; kWaiting: it will be tried, perhaps again; the others are for good.
enum class OutState : std::uint8_t { kDraft = 0, kWaiting = 1, kSent = 2, kFailed = 3 };
KOINE_ENUM(OutState, (OutState::kDraft, "DRAFT"), (OutState::kWaiting, "WAITING"),
           (OutState::kSent, "SENT"), (OutState::kFailed, "FAILED"))

// A recipient outside.
struct Outside {
  std::string address;
  bool copy = false;  // of cc
  OutState state = OutState::kDraft;
  std::int64_t status = 0;  // what the other server answered last; 0: nothing yet
  std::string reason;       // why it did not take it, in its own words
};

}  // namespace koine::mail
