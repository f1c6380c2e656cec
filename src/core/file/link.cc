#include "core/file/link.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

#include "base/text.h"
#include "core/file/rows.h"

namespace koine::file {

namespace {

constexpr std::size_t kKeyDigits = 32;
constexpr std::size_t kDayChars = 11;  // "yyyy/MM/dd/"
constexpr std::size_t kExtensionMax = 20;
constexpr std::size_t kObjectPathMax = 4096;  // an encoded name of an object, and what leads to it

std::atomic<const LinkSigner*> current{nullptr};

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsLower(char c) {
  return c >= 'a' && c <= 'z';
}

bool KeyAt(std::string_view text, std::size_t at) {
  if (text.size() < at + kKeyDigits) return false;
  const std::string_view key = text.substr(at, kKeyDigits);
  return std::all_of(key.begin(), key.end(),
                     [](char c) { return IsDigit(c) || (c >= 'a' && c <= 'f'); });
}

// A link within a text: its key, and the stretch that its ticket takes, or may take.
struct Place {
  std::size_t key = 0, begin = 0, end = 0;
  bool object = false;
};

// …/uploads/yyyy/MM/dd/KEY.EXT, …/uploads/KEY.EXT, …/thumbnail/KEY.EXT, and what query they have.
std::optional<Place> PathAt(std::string_view text, std::size_t at) {
  if (at + kDayChars < text.size() && !KeyAt(text, at) && text[at + kDayChars - 1] == '/') {
    at += kDayChars;
  }
  if (!KeyAt(text, at)) return std::nullopt;
  Place place{at, at + kKeyDigits, 0, false};
  if (place.begin >= text.size() || text[place.begin] != '.') return std::nullopt;
  const std::size_t last = std::min(text.size(), ++place.begin + kExtensionMax);
  while (place.begin < last && (IsDigit(text[place.begin]) || IsLower(text[place.begin]))) {
    ++place.begin;
  }
  place.end = place.begin;
  if (place.end < text.size() && text[place.end] == '?') {
    auto of_query = [](char c) {
      return IsDigit(c) || IsLower(c) || c == '.' || c == '-' || c == '=' || c == '&' || c == '?';
    };
    while (place.end < text.size() && of_query(text[place.end])) ++place.end;
  }
  return place;
}

// …/object/NAME?k=KEY, and the ticket behind a dot.
std::optional<Place> ObjectAt(std::string_view text, std::size_t at) {
  if (!KeyAt(text, at)) return std::nullopt;
  const std::size_t from = at > kObjectPathMax ? at - kObjectPathMax : 0;
  const std::string_view before = text.substr(from, at - from);
  const std::size_t path = before.rfind("/object/");
  if (path == before.npos || before.find_first_of("\" \n", path) != before.npos) {
    return std::nullopt;
  }
  Place place{at, at + kKeyDigits, at + kKeyDigits, true};
  if (place.end < text.size() && text[place.end] == '.') {
    auto of_ticket = [](char c) { return IsDigit(c) || IsLower(c) || c == '.' || c == '-'; };
    while (place.end < text.size() && of_ticket(text[place.end])) ++place.end;
  }
  return place;
}

// The links of a text, one after the other.
class Links {
 public:
  explicit Links(std::string_view text) : text_(text) {}

  std::optional<Place> Next() {
    for (;;) {
      Sign* first = nullptr;
      for (Sign& sign : signs_) {
        if (sign.at != text_.npos && (sign.fresh || sign.at < from_)) {
          sign.at = text_.find(sign.text, from_);
          sign.fresh = false;
        }
        if (sign.at != text_.npos && (first == nullptr || sign.at < first->at)) first = &sign;
      }
      if (first == nullptr) return std::nullopt;
      from_ = first->at + first->text.size();
      const auto place = first->object ? ObjectAt(text_, from_) : PathAt(text_, from_);
      if (!place) continue;
      from_ = place->end;
      return place;
    }
  }

