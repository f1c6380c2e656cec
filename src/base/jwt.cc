#include "base/jwt.h"

#include <optional>

#include "base/json.h"
#include "base/text.h"

namespace koine::jwt {
namespace {

struct Header {
  std::string alg;
  std::optional<json::Raw> crit;
};
KOINE_DESCRIBE(Header, (alg, crit))

// Some issuers write times with a fraction.
struct Times {
  std::optional<double> exp;
  std::optional<double> nbf;
};
KOINE_DESCRIBE(Times, (exp, nbf))

Error Refused(const char* detail) {
  return Error{Code::kUnauthenticated, detail};
}

}  // namespace

std::string Sign(const crypto::HmacSha256& key, std::string_view claims) {
  std::string token = text::Base64Url(R"({"typ":"JWT","alg":"HS256"})");
  token += '.';
  token += text::Base64Url(claims);
  const std::string signature = key.Sign(token);
  token += '.';
  token += text::Base64Url(signature);
  return token;
}

Result<std::string> Verify(const crypto::HmacSha256& key, std::string_view token,
                           std::int64_t now_ms, std::int64_t leeway_s) {
  if (token.size() > kMaxTokenBytes) return Refused("malformed");
  const std::size_t first = token.find('.');
  const std::size_t second = first == token.npos ? first : token.find('.', first + 1);
  if (second == token.npos) return Refused("malformed");
  const auto header_text = text::FromBase64Url(token.substr(0, first));
  auto claims = text::FromBase64Url(token.substr(first + 1, second - first - 1));
  const auto signature = text::FromBase64Url(token.substr(second + 1));
  if (!header_text || !claims || !signature) return Refused("malformed");
  const auto header = json::Parse<Header>(*header_text);
  if (!header.ok()) return Refused("malformed");
  if (header->alg != "HS256" || header->crit) return Refused("algorithm");
  if (!key.Verify(token.substr(0, second), *signature)) return Refused("signature");
  const auto times = json::Parse<Times>(*claims);
  if (!times.ok()) return Refused("malformed");
  const double now = static_cast<double>(now_ms) / 1000;
  const auto leeway = static_cast<double>(leeway_s);
  if (times->exp && now >= *times->exp + leeway) return Error{Code::kTokenExpired, "exp"};
  if (times->nbf && now < *times->nbf - leeway) return Refused("nbf");
  return std::move(*claims);
}

}  // namespace koine::jwt
