#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/crypto.h"
#include "base/http_client.h"
#include "base/random.h"
#include "base/text.h"
#include "server/doctor.h"
#include "server/options.h"
#include "server/settings.h"
#include "store/s3_client.h"

namespace koine::server {

namespace {

constexpr int kWaitMs = 3'000;
constexpr int kAsks = 2;  // of UDP, which may lose one

// "smtp://user@host:25/x" and "turn:host:3478?transport=udp" in parts; port 0: not said.
struct Place {
  std::string scheme, host;
  std::uint16_t port = 0;
  bool tcp = false;  // of TURN
};
std::optional<Place> PlaceOf(const std::string& url, std::uint16_t port) {
  Place out;
  const std::size_t colon = url.find(':');
  if (colon == std::string::npos) return std::nullopt;
  out.scheme = url.substr(0, colon);
  std::string rest = url.substr(colon + 1);
  if (rest.starts_with("//")) rest.erase(0, 2);
  out.tcp = rest.find("transport=tcp") != std::string::npos;
  rest.resize(std::min(rest.size(), rest.find_first_of("/?")));
  if (const std::size_t at = rest.rfind('@'); at != std::string::npos) rest.erase(0, at + 1);
  const std::size_t bracket = rest.find(']');
  const std::size_t cut = rest.find(':', bracket == std::string::npos ? 0 : bracket);
  out.host = rest.substr(0, cut);
  if (bracket != std::string::npos) out.host = out.host.substr(1, bracket - 1);
  out.port = port;
  if (cut != std::string::npos) {
    out.port = static_cast<std::uint16_t>(text::ParseInt(rest.substr(cut + 1)).value_or(0));
  }
  return out;
}

// Without what somebody may have put before the host.
std::string Shown(const Place& place) {
  return place.host + ":" + std::to_string(place.port);
}

class Connection {
 public:
  // Why there is none is in `fault`.
  Connection(const Place& place, int type) {
    addrinfo hints{};
    hints.ai_socktype = type;
    addrinfo* list = nullptr;
    const std::string port = std::to_string(place.port);
    if (const int rc = ::getaddrinfo(place.host.c_str(), port.c_str(), &hints, &list); rc != 0) {
      fault = ::gai_strerror(rc);
      return;
    }
    const std::unique_ptr<addrinfo, void (*)(addrinfo*)> all(list, &::freeaddrinfo);
    for (const addrinfo* one = list; one != nullptr && fd < 0; one = one->ai_next) Try(*one);
  }
  ~Connection() { Close(); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void Send(std::string_view bytes) const {
    static_cast<void>(::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL));
  }
  // What comes next; empty: nothing did in time.
  std::string Receive() const {
    pollfd wait{fd, POLLIN, 0};
    char buffer[2'048];
    if (::poll(&wait, 1, kWaitMs) != 1) return "";
    const ssize_t got = ::recv(fd, buffer, sizeof buffer, 0);
    return got > 0 ? std::string(buffer, static_cast<std::size_t>(got)) : "";
  }

  int fd = -1;
  std::string fault;

 private:
  void Close() {
    if (fd >= 0) ::close(fd);
    fd = -1;
  }
  void Try(const addrinfo& one) {
    fd = ::socket(one.ai_family, one.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) return;
    int why = ::connect(fd, one.ai_addr, one.ai_addrlen) == 0 ? 0 : errno;
    if (why == EINPROGRESS) {
      pollfd wait{fd, POLLOUT, 0};
      socklen_t size = sizeof why;
      if (::poll(&wait, 1, kWaitMs) != 1) {
        why = ETIMEDOUT;
      } else {
        ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &why, &size);
      }
    }
    if (why == 0) return;
    fault = std::strerror(why);
    Close();
  }
};

// Whether somebody answers there; with `greeting`, whether they begin with that.
std::string FaultOf(const Place& place, std::string_view greeting) {
  const Connection connection(place, SOCK_STREAM);
  if (connection.fd < 0) return Shown(place) + ": " + connection.fault;
  if (greeting.empty() || connection.Receive().starts_with(greeting)) return "";
  return Shown(place) + " answers, but not as such a server does";
}

void LookAtStorage(const config::Config& config, Findings* out) {
  const std::string& url = config.Text("files.s3.url");
  if (url.empty()) return;
  auto place = store::s3::ParsePlace(url, config.Bool("files.s3.virtual_host"));
  auto http = http_client::Client::Load();
  if (!place.ok() || !http.ok()) {
    out->Fault("s3-unreachable", place.ok() ? http.error().text : place.error().text,
               "docs/operate/s3.md shows the settings");
    return;
  }
  store::s3::Client client(std::move(http).value(), std::move(place).value(),
                           {config.Text("files.s3.access_key"), config.Text("files.s3.secret_key"),
                            config.Text("files.s3.region")});
  const auto listed = client.List("koine-doctor/", true);
  if (listed.ok()) return;
  const std::string& code = listed.error().field;
  const std::string& text = listed.error().text;
  if (code == "RequestTimeTooSkewed") {
    out->Fault("s3-clock", "the object storage refuses what is signed here: the clocks differ",
               "set the clock of this machine: timedatectl set-ntp true");
  } else if (code.empty() || code.starts_with('5')) {
    out->Fault("s3-unreachable", "the object storage cannot be reached: " + text,
               "look whether it runs, and at files.s3.url");
  } else {
    out->Fault("s3-refused", "the object storage refuses this server: " + text,
               "compare files.s3.access_key, secret_key, region and the bucket of files.s3.url");
  }
}

void LookAtNats(const config::Config& config, Findings* out) {
  constexpr std::uint16_t kPort = 4'222;
  for (const std::string& url : config.List("cluster.nats")) {
    const auto place = PlaceOf(url, kPort);
    const std::string fault =
        place ? FaultOf(*place, "INFO ") : std::string("an address of cluster.nats is no URL");
    if (fault.empty()) continue;
    out->Fault(
        "nats-unreachable", "NATS: " + fault,
        "look whether it runs, and at cluster.nats; without it nodes hear of each other late");
    return;
  }
}

void LookAtMail(const config::Config& config, Findings* out) {
  constexpr std::uint16_t kSmtp = 25, kSmtps = 465;
  const std::string& url = config.Text("mail.relay");
  if (url.empty()) return;
  const bool tls = url.starts_with("smtps:");
  const auto place = PlaceOf(url, tls ? kSmtps : kSmtp);
  const std::string fault = place ? FaultOf(*place, tls ? "" : "220") : "mail.relay is no URL";
  if (fault.empty()) return;
  out->Fault("relay-unreachable", "the mail relay: " + fault,
             "look whether it runs, and at mail.relay; letters wait up to mail.give_up_after");
}

// Addresses of HTTP to which this server calls.
void LookAtCalled(const config::Config& config, Findings* out) {
  constexpr std::uint16_t kHttp = 80, kHttps = 443;
  for (const auto& [setting, name] :
       {std::pair{"ding.gateway_url", "ding-unreachable"}, std::pair{"ai.url", "ai-unreachable"}}) {
    const std::string& url = config.Text(setting);
    if (url.empty()) continue;
    const auto place = PlaceOf(url, url.starts_with("https:") ? kHttps : kHttp);
    const std::string fault = place ? FaultOf(*place, "") : "it is no URL";
    if (fault.empty()) continue;
    out->Fault(name, std::string("the server of ") + setting + ": " + fault,
               std::string("look whether it runs, and at ") + setting);
  }
}

// --- TURN (RFC 5766): one allocation, which is given back at once.

constexpr int kAllocate = 0x0003, kRefresh = 0x0004, kDone = 0x0100;
constexpr int kUsername = 0x0006, kIntegrity = 0x0008, kLifetime = 0x000d, kRealm = 0x0014,
              kNonce = 0x0015, kTransport = 0x0019;
constexpr std::size_t kHeader = 20, kIntegrityBytes = 24;

void Put16(std::string* out, std::size_t value) {
  out->push_back(static_cast<char>(value >> 8));
  out->push_back(static_cast<char>(value));
}
std::size_t Get16(std::string_view from, std::size_t at) {
  if (at + 2 > from.size()) return 0;
  return std::size_t{static_cast<unsigned char>(from[at])} << 8 |
         static_cast<unsigned char>(from[at + 1]);
}
void PutAttribute(std::string* out, int type, std::string_view value) {
  Put16(out, static_cast<std::size_t>(type));
  Put16(out, value.size());
  out->append(value);
  out->append((4 - value.size() % 4) % 4, '\0');
}
std::string AttributeOf(std::string_view message, int type) {
  for (std::size_t at = kHeader; at + 4 <= message.size();) {
    const std::size_t size = Get16(message, at + 2);
    if (Get16(message, at) == static_cast<std::size_t>(type)) {
      return std::string(message.substr(at + 4, size));
    }
    at += 4 + (size + 3) / 4 * 4;
  }
  return "";
}
// A message with its attributes, signed if there is a key.
std::string Message(int method, std::string attributes, std::string_view key) {
  const auto head = [&](std::size_t size) {
    std::string out;
    Put16(&out, static_cast<std::size_t>(method));
    Put16(&out, size);
    return out + std::string("\x21\x12\xa4\x42", 4) + std::string("koine-doctor", 12);
  };
  if (!key.empty()) {
    const std::string so_far = head(attributes.size() + kIntegrityBytes) + attributes;
    PutAttribute(&attributes, kIntegrity, crypto::HmacSha1(key, so_far));
  }
  return head(attributes.size()) + attributes;
}
std::string Ask(const Connection& connection, const std::string& message) {
  for (int i = 0; i < kAsks; ++i) {
    connection.Send(message);
    if (std::string answer = connection.Receive(); answer.size() >= kHeader) return answer;
  }
  return "";
}

enum class Turn { kGood, kSilent, kRefused };
Turn AskTurn(const Connection& connection, const std::string& secret, std::int64_t now_ms) {
  constexpr std::int64_t kValidS = 60;
  std::string plain;
  PutAttribute(&plain, kTransport, std::string("\x11\0\0\0", 4));  // UDP
  const std::string first = Ask(connection, Message(kAllocate, plain, ""));
  if (first.empty()) return Turn::kSilent;
  const std::string realm = AttributeOf(first, kRealm), nonce = AttributeOf(first, kNonce);
  if (nonce.empty()) return Turn::kRefused;
  const std::string user = std::to_string(now_ms / 1000 + kValidS) + ":doctor";
  const std::string password = text::Base64(crypto::HmacSha1(secret, user));
  const std::string key = crypto::Md5(user + ":" + realm + ":" + password);
  const auto with_login = [&](std::string attributes) {
    PutAttribute(&attributes, kUsername, user);
    PutAttribute(&attributes, kRealm, realm);
    PutAttribute(&attributes, kNonce, nonce);
    return attributes;
  };
  const std::string answer = Ask(connection, Message(kAllocate, with_login(plain), key));
  if (Get16(answer, 0) != static_cast<std::size_t>(kAllocate | kDone)) return Turn::kRefused;
  std::string end;
  PutAttribute(&end, kLifetime, std::string(4, '\0'));
  Ask(connection, Message(kRefresh, with_login(end), key));
  return Turn::kGood;
}

void LookAtTurn(const config::Config& config, const Clock& clock, Findings* out) {
  constexpr std::uint16_t kPlain = 3'478, kTls = 5'349;
  for (const std::string& url : config.List("call.turn.url")) {
    const bool tls = url.starts_with("turns:");
    const auto place = PlaceOf(url, tls ? kTls : kPlain);
    if (!place) continue;
    const bool stream = tls || place->tcp;
    const Connection connection(*place, stream ? SOCK_STREAM : SOCK_DGRAM);
    Turn found = connection.fd < 0 ? Turn::kSilent : Turn::kGood;
    if (connection.fd >= 0 && !stream) {
      found = AskTurn(connection, config.Text("call.turn.secret"), clock.NowMs());
    }
    if (found == Turn::kSilent) {
      out->Fault("turn-unreachable", "the TURN server " + Shown(*place) + " does not answer",
                 "look whether coturn runs, at its port and the firewall: docs/operate/calls.md");
    } else if (found == Turn::kRefused) {
      out->Fault("turn-refused", "the TURN server " + Shown(*place) + " refuses this server",
                 "compare call.turn.secret with coturn's static-auth-secret, and the clocks");
    }
  }
}

}  // namespace

void LookAround(const config::Config& config, const Clock& clock, Findings* out) {
  LookAtStorage(config, out);
  LookAtNats(config, out);
  LookAtMail(config, out);
  LookAtCalled(config, out);
  LookAtTurn(config, clock, out);
}

}  // namespace koine::server
