#include "dialect/openim/doors.h"

#include "dialect/openim/group.h"

namespace koine::openim {

using gateway::Call;
using store::Txn;

Result<Self> Self::Open(Txn& txn, Call& call, const std::string& handle) {
  KOINE_TRY(access::Principal who, ActFor(txn, call, handle));
  return Self(std::move(who));
}

Result<SelfOrAll> SelfOrAll::Open(Txn& txn, Call& call, const std::string& handle) {
  if (handle.empty()) return SelfOrAll(std::nullopt);
  KOINE_TRY(Self self, Self::Open(txn, call, handle));
  return SelfOrAll(std::move(self));
}

Result<SessionUser> SessionUser::Open(Txn&, Call& call, const std::string& handle) {
  if (handle.empty() || handle == StateOf(call).handle) return SessionUser();
  return Error{Code::kForbidden, "user"};
}

Result<SeenGroup> SeenGroup::Open(Txn& txn, Call& call, const std::string& handle) {
  KOINE_TRY(const ConversationId id, GroupOf(txn, call, handle));
  KOINE_TRY(const group::Roster roster, group::Roster::Open(txn, call.who, id));
  return SeenGroup(roster);
}

Result<GroupPlace> GroupPlace::Open(Txn& txn, Call& call, const std::string& handle) {
  KOINE_TRY(const ConversationId id, GroupOf(txn, call, handle));
  return Open(txn, call, id);
}

Result<GroupPlace> GroupPlace::Open(Txn& txn, Call& call, ConversationId id) {
  if (call.who.admin()) {
    KOINE_TRY(access::AnyGroup any, access::AnyGroup::Open(txn, call.who, id));
    return GroupPlace(std::move(any));
  }
  auto place = access::GroupMember::Open(txn, call.who, id);
  if (!place.ok()) return StrangerMayNot(std::move(place).error());
  return GroupPlace(*std::move(place));
}

Result<ManagedGroup> ManagedGroup::Open(Txn& txn, Call& call, const std::string& handle) {
  KOINE_TRY(const ConversationId id, GroupOf(txn, call, handle));
  if (call.who.admin()) {
    KOINE_TRY(const access::AnyGroup any, access::AnyGroup::Open(txn, call.who, id));
    return ManagedGroup(group::Manager(any));
  }
  KOINE_TRY(const access::GroupAdmin place, access::GroupAdmin::Open(txn, call.who, id));
  return ManagedGroup(group::Manager(place));
}

Result<RuledGroup> RuledGroup::Open(Txn& txn, Call& call, const std::string& handle) {
  auto managed = ManagedGroup::Open(txn, call, handle);
  if (!managed.ok()) return StrangerMayNot(std::move(managed).error());
  return RuledGroup(*std::move(managed));
}

Result<OwnedGroup> OwnedGroup::Open(Txn& txn, Call& call, const std::string& handle) {
  KOINE_TRY(const ConversationId id, GroupOf(txn, call, handle));
  if (call.who.admin()) {
    KOINE_TRY(const access::AnyGroup any, access::AnyGroup::Open(txn, call.who, id));
    return OwnedGroup(group::Manager(any));
  }
  auto place = access::GroupOwner::Open(txn, call.who, id);
  if (!place.ok()) return StrangerMayNot(std::move(place).error());
  return OwnedGroup(group::Manager(*place));
}

}  // namespace koine::openim
