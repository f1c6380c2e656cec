#include "store/s3_sign.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/crypto.h"
#include "base/text.h"
#include "base/time.h"

namespace koine::store::s3 {

namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";
constexpr std::string_view kUnsigned = "UNSIGNED-PAYLOAD";

// "20130524T000000Z"; its first eight digits are the day.
std::string Stamp(std::int64_t now_ms) {
  const Civil t = ToCivil(now_ms, Zone::Utc());
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", t.year, t.month, t.day, t.hour, t.minute,
                     t.second);
}

std::string ScopeOf(const Credentials& who, const std::string& stamp) {
  return stamp.substr(0, 8) + "/" + who.region + "/s3/aws4_request";
}

std::string Mac(std::string_view key, std::string_view data) {
  return crypto::HmacSha256(key).Sign(data);
}

std::string NamesOf(const Pairs& headers) {
  std::string out;
  for (const auto& header : headers) {
    if (!out.empty()) out += ';';
    out += header.first;
  }
  return out;
}

// `headers` sorted, with all that are signed.
std::string SignatureOf(const Credentials& who, const ToSign& request, const std::string& query,
                        const Pairs& headers, std::string_view payload, const std::string& stamp) {
  std::string canonical = request.method + "\n" + EncodePath(request.path) + "\n" + query + "\n";
  for (const auto& [name, value] : headers) {
    canonical += name + ":" + std::string(text::Trim(value)) + "\n";
  }
  canonical += "\n" + NamesOf(headers) + "\n" + std::string(payload);
  const std::string what = std::string(kAlgorithm) + "\n" + stamp + "\n" + ScopeOf(who, stamp) +
                           "\n" + text::Hex(crypto::Sha256(canonical));
  std::string key = Mac("AWS4" + who.secret_key, stamp.substr(0, 8));
  for (const std::string& step : {who.region, std::string("s3"), std::string("aws4_request")}) {
    key = Mac(key, step);
  }
  return text::Hex(Mac(key, what));
}

}  // namespace

std::string EncodePath(std::string_view path) {
  std::string out;
  bool first = true;
  for (const std::string_view segment : text::Split(path, '/')) {
    if (!first) out += '/';
    first = false;
    out += text::PercentEncode(segment);
  }
  return out;
}

std::string EncodeQuery(const Pairs& query) {
  Pairs encoded;
  for (const auto& [name, value] : query) {
    encoded.emplace_back(text::PercentEncode(name), text::PercentEncode(value));
  }
  std::sort(encoded.begin(), encoded.end());
  std::string out;
  for (const auto& [name, value] : encoded) {
    if (!out.empty()) out += '&';
    out += name + "=" + value;
  }
  return out;
}

Pairs SignHeaders(const Credentials& who, const ToSign& request, std::int64_t now_ms) {
  const std::string stamp = Stamp(now_ms);
  Pairs out = {{"x-amz-content-sha256", request.payload}, {"x-amz-date", stamp}};
  Pairs headers = request.headers;
  headers.emplace_back("host", request.host);
  headers.insert(headers.end(), out.begin(), out.end());
  std::sort(headers.begin(), headers.end());
  const std::string signature =
      SignatureOf(who, request, EncodeQuery(request.query), headers, request.payload, stamp);
  out.emplace_back("authorization", std::string(kAlgorithm) + " Credential=" + who.access_key +
                                        "/" + ScopeOf(who, stamp) + ",SignedHeaders=" +
                                        NamesOf(headers) + ",Signature=" + signature);
  return out;
}

std::string SignQuery(const Credentials& who, const ToSign& request, std::int64_t now_ms,
                      std::int64_t seconds) {
  const std::string stamp = Stamp(now_ms);
  Pairs query = request.query;
  query.emplace_back("X-Amz-Algorithm", kAlgorithm);
  query.emplace_back("X-Amz-Credential", who.access_key + "/" + ScopeOf(who, stamp));
  query.emplace_back("X-Amz-Date", stamp);
  query.emplace_back("X-Amz-Expires", std::to_string(seconds));
  query.emplace_back("X-Amz-SignedHeaders", "host");
  const std::string encoded = EncodeQuery(query);
  return encoded + "&X-Amz-Signature=" +
         SignatureOf(who, request, encoded, {{"host", request.host}}, kUnsigned, stamp);
}

}  // namespace koine::store::s3
