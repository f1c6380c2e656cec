#include "base/http_client.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "base/require.h"

namespace koine::http_client {

namespace {

constexpr char kLibrary[] = "libcurl.so.4";
constexpr long kConnectMs = 3'000;
// Of mail servers, of which many let others wait before they greet them, until one is signed in.
constexpr long kGreetMs = 30'000;
// Slower than this for so long counts as broken.
constexpr long kSlowBytes = 1'024;
constexpr long kSlowSeconds = 20;

// What is used of libcurl.
struct Library {
  decltype(&::curl_global_init) global_init;
  decltype(&::curl_easy_init) init;
  decltype(&::curl_easy_reset) reset;
  decltype(&::curl_easy_cleanup) cleanup;
  decltype(&::curl_easy_setopt) set;
  decltype(&::curl_easy_getinfo) get;
  decltype(&::curl_easy_perform) perform;
  decltype(&::curl_easy_strerror) text;
  decltype(&::curl_slist_append) append;
  decltype(&::curl_slist_free_all) free_all;
  decltype(&::curl_multi_init) multi_init;
  decltype(&::curl_multi_cleanup) multi_cleanup;
  decltype(&::curl_multi_add_handle) multi_add;
  decltype(&::curl_multi_remove_handle) multi_remove;
  decltype(&::curl_multi_perform) multi_perform;
  decltype(&::curl_multi_poll) multi_poll;
  decltype(&::curl_multi_wakeup) multi_wakeup;
  decltype(&::curl_multi_info_read) multi_info;

  // Never unloaded: the library keeps what other threads may still use.
  bool Open() {
    void* const handle = ::dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
    return handle != nullptr && Find(handle) && global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  }

 private:
  bool Find(void* handle) {
    const auto take = [handle](const char* name, auto* out) {
      *out = reinterpret_cast<std::remove_pointer_t<decltype(out)>>(::dlsym(handle, name));
      return *out != nullptr;
    };
    return take("curl_global_init", &global_init) && take("curl_easy_init", &init) &&
           take("curl_easy_reset", &reset) && take("curl_easy_cleanup", &cleanup) &&
           take("curl_easy_setopt", &set) && take("curl_easy_getinfo", &get) &&
           take("curl_easy_perform", &perform) && take("curl_easy_strerror", &text) &&
           take("curl_slist_append", &append) && take("curl_slist_free_all", &free_all) &&
           take("curl_multi_init", &multi_init) && take("curl_multi_cleanup", &multi_cleanup) &&
           take("curl_multi_add_handle", &multi_add) &&
           take("curl_multi_remove_handle", &multi_remove) &&
           take("curl_multi_perform", &multi_perform) && take("curl_multi_poll", &multi_poll) &&
           take("curl_multi_wakeup", &multi_wakeup) && take("curl_multi_info_read", &multi_info);
  }
};

Error Failed(std::string why) {
  return FieldError(Code::kUnavailable, "http", std::move(why));
}

Error NotInstalled() {
  return Failed(std::string(kLibrary) + " cannot be loaded (Debian package libcurl4)");
}

// One request on its way, as the callbacks see it.
struct Transfer {
  const Library& library;
  const Request& request;
  CURL* curl;
  curl_slist* headers = nullptr;
  curl_slist* recipients = nullptr;
  std::int64_t sent = 0;
  Answer answer;
  char why[CURL_ERROR_SIZE] = "";

  Transfer(const Library& l, const Request& r, CURL* c) : library(l), request(r), curl(c) {}
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;
  ~Transfer() {
    library.free_all(headers);
    library.free_all(recipients);
  }

  template <class Value>
  void Set(CURLoption option, Value value) const {
    library.set(curl, option, value);
  }
  // What all requests have in common.
  void Prepare();
  void PrepareBody();
  void PrepareLetter(const Envelope& envelope);
  std::string Why(CURLcode code) const { return why[0] != '\0' ? why : library.text(code); }
  int Status() const {
    long status = 0;
    library.get(curl, CURLINFO_RESPONSE_CODE, &status);
    return static_cast<int>(status);
  }
  std::int64_t Size() const {
    return request.fd >= 0 ? request.fd_bytes : static_cast<std::int64_t>(request.body.size());
  }

