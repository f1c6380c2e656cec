#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <vector>

namespace koine {

// A strong 64-bit id. 0 means "none". Values given out stay below 2^53, so that they survive as
// JSON numbers. Ids of different kinds do not convert into each other.
template <class Tag>
struct Id {
  std::int64_t value = 0;

  constexpr Id() = default;
  constexpr explicit Id(std::int64_t v) : value(v) {}
  constexpr explicit operator bool() const { return value != 0; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

using TenantId = Id<struct TenantTag>;
using UserId = Id<struct UserTag>;
using ConversationId = Id<struct ConversationTag>;
using LoginId = Id<struct LoginTag>;
using RequestId = Id<struct RequestTag>;
using AnnouncementId = Id<struct AnnouncementTag>;
using JoinRequestId = Id<struct JoinRequestTag>;
using NotificationId = Id<struct NotificationTag>;
using FileId = Id<struct FileTag>;
using GroupFileId = Id<struct GroupFileTag>;

// The position of a message, in commit order over everything in the store. Inside a transaction
// it may be provisional (negative): the store gives the real number when it numbers the batch, and
// whoever renders a result resolves it (store/txn.h, Numbering).
using MessageId = Id<struct MessageTag>;

// The bare numbers of ids, as parameters of statements want them.
template <class Tag>
std::vector<std::int64_t> Numbers(const std::vector<Id<Tag>>& ids) {
  std::vector<std::int64_t> out;
  out.reserve(ids.size());
  for (const Id<Tag> id : ids) out.push_back(id.value);
  return out;
}

// The tenant that RuoYi, IM Chat and OpenIM live in.
inline constexpr TenantId kDefaultTenant{1};

}  // namespace koine

template <class Tag>
struct std::hash<koine::Id<Tag>> {
  std::size_t operator()(koine::Id<Tag> id) const noexcept {
    const auto value = static_cast<std::uint64_t>(id.value);
    return static_cast<std::size_t>(value * 0x9E3779B97F4A7C15u >> 7);
  }
};
