#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/file/file.h"
#include "core/office/mail/clean.h"
#include "core/office/mail/door.h"
#include "core/office/mail/outside.h"
#include "store/txn.h"

// Letters from outside (ruoyi 13.12).
namespace koine::mail {

struct Incoming {
  std::string from_name, from_address, subject;
  Cleaned content;
  std::string message_id;             // empty: it has none
  std::vector<std::string> answered;  // Message-IDs, the nearest first
  LetterId answers;                   // or the letter itself; 0: none
  std::vector<file::Received> files;  // become the user's own
  file::Limits limits;                // their space
};
// Puts it into the inbox of one user, with a notification. kFileRejected "quota"; kUserNotFound
// "mail_receiver". One that is there already, by its Message-ID, is not put there again.
Status Receive(store::Txn& txn, TenantId tenant, UserId user, const Incoming& in);
// The same for those whose addresses these are, all or none; returns how many they are.
Result<std::int64_t> ReceiveAt(store::Txn& txn, TenantId tenant, const World& world,
                               std::span<const std::string> addresses, const Incoming& in);

}  // namespace koine::mail