  static std::size_t Read(char* out, std::size_t size, std::size_t count, void* self) {
    auto* t = static_cast<Transfer*>(self);
    const Request& request = t->request;
    const auto room = static_cast<std::int64_t>(size * count);
    auto n = static_cast<std::size_t>(std::min(room, t->Size() - t->sent));
    if (request.fd < 0) {
      std::copy_n(request.body.data() + t->sent, n, out);
    } else if (n > 0) {
      ssize_t got = -1;
      do {
        got = ::pread(request.fd, out, n, t->sent);
      } while (got < 0 && errno == EINTR);
      if (got <= 0) return CURL_READFUNC_ABORT;
      n = static_cast<std::size_t>(got);
    }
    t->sent += static_cast<std::int64_t>(n);
    return n;
  }

  // The connection broke before the answer, and the body is wanted again.
  static int Seek(void* self, curl_off_t offset, int origin) {
    if (origin != SEEK_SET) return CURL_SEEKFUNC_CANTSEEK;
    static_cast<Transfer*>(self)->sent = offset;
    return CURL_SEEKFUNC_OK;
  }

  static std::size_t Write(char* bytes, std::size_t size, std::size_t count, void* self) {
    auto* t = static_cast<Transfer*>(self);
    const std::string_view piece(bytes, size * count);
    const int status = t->Status();
    if (t->request.sink && status >= 200 && status < 300) {
      return t->request.sink(piece) ? piece.size() : 0;
    }
    if (t->answer.body.size() + piece.size() > kAnswerMax) return 0;
    t->answer.body += piece;
    return piece.size();
  }
};

void Transfer::Prepare() {
  for (const std::string& header : request.headers) {
    headers = library.append(headers, header.c_str());
  }
  headers = library.append(headers, "Expect:");
  Set(CURLOPT_HTTPHEADER, headers);
  Set(CURLOPT_URL, request.url.c_str());
  Set(CURLOPT_PROTOCOLS_STR, "http,https");
  Set(CURLOPT_FOLLOWLOCATION, 0L);
  Set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  Set(CURLOPT_NOSIGNAL, 1L);
  const auto most = static_cast<long>(request.time_ms);
  Set(CURLOPT_TIMEOUT_MS, most);
  Set(CURLOPT_CONNECTTIMEOUT_MS, most > 0 ? std::min(most, kConnectMs) : kConnectMs);
  Set(CURLOPT_ERRORBUFFER, why);
  PrepareBody();
  if (request.envelope) PrepareLetter(*request.envelope);
}

void Transfer::PrepareLetter(const Envelope& envelope) {
  recipients = library.append(recipients, ("<" + envelope.to + ">").c_str());
  Set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  Set(CURLOPT_CONNECTTIMEOUT_MS, kGreetMs);
  Set(CURLOPT_HTTPHEADER, static_cast<curl_slist*>(nullptr));
  Set(CURLOPT_MAIL_FROM, ("<" + envelope.from + ">").c_str());
  Set(CURLOPT_MAIL_RCPT, recipients);
  Set(CURLOPT_USE_SSL, static_cast<long>(envelope.tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
  if (!envelope.ca_file.empty()) Set(CURLOPT_CAINFO, envelope.ca_file.c_str());
  if (!envelope.user.empty()) {
    Set(CURLOPT_USERNAME, envelope.user.c_str());
    Set(CURLOPT_PASSWORD, envelope.password.c_str());
  }
}

void Transfer::PrepareBody() {
  if (request.method == "HEAD") {
    Set(CURLOPT_NOBODY, 1L);
  } else if (request.method == "PUT") {
    Set(CURLOPT_UPLOAD, 1L);
    Set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(Size()));
    Set(CURLOPT_READFUNCTION, &Transfer::Read);
    Set(CURLOPT_READDATA, this);
    Set(CURLOPT_SEEKFUNCTION, &Transfer::Seek);
    Set(CURLOPT_SEEKDATA, this);
  } else if (request.method == "POST") {
    Set(CURLOPT_POST, 1L);
    Set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    Set(CURLOPT_POSTFIELDS, request.body.c_str());
  } else if (request.method != "GET") {
    Set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
  }
}

class CurlClient final : public Client {
 public:
  explicit CurlClient(const Library& library) : library_(library) {}
  ~CurlClient() override {
    for (CURL* curl : idle_) library_.cleanup(curl);
  }

  Result<Answer> Run(const Request& request) override {
    if (stop_) return Failed("the server stops");
    CURL* const curl = Take();
    if (curl == nullptr) return Failed("out of memory");
    Transfer transfer(library_, request, curl);
    transfer.Prepare();
    // What was signed is what is asked for.
    transfer.Set(CURLOPT_PATH_AS_IS, 1L);
    transfer.Set(CURLOPT_LOW_SPEED_LIMIT, kSlowBytes);
    transfer.Set(CURLOPT_LOW_SPEED_TIME, kSlowSeconds);
    transfer.Set(CURLOPT_FILETIME, 1L);
    transfer.Set(CURLOPT_NOPROGRESS, 0L);
    transfer.Set(CURLOPT_XFERINFOFUNCTION, &Progress);
    transfer.Set(CURLOPT_XFERINFODATA, this);
    transfer.Set(CURLOPT_WRITEFUNCTION, &Transfer::Write);
    transfer.Set(CURLOPT_WRITEDATA, &transfer);
    const CURLcode code = library_.perform(curl);
    curl_off_t modified = -1;
    library_.get(curl, CURLINFO_FILETIME_T, &modified);
    transfer.answer.status = transfer.Status();
    transfer.answer.modified_ms = modified > 0 ? modified * 1000 : 0;
    Give(curl);
    if (code != CURLE_OK) return Failed(transfer.Why(code));
    return std::move(transfer.answer);
  }

  void Stop() override { stop_ = true; }

 private:
  static int Progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<CurlClient*>(self)->stop_ ? 1 : 0;
  }

  CURL* Take() {
    std::lock_guard lock(mutex_);
    if (idle_.empty()) return library_.init();
    CURL* curl = idle_.back();
    idle_.pop_back();
    return curl;
  }
  // Keeps its connections for the next.
  void Give(CURL* curl) {
    library_.reset(curl);
    std::lock_guard lock(mutex_);
    idle_.push_back(curl);
  }

  const Library library_;
  std::mutex mutex_;
  std::vector<CURL*> idle_;
  std::atomic<bool> stop_ = false;
};

// What mail servers say: how much of a line is kept, and what some numbers mean.
constexpr std::size_t kSaidBytes = 500;
constexpr int kSignInFirst = 530;
constexpr int kTaken = 250;

// One request of a batch.
struct Errand {
  const std::int64_t tag;
  const Request request;
  const Judge judge;
  const char* refused = nullptr;  // why its address is none to connect to
  std::string said;               // the last line in which a mail server refused something
  Transfer transfer;

