#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/file/file.h"
#include "core/office/mail/mail.h"
#include "store/txn.h"

// Letters on their way out: the server's own work, nothing for rows of a dialect. A recipient
// outside is a row that waits until the letter was taken there, or never will be; so nothing is
// lost, whenever a process dies. What waits holds its letter, whatever its sender does with it.
namespace koine::mail {

// One letter to one recipient.
struct Delivery {
  LetterId letter;
  TenantId tenant;
  std::int64_t position = 0;  // among its recipients
  std::string address;
  std::int64_t attempts = 0;
  std::int64_t sent_at = 0;  // by its sender
};
// What is due, of all tenants, what waits longest first.
std::vector<Delivery> ListDue(store::Txn& txn, int limit);

// How many wait, counted up to kWaitingCounted, and for how long the oldest that is due has been.
struct Backlog {
  std::int64_t waiting = 0, late_ms = 0;
};
inline constexpr int kWaitingCounted = 10'000;
Backlog ReadBacklog(store::Txn& txn);

// A letter as it goes out.
struct Outgoing {
  Letter letter;
  std::string answered;  // the Message-ID of the one that it answers; empty: none
  Person sender;
  std::vector<Person> to, cc;
  std::vector<Outside> outside;
  std::string plain, html;
  std::vector<file::File> files;
  bool whole = true;  // false: an attachment is not there any more
};
// Nothing when it, or the account of its sender, is not there any more.
std::optional<Outgoing> ReadOutgoing(store::Txn& txn, const Delivery& delivery);

// What its sender is told of a letter that did not arrive: a letter from the server.
struct Bounce {
  std::string from_name, from_address, subject, text;
};
struct Outcome {
  LetterId letter;
  TenantId tenant;
  std::int64_t position = 0;
  std::int64_t attempts = 0;  // with this one
  bool taken = false;
  std::int64_t status = 0;
  std::string reason;
  std::int64_t due_at = 0;            // when to try again; 0: never
  std::optional<Bounce> bounce = {};  // where it failed for good
};
// Writes outcomes, each once. What is not there any more is passed over.
void SettleOutgoing(store::Txn& txn, std::span<const Outcome> outcomes);

}  // namespace koine::mail
