#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/json.h"
#include "core/identity/user.h"

// The objects of the contract that several chapters show (openim 3).
namespace koine::openim {

// Elements of one list in a request (openim 3.1), and of one page.
inline constexpr std::int64_t kListMax = 1000;
inline constexpr std::int64_t kPageMax = 10'000;
// Pages lie no further on.
inline constexpr std::int64_t kPageNumberMax = 1'000'000;
// Lengths of texts that a request may set.
inline constexpr std::int64_t kNameCharsMax = 256;
inline constexpr std::int64_t kUrlBytesMax = 4096;
inline constexpr std::int64_t kExBytesMax = 65'536;
inline constexpr std::int64_t kTextBytesMax = 8192;

struct Pagination {
  std::int64_t pageNumber = 0, showNumber = 0;

  std::int64_t offset() const { return (pageNumber - 1) * showNumber; }
};
KOINE_DESCRIBE(Pagination, (pageNumber, showNumber))
KOINE_RULES(Pagination, json::Rule("pageNumber").Required().Min(1).Max(kPageNumberMax),
            json::Rule("showNumber").Required().Min(1).Max(kPageMax))

struct UserInfo {
  std::string userID, nickname, faceURL, ex;
  std::int64_t createTime = 0;
  int appMangerLevel = 0;  // so on the wire
  int globalRecvMsgOpt = 0;
};
KOINE_DESCRIBE(UserInfo,
               (userID, nickname, faceURL, ex, createTime, appMangerLevel, globalRecvMsgOpt))
UserInfo ToUserInfo(const identity::User& user);

struct PublicUserInfo {
  std::string userID, nickname, faceURL, ex;
};
KOINE_DESCRIBE(PublicUserInfo, (userID, nickname, faceURL, ex))
PublicUserInfo ToPublic(const identity::User& user);

// The slice of a whole list that a request wants.
template <class T>
std::vector<T> PageOf(std::vector<T> all, const Pagination& page) {
  const auto size = static_cast<std::int64_t>(all.size());
  const std::int64_t from = page.offset() < size ? page.offset() : size;
  const std::int64_t to = size - from > page.showNumber ? from + page.showNumber : size;
  return {std::make_move_iterator(all.begin() + from), std::make_move_iterator(all.begin() + to)};
}

}  // namespace koine::openim
