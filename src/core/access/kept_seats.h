#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/access/kept_places.h"
#include "core/access/state.h"
#include "store/kept.h"

namespace koine::access {

// Seats that were read, for the next command that asks for one (store/kept.h). Of seats that there
// are not nothing is remembered.
class KeptSeats final : public store::Kept {
 public:
  static const store::KeptKind kKind;

  std::optional<Seat> Find(const SeatOf& place);
  // That of the user in their conversation with whom they call so.
  std::optional<Seat> FindNamed(TenantId tenant, UserId user, std::string_view peer);
  void Put(TenantId tenant, const Seat& seat);
  void PutNamed(TenantId tenant, const Seat& seat, std::string_view peer);

  void Changed(const store::RowChange& change) override;
  void Clear() override;

 private:
  struct Member {
    MemberState state;
    std::string peer;  // the handle by which it was found; empty: none
  };
  struct Place {
    TenantId tenant;
    ConversationState state;
    std::vector<Member> members;

    Member* Find(std::int64_t user);
  };
  void ChangedConversation(const store::RowChange& change);
  void ChangedMember(const store::RowChange& change);
  void DropMember(const store::RowKey& key);

  KeptPlaces<Place> places_;
  // Where a user's name for the other of two leads, if the member there still has it.
  std::map<std::pair<std::int64_t, std::string>, std::int64_t> named_;
};

}  // namespace koine::access
