// From conditions to what the store selects by, and what is judged after it.

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "base/json.h"
#include "base/text.h"
#include "base/time.h"
#include "core/app/client.h"
#include "dialect/appim/appim.h"
#include "dialect/appim/room.h"
#include "dialect/appim/where.h"
#include "dialect/appim/wire.h"
#include "gateway/presence.h"

namespace koine::appim {

namespace {

using app::Channel;
using app::SaidRange;
using Ids = std::vector<std::int64_t>;
using Rest = std::function<bool(const Channel&)>;

constexpr auto kRoomKind = static_cast<std::int64_t>(ConversationKind::kRoom);
constexpr auto kSystemKind = static_cast<std::int64_t>(ConversationKind::kSystem);

// A number, or the first and last of the milliseconds that a text of seconds means.
SaidRange SpanOf(const Condition& condition, const Scalar& value, const Zone& zone) {
  const bool time =
      condition.subject == Subject::kCreated || condition.subject == Subject::kChanged;
  if (!time || value.kind == Scalar::Kind::kNumber) {
    const std::int64_t n = text::ParseInt(value.text).value_or(0);
    return {n, n};
  }
  const std::int64_t from = ParseTime(value.text, zone).value_or(0);
  const std::int64_t to = ParseTime(value.text, zone, true).value_or(0);
  return {from, std::max(to, from + kSecondMs - 1)};
}

// What the relation allows; of kNotEqual nothing can be said in one range.
SaidRange RangeOf(const Condition& condition, const Zone& zone) {
  const SaidRange first = SpanOf(condition, condition.values.front(), zone);
  SaidRange out;
  switch (condition.relation) {
    case Relation::kLess:
      out.to = first.from == SaidRange().from ? first.from : first.from - 1;
      break;
    case Relation::kLessOrEqual:
      out.to = first.to;
      break;
    case Relation::kGreater:
      out.from = first.to == SaidRange().to ? first.to : first.to + 1;
      break;
    case Relation::kGreaterOrEqual:
      out.from = first.from;
      break;
    case Relation::kBetween:
      out = {first.from, SpanOf(condition, condition.values.back(), zone).to};
      break;
    default:
      out = first;
  }
  return out;
}

void Narrow(const SaidRange& by, SaidRange* range) {
  range->from = std::max(range->from, by.from);
  range->to = std::min(range->to, by.to);
}

bool Has(const SaidRange& range, std::int64_t n) {
  return n >= range.from && n <= range.to;
}

// Those of both lists, where there is one already.
void Intersect(Ids ids, std::optional<Ids>* list) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  if (!*list) {
    *list = std::move(ids);
    return;
  }
  Ids both;
  std::set_intersection(ids.begin(), ids.end(), (*list)->begin(), (*list)->end(),
                        std::back_inserter(both));
  *list = std::move(both);
}

bool Negative(const Condition& condition) {
  return condition.relation == Relation::kNotEqual || condition.relation == Relation::kNotIn;
}

// The JSON at the end of a path; empty: there is none.
std::string ValueAt(const std::string& extend, const std::vector<std::string>& path) {
  std::string text = extend;
  for (const std::string& name : path) {
    auto object = json::Parse<std::map<std::string, json::Raw>>(text);
    if (text.substr(0, 1) != "{" || !object.ok()) return "";
    const auto it = object->find(name);
    if (it == object->end()) return "";
    text = it->second.text;
  }
  return text;
}

std::string TextOf(const std::string& json) {
  auto list = json::Parse<std::vector<std::string>>("[" + json + "]");
  return list.ok() && list->size() == 1 ? list->front() : "";
}

bool Same(const std::string& json, const Scalar& value) {
  const bool is_text = json.substr(0, 1) == "\"";
  if (value.kind == Scalar::Kind::kText) return is_text && TextOf(json) == value.text;
  if (value.kind == Scalar::Kind::kNull) return json.empty() || json == "null";
  if (is_text || json.empty()) return false;
  if (value.kind == Scalar::Kind::kBool) return json == value.text;
  const auto a = text::ParseDouble(json);
  const auto b = text::ParseDouble(value.text);
  return a && b && *a == *b;
}

bool ExtendFits(const Condition& condition, const Channel& one) {
  const std::string json = ValueAt(one.extend, condition.path);
  if (condition.relation == Relation::kLike) {
    return json.substr(0, 1) == "\"" && Like(TextOf(json), condition.values.front().text);
  }
  const bool found = std::any_of(condition.values.begin(), condition.values.end(),
                                 [&](const Scalar& value) { return Same(json, value); });
  return Negative(condition) ? !found : found;
}

// Builds the filter, condition by condition.
class Builder {
 public:
  Builder(store::Txn& txn, const gateway::Call& call)
      : txn_(txn),
        tenant_(call.who.tenant),
        who_(call.who),
        dialect_(DialectOf(call)),
        presence_(*call.services->presence) {
    filter_.kinds = {1, 2, 3, kRoomKind, kSystemKind};
  }

