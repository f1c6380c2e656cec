#include "dialect/openim/names.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/conversation/direct.h"
#include "core/conversation/named.h"
#include "core/group/profile.h"
#include "core/identity/handle.h"

namespace koine::openim {

namespace {

constexpr std::string_view kSinglePrefix = "si_";
constexpr std::string_view kSystemPrefix = "sn_";
constexpr std::string_view kGroupPrefix = "sg_";

bool StartsWith(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

std::string Pair(std::string_view prefix, std::string_view a, std::string_view b) {
  if (b < a) std::swap(a, b);
  std::string out(prefix);
  out += a;
  out += '_';
  out += b;
  return out;
}

}  // namespace

std::string HandleOf(store::Txn& txn, const access::Principal& who) {
  const std::int64_t ids[] = {who.user.value};
  auto found = history::FindHandles(txn, who, ids);
  return found.empty() ? std::string() : std::move(found.front().handle);
}

std::string SingleName(std::string_view a, std::string_view b) {
  return Pair(kSinglePrefix, a, b);
}

std::string SystemName(std::string_view a, std::string_view b) {
  return Pair(kSystemPrefix, a, b);
}

std::string GroupName(std::string_view group) {
  return std::string(kGroupPrefix) + std::string(group);
}

std::string NotificationName(std::string_view chat) {
  const std::size_t end = chat.find('_');
  return "n" + std::string(end == chat.npos ? "" : chat.substr(end));
}

bool IsNotificationName(std::string_view name) {
  return StartsWith(name, "n_");
}

std::string NameOf(const history::SyncSeat& seat, std::string_view own_handle) {
  switch (seat.conversation.kind) {
    case ConversationKind::kDirect:
      return SingleName(own_handle, seat.peer_handle);
    case ConversationKind::kSystem:
      return SystemName(own_handle, seat.peer_handle);
    default:
      return GroupName(seat.handle);
  }
}

int SessionTypeOf(const history::SyncSeat& seat) {
  switch (seat.conversation.kind) {
    case ConversationKind::kDirect:
      return kSingle;
    case ConversationKind::kSystem:
      return kSystemSession;
    default:
      return kGroupSession;
  }
}

std::vector<std::string> ChatNames(std::string_view stream) {
  const std::string rest(stream.substr(std::min<std::size_t>(stream.size(), 2)));
  std::vector<std::string> out;
  for (const std::string_view prefix : {kSinglePrefix, kSystemPrefix, kGroupPrefix}) {
    out.push_back(std::string(prefix) + rest);
  }
  return out;
}

std::vector<std::string> PeersOf(std::string_view name, std::string_view own) {
  std::vector<std::string> out;
  const bool pair = StartsWith(name, kSinglePrefix) || StartsWith(name, kSystemPrefix);
  if (!pair) return out;
  name.remove_prefix(kSinglePrefix.size());
  if (name.size() < own.size() + 2) return out;
  const std::size_t rest = name.size() - own.size() - 1;
  // The smaller of the two stands first, or it is another name.
  if (StartsWith(name, own) && name[own.size()] == '_') {
    const std::string_view peer = name.substr(own.size() + 1);
    if (own <= peer) out.emplace_back(peer);
  }
  if (name[rest] == '_' && name.substr(rest + 1) == own) {
    const std::string_view peer = name.substr(0, rest);
    if (peer <= own && (out.empty() || out.front() != peer)) out.emplace_back(peer);
  }
  return out;
}

std::vector<history::SyncSeat> FindSeats(store::Txn& txn, const access::Principal& who,
                                         std::string_view own_handle,
                                         std::span<const std::string> names) {
  std::vector<std::string> peers;
  std::vector<std::string> groups;
  std::set<std::string> wanted;
  auto add = [&](const std::string& name) {
    if (!wanted.insert(name).second) return;
    if (StartsWith(name, kGroupPrefix)) {
      groups.push_back(name.substr(kGroupPrefix.size()));
    } else {
      for (std::string& peer : PeersOf(name, own_handle)) peers.push_back(std::move(peer));
    }
  };
  for (const std::string& name : names) {
    if (!IsNotificationName(name)) {
      add(name);
      continue;
    }
    for (const std::string& chat : ChatNames(name)) add(chat);
  }
  std::vector<history::SyncSeat> seats = history::ListSeatsWith(txn, who, peers);
  for (history::SyncSeat& seat : history::ListSeatsIn(txn, who, groups)) {
    seats.push_back(std::move(seat));
  }
  std::erase_if(seats, [&](const history::SyncSeat& seat) {
    return wanted.count(NameOf(seat, own_handle)) == 0;
  });
  return seats;
}

namespace {

// Every cut of the name of a pair at which both sides may be handles.
using Cuts = std::vector<std::pair<std::string, std::string>>;
Cuts CutsOf(std::string_view name) {
  Cuts out;
  if (!StartsWith(name, kSinglePrefix) && !StartsWith(name, kSystemPrefix)) return out;
  name.remove_prefix(kSinglePrefix.size());
  if (name.size() > 2 * 4 * identity::kHandleCharsMax + 1) return out;
  for (std::size_t at = name.find('_'); at != name.npos; at = name.find('_', at + 1)) {
    const std::string_view a = name.substr(0, at), b = name.substr(at + 1);
    // The smaller of the two stands first, or it is another name.
    if (a <= b) out.emplace_back(a, b);
  }
  return out;
}

}  // namespace

Result<ConversationId> AnyConversationOf(store::Txn& txn, const access::Principal& who,
                                         std::string_view name) {
  if (StartsWith(name, kGroupPrefix)) {
    if (const auto group = conversation::FindGroup(txn, who, name.substr(kGroupPrefix.size()))) {
      return *group;
    }
  } else if (const auto found = AnyConversationsOf(txn, who, {std::string(name)}); !found.empty()) {
    return ConversationId(found.front());
  }
  return FieldError(Code::kConversationNotFound, "conversationID");
}

std::vector<std::int64_t> AnyConversationsOf(store::Txn& txn, const access::Principal& who,
                                             const std::vector<std::string>& names) {
  std::vector<std::string> groups, handles;
  std::vector<Cuts> pairs;
  for (const std::string& name : names) {
    if (StartsWith(name, kGroupPrefix)) {
      groups.push_back(name.substr(kGroupPrefix.size()));
      continue;
    }
    const Cuts& cuts = pairs.emplace_back(CutsOf(name));
    for (const auto& [a, b] : cuts) handles.insert(handles.end(), {a, b});
  }
  std::set<std::int64_t> out;
  for (const auto& [handle, id] : group::FindIds(txn, who, groups)) out.insert(id.value);
  std::map<std::string, UserId> users;
  for (const identity::User& user : identity::FindNamed(txn, who.tenant, handles)) {
    users[user.handle] = user.id;
  }
  std::vector<conversation::DirectOf> asked;
  for (const Cuts& cuts : pairs) {
    for (const auto& [a, b] : cuts) {
      if (users.count(a) > 0 && users.count(b) > 0) asked.push_back({users[a], users[b], {}});
    }
  }
  for (const auto& one : conversation::FindDirects(txn, who, asked)) out.insert(one.id.value);
  return {out.begin(), out.end()};
}

}  // namespace koine::openim
