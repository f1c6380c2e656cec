#include "store/page_cache.h"

#include <algorithm>
#include <new>

namespace koine::store {

namespace {

// Of one connection, which uses it on one thread at a time.
struct Cache {
  sqlite3_pcache* own;    // SQLite's
  unsigned greatest = 0;  // no page has a greater number, but for one
  unsigned moved_to = 0;  // the number of that one, which was moved there; 0 if there is none
};

sqlite3_pcache_methods2 own;

Cache* Self(sqlite3_pcache* cache) {
  return reinterpret_cast<Cache*>(cache);
}

int Start(void*) {
  return own.xInit(own.pArg);
}
void Stop(void*) {
  own.xShutdown(own.pArg);
}

sqlite3_pcache* Create(int page_bytes, int extra_bytes, int purgeable) {
  sqlite3_pcache* inner = own.xCreate(page_bytes, extra_bytes, purgeable);
  if (inner == nullptr) return nullptr;
  auto* cache = new (std::nothrow) Cache{inner};
  if (cache == nullptr) own.xDestroy(inner);
  return reinterpret_cast<sqlite3_pcache*>(cache);
}
void Destroy(sqlite3_pcache* cache) {
  own.xDestroy(Self(cache)->own);
  delete Self(cache);
}

void SetSize(sqlite3_pcache* cache, int pages) {
  own.xCachesize(Self(cache)->own, pages);
}
int Count(sqlite3_pcache* cache) {
  return own.xPagecount(Self(cache)->own);
}
void Shrink(sqlite3_pcache* cache) {
  own.xShrink(Self(cache)->own);
}

sqlite3_pcache_page* Fetch(sqlite3_pcache* cache, unsigned number, int create) {
  Cache* self = Self(cache);
  sqlite3_pcache_page* page = own.xFetch(self->own, number, create);
  if (page != nullptr && number != self->moved_to) {
    self->greatest = std::max(self->greatest, number);
  }
  return page;
}
void Unpin(sqlite3_pcache* cache, sqlite3_pcache_page* page, int discard) {
  own.xUnpin(Self(cache)->own, page, discard);
}

void Move(sqlite3_pcache* cache, sqlite3_pcache_page* page, unsigned from, unsigned to) {
  Cache* self = Self(cache);
  own.xRekey(self->own, page, from, to);
  if (from == self->moved_to) self->moved_to = 0;
  if (to <= self->greatest) return;
  self->greatest = std::max(self->greatest, self->moved_to);
  self->moved_to = to;
}

// Forgets all pages from `first` on.
void Truncate(sqlite3_pcache* cache, unsigned first) {
  Cache* self = Self(cache);
  if (first > self->greatest && first > self->moved_to) return;
  own.xTruncate(self->own, first);
  self->greatest = std::min(self->greatest, first - 1);
  if (self->moved_to >= first) self->moved_to = 0;
}

sqlite3_pcache_methods2 methods;

}  // namespace

int SetUpPageCache() {
  if (const int rc = sqlite3_config(SQLITE_CONFIG_GETPCACHE2, &own); rc != SQLITE_OK) return rc;
  methods = {own.iVersion, nullptr, Start, Stop,     Create,  SetSize, Count,
             Fetch,        Unpin,   Move,  Truncate, Destroy, Shrink};
  return sqlite3_config(SQLITE_CONFIG_PCACHE2, &methods);
}

const sqlite3_pcache_methods2& PageCacheMethods() {
  return methods;
}

}  // namespace koine::store