  Status Add(const Condition& condition) {
    switch (condition.subject) {
      case Subject::kConversation:
        AddConversations(condition);
        return Ok();
      case Subject::kType:
        AddTypes(condition);
        return Ok();
      case Subject::kCreator:
        return AddCreators(condition);
      case Subject::kMember:
        return AddMembersOf(condition);
      case Subject::kClients:
        clients_.push_back(condition);
        return Ok();
      case Subject::kCreated:
        AddRange(condition, &filter_.created, [](const Channel& one) { return one.created_at; });
        return Ok();
      case Subject::kChanged:
        // What never changed has no time to compare.
        Narrow({0, SaidRange().to}, &filter_.changed);
        AddRange(condition, &filter_.changed, [](const Channel& one) { return one.changed_at; });
        return Ok();
      case Subject::kExtend:
        filter_.costly = true;
        rest_.push_back([condition](const Channel& one) { return ExtendFits(condition, one); });
        return Ok();
    }
    return Ok();
  }

  app::ChannelFilter Take() {
    for (const Condition& condition : clients_) AddClients(condition);
    if (!rest_.empty()) {
      filter_.rest = [rest = std::move(rest_)](const Channel& one) {
        return std::all_of(rest.begin(), rest.end(), [&](const Rest& f) { return f(one); });
      };
    }
    return std::move(filter_);
  }

 private:
  void AddConversations(const Condition& condition) {
    Ids ids;
    for (const Scalar& value : condition.values) {
      if (auto id = dialect_.OpenConversation(tenant_, value.text)) ids.push_back(id->value);
    }
    if (Negative(condition)) {
      filter_.not_ids.insert(filter_.not_ids.end(), ids.begin(), ids.end());
    } else {
      Intersect(std::move(ids), &filter_.ids);
    }
  }

  void AddTypes(const Condition& condition) {
    const bool list = condition.relation == Relation::kIn || condition.relation == Relation::kNotIn;
    std::set<std::int64_t> named;
    for (const Scalar& value : condition.values) {
      named.insert(text::ParseInt(value.text).value_or(0));
    }
    const bool whole = list || condition.relation == Relation::kEqual || Negative(condition);
    std::erase_if(filter_.kinds, [&](std::int64_t kind) {
      const std::int64_t type = TypeNumber(static_cast<ConversationKind>(kind));
      if (whole) return (named.count(type) > 0) == Negative(condition);
      return !Has(RangeOf(condition, dialect_.zone()), type);
    });
  }

  Result<Ids> Clients(const Condition& condition) {
    std::vector<std::string> handles;
    for (const Scalar& value : condition.values) handles.push_back(value.text);
    KOINE_TRY(const auto users, app::GetClients(txn_, tenant_, handles));
    Ids out;
    for (const identity::User& user : users) out.push_back(user.id.value);
    return out;
  }

  Status AddCreators(const Condition& condition) {
    KOINE_TRY(Ids ids, Clients(condition));
    if (Negative(condition)) {
      filter_.not_creators.insert(filter_.not_creators.end(), ids.begin(), ids.end());
    } else {
      Intersect(std::move(ids), &filter_.creators);
    }
    return Ok();
  }

  Status AddMembersOf(const Condition& condition) {
    KOINE_TRY(const Ids users, Clients(condition));
    Ids rooms;
    for (const std::int64_t user : users) {
      for (const ConversationId room : presence_.RoomsOf(UserId(user))) {
        rooms.push_back(room.value);
      }
    }
    if (!filter_.members) {
      filter_.members = users;
      filter_.rooms = std::move(rooms);
      return Ok();
    }
    // The store looks for one such condition; of others it is told the conversations.
    Ids ids = app::ChannelsOf(txn_, who_, users);
    ids.insert(ids.end(), rooms.begin(), rooms.end());
    Intersect(std::move(ids), &filter_.ids);
    return Ok();
  }

  // Who is in a room stands in no row.
  void AddClients(const Condition& condition) {
    const auto& kinds = filter_.kinds;
    if (std::find(kinds.begin(), kinds.end(), kRoomKind) == kinds.end()) {
      AddRange(condition, &filter_.clients, [](const Channel& one) { return one.clients; });
      return;
    }
    const SaidRange range = RangeOf(condition, dialect_.zone());
    rest_.push_back([condition, range, &presence = presence_](const Channel& one) {
      const bool fits = Has(range, CountClients(presence, one));
      return Negative(condition) ? !fits : fits;
    });
  }

  void AddRange(const Condition& condition, SaidRange* range,
                std::int64_t (*member)(const Channel& one)) {
    const SaidRange allowed = RangeOf(condition, dialect_.zone());
    if (!Negative(condition)) {
      Narrow(allowed, range);
      return;
    }
    rest_.push_back([allowed, member](const Channel& one) { return !Has(allowed, member(one)); });
  }

  store::Txn& txn_;
  const TenantId tenant_;
  const access::Principal& who_;
  const Appim& dialect_;
  const gateway::Presence& presence_;
  app::ChannelFilter filter_;
  std::vector<Condition> clients_;
  std::vector<Rest> rest_;
};

}  // namespace

Result<app::ChannelFilter> FilterOf(store::Txn& txn, const gateway::Call& call,
                                    const std::vector<Condition>& conditions) {
  Builder builder(txn, call);
  for (const Condition& condition : conditions) KOINE_CHECK(builder.Add(condition));
  return builder.Take();
}

}  // namespace koine::appim