  Errand(std::int64_t t, Request r, Judge j, const Library& library, CURL* curl)
      : tag(t), request(std::move(r)), judge(j), transfer(library, request, curl) {}

  static curl_socket_t Open(void* self, curlsocktype, struct curl_sockaddr* to) {
    auto* errand = static_cast<Errand*>(self);
    sockaddr_storage storage{};
    // The address is longer than the member says.
    const char* const bytes = reinterpret_cast<const char*>(to) + offsetof(curl_sockaddr, addr);
    std::memcpy(&storage, bytes, std::min<std::size_t>(to->addrlen, sizeof storage));
    if (to->family != AF_INET && to->family != AF_INET6) {
      errand->refused = "the address is not of the internet";
    } else if (errand->judge != nullptr) {
      errand->refused = errand->judge(storage);
    }
    if (errand->refused != nullptr) return CURL_SOCKET_BAD;
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
  }

  // A line of what a mail server says. What follows a refusal is its farewell.
  static std::size_t Hear(char* bytes, std::size_t size, std::size_t count, void* self) {
    auto* errand = static_cast<Errand*>(self);
    const std::string_view line(bytes, size * count);
    if (line.size() >= 3 && (line[0] == '4' || line[0] == '5')) {
      errand->said = line.substr(0, kSaidBytes);
    } else if (!line.starts_with("221")) {
      errand->said.clear();
    }
    return line.size();
  }

  // Of a letter that was not taken: what the server said to the letter itself. Nothing that was
  // said before its envelope means the letter, nor that nobody has signed in.
  int Refusal(CURLcode code) const {
    const bool about = code == CURLE_SEND_ERROR || transfer.sent > 0;
    if (!about || said.size() < 3) return 0;
    int status = 0;
    for (const char c : said.substr(0, 3)) {
      if (c < '0' || c > '9') return 0;
      status = status * 10 + (c - '0');
    }
    return status == kSignInFirst ? 0 : status;
  }

