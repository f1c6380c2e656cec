#include "server/open.h"

#include <malloc.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cstdio>
#include <string>

#include "base/memory.h"
#include "core/schema/schema.h"
#include "server/places.h"
#include "server/step_teller.h"
#include "server/store_mark.h"

namespace koine::server {

int Fail(const Error& error) {
  const std::string& text = error.text.empty() ? error.field : error.text;
  std::fprintf(stderr, "koine: %s\n",
               text.empty() ? std::string(CodeName(error.code)).c_str() : text.c_str());
  return 1;
}

void PrepareProcess() {
  struct rlimit limit {};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
  }
  // What the server writes is its owner's alone.
  ::umask(077);
  // One arena: threads share what is freed, and memory at rest stays small.
  ::mallopt(M_ARENA_MAX, 1);
  // What a long answer took stays for the next: else the system clears the same pages each time.
  ::mallopt(M_TRIM_THRESHOLD, kHeapKept);
  ::mallopt(M_MMAP_THRESHOLD, kMappedFrom);
}

Result<std::unique_ptr<store::Store>> OpenStore(const config::Config& config, Clock& clock,
                                                Random& random, Missing missing) {
  store::Options options;
  options.url = StoreUrl(config);
  options.clock = &clock;
  options.random = &random;
  options.readers = static_cast<int>(config.Int("threads.readers"));
  options.cache_bytes = config.Int("store.cache");
  options.create = missing == Missing::kIsMade;
  StepTeller steps;
  options.on_step = [&steps](const std::string& step) { steps.Begin(step); };
  auto store = store::Store::Open(options, core::Migrations());
  if (!store.ok() && store.error().Is(Code::kNotFound) && !KnowsStore(config)) {
    return FieldError(Code::kNotFound, "store.url",
                      store.error().text + "; `koine serve` makes one");
  }
  return store;
}

Result<std::unique_ptr<store::Store>> OpenOwnStore(const config::Config& config, Clock& clock,
                                                   Random& random) {
  const bool known = KnowsStore(config);
  auto store = OpenStore(config, clock, random, known ? Missing::kIsRefused : Missing::kIsMade);
  if (!store.ok() && store.error().Is(Code::kNotFound)) return StoreIsGone(config, store.error());
  return store;
}

}  // namespace koine::server
