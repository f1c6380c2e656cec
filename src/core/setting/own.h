#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "store/txn.h"

// A user's own choices, in groups (scopes) of named values (ruoyi 26). A value is a JSON
// text that only its readers understand; some are switches. An absent one has its default.
namespace koine::setting {

inline constexpr std::size_t kNamesMax = 100;  // of one scope
inline constexpr std::size_t kNameBytesMax = 64;
inline constexpr std::size_t kValueBytesMax = 4096;

inline constexpr char kNotification[] = "notification";
inline constexpr char kDisplay[] = "display";

// By name.
using Values = std::map<std::string, std::string>;

// The user's values of a scope, and the defaults of the others.
Values ListOwn(store::Txn& txn, const access::Principal& who, std::string_view scope);
// Writes what is given and keeps the rest; "null" is the default again. A switch takes true, false,
// 1 and 0, also as texts. Those who are to know that the user hides or appears are told
// (AccountChanged). kBadArgument with the name that is too long, has too long a value or is a
// switch and given something else, or with the scope when there are too many names.
Status ChangeOwn(store::Txn& txn, const access::Principal& who, std::string_view scope,
                 const Values& change);

// Of `users` those of whom the principal may see when they were online last: who shows it, the
// principal, and to administrators everybody.
std::vector<UserId> LastSeenShown(store::Txn& txn, const access::Principal& who,
                                  std::span<const std::int64_t> users);

}  // namespace koine::setting
