#include "core/office/mail/address.h"

#include <algorithm>
#include <utility>

#include "base/mime.h"
#include "base/text.h"
#include "core/access/allowance.h"
#include "core/office/mail/outside_rows.h"

namespace koine::mail {

namespace {

Status Take(const std::vector<std::string>& addresses, bool copy, const World* world,
            std::vector<std::int64_t>* users, std::vector<Outside>* outside) {
  std::erase_if(*outside, [copy](const Outside& one) { return one.copy == copy; });
  if (addresses.size() > kRecipientsMax) return Error{Code::kBadArgument, "receivers_many"};
  for (const std::string& given : addresses) {
    const std::string_view bare = text::Trim(given);
    if (!mime::IsAddress(bare)) return Error{Code::kBadArgument, "mail_address"};
    Outside one;
    one.address = mime::Canonical(bare);
    one.copy = copy;
    KOINE_TRY(const std::int64_t user, UserAt(one.address, world));
    if (user > 0) {
      users->push_back(user);
    } else {
      outside->push_back(std::move(one));
    }
  }
  return Ok();
}

}  // namespace

Result<std::int64_t> UserAt(const std::string& address, const World* world) {
  const std::size_t at = address.rfind('@');
  if (world == nullptr || address.substr(at + 1) != world->domain) return std::int64_t{0};
  const auto user = text::ParseInt(address.substr(0, at));
  if (!user || *user <= 0) return Error{Code::kUserNotFound, "mail_receiver"};
  return *user;
}

std::string AddressHere(std::int64_t user, const World& world) {
  return std::to_string(user) + "@" + world.domain;
}

Status Address(const LetterIn& in, Recipients* recipients, std::vector<Outside>* outside) {
  if (in.to_outside) {
    KOINE_CHECK(Take(*in.to_outside, false, in.world, &recipients->to, outside));
  }
  if (in.cc_outside) {
    KOINE_CHECK(Take(*in.cc_outside, true, in.world, &recipients->cc, outside));
  }
  std::stable_sort(outside->begin(), outside->end(),
                   [](const Outside& a, const Outside& b) { return !a.copy && b.copy; });
  std::vector<Outside> once;
  for (Outside& one : *outside) {
    const bool seen = std::any_of(once.begin(), once.end(), [&](const Outside& other) {
      return other.address == one.address;
    });
    if (!seen) once.push_back(std::move(one));
  }
  *outside = std::move(once);
  return Ok();
}

bool HasPrimary(const std::vector<Outside>& outside) {
  return std::any_of(outside.begin(), outside.end(), [](const Outside& one) { return !one.copy; });
}

Status MayGoOut(store::Txn& txn, const access::Principal& who, const LetterIn& in,
                const std::vector<Outside>& outside, const std::vector<Attachment>& files) {
  if (outside.empty()) return Ok();
  if (in.world == nullptr || !in.world->sends) return Error{Code::kBadArgument, "mail_outside"};
  std::int64_t bytes = 0;
  for (const Attachment& one : files) bytes += one.bytes;
  if (bytes > kOutsideBytes) return Error{Code::kBadArgument, "mail_files_outside"};
  return access::CountActs(txn, who, access::Act::kMailOut, std::ssize(outside), in.world->per_day);
}

void SendOut(store::Txn& txn, TenantId tenant, const Letter& letter, const World& world,
             std::vector<Outside>* outside) {
  for (Outside& one : *outside) one.state = OutState::kWaiting;
  SetOutside(txn, tenant, letter.id, *outside);
  const std::string id = std::to_string(letter.id.value) + "." + std::to_string(letter.sent_at);
  SetMessageId(txn, tenant, letter.id, id + "@" + world.domain);
  Hold(txn, tenant, letter.id, std::ssize(*outside));
}

void AnswerOutside(const Letter& letter, bool sent, bool all, const std::vector<Outside>& outside,
                   LetterIn* in) {
  std::vector<std::string> to, cc;
  if (letter.sender.value == 0) to.push_back(letter.from_address);
  // Where no letter goes out any more, an answer to all goes to those who are here.
  const bool goes = in->world != nullptr && in->world->sends;
  for (const Outside& one : outside) {
    if (sent && !one.copy) {
      to.push_back(one.address);
    } else if (all && goes) {
      cc.push_back(one.address);
    }
  }
  in->to_outside = std::move(to);
  if (all) in->cc_outside = std::move(cc);
}

}  // namespace koine::mail
