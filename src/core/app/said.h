#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "core/access/state.h"
#include "core/app/channel.h"
#include "core/body/message.h"
#include "store/txn.h"

// What was said in the conversations of an application.
namespace koine::app {

// A message with its sender's handle.
struct Said {
  body::Message message;
  std::string sender;
};
struct SaidPage {
  std::int64_t since = 0;  // ms, both inclusive; until 0: without end
  std::int64_t until = 0;
  UserId from;  // of this sender only; 0: of all
  access::VisibleRange seqs = {1, std::numeric_limits<std::int64_t>::max()};
  bool oldest_first = false;
  std::int64_t offset = 0, limit = 10;
};
// Messages that people wrote, recalled ones too, deleted ones not.
std::vector<Said> ListSaid(store::Txn& txn, const Managed& place, const SaidPage& page);
std::int64_t CountSaid(store::Txn& txn, const Managed& place, const SaidPage& page);
// The same, for who manages the application, over all conversations of the tenant that are there,
// the newest first; `seqs` and `oldest_first` are not looked at.
std::vector<Said> ListAllSaid(store::Txn& txn, const access::Principal& who, const SaidPage& page);
std::int64_t CountAllSaid(store::Txn& txn, const access::Principal& who, const SaidPage& page);

}  // namespace koine::app
