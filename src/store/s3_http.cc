#include "store/s3_http.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace koine::store::s3 {

namespace {

constexpr char kLibrary[] = "libcurl.so.4";
constexpr long kConnectMs = 3'000;
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

  bool Find(void* handle) {
    return Take(handle, "curl_global_init", &global_init) &&
           Take(handle, "curl_easy_init", &init) && Take(handle, "curl_easy_reset", &reset) &&
           Take(handle, "curl_easy_cleanup", &cleanup) && Take(handle, "curl_easy_setopt", &set) &&
           Take(handle, "curl_easy_getinfo", &get) && Take(handle, "curl_easy_perform", &perform) &&
           Take(handle, "curl_easy_strerror", &text) &&
           Take(handle, "curl_slist_append", &append) &&
           Take(handle, "curl_slist_free_all", &free_all);
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
  const HttpRequest& request;
  const std::atomic<bool>& stop;
  const Library& library;
  CURL* curl = nullptr;
  std::int64_t sent = 0;
  HttpAnswer answer;

  static std::size_t Read(char* out, std::size_t size, std::size_t count, void* self) {
    auto* t = static_cast<Transfer*>(self);
    const HttpRequest& request = t->request;
    const std::int64_t all =
        request.fd >= 0 ? request.fd_bytes : static_cast<std::int64_t>(request.bytes.size());
    const auto room = static_cast<std::int64_t>(size * count);
    auto n = static_cast<std::size_t>(std::min(room, all - t->sent));
    if (request.fd < 0) {
      std::copy_n(request.bytes.data() + t->sent, n, out);
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
    long status = 0;
    t->library.get(t->curl, CURLINFO_RESPONSE_CODE, &status);
    if (t->request.sink && status >= 200 && status < 300) {
      return t->request.sink(piece) ? piece.size() : 0;
    }
    if (t->answer.body.size() + piece.size() > kAnswerMax) return 0;
    t->answer.body += piece;
    return piece.size();
  }

  static int Progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Transfer*>(self)->stop ? 1 : 0;
  }
};

class CurlHttp final : public Http {
 public:
  explicit CurlHttp(const Library& library) : library_(library) {}
  ~CurlHttp() override {
    for (CURL* curl : idle_) library_.cleanup(curl);
  }

  Result<HttpAnswer> Run(const HttpRequest& request) override {
    if (stop_) return Failed("the server stops");
    Transfer transfer{request, stop_, library_};
    CURL* curl = transfer.curl = Take();
    if (curl == nullptr) return Failed("out of memory");
    curl_slist* headers = nullptr;
    for (const std::string& header : request.headers) {
      headers = library_.append(headers, header.c_str());
    }
    headers = library_.append(headers, "Expect:");
    Prepare(&transfer, headers);
    char why[CURL_ERROR_SIZE] = "";
    library_.set(curl, CURLOPT_ERRORBUFFER, why);
    const CURLcode code = library_.perform(curl);
    long status = 0;
    curl_off_t modified = -1;
    library_.get(curl, CURLINFO_RESPONSE_CODE, &status);
    library_.get(curl, CURLINFO_FILETIME_T, &modified);
    library_.free_all(headers);
    Give(curl);
    if (code != CURLE_OK) return Failed(why[0] != '\0' ? why : library_.text(code));
    transfer.answer.status = static_cast<int>(status);
    transfer.answer.modified_ms = modified > 0 ? modified * 1000 : 0;
    return std::move(transfer.answer);
  }

  void Stop() override { stop_ = true; }

 private:
  static Error Failed(std::string why) { return FieldError(Code::kUnavailable, "s3", why); }

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

  void Prepare(Transfer* transfer, curl_slist* headers) const {
    const HttpRequest& request = transfer->request;
    CURL* curl = transfer->curl;
    auto set = [this, curl](CURLoption option, auto value) { library_.set(curl, option, value); };
    set(CURLOPT_URL, request.url.c_str());
    set(CURLOPT_PATH_AS_IS, 1L);
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_HTTPHEADER, headers);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_FILETIME, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, kConnectMs);
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(request.time_ms));
    set(CURLOPT_LOW_SPEED_LIMIT, kSlowBytes);
    set(CURLOPT_LOW_SPEED_TIME, kSlowSeconds);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &Transfer::Progress);
    set(CURLOPT_XFERINFODATA, transfer);
    set(CURLOPT_WRITEFUNCTION, &Transfer::Write);
    set(CURLOPT_WRITEDATA, transfer);
    if (request.method == "HEAD") {
      set(CURLOPT_NOBODY, 1L);
    } else if (request.method == "PUT") {
      const auto bytes = static_cast<std::int64_t>(request.bytes.size());
      set(CURLOPT_UPLOAD, 1L);
      set(CURLOPT_INFILESIZE_LARGE,
          static_cast<curl_off_t>(request.fd >= 0 ? request.fd_bytes : bytes));
      set(CURLOPT_READFUNCTION, &Transfer::Read);
      set(CURLOPT_READDATA, transfer);
      set(CURLOPT_SEEKFUNCTION, &Transfer::Seek);
      set(CURLOPT_SEEKDATA, transfer);
    } else if (request.method != "GET") {
      set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
    }
  }

  const Library library_;
  std::mutex mutex_;
  std::vector<CURL*> idle_;
  std::atomic<bool> stop_ = false;
};

}  // namespace

Result<std::unique_ptr<Http>> Http::Load() {
  // Never unloaded: the library keeps what other threads may still use.
  void* handle = ::dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
  Library library;
  if (handle == nullptr || !library.Find(handle) ||
      library.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    return FieldError(Code::kUnavailable, "s3",
                      std::string(kLibrary) + " cannot be loaded (Debian package libcurl4)");
  }
  return Result<std::unique_ptr<Http>>(std::make_unique<CurlHttp>(library));
}

}  // namespace koine::store::s3
