#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/body/message.h"
#include "core/history/render.h"
#include "dialect/openim/content.h"
#include "dialect/openim/group_tips.h"
#include "store/txn.h"

namespace koine::openim {

// What messages show besides their own rows: who is on a card, whom they name, what they quote,
// what a line of the system tells. Read for all of them at once, when it is made.
class Extras {
 public:
  // `messages` and `dialect` must outlive it; messages that are not stored (seq 0) have no extras.
  // `names`: whether it is looked for whom they name; `reader` as Cast::Load.
  Extras(store::Txn& txn, const Openim& dialect, TenantId tenant,
         std::span<const body::Message* const> messages, bool names = true,
         const access::Principal* reader = nullptr);

  // Fills in what `ToMsgData` wants. REQUIRES: sender, receiver and group are in it
  void Fill(const body::Message& message, Parties* parties) const;

 private:
  using Place = std::pair<std::int64_t, std::int64_t>;
  void ReadQuotes(store::Txn& txn, TenantId tenant, std::span<const body::Message* const> messages);
  std::string QuoteOf(const history::SyncEntry& quoted, const Parties& parties) const;

  const Openim& dialect_;
  std::map<UserId, std::string> cards_;  // handles of users on cards
  std::map<Place, std::vector<history::Handle>> mentions_;
  std::map<Place, history::SyncEntry> quotes_;
  Cast cast_;
};

// The notification about messages that vanish, for the description of the API.
void AddPrivateTips(std::vector<gateway::EventRow>* rows);

}  // namespace koine::openim
