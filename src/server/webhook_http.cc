#include "server/webhook_http.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <unordered_map>
#include <utility>

#include "net/address.h"

namespace koine::server {

namespace {

constexpr char kLibrary[] = "libcurl.so.4";
constexpr long kConnectMs = 3'000;

// What is used of libcurl.
struct Library {
  decltype(&::curl_global_init) global_init;
  decltype(&::curl_easy_init) init;
  decltype(&::curl_easy_cleanup) cleanup;
  decltype(&::curl_easy_setopt) set;
  decltype(&::curl_easy_getinfo) get;
  decltype(&::curl_easy_strerror) text;
  decltype(&::curl_slist_append) append;
  decltype(&::curl_slist_free_all) free_all;
  decltype(&::curl_multi_init) multi_init;
  decltype(&::curl_multi_cleanup) multi_cleanup;
  decltype(&::curl_multi_add_handle) add;
  decltype(&::curl_multi_remove_handle) remove;
  decltype(&::curl_multi_perform) perform;
  decltype(&::curl_multi_poll) poll;
  decltype(&::curl_multi_wakeup) wakeup;
  decltype(&::curl_multi_info_read) info;

  bool Find(void* handle) {
    return Take(handle, "curl_global_init", &global_init) &&
           Take(handle, "curl_easy_init", &init) && Take(handle, "curl_easy_cleanup", &cleanup) &&
           Take(handle, "curl_easy_setopt", &set) && Take(handle, "curl_easy_getinfo", &get) &&
           Take(handle, "curl_easy_strerror", &text) &&
           Take(handle, "curl_slist_append", &append) &&
           Take(handle, "curl_slist_free_all", &free_all) &&
           Take(handle, "curl_multi_init", &multi_init) &&
           Take(handle, "curl_multi_cleanup", &multi_cleanup) &&
           Take(handle, "curl_multi_add_handle", &add) &&
           Take(handle, "curl_multi_remove_handle", &remove) &&
           Take(handle, "curl_multi_perform", &perform) && Take(handle, "curl_multi_poll", &poll) &&
           Take(handle, "curl_multi_wakeup", &wakeup) &&
           Take(handle, "curl_multi_info_read", &info);
  }

 private:
  template <class F>
  static bool Take(void* handle, const char* name, F* out) {
    *out = reinterpret_cast<F>(::dlsym(handle, name));
    return *out != nullptr;
  }
};

// One request on its way, as the callbacks see it.
struct Transfer {
  WebhookRequest request;
  curl_slist* headers = nullptr;
  char why[CURL_ERROR_SIZE] = "";
  bool refused = false;  // its address is none to connect to

  static curl_socket_t Open(void* self, curlsocktype, struct curl_sockaddr* to) {
    auto* t = static_cast<Transfer*>(self);
    sockaddr_storage storage{};
    // The address is longer than the member says.
    const char* const bytes = reinterpret_cast<const char*>(to) + offsetof(curl_sockaddr, addr);
    std::memcpy(&storage, bytes, std::min<std::size_t>(to->addrlen, sizeof storage));
    const bool internet = to->family == AF_INET || to->family == AF_INET6;
    const bool fits =
        internet && (t->request.allow_private || net::Address::From(storage).is_public());
    if (!fits) {
      t->refused = true;
      return CURL_SOCKET_BAD;
    }
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
  }

  // Nobody needs what comes back.
  static std::size_t Write(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
  }
};

class CurlWebhooks final : public WebhookHttp {
 public:
  CurlWebhooks(const Library& library, CURLM* multi, std::int64_t time_ms)
      : library_(library), multi_(multi), time_ms_(static_cast<long>(time_ms)) {}
  ~CurlWebhooks() override {
    while (!transfers_.empty()) End(transfers_.begin()->first);
    library_.multi_cleanup(multi_);
  }

