#include "net/certificate.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <ctime>
#include <memory>
#include <vector>

namespace koine::net {

namespace {

struct Free {
  void operator()(std::FILE* file) const { std::fclose(file); }
  void operator()(X509* one) const { X509_free(one); }
  void operator()(X509_STORE* one) const { X509_STORE_free(one); }
  void operator()(X509_STORE_CTX* one) const { X509_STORE_CTX_free(one); }
  // The stack alone: what is in it belongs to others.
  void operator()(STACK_OF(X509) * one) const { sk_X509_free(one); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

constexpr std::size_t kChainMax = 20;
constexpr std::size_t kNameBytes = 256;

std::int64_t Ms(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return 0;
  return static_cast<std::int64_t>(::timegm(&parts)) * 1000;
}

// Whether the leaf leads to an authority of the machine over what is in the file. When it ends and
// for what it may be used are other questions.
bool IsChainComplete(const std::vector<Owned<X509>>& all) {
  const Owned<X509_STORE> trusted(X509_STORE_new());
  const Owned<X509_STORE_CTX> look(X509_STORE_CTX_new());
  const Owned<STACK_OF(X509)> between(sk_X509_new_null());
  if (!trusted || !look || !between) return true;
  X509_STORE_set_default_paths(trusted.get());
  X509_STORE_set_flags(trusted.get(), X509_V_FLAG_NO_CHECK_TIME);
  for (std::size_t i = 1; i < all.size(); ++i) sk_X509_push(between.get(), all[i].get());
  if (X509_STORE_CTX_init(look.get(), trusted.get(), all.front().get(), between.get()) != 1) {
    return true;
  }
  if (X509_verify_cert(look.get()) == 1) return true;
  switch (X509_STORE_CTX_get_error(look.get())) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return false;
    default:
      return true;  // such as an authority of its own, which is in the file
  }
}

}  // namespace

Result<CertificateFacts> ReadCertificate(const std::string& path, const std::string& host) {
  const Owned<std::FILE> file(std::fopen(path.c_str(), "re"));
  std::vector<Owned<X509>> all;
  while (file && all.size() < kChainMax) {
    Owned<X509> one(PEM_read_X509(file.get(), nullptr, nullptr, nullptr));
    if (!one) break;
    all.push_back(std::move(one));
  }
  ERR_clear_error();
  if (all.empty()) {
    return FieldError(Code::kBadArgument, "certificate", path + ": no certificate can be read");
  }
  X509* const leaf = all.front().get();
  CertificateFacts out;
  char name[kNameBytes] = {};
  X509_NAME_oneline(X509_get_subject_name(leaf), name, sizeof name);
  out.subject = name;
  out.begins_ms = Ms(X509_get0_notBefore(leaf));
  out.ends_ms = Ms(X509_get0_notAfter(leaf));
  out.self_signed = X509_self_signed(leaf, 0) == 1;
  out.chain_complete = out.self_signed || IsChainComplete(all);
  if (!host.empty()) {
    out.names_host = X509_check_host(leaf, host.c_str(), host.size(), 0, nullptr) == 1 ||
                     X509_check_ip_asc(leaf, host.c_str(), 0) == 1;
  }
  ERR_clear_error();
  return out;
}

}  // namespace koine::net
