#include "server/ding_gateway.h"

#include <string>

#include "core/webhook/webhook.h"

namespace koine::server {

namespace {

constexpr char kUrl[] = "ding.gateway_url";

}  // namespace

Status OpenDingGateway(const config::Config& config, store::Store& store) {
  const std::string url = config.Text(kUrl);
  const Status set =
      store.WriteAndWait({"ding.gateway", store::kNoKey, /*background=*/false, /*repeatable=*/true},
                         [&url](store::Txn& txn) { return webhook::SetGateway(txn, url); });
  if (!set.ok() && set.error().Is(Code::kBadArgument)) {
    return config.Refusal(kUrl, "expected an address http://host/path or https://host/path");
  }
  return set;
}

}  // namespace koine::server
