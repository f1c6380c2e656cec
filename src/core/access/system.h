#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/access/principal.h"
#include "core/access/state.h"
#include "store/txn.h"

// What the verbs of the core read without a door, not for the rows of a dialect: for who acts
// without a seat (an applicant, a job, a call that ends), after another check or on behalf of the
// server itself.
namespace koine::access {

// The conversation alone. `lock` locks its row until the end of the transaction.
std::optional<ConversationState> FindConversation(store::Txn& txn, TenantId tenant,
                                                  ConversationId conversation, bool lock);

// A user as others see them; without a name when there is none.
Person FindPerson(store::Txn& txn, TenantId tenant, UserId user);

// Which of these users are active members of a conversation, by user, in one statement.
std::vector<MemberState> MembersAmong(store::Txn& txn, TenantId tenant, ConversationId conversation,
                                      std::span<const std::int64_t> users);

// Principals of the server's own work: a user for whom it does something by itself, while they sign
// in or in a job.
Principal OfUser(TenantId tenant, UserId user, const Policy* policy = nullptr);
// The server itself, in a job.
Principal OfServer(TenantId tenant, const Policy* policy);
// Whoever runs the server, as they reach it at its own machine; `from` says how, for the audit
// (audit::ByOperator). REQUIRES: no '.' or ':' in `from`, which an address has
Principal OfOperator(TenantId tenant, std::string from);
// What the client of an application reaches through the application's own right, for core/app
// alone: the verbs judge what the client may do there by its seat.
Principal ServerOf(const Principal& client);

}  // namespace koine::access