 private:
  struct Sign {
    std::string_view text;
    bool object = false;
    std::size_t at = 0;
    bool fresh = true;
  };
  std::string_view text_;
  std::size_t from_ = 0;
  Sign signs_[3] = {{"/uploads/"}, {"/thumbnail/"}, {"k=", true}};
};

std::string MeaningOf(std::string_view key, std::string_view right) {
  return "link/" + std::string(key) + "/" + std::string(right);
}

std::string RightOf(const Grant& grant) {
  if (grant.seq > 0) {
    return "m" + std::to_string(grant.conversation.value) + "-" + std::to_string(grant.seq);
  }
  return grant.user ? "u" + std::to_string(grant.user.value) : "a";
}

std::optional<Grant> ParseRight(std::string_view right) {
  Grant grant;
  if (right == "a") return grant;
  const std::string_view rest = right.substr(std::min<std::size_t>(1, right.size()));
  if (right.starts_with("u")) {
    grant.user = UserId(text::ParseInt(rest).value_or(0));
    return grant.user ? std::optional(grant) : std::nullopt;
  }
  const std::size_t dash = rest.find('-');
  if (!right.starts_with("m") || dash == rest.npos) return std::nullopt;
  grant.conversation = ConversationId(text::ParseInt(rest.substr(0, dash)).value_or(0));
  grant.seq = text::ParseInt(rest.substr(dash + 1)).value_or(0);
  return grant.seq > 0 ? std::optional(grant) : std::nullopt;
}

struct Ticket {
  Grant grant;
  std::int64_t made_at = 0;
};
// A ticket that this server made for the key, and that is not over.
std::optional<Ticket> ReadTicket(const Storage& storage, std::string_view key,
                                 std::string_view ticket, std::int64_t now_ms) {
  const std::size_t dot = ticket.find('.');
  const std::size_t next = dot == ticket.npos ? dot : ticket.find('.', dot + 1);
  if (next == ticket.npos) return std::nullopt;
  const std::string_view right = ticket.substr(0, dot);
  const std::string_view end = ticket.substr(dot + 1, next - dot - 1);
  const std::string mark = MarkOf(storage, MeaningOf(key, right), end);
  if (!crypto::Equal(mark, ticket.substr(next + 1))) return std::nullopt;
  const auto end_ms = text::ParseInt(end);
  const auto grant = ParseRight(right);
  if (!end_ms || *end_ms < now_ms || !grant) return std::nullopt;
  return Ticket{*grant, *end_ms - storage.limits.link_ttl_ms};
}

bool Opens(store::Txn& txn, const File& file, const Ticket& ticket) {
  const Grant& grant = ticket.grant;
  if (grant.seq > 0) {
    return HoldsStill(txn, file.id, grant.conversation, grant.seq, ticket.made_at);
  }
  if (IsTakenBack(txn, file.id, ticket.made_at)) return false;
  return !grant.user || IsReadableBy(txn, file.id, grant.user);
}

}  // namespace

LinkSigner::LinkSigner(const Storage& storage, const Clock& clock)
    : storage_(storage), clock_(clock) {
  current.store(this);
}

LinkSigner::~LinkSigner() {
  const LinkSigner* self = this;
  current.compare_exchange_strong(self, nullptr);
}

std::string TicketOf(const Storage& storage, std::string_view key, const Grant& grant,
                     std::int64_t now_ms) {
  if (storage.limits.link_ttl_ms == 0) return {};
  const std::string right = RightOf(grant);
  const std::string end = std::to_string(now_ms + storage.limits.link_ttl_ms);
  return right + "." + end + "." + MarkOf(storage, MeaningOf(key, right), end);
}

std::string WithTicket(std::string path, std::string_view ticket) {
  if (ticket.empty()) return path;
  return std::move(path) + "?t=" + std::string(ticket);
}

void Freshen(std::string* text, const Grant& grant) {
  const LinkSigner* signer = current.load();
  if (signer == nullptr || signer->storage().limits.link_ttl_ms == 0) return;
  Links links(*text);
  std::string out;
  std::size_t copied = 0;
  std::size_t count = 0;
  while (const auto place = links.Next()) {
    if (++count > kLinksMax) break;
    const std::string_view key = std::string_view(*text).substr(place->key, kKeyDigits);
    out.append(*text, copied, place->begin - copied);
    out += place->object ? "." : "?t=";
    out += TicketOf(signer->storage(), key, grant, signer->now_ms());
    copied = place->end;
  }
  if (copied == 0) return;
  out.append(*text, copied);
  *text = std::move(out);
}

void FreshenContent(std::string* text, const body::Message& message) {
  const bool app = message.origin == static_cast<std::uint8_t>(access::Dialect::kAppim);
  if (message.recalled() || app || std::holds_alternative<body::Text>(message.body)) return;
  Freshen(text, {message.conversation, message.seq, UserId()});
}

std::vector<std::string> KeysIn(std::string_view text) {
  std::vector<std::string> keys;
  Links links(text);
  while (keys.size() < kLinksMax) {
    const auto place = links.Next();
    if (!place) break;
    keys.emplace_back(text.substr(place->key, kKeyDigits));
  }
  return keys;
}

Result<File> FollowKey(store::Txn& txn, std::string_view key, std::string_view ticket,
                       const Storage& storage) {
  const Error none{Code::kNotFound, "file"};
  if (key.size() != kKeyDigits || !KeyAt(key, 0)) return none;
  auto file = FindByKey(txn, key);
  if (!file) return none;
  const bool free = file->purpose == Purpose::kAvatar || file->purpose == Purpose::kApp;
  if (free) return *std::move(file);
  if (storage.limits.link_ttl_ms == 0) {
    if (!IsTakenBack(txn, file->id, 0)) return *std::move(file);
  } else if (const auto read = ReadTicket(storage, key, ticket, txn.now_ms())) {
    if (Opens(txn, *file, *read)) return *std::move(file);
  }
  if (IsShown(txn, file->id)) return *std::move(file);
  return none;
}

bool MayFollow(store::Txn& txn, const access::Principal& who, FileId id) {
  return IsReadableBy(txn, id, who.user);
}

}  // namespace koine::file
