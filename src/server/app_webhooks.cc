#include "server/app_webhooks.h"

#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "core/tenant/tenant.h"
#include "core/webhook/webhook.h"
#include "dialect/appim/webhook.h"
#include "net/address.h"
#include "server/noted.h"

namespace koine::server {

struct WebhookMadeOut {
  std::int64_t webhook = 0;
  std::string secret;
};
KOINE_DESCRIBE(WebhookMadeOut, (webhook, secret))
struct WebhookOut {
  std::int64_t id = 0;
  std::string url;
  std::vector<std::string> events;  // empty: all
  bool allow_private = false;
  std::int64_t kept = 0;
};
KOINE_DESCRIBE(WebhookOut, (id, url, events, allow_private, kept))
struct WebhooksOut {
  std::vector<WebhookOut> webhooks;
};
KOINE_DESCRIBE(WebhooksOut, (webhooks))
struct DeadOut {
  std::int64_t id = 0, webhook = 0;
  std::string event_id, type;
  std::int64_t created_at = 0, attempts = 0, status = 0;
  std::string error;
};
KOINE_DESCRIBE(DeadOut, (id, webhook, event_id, type, created_at, attempts, status, error))
struct DeadsOut {
  std::vector<DeadOut> deliveries;
};
KOINE_DESCRIBE(DeadsOut, (deliveries))
struct ResentOut {
  std::int64_t resent = 0;
};
KOINE_DESCRIBE(ResentOut, (resent))
struct WebhookRemovedOut {
  std::int64_t id = 0;
  bool removed = true;
};
KOINE_DESCRIBE(WebhookRemovedOut, (id, removed))

namespace {

using Words = std::vector<std::string>;

constexpr std::string_view kEvents = "events=";
constexpr int kDeadShown = 1000;
constexpr int kResendSlice = 500;
constexpr char kUsage[] =
    "usage: koine app webhook add APP_ID URL [--events TYPE,…] [--allow-private] | list APP_ID | "
    "remove APP_ID ID | dead APP_ID | resend APP_ID ID|all\n"
    "types:";

Error Usage() {
  std::string text = kUsage;
  for (const std::string_view type : appim::WebhookRenderer::Types()) {
    text += " ";
    text += type;
  }
  return FieldError(Code::kBadArgument, "app", text);
}

Error Sentence(const Error& error, const std::string& text) {
  return FieldError(error.code, "app", "app webhook: " + text);
}

// What the verbs refuse, as sentences.
Error Told(const Error& error) {
  if (error.field == "url") {
    return Sentence(error, "URL is https://host/path or http://host/path, of at most " +
                               std::to_string(webhook::kUrlBytesMax) +
                               " bytes, without a name and password");
  }
  if (error.field == "events") return Usage();
  if (error.Is(Code::kTooLarge)) {
    return Sentence(error, "an app has at most " + std::to_string(webhook::kWebhooksMax));
  }
  if (error.Is(Code::kNotFound)) {
    return Sentence(error, "there is no such webhook; `koine app webhook list` lists them");
  }
  return Sentence(error, error.text.empty() ? std::string(CodeName(error.code)) : error.text);
}

// Whether the address says itself, in whatever form, that it is not of the public internet. Where a
// name leads is judged when it is connected to.
bool LeadsInside(std::string_view url) {
  const std::size_t begin = url.find("://");
  if (begin == url.npos) return false;
  std::string_view rest = url.substr(begin + 3);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  const bool v6 = rest.starts_with('[');
  if (v6) rest.remove_prefix(1);
  const std::string host(rest.substr(0, rest.find(v6 ? ']' : ':')));
  if (text::EqualsIgnoreCaseAscii(host, "localhost")) return true;
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return false;
  sockaddr_storage storage{};
  std::memcpy(&storage, found->ai_addr, std::min<std::size_t>(found->ai_addrlen, sizeof storage));
  freeaddrinfo(found);
  return !net::Address::From(storage).is_public();
}

std::string Joined(const Words& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ",") + word;
  return out.empty() ? "all" : out;
}

Result<Report> Add(store::Store& store, const crypto::HmacSha256& key, const access::Principal& who,
                   TenantId tenant, const Words& words) {
  if (words.size() < 3) return Usage();
  webhook::AddIn in;
  in.url = words[2];
  for (std::size_t i = 3; i < words.size(); ++i) {
    if (words[i] == "allow_private") {
      in.allow_private = true;
    } else if (words[i].starts_with(kEvents)) {
      const std::string_view list = std::string_view(words[i]).substr(kEvents.size());
      for (const std::string_view type : text::Split(list, ',')) in.events.emplace_back(type);
    } else {
      return Usage();
    }
  }
  if (!in.allow_private && LeadsInside(in.url)) {
    return Sentence(Error{Code::kBadArgument},
                    "URL is not of the public internet, and nothing "
                    "is delivered there without --allow-private");
  }
  auto made = WriteNoted(store, who, "webhook.add", "app " + words[1], [&](store::Txn& txn) {
    return webhook::Add(txn, tenant, in, appim::WebhookRenderer::Types());
  });
  if (!made.ok()) return Told(made.error());
  const WebhookMadeOut out{made->id, webhook::SecretOf(key, *made)};
  return Report::Of("webhook=" + std::to_string(out.webhook) + "\nsecret=" + out.secret + "\n",
                    out);
}

Result<Report> List(store::Store& store, TenantId tenant) {
  std::vector<webhook::Webhook> all;
  KOINE_CHECK(store.ReadNow("app webhook list",
                            [&](store::Txn& txn) { all = webhook::ListWebhooks(txn, tenant); }));
  WebhooksOut out;
  std::string text;
  for (const webhook::Webhook& one : all) {
    out.webhooks.push_back({one.id, one.url, one.events, one.allow_private, one.kept});
    text += std::to_string(one.id) + "\t" + text::Visible(one.url) + "\t" + Joined(one.events) +
            "\t" + (one.allow_private ? "private" : "public") + "\t" + std::to_string(one.kept) +
            " kept\n";
  }
  return Report::Of(std::move(text), out);
}

// Neither text nor people: what is needed to find it again.
Result<Report> Dead(store::Store& store, TenantId tenant) {
  std::vector<webhook::Dead> all;
  KOINE_CHECK(store.ReadNow("app webhook dead", [&](store::Txn& txn) {
    all = webhook::ListDead(txn, tenant, kDeadShown);
  }));
  DeadsOut out;
  std::string text;
  for (const webhook::Dead& one : all) {
    out.deliveries.push_back({one.id, one.webhook, one.event_id, one.type, one.created_at,
                              one.attempts, one.status, one.error});
    const std::string why =
        one.status > 0 ? std::to_string(one.status) + (one.error.empty() ? "" : " " + one.error)
                       : one.error;
    text += std::to_string(one.id) + "\t" + std::to_string(one.webhook) + "\t" + one.event_id +
            "\t" + one.type + "\t" + FormatTime(one.created_at, Zone::Shanghai()) + "\t" +
            std::to_string(one.attempts) + " attempts\t" + text::Visible(why) + "\n";
  }
  return Report::Of(std::move(text), out);
}

Result<Report> Resend(store::Store& store, const access::Principal& who, TenantId tenant,
                      const std::string& which) {
  const auto id = which == "all" ? std::optional<std::int64_t>(0) : text::ParseInt(which);
  if (!id || (*id <= 0 && which != "all")) return Usage();
  std::int64_t sum = 0;
  for (;;) {
    KOINE_TRY(const std::int64_t some, WriteNoted(store, who, "webhook.resend", "delivery " + which,
                                                  [&](store::Txn& txn) -> Result<std::int64_t> {
                                                    return webhook::Resend(txn, tenant, *id,
                                                                           kResendSlice);
                                                  }));
    sum += some;
    if (some < kResendSlice) break;
  }
  return Report::Of(std::to_string(sum) + " will be sent again\n", ResentOut{sum});
}

Result<Report> Remove(store::Store& store, const access::Principal& who, TenantId tenant,
                      const std::string& which) {
  const auto id = text::ParseInt(which);
  if (!id) return Usage();
  const Status done =
      WriteNoted(store, who, "webhook.remove", "webhook " + which,
                 [&](store::Txn& txn) { return webhook::Remove(txn, tenant, *id); });
  if (!done.ok()) return Told(done.error());
  return Report::Of("webhook " + which + " is removed, with its waiting deliveries\n",
                    WebhookRemovedOut{*id});
}

}  // namespace

Result<Report> RunAppWebhook(store::Store& store, const crypto::HmacSha256& key,
                             const access::Principal& who, const Words& words) {
  if (words.size() < 2) return Usage();
  const std::string& verb = words[0];
  std::optional<tenant::App> app;
  KOINE_CHECK(
      store.ReadNow("app webhook", [&](store::Txn& txn) { app = tenant::FindApp(txn, words[1]); }));
  if (!app) {
    return Sentence(Error{Code::kNotFound},
                    "there is no app " + words[1] + "; `koine app list` lists them");
  }
  if (verb == "add") return Add(store, key, who, app->tenant, words);
  if (verb == "list" && words.size() == 2) return List(store, app->tenant);
  if (verb == "dead" && words.size() == 2) return Dead(store, app->tenant);
  if (verb == "remove" && words.size() == 3) return Remove(store, who, app->tenant, words[2]);
  if (verb == "resend" && words.size() == 3) return Resend(store, who, app->tenant, words[2]);
  return Usage();
}

}  // namespace koine::server
