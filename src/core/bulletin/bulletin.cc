#include "core/bulletin/bulletin.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/log.h"
#include "base/text.h"
#include "core/access/behalf.h"
#include "core/access/system.h"
#include "core/conversation/direct.h"
#include "core/identity/account.h"
#include "core/message/send.h"
#include "core/notification/elsewhere.h"
#include "core/notification/said.h"
#include "core/setting/setting.h"

namespace koine::bulletin {

namespace {

constexpr char kScope[] = "bulletin";
constexpr char kAccount[] = "account";  // a setting of the tenant: its id
constexpr char kHandle[] = "notifications";
constexpr int kAccountKind = 3;  // it only sends
constexpr std::size_t kDrawnBytes = 4;
// It speaks no dialect.
const access::Policy kPolicy;

// The account that speaks for the server, made when it is first needed. Who may not have the usual
// handle, because somebody has it, gets it with a drawn end.
Result<UserId> AccountOf(store::Txn& txn, TenantId tenant) {
  if (const auto known = setting::Get(txn, tenant, setting::kTenantWide, kScope, kAccount)) {
    if (const auto id = text::ParseInt(*known)) return UserId(*id);
  }
  identity::GivenUser user;
  user.handle = kHandle;
  user.nickname = notification::kServerName;
  user.kind = kAccountKind;
  auto made = identity::RegisterGiven(txn, tenant, {user});
  if (!made.ok() && made.error().Is(Code::kUserExists)) {
    user.handle += "_" + txn.random().Hex(kDrawnBytes);
    made = identity::RegisterGiven(txn, tenant, {user});
  }
  if (!made.ok()) return std::move(made).error();
  const UserId id = made->front();
  setting::Put(txn, tenant, setting::kTenantWide, kScope, kAccount, std::to_string(id.value));
  return id;
}

// Who refuses messages, or is gone by now, gets none.
void Tell(store::Txn& txn, const access::Principal& account, const notification::Unnumbered& one) {
  auto place = conversation::SystemPlace(txn, account, one.receiver);
  if (!place.ok()) return;
  const notification::Content& what = one.what;
  body::Custom said;
  said.data = json::ToText(body::Bulletin{one.id.value, what.type, what.title, what.content,
                                          what.related_type, what.related_id});
  said.description = notification::InOneLine(what);
  said.wire_type = body::kBulletinType;
  message::SendIn in;
  in.body = std::move(said);
  const auto sent = message::Send(txn, *place, in);
  if (!sent.ok()) {
    log::Debug("bulletin", "user {} takes no messages: {}", one.receiver.value,
               CodeName(sent.error().code));
  }
}

Status TellNext(store::Txn& txn, std::string_view key, std::string_view) {
  const auto number = text::ParseInt(key);
  if (!number) return Error{Code::kInternal, "job"};
  const TenantId tenant(*number);
  const auto slice = notification::NumberNext(txn, tenant);
  if (!slice) {
    txn.PutJob(notification::kTellJob, key, txn.now_ms() + notification::kTellTurnMs, "");
    return Ok();
  }
  UserId account;
  for (const notification::Unnumbered& one : *slice) {
    if (!one.by_account) continue;
    if (!account) {
      KOINE_TRY(account, AccountOf(txn, tenant));
    }
    Tell(txn, access::AccountOf(access::OfUser(tenant, account, &kPolicy)), one);
  }
  if (std::ssize(*slice) == notification::kTellSlice) notification::TellSoon(txn, tenant);
  return Ok();
}

}  // namespace

void AddJobs(store::JobRunner& jobs) {
  jobs.Add(notification::kTellJob, TellNext);
}

}  // namespace koine::bulletin
