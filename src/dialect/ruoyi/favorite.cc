// Favourites (ruoyi 3.9, 3.10, 27 MessageFavorite). A favourite has the id of its
// message.

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/access/doors.h"
#include "core/message/mark.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct FavoriteIn {
  MessageId messageId;
  std::optional<std::string> remark, tags;
};
KOINE_DESCRIBE(FavoriteIn, (messageId, remark, tags))
KOINE_RULES(FavoriteIn,
            json::Rule("remark").MaxChars(message::kRemarkMax, "备注长度不能超过500个字符"),
            json::Rule("tags").MaxChars(message::kTagsMax, "标签长度不能超过200个字符"))
struct FavoritesIn {
  ConversationId conversationId;
  std::optional<std::string> tag;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(FavoritesIn, (conversationId, tag, pageNum, pageSize))
KOINE_RULES(FavoritesIn, json::Rule("tag").MaxChars(message::kTagsMax))
struct FavoriteOut {
  MessageId id, messageId;
  ConversationId conversationId;
  std::string conversationName, messageContent;
  UserId senderId;
  std::string senderName, senderAvatar, messageType;
  json::Time messageTime;
  bool isRevoked = false;
  std::string remark, tags;
  json::Time createTime;
  // What published clients read (ruoyi 28).
  std::string content, contentPreview;
  std::optional<std::string> fileName, fileUrl;
};
KOINE_DESCRIBE(FavoriteOut,
               (id, messageId, conversationId, conversationName, messageContent, senderId,
                senderName, senderAvatar, messageType, messageTime, isRevoked, remark, tags,
                createTime, content, contentPreview, fileName, fileUrl))

namespace {

Result<MessageId> Add(Txn& txn, Call&, const access::Message& place, FavoriteIn& in) {
  KOINE_CHECK(message::AddFavourite(txn, place, in.remark.value_or(""), in.tags.value_or("")));
  return place.id();
}

Result<Nothing> Remove(Txn& txn, Call&, const message::Favourite& favourite, FavoriteIn&) {
  KOINE_CHECK(message::RemoveFavourite(txn, favourite));
  return Nothing{};
}

Result<Nothing> Change(Txn& txn, Call&, const message::Favourite& favourite, FavoriteIn& in) {
  KOINE_CHECK(message::ChangeFavourite(txn, favourite, in.remark, in.tags));
  return Nothing{};
}

Result<bool> Check(Txn& txn, Call& call, FavoriteIn& in) {
  return message::HasFavourite(txn, call.who, in.messageId);
}

FavoriteOut ToFavorite(const message::FavouriteRow& row) {
  const body::Message& m = row.message;
  FavoriteOut out;
  const Content content = ToContent(m);
  out.id = out.messageId = m.id;
  out.conversationId = m.conversation;
  out.conversationName = row.conversation_name.empty() ? "群聊" : row.conversation_name;
  // What the owner may no longer read looks as if it were recalled.
  out.messageContent = row.visible ? content.content : kRecalledText;
  out.isRevoked = !row.visible;
  out.content = out.contentPreview = out.messageContent;
  if (row.visible && !m.recalled()) {
    const MessageOut shown = ToMessage(m, row.sender, m.id, false);
    out.contentPreview = ListPreview(m, row.sender, false);
    out.fileName = shown.fileName;
    out.fileUrl = shown.fileUrl;
  }
  out.senderId = m.sender;
  out.senderName = row.sender.name;
  out.senderAvatar = AvatarOf(row.sender.avatar);
  out.messageType = content.type;
  out.messageTime = {m.sent_at};
  out.remark = row.remark;
  out.tags = message::ShownTags(row.tags);
  out.createTime = {row.created_at};
  return out;
}

Result<std::vector<FavoriteOut>> List(Txn& txn, Call& call, FavoritesIn& in) {
  const message::FavouriteFilter filter{in.conversationId,
                                        std::string(text::Trim(in.tag.value_or("")))};
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  std::vector<FavoriteOut> out;
  for (const message::FavouriteRow& row : message::ListFavourites(
           txn, call.who, filter, static_cast<int>(slice.reach()), slice.offset)) {
    out.push_back(ToFavorite(row));
  }
  TellTotal(call, out, slice, [&] { return message::CountFavourites(txn, call.who, filter); });
  return out;
}

}  // namespace

void AddFavorites(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  static constexpr char kPath[] = "/api/im/message/favorite/{messageId}";
  rows->push_back(Ep<&Add>(Method::kPost, kPath, "Add a message to your favourites",
                           {.mode = Mode::kWrite,
                            .door = "messageId",
                            .ok = "收藏成功",
                            .example = R"({"messageId":"{message.mine}","tags":"work"})",
                            .ref = "3.9"}));
  rows->push_back(Ep<&Remove>(Method::kDelete, kPath, "Remove a message from your favourites",
                              {.mode = Mode::kWrite,
                               .door = "messageId",
                               .ok = "取消收藏成功",
                               .example = R"({"messageId":"{favorite.mine}"})",
                               .ref = "3.10"}));
  rows->push_back(Ep<&Change>(Method::kPut, kPath, "Update the remark and tags of a favourite",
                              {.mode = Mode::kWrite,
                               .door = "messageId",
                               .repeatable = true,
                               .ok = "更新成功",
                               .example = R"({"messageId":"{favorite.mine}","remark":"r"})",
                               .ref = "27"}));
  rows->push_back(Ep<&Check>(Method::kGet, "/api/im/message/favorite/{messageId}/check",
                             "Check whether a message is a favourite",
                             {.mode = Mode::kRead,
                              .example = R"({"messageId":"{user.missing}"})",
                              .ref = "27",
                              .about = gateway::About::kCaller}));
  rows->push_back(Ep<&List>(Method::kGet, "/api/im/message/favorite/list", "List your favourites",
                            {.mode = Mode::kScan, .ref = "27", .about = gateway::About::kCaller}));
  rows->push_back(Ep<&List>(Method::kGet, "/api/im/message/favorite/conversation/{conversationId}",
                            "List your favourites in a conversation",
                            {.mode = Mode::kScan,
                             .example = R"({"conversationId":1})",
                             .ref = "27",
                             .about = gateway::About::kCaller}));
  rows->push_back(Ep<&List>(Method::kGet, "/api/im/message/favorite/tag/{tag}",
                            "List your favourites with a tag",
                            {.mode = Mode::kScan,
                             .example = R"({"tag":"work"})",
                             .ref = "27",
                             .about = gateway::About::kCaller}));
}

}  // namespace koine::ruoyi
