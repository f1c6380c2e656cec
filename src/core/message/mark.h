#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/body/message.h"
#include "core/event/event.h"
#include "core/person.h"
#include "store/txn.h"

// The marks that a user keeps on messages: hidden, favourite.
namespace koine::message {

inline constexpr std::size_t kHideMax = 100;    // messages in one call
inline constexpr std::size_t kRemarkMax = 500;  // code points
inline constexpr std::size_t kTagsMax = 200;    // code points, with their commas

// Deletes messages for the principal alone (ruoyi N4.9): no list, preview, count or search of
// theirs shows them again. Their other sessions hear of it. Ids of messages that they may not read
// are passed over; kMessageNotFound when none is left. kBadArgument above kHideMax.
Status HideMessages(store::Txn& txn, const access::Principal& who,
                    const std::vector<std::int64_t>& ids);

inline constexpr std::size_t kHideSeqsMax = 1000;  // messages in one call
// The same for messages of one conversation by their numbers. Numbers without a message that the
// principal may read are passed over. `everywhere`: whether their devices that keep copies are told
// to forget them. kTooLarge above kHideSeqsMax.
Status HideSeqs(store::Txn& txn, const access::Seated& place, std::span<const std::int64_t> seqs,
                bool everywhere);

// What the principal's other sessions hear of messages that were hidden in this one.
event::Event HiddenFrom(const access::Principal& who, const Place& place,
                        event::MessagesDeleted deleted);

// Tags as they are stored, `,a,b,`: trimmed, without empty and repeated ones; "" = none.
std::string NormalTags(std::string_view tags);
// The same as clients read them: `a,b`.
std::string ShownTags(std::string_view stored);

// Keeps a message among the principal's favourites (ruoyi 3.9). kConflict "favourite" when it is
// there already, kAlreadyRecalled. `tags` is a comma list.
Status AddFavourite(store::Txn& txn, const access::Message& place, std::string_view remark,
                    std::string_view tags);
// A favourite of the principal, which has the id of its message. kNotFound "favourite".
class Favourite {
 public:
  static constexpr const char* kDoor = "favorite";
  using Key = MessageId;
  static Result<Favourite> Open(store::Txn& txn, const access::Principal& who, MessageId id);
  const access::Principal& who() const { return who_; }
  MessageId id() const { return id_; }

 private:
  Favourite(const access::Principal& who, MessageId id) : who_(who), id_(id) {}
  access::Principal who_;
  MessageId id_;
};
// kNotFound "favourite" when it has just gone.
Status RemoveFavourite(store::Txn& txn, const Favourite& favourite);
Status ChangeFavourite(store::Txn& txn, const Favourite& favourite,
                       const std::optional<std::string>& remark,
                       const std::optional<std::string>& tags);
bool HasFavourite(store::Txn& txn, const access::Principal& who, MessageId id);

struct FavouriteRow {
  body::Message message;
  Person sender;
  std::string conversation_name;  // of a group its name, else the peer's
  std::string remark, tags;       // tags as stored: `,a,b,`
  std::int64_t created_at = 0;
  bool visible = false;  // the user may still read the message
};
// Which of the user's favourites; 0 and "" = all.
struct FavouriteFilter {
  ConversationId conversation;
  std::string tag;
};
// The principal's own, the newest first.
std::vector<FavouriteRow> ListFavourites(store::Txn& txn, const access::Principal& who,
                                         const FavouriteFilter& filter, int limit,
                                         std::int64_t offset);
std::int64_t CountFavourites(store::Txn& txn, const access::Principal& who,
                             const FavouriteFilter& filter);

}  // namespace koine::message