  void Start(WebhookRequest request) override {
    CURL* curl = library_.init();
    if (curl == nullptr) {
      failed_.push_back({request.tag, 0, "out of memory"});
      return;
    }
    auto transfer = std::make_unique<Transfer>();
    transfer->request = std::move(request);
    for (const std::string& header : transfer->request.headers) {
      transfer->headers = library_.append(transfer->headers, header.c_str());
    }
    transfer->headers = library_.append(transfer->headers, "Expect:");
    Prepare(curl, transfer.get());
    library_.add(multi_, curl);
    transfers_[curl] = std::move(transfer);
  }

  std::size_t under_way() const override { return transfers_.size() + failed_.size(); }

  std::vector<WebhookAnswer> Poll(std::int64_t wait_ms) override {
    int running = 0;
    library_.perform(multi_, &running);
    std::vector<WebhookAnswer> out = std::exchange(failed_, {});
    Collect(&out);
    if (out.empty()) {
      library_.poll(multi_, nullptr, 0, static_cast<int>(wait_ms), nullptr);
      library_.perform(multi_, &running);
      Collect(&out);
    }
    return out;
  }

  void Wake() override { library_.wakeup(multi_); }

 private:
  void Prepare(CURL* curl, Transfer* transfer) const {
    const WebhookRequest& request = transfer->request;
    auto set = [this, curl](CURLoption option, auto value) { library_.set(curl, option, value); };
    set(CURLOPT_URL, request.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    // Through a proxy nobody would see where it leads.
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(CURLOPT_NOSIGNAL, 1L);
    // The end of one does not wait for a slow name server.
    set(CURLOPT_QUICK_EXIT, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, std::min(kConnectMs, time_ms_));
    set(CURLOPT_TIMEOUT_MS, time_ms_);
    // A kept connection was judged by the rule of another webhook.
    set(CURLOPT_FRESH_CONNECT, 1L);
    set(CURLOPT_FORBID_REUSE, 1L);
    set(CURLOPT_OPENSOCKETFUNCTION, &Transfer::Open);
    set(CURLOPT_OPENSOCKETDATA, transfer);
    set(CURLOPT_WRITEFUNCTION, &Transfer::Write);
    set(CURLOPT_HTTPHEADER, transfer->headers);
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    set(CURLOPT_POSTFIELDS, request.body.c_str());
    set(CURLOPT_ERRORBUFFER, transfer->why);
  }

  void Collect(std::vector<WebhookAnswer>* out) {
    int left = 0;
    while (CURLMsg* message = library_.info(multi_, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      CURL* curl = message->easy_handle;
      const CURLcode code = message->data.result;
      const Transfer& transfer = *transfers_.at(curl);
      WebhookAnswer answer;
      answer.tag = transfer.request.tag;
      if (code == CURLE_OK) {
        long status = 0;
        library_.get(curl, CURLINFO_RESPONSE_CODE, &status);
        answer.status = static_cast<int>(status);
      } else if (transfer.refused) {
        answer.error = "the address is not of the public internet";
      } else {
        answer.error = transfer.why[0] != '\0' ? transfer.why : library_.text(code);
      }
      End(curl);
      out->push_back(std::move(answer));
    }
  }

  void End(CURL* curl) {
    library_.remove(multi_, curl);
    library_.cleanup(curl);
    const auto it = transfers_.find(curl);
    library_.free_all(it->second->headers);
    transfers_.erase(it);
  }

  const Library library_;
  CURLM* const multi_;
  const long time_ms_;
  std::unordered_map<CURL*, std::unique_ptr<Transfer>> transfers_;
  std::vector<WebhookAnswer> failed_;
};

}  // namespace

Result<std::unique_ptr<WebhookHttp>> WebhookHttp::Load(std::int64_t time_ms) {
  // Never unloaded: the library keeps what other threads may still use.
  void* handle = ::dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
  Library library;
  CURLM* multi = nullptr;
  if (handle != nullptr && library.Find(handle) &&
      library.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK) {
    multi = library.multi_init();
  }
  if (multi == nullptr) {
    return FieldError(Code::kUnavailable, "webhooks",
                      std::string(kLibrary) + " cannot be loaded (Debian package libcurl4)");
  }
  return Result<std::unique_ptr<WebhookHttp>>(
      std::make_unique<CurlWebhooks>(library, multi, time_ms));
}

}  // namespace koine::server
