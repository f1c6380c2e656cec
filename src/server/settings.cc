#include "server/settings.h"

#include "base/text.h"

namespace koine::server {

namespace {

using config::Kind;

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kFileMax = std::int64_t{1} << 40;
constexpr std::int64_t kQuotaMax = std::int64_t{1} << 50;
constexpr std::int64_t kBlobCacheMin = 64 << 20;
constexpr std::int64_t kCacheMin = 1 << 20;
constexpr std::int64_t kCacheMax = std::int64_t{1} << 36;

constexpr config::Setting kSettings[] = {
    {"data", Kind::kText, "./data", "directory of the database, files and secrets", false, 1},
    {"store.url", Kind::kText, "",
     "postgresql://… for PostgreSQL; empty: SQLite in the data directory", true},
    {"store.cache", Kind::kSize, "64m",
     "memory of SQLite's writer for pages of the database; each reader has a sixteenth", false,
     kCacheMin, kCacheMax},
    {"listen.main", Kind::kText, "127.0.0.1:8080",
     "RuoYi-IM, App IM, IM Chat, web client, documents; host:port, port 0 = free"},
    {"listen.imchat_backstage", Kind::kText, "127.0.0.1:8081",
     "IM Chat back office and WebSocket; empty: with listen.main"},
    {"listen.imchat_redpacket", Kind::kText, "127.0.0.1:8082",
     "IM Chat red packets; empty: with listen.main"},
    {"listen.appim_socket", Kind::kText, "127.0.0.1:8282", "App IM socket"},
    {"listen.openim_gateway", Kind::kText, "127.0.0.1:10001", "OpenIM gateway (WebSocket)"},
    {"listen.openim_api", Kind::kText, "127.0.0.1:10002", "OpenIM HTTP API"},
    {"listen.metrics", Kind::kText, "127.0.0.1:9464", "/metrics for Prometheus; empty: nowhere"},
    {"tls.certificate", Kind::kText, "", "PEM file of the certificate chain; empty: no TLS"},
    {"tls.key", Kind::kText, "", "PEM file of its key"},
    {"tls.hsts", Kind::kDuration, "180d",
     "how long browsers that were here over TLS take nothing else; 0: not told", false, 0},
    {"threads.io", Kind::kInt, "0", "I/O threads; 0: one less than cores, at least one", false, 0,
     256},
    {"threads.slow", Kind::kInt, "1", "threads for password hashing", false, 1, 64},
    {"threads.readers", Kind::kInt, "2", "threads that read the store", false, 1, 64},
    {"threads.files", Kind::kInt, "2", "threads that check and sync uploads, and make thumbnails",
     false, 1, 64},
    {"log.level", Kind::kText, "info", "debug, info, warn, error or off"},
    {"metrics.from", Kind::kList, "",
     "addresses besides loopback that may read listen.metrics; empty: all that reach it"},
    {"public_url", Kind::kText, "",
     "where clients reach this server, https://host; decides where links to files lead; empty: as "
     "each request says it"},
    {"http.trusted_proxies", Kind::kList, "",
     "proxies whose X-Forwarded-For says who calls: addresses and networks, such as 10.0.0.0/8"},
    {"http.cors_origins", Kind::kText, "*", "origins of browsers that may call the API; * = all"},
    {"socket.origins", Kind::kText, "*", "origins of browsers that may open WebSockets; * = all"},
    {"limits.connections", Kind::kInt, "200000", "open connections", false, 1, 10'000'000},
    {"limits.sessions_per_user", Kind::kInt, "20", "WebSockets of one user", false, 1, 1000},
    {"limits.connections_per_address", Kind::kInt, "1000",
     "of those, from one address that is no trusted proxy; 0: as many as of all", false, 0,
     10'000'000},
    {"limits.outbox", Kind::kSize, "128k",
     "bytes waiting for a reader who takes nothing and is cut off then; for a slow one 32 times",
     false, 64 * 1024, 1 << 30},
    {"limits.outboxes", Kind::kSize, "24m",
     "bytes waiting for all readers together; above it the largest are cut off", false, 1 << 20,
     std::int64_t{1} << 36},
    {"limits.requests_per_s", Kind::kInt, "0",
     "requests and frames of one user, or of one address without a login; 0: unlimited"},
    {"limits.expensive_per_s", Kind::kInt, "200",
     "of those: searches and the like; 0: unlimited"},
    {"limits.passwords_per_s", Kind::kInt, "20",
     "sign-ins and what else a password is checked for, of one address or user; 0: unlimited",
     false, 0, 1'000'000},
    {"limits.registrations_per_h", Kind::kInt, "100",
     "accounts that are made from one address in an hour; 0: unlimited", false, 0, 1'000'000},
    {"limits.messages_per_s", Kind::kInt, "50",
     "messages of one user, ten seconds' worth at once; 0: unlimited", false, 0, 1'000'000},
    {"limits.groups_per_day", Kind::kInt, "100", "groups that a user makes in a day; 0: unlimited",
     false, 0, 1'000'000},
    {"limits.contacts_per_day", Kind::kInt, "60",
     "people whom a user asks to become contacts in a day; 0: unlimited", false, 0, 1'000'000},
    {"limits.joins_per_day", Kind::kInt, "100",
     "groups into which a user comes, or asks to, by their number in a day; 0: unlimited", false,
     0, 1'000'000},
    {"limits.complaints_per_h", Kind::kInt, "20",
     "complaints of a user in an hour; 0: unlimited", false, 0, 1'000'000},
    {"limits.orders_per_h", Kind::kInt, "20",
     "orders of money of a user in an hour, in and out; 0: unlimited", false, 0, 1'000'000},
    {"limits.trusted_messages_per_s", Kind::kInt, "1000",
     "those of an administrator, an application or an account of the server; 0: unlimited", false,
     0, 1'000'000},
    {"messages.keep", Kind::kDuration, "0",
     "every night messages older than this go for everybody; 0: they are kept for ever", false, 0},
    {"files.max_size", Kind::kSize, "20m", "bytes of one uploaded file", false, 1, kFileMax},
    {"files.max_image", Kind::kSize, "10m", "bytes of one uploaded picture", false, 1, kFileMax},
    {"files.max_avatar", Kind::kSize, "2m", "bytes of a user's picture", false, 1, kFileMax},
    {"files.types", Kind::kList, "*", "extensions of files that may be sent; * = all"},
    {"files.max_chunked", Kind::kSize, "1g", "bytes of a file that is uploaded in parts", false, 1,
     kFileMax},
    {"files.max_request", Kind::kSize, "50m", "bytes of several files uploaded at once", false, 1,
     kFileMax},
    {"files.quota", Kind::kSize, "5g", "bytes that one user may keep", false, 0, kQuotaMax},
    {"files.link_ttl", Kind::kDuration, "24h",
     "how long links to files in answers work; 0: for ever, the link is the right", false, 0},
    {"files.upload_ttl", Kind::kDuration, "24h",
     "how long an upload in parts waits for its next part", false, 60 * kSecond},
    {"files.thumbnails", Kind::kBool, "true", "small forms of pictures; needs libvips42"},
    {"files.directory", Kind::kText, "",
     "directory of contents, the same one at all nodes of a cluster; empty: in the data directory"},
    // Contents in a store of the S3 kind.
    {"files.s3.url", Kind::kText, "",
     "https://host/bucket of a store of the S3 kind for contents; empty: in the data directory"},
    {"files.s3.region", Kind::kText, "us-east-1", "its region, as signatures name it", false,
     1},
    {"files.s3.access_key", Kind::kText, "", "who asks it", true},
    {"files.s3.secret_key", Kind::kText, "", "signs what is asked", true},
    {"files.s3.virtual_host", Kind::kBool, "false",
     "the host of files.s3.url names the bucket: https://bucket.host"},
    {"files.s3.redirect", Kind::kBool, "false",
     "clients fetch contents from it, by links that end, after their right was checked"},
    {"files.s3.public_url", Kind::kText, "", "where they reach the bucket; empty: files.s3.url"},
    {"files.s3.cache", Kind::kSize, "1g", "bytes of contents that are kept on the local disk",
     false, kBlobCacheMin, kFileMax},
    {"files.s3.connections", Kind::kInt, "8",
     "contents that are fetched, and that are stored, at the same time", false, 1, 256},
    {"accounts.registration", Kind::kText, "open",
     "who may make an account for themselves, in all dialects: open = anybody, invite = who has a "
     "code of an administrator, closed = nobody"},
    {"accounts.directory", Kind::kText, "search",
     "whom people find of others: search = by a part of a name, open = also the list of all, "
     "exact = by the whole user name only; administrators see all"},
    {"features.money", Kind::kBool, "true",
     "false: no wallet, orders of money, VIP and red packets, in any dialect"},
    {"features.packets", Kind::kBool, "true", "false: no red packets"},
    {"features.calls", Kind::kBool, "true", "false: no calls, between two or in groups"},
    {"ruoyi.registration", Kind::kBool, "true",
     "false: not through RuoYi-IM, nor the web client, even if accounts.registration is open"},
    {"ruoyi.access_lifetime", Kind::kDuration, "2h", "how long an access token is valid", false,
     60 * kSecond},
    {"ruoyi.refresh_lifetime", Kind::kDuration, "7d", "how long a login lasts unused", false,
     60 * kSecond},
    {"ruoyi.group_members_max", Kind::kInt, "2000",
     "largest limit of members that users may give their groups", false, 2, 100'000},
    {"appim.public_url", Kind::kText, "",
     "where clients of App IM open files, https://host; empty: public_url"},
    {"appim.zone", Kind::kText, "+08:00",
     "in which App IM writes times of conversations and counts days: UTC, +08:00, Europe/Berlin"},
    // Calls.
    {"call.stun.url", Kind::kList, "", "stun:host:port of servers that tell clients their address"},
    {"call.turn.url", Kind::kList, "",
     "turn:host:port of coturn servers that relay what cannot go straight; empty: none"},
    {"call.turn.secret", Kind::kText, "", "coturn's static-auth-secret", true},
    {"call.turn.lifetime", Kind::kDuration, "1h",
     "how long credentials for them are valid", false, 60 * kSecond},
    {"call.participants_max", Kind::kInt, "9", "people in a group's call at once", false, 2, 16,
     "webrtc.max_channel"},
    {"call.record", Kind::kBool, "true",
     "every call between two leaves a line in their conversation, also one in vain"},
    {"openim.admin_users", Kind::kList, "imAdmin", "user ids of OpenIM's administrators"},
    {"openim.admin_names", Kind::kList, "superAdmin", "their nicknames, in the same order"},
    {"openim.token_lifetime", Kind::kDuration, "90d", "how long a token of OpenIM is valid", false,
     60 * kSecond},
    {"openim.multi_login", Kind::kInt, "1",
     "0: many tokens per platform, 1: one, 4: one per class of platforms, 5: one beside computers",
     false, 0, 5},
    {"openim.connections_max", Kind::kInt, "100000", "sessions of OpenIM's gateway at once", false,
     1, 100'000'000},
    {"openim.tokens_per_platform", Kind::kInt, "30", "tokens of one user, if many", false, 1, 1000},
    {"openim.plain_object_urls", Kind::kBool, "false",
     "whether the bare name of an object opens it: whoever guesses the name has it"},
    {"openim.objects_keep", Kind::kDuration, "180d",
     "every night objects uploaded for messages that are older than this go; 0: they are kept",
     false, 0},
    {"openim.public_url", Kind::kText, "",
     "where clients of OpenIM reach its HTTP API, https://host/path; empty: public_url"},
    {"openim.grafana_url", Kind::kText, "", "where /third/prometheus leads; empty: nowhere"},
    // IM Chat.
    {"imchat.strict_ports", Kind::kBool, "true",
     "back office and red packets of IM Chat answer at their own addresses only, not at all three"},
    {"imchat.registration", Kind::kBool, "true",
     "false: not through IM Chat, even if accounts.registration is open"},
    {.name = "imchat.captcha_required",
     .kind = Kind::kBool,
     .default_value = "false",
     .help = "whether signing in and registering need a captcha",
     .alias = "captcha.required"},
    {"imchat.repeat_submit_ms", Kind::kInt, "0",
     "within so many ms the same change by the same user is refused; 0: never", false, 0,
     3'600'000},
    {"imchat.access_lifetime", Kind::kDuration, "30m", "how long an access token is valid", false,
     60 * kSecond},
    {"imchat.refresh_lifetime", Kind::kDuration, "7d", "how long a refresh token is valid", false,
     60 * kSecond},
    {"imchat.version", Kind::kText, "3.0.0", "of the clients, as /system/config tells it"},
    {"imchat.min_version", Kind::kText, "2.5.0", "the oldest that may be used, told likewise"},
    {"imchat.public_url", Kind::kText, "",
     "where clients of IM Chat open files, https://host; empty: public_url"},
    {"imchat.download_url", Kind::kText, "", "where clients get a newer one, told likewise"},
    {"webhooks.timeout", Kind::kDuration, "10s", "how long one attempt may take", false, 100,
     60 * kSecond},
    {"webhooks.first_pause", Kind::kDuration, "5s",
     "before the second attempt; doubled before each further one, up to an hour", false, 10,
     3600 * kSecond},
    {"webhooks.attempts", Kind::kInt, "12", "then a delivery becomes a dead letter", false, 1, 50},
    // Money.
    {"biz.min.withdraw.amount", Kind::kText, "1.00", "the least that may be withdrawn"},
    {"biz.fee.ratio", Kind::kText, "0", "share of a withdrawal that is kept, such as 0.005"},
    {"biz.vip.amount", Kind::kText, "100.00", "price of 30 days as a VIP"},
    {"group.create_requires_vip", Kind::kBool, "false",
     "through IM Chat only VIPs make groups, and own 3 at most"},
    {"wallet.to_address", Kind::kText, "", "where money is to be sent, as orders of it tell"},
    {"wallet.auto_confirm_recharge", Kind::kBool, "false",
     "credits orders of money at once, reviewed by nobody; for tests only"},
    {"wallet.trade_pwd_max_fail", Kind::kInt, "5",
     "wrong trade passwords within 30 minutes that lock it for as long; 0: never", false, 0, 1000},
    {"wallet.audit_every", Kind::kDuration, "6h",
     "how often it is checked whether ledger and balances agree; 0: never", false, 0},
    {"redpacket.expire_seconds", Kind::kInt, "86400", "how long a red packet waits to be taken",
     false, 1, 31'536'000},
    {"redpacket.max_count", Kind::kInt, "100", "shares of a red packet", false, 1, 1000},
    {"redpacket.max_share", Kind::kText, "200.00", "largest average amount per share"},
    {"redpacket.service_key", Kind::kText, "",
     "bearer of the red packet service for other servers; empty: tokens only", true},
    {"redpacket.allow_anonymous", Kind::kBool, "false", "opens that service to everybody"},
    {"redpacket.trust_loopback", Kind::kBool, "false",
     "opens it to callers on this machine; never behind a proxy"},
    {"demo", Kind::kBool, "false",
     "makes the app 666666 of App IM, gives it new keys at each start and prints them"},
    {"admin.username", Kind::kText, "admin", "login name of the first administrator", false, 1},
    {"admin.password", Kind::kText, "", "makes them at start if missing; 8 characters", true},
    // Several nodes.
    {"cluster.nats", Kind::kList, "",
     "nats:// or tls://host:port of each NATS server that the nodes share; empty: one node",
     true},
    {"cluster.nats_ca", Kind::kText, "",
     "PEM file of who signed the certificates of tls:// servers; empty: the system's"},
    {"cluster.node", Kind::kText, "",
     "name of this node among the others; empty: made of host name and port"},
    {"secrets.file", Kind::kText, "",
     "file of the secrets, the same at all nodes; empty: secrets.toml in the data directory"},
    {"test.clock", Kind::kBool, "false", "POST /test/clock moves the clock; never in production"},
};

}  // namespace

std::span<const config::Setting> AllSettings() {
  return kSettings;
}

Result<HostPort> ParseHostPort(const std::string& setting, const std::string& value) {
  const std::size_t colon = value.rfind(':');
  HostPort out;
  if (colon != std::string::npos) {
    out.host = value.substr(0, colon);
    const bool brackets = out.host.size() > 2 && out.host.front() == '[' && out.host.back() == ']';
    if (brackets) out.host = out.host.substr(1, out.host.size() - 2);
    // A bare IPv6 address does not tell where its port begins.
    const bool clear = brackets || out.host.find_first_of("[]:") == std::string::npos;
    auto port = text::ParseInt(value.substr(colon + 1));
    if (port && *port >= 0 && *port <= 65535 && clear && !out.host.empty()) {
      out.port = static_cast<std::uint16_t>(*port);
      return out;
    }
  }
  return FieldError(Code::kBadArgument, setting,
                    setting + " = " + value + ": expected host:port, such as 127.0.0.1:8080");
}

}  // namespace koine::server
