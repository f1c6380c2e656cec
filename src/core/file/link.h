#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "core/body/message.h"
#include "core/file/file.h"

// Links to files, as texts carry them: a path with the key of a file, and behind it a ticket that
// says on what its right hangs and when it ends. Tickets are made when a text is shown, never when
// it is stored, so that every answer has fresh ones.
namespace koine::file {

// On what the right of a link hangs: a message that holds the file, or a user who may read it. With
// neither it opens for as long as the file is there.
struct Grant {
  ConversationId conversation;
  std::int64_t seq = 0;
  UserId user;
};

// Links that a message may hold; further ones open nothing.
inline constexpr std::size_t kLinksMax = 64;

// Makes the links of this process: texts are made far from where its key is known. One at a time;
// the last one made counts.
class LinkSigner {
 public:
  LinkSigner(const Storage& storage, const Clock& clock);
  ~LinkSigner();
  LinkSigner(const LinkSigner&) = delete;
  LinkSigner& operator=(const LinkSigner&) = delete;

  const Storage& storage() const { return storage_; }
  std::int64_t now_ms() const { return clock_.NowMs(); }

 private:
  const Storage& storage_;
  const Clock& clock_;
};

// "m12-34.END.MARK": END in milliseconds since 1970. Empty where links have no end.
std::string TicketOf(const Storage& storage, std::string_view key, const Grant& grant,
                     std::int64_t now_ms);
// The path of a file with its ticket, as /storage/uploads/KEY.EXT?t=TICKET.
std::string WithTicket(std::string path, std::string_view ticket);

// The path of a file as LinkOf of core/file/file.h has it, with a ticket for this grant.
std::string LinkBy(const File& file, const Storage& storage, const Grant& grant,
                   std::int64_t now_ms);

// Gives the links to files of this server within a text new tickets in place of those that they
// had. Does nothing where links have no end, or no signer is there.
void Freshen(std::string* text, const Grant& grant);
// The same of what a dialect shows of a message. Texts keep what their writers wrote, and so do
// messages of applications, whose files need no tickets.
void FreshenContent(std::string* text, const body::Message& message);
// The keys of the links within a text; at most kLinksMax.
std::vector<std::string> KeysIn(std::string_view text);

// The file of a key: what is shown as a picture of its owner or of a group that they are in, and
// what an application keeps, opens without a ticket; everything else with one that is unaltered and
// not over, while what its right hangs on stands: the message was not recalled or deleted, and
// nobody was removed from the group since it was made; or its user may read the file, and no
// message that held it was taken back since. kNotFound.
Result<File> FollowKey(store::Txn& txn, std::string_view key, std::string_view ticket,
                       const Storage& storage);

// Whoever shows what a link carries may read the file.

// By the key in its link; the key is the right. Deleted ones as long as a message holds them, and
// none of who closed their account.
std::optional<File> FindByKey(store::Txn& txn, std::string_view key);
// By its id, which a signed link names; the link is the right. Deleted ones likewise.
std::optional<File> FindLinked(store::Txn& txn, FileId id);
// Whether messages held the file, and none does any more, the last since `since_ms`.
bool IsTakenBack(store::Txn& txn, FileId id, std::int64_t since_ms);
// Whether the principal may read it over a link that is over: as FindReadable, also one that is
// deleted as long as a message holds it; nobody acts as an administrator by a link.
bool MayFollow(store::Txn& txn, const access::Principal& who, FileId id);
// The object of this name: of whoever owns it, where the settings let names open objects, and as
// the principal may read it.
std::optional<File> FindObject(store::Txn& txn, const access::Principal& who,
                               std::string_view name);
std::optional<File> FindReadableObject(store::Txn& txn, const access::Principal& who,
                                       std::string_view name);

}  // namespace koine::file
