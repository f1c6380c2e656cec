// What the whole application, or one client, said; numbers (app-im 2.7, 3.7).

#include "base/time.h"
#include "core/app/said.h"
#include "dialect/appim/appim.h"
#include "dialect/appim/send.h"
#include "dialect/appim/wire.h"
#include "gateway/presence.h"

namespace koine::appim {

using gateway::Call;
using store::Txn;

struct AllMessagesIn {
  std::optional<std::int64_t> page, size, since, until;
};
KOINE_DESCRIBE(AllMessagesIn, (page, size, since, until))
struct ClientMessagesIn {
  std::string client_id;
  std::optional<std::int64_t> page, size, since, until;
};
KOINE_DESCRIBE(ClientMessagesIn, (client_id, page, size, since, until))
struct StatsIn {};
KOINE_DESCRIBE(StatsIn, ())
struct StatsOut {
  std::int64_t online_user_count = 0, user_count_today = 0;
};
KOINE_DESCRIBE(StatsOut, (online_user_count, user_count_today))

namespace {

template <class In>
Result<MessagePage> ListOf(Txn& txn, Call& call, const In& in, UserId from) {
  KOINE_TRY(const Paging paging, ReadPaging(in.page, in.size, kListSize));
  const TenantId tenant = call.who.tenant;
  app::SaidPage page;
  page.since = in.since.value_or(0);
  page.until = in.until.value_or(0);
  page.from = from;
  page.offset = paging.offset();
  page.limit = paging.size;
  const std::int64_t total = app::CountAllSaid(txn, call.who, page);
  MessagePage out = PageOf(paging, total);
  for (const app::Said& said : app::ListAllSaid(txn, call.who, page)) {
    out.data.push_back(ToItem(DialectOf(call), tenant, said.message.conversation, said));
  }
  return out;
}

Result<MessagePage> ListAllMessages(Txn& txn, Call& call, AllMessagesIn& in) {
  return ListOf(txn, call, in, UserId());
}

Result<MessagePage> ListClientMessages(Txn& txn, Call& call, ClientMessagesIn& in) {
  KOINE_TRY(const app::Client from, app::GetClient(txn, call.who.tenant, in.client_id));
  return ListOf(txn, call, in, from.user.id);
}

Result<StatsOut> GetStats(Txn& txn, Call& call, StatsIn&) {
  const Zone& zone = DialectOf(call).zone();
  Civil day = ToCivil(txn.now_ms(), zone);
  day.hour = day.minute = day.second = day.millisecond = 0;
  std::vector<UserId> online;
  for (const auto& one : call.services->presence->OnlineOf({call.who.tenant})) {
    online.push_back(one.user);
  }
  StatsOut out;
  out.online_user_count = static_cast<std::int64_t>(online.size());
  out.user_count_today =
      app::CountSeen(txn, call.who.tenant, FromCivil(day, zone), Numbers(online));
  return out;
}

}  // namespace

void AddLists(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&ListAllMessages>(Method::kGet, "/im/messages",
                                       "List the messages of the application",
                                       ByMaster(Mode::kScan, false, R"({"page":1})", "2.7")));
  rows->push_back(Ep<&ListClientMessages>(
      Method::kGet, "/im/clients/{client_id}/messages", "List the messages that a client sent",
      ByMaster(Mode::kScan, false, R"({"client_id":"{client.ann}"})", "2.7")));
  rows->push_back(Ep<&GetStats>(Method::kGet, "/im/stats", "Get statistics of today's clients",
                                ByMaster(Mode::kScan, false, "{}", "3.7")));
}

}  // namespace koine::appim