  // Nobody needs what comes back.
  static std::size_t Write(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
  }
};

class CurlBatch final : public Batch {
 public:
  CurlBatch(const Library& library, CURLM* multi) : library_(library), multi_(multi) {}
  ~CurlBatch() override {
    while (!errands_.empty()) End(errands_.begin()->first);
    library_.multi_cleanup(multi_);
  }

  void Start(std::int64_t tag, Request request, Judge judge) override {
    KOINE_REQUIRE(request.time_ms > 0);
    CURL* const curl = library_.init();
    if (curl == nullptr) {
      failed_.push_back({tag, 0, "out of memory"});
      return;
    }
    auto errand = std::make_unique<Errand>(tag, std::move(request), judge, library_, curl);
    const Transfer& transfer = errand->transfer;
    errand->transfer.Prepare();
    // Through a proxy nobody would see where it leads.
    transfer.Set(CURLOPT_PROXY, "");
    // The end of one does not wait for a slow name server.
    transfer.Set(CURLOPT_QUICK_EXIT, 1L);
    // A kept connection was judged by the rule of another request.
    transfer.Set(CURLOPT_FRESH_CONNECT, 1L);
    transfer.Set(CURLOPT_FORBID_REUSE, 1L);
    transfer.Set(CURLOPT_OPENSOCKETFUNCTION, &Errand::Open);
    transfer.Set(CURLOPT_OPENSOCKETDATA, errand.get());
    transfer.Set(CURLOPT_WRITEFUNCTION, &Errand::Write);
    if (errand->request.envelope) {
      transfer.Set(CURLOPT_HEADERFUNCTION, &Errand::Hear);
      transfer.Set(CURLOPT_HEADERDATA, errand.get());
    }
    library_.multi_add(multi_, curl);
    errands_[curl] = std::move(errand);
  }

  std::vector<Ended> Poll(std::int64_t wait_ms) override {
    int running = 0;
    library_.multi_perform(multi_, &running);
    std::vector<Ended> out = std::exchange(failed_, {});
    Collect(&out);
    if (out.empty()) {
      library_.multi_poll(multi_, nullptr, 0, static_cast<int>(wait_ms), nullptr);
      library_.multi_perform(multi_, &running);
      Collect(&out);
    }
    return out;
  }

  void Wake() override { library_.multi_wakeup(multi_); }

 private:
  void Collect(std::vector<Ended>* out) {
    int left = 0;
    while (CURLMsg* message = library_.multi_info(multi_, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      CURL* const curl = message->easy_handle;
      const CURLcode code = message->data.result;
      const Errand& errand = *errands_.at(curl);
      Ended ended;
      ended.tag = errand.tag;
      const bool letter = errand.request.envelope.has_value();
      if (code == CURLE_OK) {
        ended.status = letter ? kTaken : errand.transfer.Status();
      } else {
        ended.error = errand.refused != nullptr ? errand.refused : errand.transfer.Why(code);
        if (letter) ended.status = errand.Refusal(code);
        if (letter && !errand.said.empty()) ended.error = errand.said;
      }
      End(curl);
      out->push_back(std::move(ended));
    }
  }

  void End(CURL* curl) {
    library_.multi_remove(multi_, curl);
    library_.cleanup(curl);
    errands_.erase(curl);
  }

  const Library library_;
  CURLM* const multi_;
  std::unordered_map<CURL*, std::unique_ptr<Errand>> errands_;
  std::vector<Ended> failed_;
};

}  // namespace

Result<std::unique_ptr<Client>> Client::Load() {
  Library library;
  if (!library.Open()) return NotInstalled();
  return Result<std::unique_ptr<Client>>(std::make_unique<CurlClient>(library));
}

Result<std::unique_ptr<Batch>> Batch::Load() {
  Library library;
  if (!library.Open()) return NotInstalled();
  CURLM* const multi = library.multi_init();
  if (multi == nullptr) return Failed("out of memory");
  return Result<std::unique_ptr<Batch>>(std::make_unique<CurlBatch>(library, multi));
}

}  // namespace koine::http_client
