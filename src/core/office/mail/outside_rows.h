#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/office/mail/mail.h"
#include "core/office/mail/system.h"
#include "store/txn.h"

// All SQL on mail_outside, and on letters as the world knows them.
namespace koine::mail {

// In the place of those that are there.
void SetOutside(store::Txn& txn, TenantId tenant, LetterId id, const std::vector<Outside>& outside);
std::vector<Outside> ReadOutside(store::Txn& txn, TenantId tenant, LetterId id);
// Of several letters, by letter and place.
struct OutsideOf {
  std::int64_t letter = 0;
  Outside outside;
};
std::vector<OutsideOf> SelectOutside(store::Txn& txn, TenantId tenant,
                                     std::span<const std::int64_t> letters);

void SetMessageId(store::Txn& txn, TenantId tenant, LetterId id, std::string_view message_id);
std::string ReadMessageId(store::Txn& txn, TenantId tenant, LetterId id);

// In the mailbox of the user, the newest.
std::optional<Letter> FindByMessageId(store::Txn& txn, TenantId tenant, UserId user,
                                      std::string_view message_id);

// Of all tenants, what waits longest first.
std::vector<Delivery> SelectDue(store::Txn& txn, int limit);
std::optional<Letter> FindLetter(store::Txn& txn, TenantId tenant, LetterId id);
// False when it does not wait any more.
bool SetOutcome(store::Txn& txn, const Outcome& outcome, OutState state);

}  // namespace koine::mail
