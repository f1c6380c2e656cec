#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <ctime>
#include <mutex>
#include <string>

#include "base/time.h"
#include "net/event_loop.h"
#include "net/transport.h"

namespace koine::net {
namespace {

struct SslFree {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using SslPtr = std::unique_ptr<SSL, SslFree>;
using SslContextPtr = std::unique_ptr<SSL_CTX, SslFree>;

class TlsTransport final : public Transport {
 public:
  TlsTransport(SslPtr ssl, int fd) : ssl_(std::move(ssl)), fd_(fd) {}
  ~TlsTransport() override {
    ssl_.reset();
    ::close(fd_);
  }
  Status Attach(EventLoop& loop, std::uint32_t events, FdHandler* handler) override {
    return loop.Watch(fd_, events, handler);
  }
  void Interest(EventLoop& loop, std::uint32_t events, FdHandler* handler) override {
    loop.Rewatch(fd_, events, handler);
  }
  void Detach(EventLoop& loop) override { loop.Unwatch(fd_); }
  IoResult Read(char* out, std::size_t size) override {
    ERR_clear_error();
    int n = SSL_read(ssl_.get(), out, static_cast<int>(std::min<std::size_t>(size, INT_MAX)));
    return Outcome(n);
  }
  IoResult Write(const char* data, std::size_t size) override {
    ERR_clear_error();
    int n = SSL_write(ssl_.get(), data, static_cast<int>(std::min<std::size_t>(size, INT_MAX)));
    return Outcome(n);
  }
  bool HasBufferedInput() const override { return SSL_has_pending(ssl_.get()) == 1; }
  void ShutdownWrite() override {
    ERR_clear_error();
    if (SSL_is_init_finished(ssl_.get()) == 1) SSL_shutdown(ssl_.get());
    ERR_clear_error();
  }
  void BoundSendBuffer(int bytes) override {
    ::setsockopt(fd_, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
  }
  std::size_t UnackedBytes() const override { return UnackedOf(fd_); }

 private:
  IoResult Outcome(int n) {
    if (n > 0) return {IoState::kOk, static_cast<std::size_t>(n)};
    switch (SSL_get_error(ssl_.get(), n)) {
      case SSL_ERROR_WANT_READ:
        return {IoState::kWantRead, 0};
      case SSL_ERROR_WANT_WRITE:
        return {IoState::kWantWrite, 0};
      case SSL_ERROR_ZERO_RETURN:
        return {IoState::kEof, 0};
      default:
        return {IoState::kError, 0};
    }
  }
  SslPtr ssl_;
  int fd_;
};

// Reload may come while other threads accept: each takes the context of its moment, and open
// connections keep theirs.
class TlsContextImpl final : public TlsContext {
 public:
  explicit TlsContextImpl(SslContextPtr context) : context_(std::move(context)) {}
  std::unique_ptr<Transport> Accept(int fd) override {
    SslPtr ssl;
    {
      const std::lock_guard lock(mutex_);
      ssl.reset(SSL_new(context_.get()));
    }
    SSL_set_fd(ssl.get(), fd);
    SSL_set_accept_state(ssl.get());
    return std::make_unique<TlsTransport>(std::move(ssl), fd);
  }
  Status Reload(const std::string& certificate_path, const std::string& key_path) override;
  std::int64_t GoodUntilMs() const override {
    const std::lock_guard lock(mutex_);
    std::tm time{};
    const X509* own = SSL_CTX_get0_certificate(context_.get());
    if (ASN1_TIME_to_tm(X509_get0_notAfter(own), &time) != 1) return 0;
    return std::int64_t{::timegm(&time)} * kSecondMs;
  }

 private:
  mutable std::mutex mutex_;
  SslContextPtr context_;
};

// What the library says of its last error.
Error FileError(const char* which, const std::string& path) {
  const char* reason = ERR_reason_error_string(ERR_peek_last_error());
  std::string text = path + ": " + (reason != nullptr ? reason : "unreadable");
  ERR_clear_error();
  return FieldError(Code::kBadArgument, which, std::move(text));
}

Result<SslContextPtr> LoadFiles(const std::string& certificate_path, const std::string& key_path) {
  SslContextPtr context(SSL_CTX_new(TLS_server_method()));
  if (!context) return Error{Code::kInternal, "tls"};
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE |
                                      SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                      SSL_MODE_RELEASE_BUFFERS);
  ERR_clear_error();
  if (SSL_CTX_use_certificate_chain_file(context.get(), certificate_path.c_str()) != 1) {
    return FileError("certificate", certificate_path);
  }
  if (SSL_CTX_use_PrivateKey_file(context.get(), key_path.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(context.get()) != 1) {
    return FileError("key", key_path);
  }
  return context;
}

Status TlsContextImpl::Reload(const std::string& certificate_path, const std::string& key_path) {
  KOINE_TRY(SslContextPtr fresh, LoadFiles(certificate_path, key_path));
  const std::lock_guard lock(mutex_);
  context_ = std::move(fresh);
  return Ok();
}

}  // namespace

Result<std::shared_ptr<TlsContext>> TlsContext::Load(const std::string& certificate_path,
                                                     const std::string& key_path) {
  KOINE_TRY(SslContextPtr context, LoadFiles(certificate_path, key_path));
  return std::shared_ptr<TlsContext>(std::make_shared<TlsContextImpl>(std::move(context)));
}

}  // namespace koine::net
