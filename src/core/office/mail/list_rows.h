#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/office/mail/mail.h"
#include "core/office/mail/rows.h"
#include "store/txn.h"

// SQL of lists and searches.
namespace koine::mail {

// `keyword` folded.
std::vector<Kept> SelectListed(store::Txn& txn, const access::Principal& who,
                               const Listing& listing, std::string_view keyword, std::int64_t limit,
                               std::int64_t offset);
std::int64_t CountListed(store::Txn& txn, const access::Principal& who, const Listing& listing,
                         std::string_view keyword);
std::vector<Kept> SelectThread(store::Txn& txn, const access::Principal& who, LetterId thread,
                               std::int64_t limit);

// What belongs to several letters, by letter and place.
struct RecipientOf {
  std::int64_t letter = 0, user = 0;
  bool copy = false;
};
std::vector<RecipientOf> SelectRecipients(store::Txn& txn, TenantId tenant,
                                          std::span<const std::int64_t> letters);
struct FileOf {
  std::int64_t letter = 0;
  Attachment attachment;
};
std::vector<FileOf> SelectFiles(store::Txn& txn, TenantId tenant,
                                std::span<const std::int64_t> letters);
// How their texts begin.
struct BeginningOf {
  std::int64_t letter = 0;
  std::string plain;
};
std::vector<BeginningOf> SelectTexts(store::Txn& txn, TenantId tenant,
                                     std::span<const std::int64_t> letters);

}  // namespace koine::mail
