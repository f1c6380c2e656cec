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
     "page cache of SQLite's writer; each reader gets a sixteenth of it", false, kCacheMin,
     kCacheMax},
    {"listen.main", Kind::kText, "127.0.0.1:8080",
     "RuoYi-IM, App IM, IM Chat, web client, documents; host:port, port 0 = free"},
    {"listen.imchat_backstage", Kind::kText, "127.0.0.1:8081",
     "IM Chat back office and WebSocket; empty: with listen.main"},
    {"listen.imchat_redpacket", Kind::kText, "127.0.0.1:8082",
     "IM Chat red packets; empty: with listen.main"},
    {"listen.appim_socket", Kind::kText, "127.0.0.1:8282", "App IM socket"},
    {"listen.openim_gateway", Kind::kText, "127.0.0.1:10001", "OpenIM gateway (WebSocket)"},
    {"listen.openim_api", Kind::kText, "127.0.0.1:10002", "OpenIM HTTP API"},
    {"listen.metrics", Kind::kText, "127.0.0.1:9464", "/metrics for Prometheus; empty: off"},
    {"tls.certificate", Kind::kText, "", "PEM file of the certificate chain; empty: no TLS"},
    {"tls.key", Kind::kText, "", "PEM file of the certificate's key"},
    {"tls.hsts", Kind::kDuration, "180d",
     "how long browsers must use TLS once they have (Strict-Transport-Security); 0: not sent",
     false, 0},
    {"threads.io", Kind::kInt, "0", "I/O threads; 0: one less than cores, at least one", false, 0,
     256},
    {"threads.slow", Kind::kInt, "1", "threads for password hashing", false, 1, 64},
    {"threads.readers", Kind::kInt, "2", "threads that read the store", false, 1, 64},
    {"threads.files", Kind::kInt, "2", "threads that check and store uploads and make thumbnails",
     false, 1, 64},
    {"log.level", Kind::kText, "info", "debug, info, warn, error or off"},
    {"metrics.from", Kind::kList, "",
     "addresses besides loopback that may read listen.metrics; empty: any address"},
    {"public_url", Kind::kText, "",
     "where clients reach this server, https://host; links to files begin with it; empty: "
     "the host that each request names"},
    {"http.trusted_proxies", Kind::kList, "",
     "proxies whose X-Forwarded-For is believed: addresses and networks, such as 10.0.0.0/8"},
    {"http.proxy_protocol", Kind::kList, "",
     "listeners (main, openim_gateway …) at which connections of http.trusted_proxies begin with a "
     "header of the PROXY protocol, version 1 or 2"},
    {"http.cors_origins", Kind::kText, "*", "origins of browsers that may call the API; * = all"},
    {"socket.origins", Kind::kText, "*", "origins of browsers that may open WebSockets; * = all"},
    {"limits.connections", Kind::kInt, "200000", "open connections", false, 1, 10'000'000},
    {"limits.sessions_per_user", Kind::kInt, "20", "open WebSockets per user", false, 1, 1000},
    {"limits.connections_per_address", Kind::kInt, "1000",
     "open connections per address, trusted proxies excepted; 0: limits.connections alone", false,
     0, 10'000'000},
    {"limits.outbox", Kind::kSize, "128k",
     "bytes queued for a client that reads nothing before it is disconnected; 32 times as "
     "many for one that reads slowly",
     false, 64 * 1024, 1 << 30},
    {"limits.outboxes", Kind::kSize, "24m",
     "bytes queued for all clients together; above it, the clients with the longest queues are "
     "disconnected",
     false, 1 << 20, std::int64_t{1} << 36},
    {"limits.requests_per_s", Kind::kInt, "0",
     "requests and frames per user, or per address without a login; 0: unlimited"},
    {"limits.expensive_per_s", Kind::kInt, "200",
     "searches and other expensive requests per user; 0: unlimited"},
    {"limits.passwords_per_s", Kind::kInt, "20",
     "sign-ins and other password checks per address or user; 0: unlimited", false, 0, 1'000'000},
    {"limits.registrations_per_h", Kind::kInt, "100",
     "accounts created per address and hour; 0: unlimited", false, 0, 1'000'000},
    {"limits.messages_per_s", Kind::kInt, "50",
     "messages per user, with bursts of ten seconds' worth; 0: unlimited", false, 0, 1'000'000},
    {"limits.groups_per_day", Kind::kInt, "100", "groups that a user creates per day; 0: unlimited",
     false, 0, 1'000'000},
    {"limits.contacts_per_day", Kind::kInt, "60",
     "contact requests that a user sends per day; 0: unlimited", false, 0, 1'000'000},
    {"limits.joins_per_day", Kind::kInt, "100",
     "groups that a user joins or asks to join by number per day; 0: unlimited", false, 0,
     1'000'000},
    {"limits.complaints_per_h", Kind::kInt, "20", "complaints per user and hour; 0: unlimited",
     false, 0, 1'000'000},
    {"limits.orders_per_h", Kind::kInt, "20",
     "recharge and withdrawal orders per user and hour; 0: unlimited", false, 0, 1'000'000},
    {"limits.trusted_messages_per_s", Kind::kInt, "1000",
     "messages per administrator, application or account of the server; 0: unlimited", false, 0,
     1'000'000},
    {"messages.keep", Kind::kDuration, "0",
     "messages older than this are deleted every night; 0: kept for ever", false, 0},
    {"messages.words", Kind::kText, "mask",
     "what happens to a text with a word banned by IM Chat's back office, in all dialects: "
     "mask = the word becomes stars, refuse = it is not sent, ignore = it is sent, and "
     "allowed in names too"},
    {"files.max_size", Kind::kSize, "20m", "largest size of an uploaded file", false, 1, kFileMax},
    {"files.max_image", Kind::kSize, "10m", "largest size of an uploaded picture", false, 1,
     kFileMax},
    {"files.max_avatar", Kind::kSize, "2m", "largest size of an avatar", false, 1, kFileMax},
    {"files.types", Kind::kList, "*", "extensions of files that may be sent; * = all"},
    {"files.max_chunked", Kind::kSize, "1g", "largest size of a file that is uploaded in parts",
     false, 1, kFileMax},
    {"files.max_request", Kind::kSize, "50m",
     "largest size of several files uploaded in one request", false, 1, kFileMax},
    {"files.quota", Kind::kSize, "5g", "storage per user", false, 0, kQuotaMax},
    {"files.link_ttl", Kind::kDuration, "24h",
     "how long links to files in answers are valid; 0: for ever, for anybody with the link", false,
     0},
    {"files.upload_ttl", Kind::kDuration, "24h",
     "how long an upload in parts waits for its next part", false, 60 * kSecond},
    {"files.thumbnails", Kind::kBool, "true", "make thumbnails of pictures; needs libvips42"},
    {"files.directory", Kind::kText, "",
     "directory of file contents, shared by all nodes of a cluster; empty: in the data "
     "directory"},
    // Contents in S3-compatible object storage.
    {"files.s3.url", Kind::kText, "",
     "https://host/bucket of S3-compatible object storage for file contents; empty: in the data "
     "directory"},
    {"files.s3.region", Kind::kText, "us-east-1", "region of the object storage", false, 1},
    {"files.s3.access_key", Kind::kText, "", "access key of the object storage", true},
    {"files.s3.secret_key", Kind::kText, "", "secret key of the object storage", true},
    {"files.s3.virtual_host", Kind::kBool, "false",
     "files.s3.url has the bucket in the host name: https://bucket.host"},
    {"files.s3.redirect", Kind::kBool, "false",
     "clients download from the object storage by temporary links after their rights were checked"},
    {"files.s3.public_url", Kind::kText, "", "where clients reach the bucket; empty: files.s3.url"},
    {"files.s3.cache", Kind::kSize, "1g", "file contents cached on the local disk", false,
     kBlobCacheMin, kFileMax},
    {"files.s3.connections", Kind::kInt, "8",
     "concurrent downloads from the object storage, and as many uploads", false, 1, 256},
    {"accounts.registration", Kind::kText, "open",
     "who may create an account, in all dialects: open = anybody, invite = users with "
     "a code from an administrator, closed = nobody"},
    {"accounts.directory", Kind::kText, "search",
     "how users find others: search = by part of a name, open = also by the list of all, "
     "exact = by the whole user name only; administrators see all"},
    {"features.money", Kind::kBool, "true",
     "false: no wallet, recharge and withdrawal orders, VIP and red packets, in any dialect"},
    {"features.packets", Kind::kBool, "true", "false: no red packets"},
    {"features.calls", Kind::kBool, "true", "false: no calls, neither private nor in groups"},
    {"rooms.release_after", Kind::kDuration, "0",
     "how long after its beginning a booking of a meeting room is cancelled when nobody has "
     "checked in; 0: never",
     false, 0},
    {"ding.keep", Kind::kDuration, "0",
     "DINGs older than this are deleted with their receipts; 0: kept for ever", false, 0},
    {"ding.gateway_url", Kind::kText, "",
     "https://host/path of your gateway for DINGs as texts and calls; empty: they are shown in the "
     "apps alone"},
    {"attendance.begins", Kind::kText, "09:00", "when work begins, HH:mm"},
    {"attendance.ends", Kind::kText, "18:00", "when work ends, HH:mm, later than it begins"},
    {"attendance.late_after", Kind::kDuration, "10m",
     "how long after attendance.begins people are not late yet", false, 0, 12 * 3600 * kSecond},
    {"attendance.early_before", Kind::kDuration, "30m",
     "how long before attendance.ends people may go without leaving early", false, 0,
     12 * 3600 * kSecond},
    {"attendance.zone", Kind::kText, "+08:00",
     "time zone of working days: UTC, +08:00, Europe/Berlin"},
    {"attendance.longest_day", Kind::kDuration, "16h",
     "how long after checking in people who work past midnight may check out for that day", false,
     3600 * kSecond, 24 * 3600 * kSecond},
    {"attendance.holidays", Kind::kList, "",
     "days from Monday to Friday on which nobody works, yyyy-MM-dd"},
    {"attendance.workdays", Kind::kList, "",
     "Saturdays and Sundays on which people work, yyyy-MM-dd"},
    {"ruoyi.registration", Kind::kBool, "true",
     "false: no registration through RuoYi-IM or the web client, even if "
     "accounts.registration is open"},
    {"ruoyi.access_lifetime", Kind::kDuration, "2h", "how long an access token is valid", false,
     60 * kSecond},
    {"ruoyi.refresh_lifetime", Kind::kDuration, "7d", "how long an unused login stays valid", false,
     60 * kSecond},
    {"ruoyi.group_members_max", Kind::kInt, "2000",
     "largest member limit that users may set for their groups", false, 2, 100'000},
    {"appim.public_url", Kind::kText, "",
     "where App IM clients download files, https://host; empty: public_url"},
    {"appim.zone", Kind::kText, "+08:00",
     "time zone of App IM for times of conversations and for days: UTC, +08:00, "
     "Europe/Berlin"},
    // Calls.
    {"call.stun.url", Kind::kList, "", "stun:host:port of STUN servers"},
    {"call.turn.url", Kind::kList, "",
     "turn:host:port of coturn servers that relay calls; empty: none"},
    {"call.turn.secret", Kind::kText, "", "coturn's static-auth-secret", true},
    {"call.turn.lifetime", Kind::kDuration, "1h",
     "how long credentials for call.turn.url are valid", false, 60 * kSecond},
    {"call.participants_max", Kind::kInt, "9", "participants of a group call", false, 2, 16,
     "webrtc.max_channel"},
    {"call.record", Kind::kBool, "true",
     "every private call leaves a line in its conversation, even if it was not answered"},
    {"openim.admin_users", Kind::kList, "imAdmin", "user ids of OpenIM's administrators"},
    {"openim.admin_names", Kind::kList, "superAdmin",
     "nicknames of openim.admin_users, in the same order"},
    {"openim.token_lifetime", Kind::kDuration, "90d", "how long a token of OpenIM is valid", false,
     60 * kSecond},
    {"openim.multi_login", Kind::kInt, "1",
     "tokens per user. 0: several per platform, 1: one per platform, 4: one per class of "
     "platforms, 5: one besides computers",
     false, 0, 5},
    {"openim.connections_max", Kind::kInt, "100000", "open sessions of OpenIM's gateway", false, 1,
     100'000'000},
    {"openim.tokens_per_platform", Kind::kInt, "30",
     "tokens per user and platform with openim.multi_login = 0", false, 1, 1000},
    {"openim.friend_verification", Kind::kBool, "false",
     "OpenIM users can only send messages to users who have them as a friend"},
    {"openim.history_for_new_members", Kind::kBool, "true",
     "new members of a group created through OpenIM see earlier messages"},
    {"openim.plain_object_urls", Kind::kBool, "false",
     "objects open without a ticket: anybody who guesses the name of one can read it"},
    {"openim.objects_keep", Kind::kDuration, "180d",
     "objects of messages older than this are deleted every night; 0: kept for ever", false, 0},
    {"openim.objects_expire", Kind::kList,
     "msg-picture,msg-file,msg-voice,msg-video,msg-video-snapshot,sdklog",
     "causes of uploads, as clients name them, to which openim.objects_keep applies; empty: "
     "none"},
    {"openim.public_url", Kind::kText, "",
     "where clients of OpenIM reach its HTTP API, https://host/path; empty: public_url"},
    {"openim.grafana_url", Kind::kText, "",
     "address to which /third/prometheus redirects; empty: none"},
    // IM Chat.
    {"imchat.strict_ports", Kind::kBool, "true",
     "back office and red packets of IM Chat are served at their own addresses only"},
    {"imchat.registration", Kind::kBool, "true",
     "false: no registration through IM Chat, even if accounts.registration is open"},
    {.name = "imchat.captcha_required",
     .kind = Kind::kBool,
     .default_value = "false",
     .help = "signing in and registering need a captcha",
     .alias = "captcha.required"},
    {"imchat.reply_to_strangers", Kind::kBool, "true",
     "IM Chat users can reply to messages from other dialects without being friends"},
    {"imchat.zone", Kind::kText, "+08:00", "time zone of IM Chat: UTC, +08:00, Europe/Berlin"},
    {"imchat.repeat_submit_ms", Kind::kInt, "0",
     "milliseconds in which a user cannot repeat the same change; 0: none", false, 0, 3'600'000},
    {"imchat.access_lifetime", Kind::kDuration, "30m", "how long an access token is valid", false,
     60 * kSecond},
    {"imchat.refresh_lifetime", Kind::kDuration, "7d", "how long a refresh token is valid", false,
     60 * kSecond},
    {"imchat.version", Kind::kText, "3.0.0", "latest client version, shown by /system/config"},
    {"imchat.min_version", Kind::kText, "2.5.0",
     "oldest client version that may be used, shown by /system/config"},
    {"imchat.public_url", Kind::kText, "",
     "where IM Chat clients download files, https://host; empty: public_url"},
    {"imchat.download_url", Kind::kText, "",
     "where clients get the latest version, shown by /system/config"},
    {"webhooks.timeout", Kind::kDuration, "10s", "how long one attempt may take", false, 100,
     60 * kSecond},
    {"webhooks.first_pause", Kind::kDuration, "5s",
     "pause before the second attempt; doubled for each further one, up to an hour", false, 10,
     3600 * kSecond},
    {"webhooks.attempts", Kind::kInt, "12", "attempts before a delivery becomes a dead letter",
     false, 1, 50},
    // Money.
    {"biz.min.withdraw.amount", Kind::kText, "1.00", "smallest amount of a withdrawal"},
    {"biz.fee.ratio", Kind::kText, "0", "fee of a withdrawal as a share of it, such as 0.005"},
    {"biz.vip.amount", Kind::kText, "100.00", "price of 30 days as a VIP"},
    {"group.create_requires_vip", Kind::kBool, "false",
     "in IM Chat only VIPs can create groups, and own at most 3"},
    {"wallet.to_address", Kind::kText, "", "payment address that recharge orders show"},
    {"wallet.auto_confirm_recharge", Kind::kBool, "false",
     "recharge orders are credited at once, without review; for tests only"},
    {"wallet.trade_pwd_max_fail", Kind::kInt, "5",
     "wrong trade passwords within 30 minutes that lock it for 30 minutes; 0: never", false, 0,
     1000},
    {"wallet.audit_every", Kind::kDuration, "6h",
     "how often ledger and balances are compared; 0: never", false, 0},
    {"redpacket.expire_seconds", Kind::kInt, "86400", "seconds until a red packet expires", false,
     1, 31'536'000},
    {"redpacket.max_count", Kind::kInt, "100", "largest number of shares of a red packet", false, 1,
     1000},
    {"redpacket.max_share", Kind::kText, "200.00", "largest average amount per share"},
    {"redpacket.service_key", Kind::kText, "",
     "bearer token with which other servers call the red packet service; empty: user tokens "
     "only",
     true},
    {"redpacket.allow_anonymous", Kind::kBool, "false", "the red packet service needs no login"},
    {"redpacket.trust_loopback", Kind::kBool, "false",
     "the red packet service needs no login on this machine; never behind a proxy"},
    {"demo", Kind::kBool, "false",
     "creates the application 666666 of App IM with new keys at each start, and prints them"},
    {"admin.username", Kind::kText, "admin", "login name of the first administrator", false, 1},
    {"admin.password", Kind::kText, "",
     "creates the first administrator with this password if no such user exists; at least 8 "
     "characters",
     true},
    // Several nodes.
    {"cluster.nats", Kind::kList, "",
     "nats:// or tls://host:port of the NATS servers that the nodes share; empty: one node", true},
    {"cluster.nats_ca", Kind::kText, "",
     "PEM file of the authority for the certificates of tls:// servers; empty: the system's"},
    {"cluster.node", Kind::kText, "", "name of this node; empty: host name and port"},
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
