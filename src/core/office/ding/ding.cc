#include "core/office/ding/ding.h"

#include <algorithm>
#include <utility>

#include "core/access/allowance.h"
#include "core/access/doors.h"
#include "core/contact/pair.h"
#include "core/group/member.h"
#include "core/identity/people.h"
#include "core/office/ding/deliver.h"
#include "core/office/ding/rows.h"
#include "core/word/word.h"

namespace koine::ding {

namespace {

using access::Principal;
using Users = std::vector<std::int64_t>;

constexpr auto kMost = static_cast<std::int64_t>(kReceiversMax);

Status AddUsers(store::Txn& txn, const Principal& who, Users wanted, Users* to) {
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  if (std::ssize(wanted) > kMost + 1) return Error{Code::kBadArgument, "receivers_many"};
  Users known;
  for (const identity::User& user : identity::FindUsers(txn, who, wanted)) {
    if (user.status == identity::UserStatus::kActive) known.push_back(user.id.value);
  }
  std::sort(known.begin(), known.end());
  for (const std::int64_t user : wanted) {
    if (std::binary_search(known.begin(), known.end(), user)) continue;
    return Error{Code::kUserNotFound, "ding_receiver", "", std::to_string(user)};
  }
  std::erase(known, who.user.value);
  const bool somebody = !known.empty();
  for (const std::int64_t blocker : contact::BlockersAmong(txn, who, known)) {
    std::erase(known, blocker);
  }
  if (somebody && known.empty()) return Error{Code::kBlockedByPeer};
  to->insert(to->end(), known.begin(), known.end());
  return Ok();
}

Status AddMembers(store::Txn& txn, const Principal& who, ConversationId id, Users* to) {
  KOINE_CHECK(access::GroupMember::Open(txn, who, id));
  KOINE_TRY(const group::Roster roster, group::Roster::Open(txn, who, id));
  // With who sends, and one more to know that they are too many.
  const auto members = group::ListMembers(txn, roster, kMost + 2, 0);
  if (std::ssize(members) > kMost + 1) return Error{Code::kBadArgument, "receivers_many"};
  for (const group::MemberRow& row : members) {
    if (row.user.status == identity::UserStatus::kActive) to->push_back(row.user.id.value);
  }
  return Ok();
}

Status AddConversation(store::Txn& txn, const Principal& who, ConversationId id, Users* to) {
  KOINE_TRY(const access::Member place, access::Member::Open(txn, who, id));
  const access::ConversationState& state = place.conversation();
  if (state.group()) return AddMembers(txn, who, id, to);
  if (!state.direct()) return Error{Code::kWrongKind};
  const UserId peer = state.pair_lo == who.user ? state.pair_hi : state.pair_lo;
  return AddUsers(txn, who, {peer.value}, to);
}

// Each once, without who sends.
Result<Users> ReceiversOf(store::Txn& txn, const Principal& who, const Draft& draft) {
  Users out;
  if (draft.conversation) {
    KOINE_CHECK(AddConversation(txn, who, *draft.conversation, &out));
  } else if (draft.audience == DingAudience::kUser) {
    KOINE_CHECK(AddUsers(txn, who, draft.receivers, &out));
  } else {
    // In one order, so that two who name the same groups do not wait for each other.
    Users groups = draft.receivers;
    std::sort(groups.begin(), groups.end());
    groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
    if (groups.size() > kGroupsMax) return Error{Code::kBadArgument, "receivers_many"};
    for (const std::int64_t id : groups) {
      KOINE_CHECK(AddMembers(txn, who, ConversationId(id), &out));
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  std::erase(out, who.user.value);
  if (out.empty()) return Error{Code::kBadArgument, "receivers"};
  if (std::ssize(out) > kMost) return Error{Code::kBadArgument, "receivers_many"};
  return out;
}

// With the names of who sent and who answered: one statement.
void AddNames(store::Txn& txn, const Principal& who, std::span<Shown> dings) {
  Users ids;
  for (const Shown& one : dings) {
    ids.push_back(one.ding.sender.value);
    if (one.mine) ids.push_back(one.mine->person.id.value);
    for (const Receipt& receipt : one.receipts) ids.push_back(receipt.person.id.value);
  }
  const auto people = identity::FindPeople(txn, who, std::move(ids));
  for (Shown& one : dings) {
    one.sender = people.Of(one.ding.sender);
    if (one.mine) one.mine->person = people.Of(one.mine->person.id);
    for (Receipt& receipt : one.receipts) receipt.person = people.Of(receipt.person.id);
  }
}

}  // namespace

Result<DingId> Send(store::Txn& txn, const Principal& who, const Draft& draft) {
  const std::int64_t now = txn.now_ms();
  if (draft.scheduled_at > 0 && draft.scheduled_at <= now) {
    return Error{Code::kBadArgument, "ding_past"};
  }
  if (draft.scheduled_at > now + kAheadMaxMs) return Error{Code::kBadArgument, "ding_far"};
  Ding ding;
  KOINE_TRY(ding.content, word::TakeText(txn, who.tenant, draft.content, "content"));
  KOINE_TRY(const Users receivers, ReceiversOf(txn, who, draft));
  KOINE_CHECK(access::CountAct(txn, who, access::Act::kDing));
  ding.id = NewDingId(txn);
  ding.sender = who.user;
  ding.audience = draft.audience;
  ding.way = draft.way;
  ding.urgent = draft.urgent;
  ding.needs_receipt = draft.needs_receipt;
  ding.attachment = draft.attachment;
  ding.scheduled_at = draft.scheduled_at;
  ding.total = std::ssize(receivers);
  ding.remind_minutes = draft.remind_minutes;
  ding.remind_max = draft.remind_max;
  ding.created_at = ding.updated_at = now;
  InsertDing(txn, who.tenant, ding);
  InsertReceipts(txn, who.tenant, ding.id, receivers);
  if (ding.scheduled_at > 0) {
    Plan(txn, who.tenant, ding);
  } else {
    Begin(txn, who.tenant, &ding);
  }
  return ding.id;
}

Status Cancel(store::Txn& txn, const Sent& place) {
  Ding ding = place.ding();
  const auto next = office::Next(kStates, ding.state, Act::kCancel);
  if (!next) return Error{Code::kBadState, "ding_cancel"};
  ding.state = *next;
  UpdateDing(txn, place.who().tenant, ding);
  Forget(txn, ding.id);
  return Ok();
}

namespace {

Status Answered(store::Txn& txn, const Received& place, Reply reply, std::string_view remark) {
  Receipt receipt = place.receipt();
  const auto next = office::Next(kAnswers, receipt.answer(), reply);
  if (!next || *next == receipt.answer()) return Ok();
  Ding ding = place.ding();
  const bool was_read = receipt.read_at > 0;
  if (!was_read) {
    receipt.read_at = txn.now_ms();
    ++ding.read;
  }
  if (*next == DingAnswer::kConfirmed) {
    receipt.confirmed_at = txn.now_ms();
    receipt.remark = remark;
    ++ding.confirmed;
  }
  const Principal& who = place.who();
  UpdateReceipt(txn, who.tenant, receipt, was_read);
  UpdateDing(txn, who.tenant, ding);
  const bool confirmed = *next == DingAnswer::kConfirmed;
  TellSender(txn, who.tenant, ding,
             confirmed ? event::DingAction::kConfirmed : event::DingAction::kRead, receipt,
             access::PersonOf(txn, who));
  return Ok();
}

}  // namespace

Status Read(store::Txn& txn, const Received& place) {
  return Answered(txn, place, Reply::kRead, "");
}

Status Confirm(store::Txn& txn, const Received& place, std::string_view remark) {
  return Answered(txn, place, Reply::kConfirm, remark);
}

std::vector<Shown> ListReceived(store::Txn& txn, const Principal& who, bool unread,
                                std::int64_t limit, std::int64_t offset) {
  std::vector<Shown> out = SelectReceived(txn, who, unread, limit, offset);
  AddNames(txn, who, out);
  return out;
}

std::int64_t CountReceived(store::Txn& txn, const Principal& who, bool unread) {
  return CountOfReceiver(txn, who, unread);
}

std::vector<Shown> ListSent(store::Txn& txn, const Principal& who,
                            const std::optional<DingState>& state, std::int64_t limit,
                            std::int64_t offset) {
  std::vector<Shown> out = SelectSent(txn, who, state, limit, offset);
  AddNames(txn, who, out);
  return out;
}

std::int64_t CountSent(store::Txn& txn, const Principal& who,
                       const std::optional<DingState>& state) {
  return CountOfSender(txn, who, state);
}

Shown Show(store::Txn& txn, const Seen& place) {
  const Principal& who = place.who();
  Shown out;
  out.ding = place.ding();
  out.mine = place.receipt();
  if (out.ding.sender == who.user) {
    out.receipts = SelectReceipts(txn, who.tenant, out.ding.id);
  } else if (out.mine) {
    out.receipts.push_back(*out.mine);
  }
  AddNames(txn, who, std::span(&out, 1));
  return out;
}

std::vector<Receipt> Receipts(store::Txn& txn, const Sent& place) {
  Shown out;
  out.ding = place.ding();
  out.receipts = SelectReceipts(txn, place.who().tenant, out.ding.id);
  AddNames(txn, place.who(), std::span(&out, 1));
  return std::move(out.receipts);
}

}  // namespace koine::ding
