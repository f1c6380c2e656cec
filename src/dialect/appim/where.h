#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/app/find.h"
#include "gateway/row.h"
#include "store/txn.h"

// The query language of conversations (app-im 2.3): parsed to conditions on an allow-list of
// fields. Nothing of it reaches the store but as a parameter.
namespace koine::appim {

inline constexpr std::size_t kConditionsMax = 20;
inline constexpr std::size_t kValuesMax = 100;
inline constexpr std::size_t kWhereBytesMax = 65'536;

enum class Subject : std::uint8_t {
  kConversation,
  kType,
  kCreator,
  kMember,
  kClients,
  kCreated,
  kChanged,
  kExtend,
};
enum class Relation : std::uint8_t {
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kIn,
  kNotIn,
  kLike,
  kBetween,
};
// A scalar of JSON.
struct Scalar {
  enum class Kind : std::uint8_t { kText, kNumber, kBool, kNull };
  Kind kind = Kind::kNull;
  std::string text;  // of kText what it says, else its JSON
};
struct Condition {
  Subject subject = Subject::kConversation;
  std::vector<std::string> path;  // kExtend: the names that lead to the value
  Relation relation = Relation::kEqual;
  std::vector<Scalar> values;  // one; kBetween: two; kIn, kNotIn: up to kValuesMax
};

// kBadArgument "where" for anything that is no list of conditions of allowed fields, relations and
// values.
Result<std::vector<Condition>> ParseWhere(std::string_view json);

// What the conditions select in a tenant. kUserNotFound with the client id.
Result<app::ChannelFilter> FilterOf(store::Txn& txn, const gateway::Call& call,
                                    const std::vector<Condition>& conditions);

// Whether `text` fits a pattern with % (anything) and _ (one character).
bool Like(std::string_view text, std::string_view pattern);

}  // namespace koine::appim
