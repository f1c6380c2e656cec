// Searches (ruoyi 3.7, 27 Search and GlobalSearch).

#include "core/search/search.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/contact/book.h"
#include "core/identity/user.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/user.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr std::int64_t kKeywordMax = 100;  // code points
constexpr std::int64_t kSearchPageMax = 100;
constexpr std::int64_t kSearchPageDefault = 20;
constexpr int kListedMax = 50;  // of each kind in /search/…
constexpr int kGlobalMax = 20;  // of each kind in /search/global
constexpr int kContactsRead = 5000;
constexpr int kGroupsRead = 20'000;

struct SearchMessagesIn {
  std::optional<std::string> keyword, messageType;
  std::optional<ConversationId> conversationId;
  std::optional<UserId> senderId;
  std::optional<json::Time> startTime, endTime;
  std::optional<std::int64_t> pageNum, pageSize;
  std::optional<bool> includeRevoked, exactMatch;
};
KOINE_DESCRIBE(SearchMessagesIn, (keyword, messageType, conversationId, senderId, startTime,
                                  endTime, pageNum, pageSize, includeRevoked, exactMatch))
KOINE_RULES(SearchMessagesIn,
            json::Rule("keyword").MaxChars(kKeywordMax, "搜索关键词长度不能超过100个字符"),
            json::Rule("conversationId").Alias("sessionId"),
            json::Rule("messageType").Alias("type").MaxChars(20),
            json::Rule("startTime").Text("时间格式不正确"),
            json::Rule("endTime").EndOfDay().Text("时间格式不正确"),
            json::Rule("pageNum").Min(1, "页码必须大于0"),
            json::Rule("pageSize")
                .Min(1, "每页数量必须在1-100之间")
                .Max(kSearchPageMax, "每页数量必须在1-100之间"))

struct FoundMessageOut {
  MessageId id, messageId;
  ConversationId conversationId;
  UserId senderId;
  std::string senderName, senderAvatar, type, messageType, content, highlightSnippet;
  json::Time sendTime, createTime;
  bool isSelf = false, isRevoked = false;
  std::optional<bool> isPacket;
};
KOINE_DESCRIBE(FoundMessageOut, (id, messageId, conversationId, senderId, senderName, senderAvatar,
                                 type, messageType, content, highlightSnippet, sendTime, createTime,
                                 isSelf, isRevoked, isPacket))
struct FoundPageOut {
  std::int64_t total = 0, pageNum = 1, pageSize = 0, totalPages = 0;
  std::vector<FoundMessageOut> items;
};
KOINE_DESCRIBE(FoundPageOut, (total, pageNum, pageSize, totalPages, items))

struct GlobalIn {
  std::optional<std::string> keyword, searchType;
};
KOINE_DESCRIBE(GlobalIn, (keyword, searchType))
KOINE_RULES(GlobalIn,
            json::Rule("keyword").MaxChars(kKeywordMax, "搜索关键词长度不能超过100个字符"),
            json::Rule("searchType").Alias("type").MaxChars(20))

// One line of a list of results, whatever it is (ruoyi 27.b).
struct ResultOut {
  std::int64_t id = 0;
  std::string name, avatar, sub;
  std::optional<UserId> userId;
  std::optional<ConversationId> groupId, conversationId;
  std::optional<MessageId> messageId;
  std::optional<bool> isFriend;
  std::optional<std::int64_t> memberCount;
  std::optional<std::string> content, fileName, type;
  std::optional<json::Time> sendTime;
  // The same under the names that published clients read (ruoyi 28).
  std::optional<std::string> nickname, groupName, senderName, senderAvatar, department;
  std::optional<json::Time> createTime;
  std::optional<std::int64_t> fileSize;
};
KOINE_DESCRIBE(ResultOut, (id, name, avatar, sub, userId, groupId, conversationId, messageId,
                           isFriend, memberCount, content, fileName, type, sendTime, nickname,
                           groupName, senderName, senderAvatar, department, createTime, fileSize))

namespace {

Result<std::optional<body::Kind>> KindOfType(const std::optional<std::string>& type) {
  if (!type || text::IsBlank(*type)) return std::optional<body::Kind>();
  std::string upper = *type;
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  struct Named {
    const char* type;
    body::Kind kind;
  };
  // What the system wrote is not searched: its words are made by the reader's client.
  constexpr Named kTypes[] = {{"TEXT", body::Kind::kText},   {"IMAGE", body::Kind::kImage},
                              {"FILE", body::Kind::kFile},   {"VOICE", body::Kind::kVoice},
                              {"AUDIO", body::Kind::kVoice}, {"VIDEO", body::Kind::kVideo},
                              {"CARD", body::Kind::kCard},   {"LOCATION", body::Kind::kLocation},
                              {"LINK", body::Kind::kCustom}, {"SYSTEM", body::Kind::kNotice}};
  for (const Named& named : kTypes) {
    if (upper == named.type) return std::optional(named.kind);
  }
  return Error{Code::kBadArgument, "message_type"};
}

FoundMessageOut ToFound(const search::Hit& hit, UserId reader) {
  const body::Message& m = hit.row.message;
  MessageOut whole = ToMessage(m, hit.row.sender, m.id, m.sender == reader);
  FoundMessageOut out;
  out.id = out.messageId = m.id;
  out.conversationId = m.conversation;
  out.senderId = m.sender;
  out.senderName = std::move(whole.senderName);
  out.senderAvatar = std::move(whole.senderAvatar);
  out.type = whole.type;
  out.messageType = std::move(whole.messageType);
  out.content = std::move(whole.content);
  out.highlightSnippet = hit.snippet;
  out.sendTime = out.createTime = {m.sent_at};
  out.isSelf = whole.isSelf;
  out.isRevoked = m.recalled();
  out.isPacket = whole.isPacket;
  return out;
}

// Where is searched: in one conversation of the caller's, or in all of them.
class SearchPlace {
 public:
  static constexpr const char* kDoor = "member";
  using Key = std::optional<ConversationId>;
  static Result<SearchPlace> Open(Txn& txn, Call& call, const Key& id) {
    if (!id) return SearchPlace(std::nullopt);
    KOINE_TRY(access::Member place, access::Member::Open(txn, call.who, *id));
    return SearchPlace(std::move(place));
  }
  const access::Member* one() const { return place_ ? &*place_ : nullptr; }

 private:
  explicit SearchPlace(std::optional<access::Member> place) : place_(std::move(place)) {}
  std::optional<access::Member> place_;
};

Result<FoundPageOut> SearchMessages(Txn& txn, Call& call, const SearchPlace& place,
                                    SearchMessagesIn& in) {
  FoundPageOut out;
  out.pageNum = in.pageNum.value_or(1);
  out.pageSize = in.pageSize.value_or(kSearchPageDefault);
  search::SearchIn wanted;
  KOINE_TRY(wanted.kind, KindOfType(in.messageType));
  wanted.keyword = in.keyword.value_or("");
  wanted.exact = in.exactMatch.value_or(false);
  wanted.recalled = in.includeRevoked.value_or(false);
  wanted.sender = in.senderId.value_or(UserId());
  if (in.startTime) wanted.from_ms = in.startTime->ms;
  if (in.endTime) wanted.to_ms = in.endTime->ms + 999;  // the whole of its second
  wanted.limit = out.pageSize;
  wanted.offset = std::min(out.pageNum - 1, search::kHitsMax) * out.pageSize;
  wanted.place = place.one();
  const search::Found found = search::Search(txn, call.who, wanted, &DialectOf(call).heads());
  DialectOf(call).hot().Count(call.who.tenant, call.who.user, wanted.keyword);
  out.total = found.total;
  out.totalPages = (found.total + out.pageSize - 1) / out.pageSize;
  for (const search::Hit& hit : found.hits) out.items.push_back(ToFound(hit, call.who.user));
  return out;
}

// --- the lists of /search

bool Holds(const std::string& text, const std::string& folded) {
  return text::Fold(text).find(folded) != std::string::npos;
}

ResultOut ToResult(const identity::User& user, bool is_friend, const std::string& sub) {
  ResultOut out;
  out.id = user.id.value;
  out.userId = user.id;
  out.name = user.name();
  out.nickname = out.name;
  out.avatar = AvatarOf(user.avatar);
  if (!user.department.empty()) out.department = user.department;
  out.sub = sub;
  out.isFriend = is_friend;
  return out;
}

std::vector<ResultOut> FindUsers(Txn& txn, Call& call, const std::string& keyword, int limit) {
  auto users = FindByKeyword(txn, call, keyword);
  std::vector<ResultOut> out;
  for (const auto& [user, is_contact] : contact::OthersFound(txn, call.who, std::move(users))) {
    if (out.size() == static_cast<std::size_t>(limit)) break;
    out.push_back(ToResult(user, is_contact, user.username.value_or("")));
  }
  return out;
}

std::vector<ResultOut> FindContacts(Txn& txn, Call& call, const std::string& keyword) {
  const std::string folded = text::Fold(text::Trim(keyword));
  std::vector<ResultOut> out;
  for (const contact::Contact& c : contact::ListContacts(txn, call.who, kContactsRead)) {
    if (out.size() == kListedMax) break;
    if (!Holds(c.peer.name(), folded) && !Holds(c.remark, folded) &&
        !Holds(c.peer.username.value_or(""), folded)) {
      continue;
    }
    out.push_back(ToResult(c.peer, true, c.remark));
  }
  return out;
}

std::vector<ResultOut> FindGroups(Txn& txn, Call& call, const std::string& keyword, int limit) {
  const std::string folded = text::Fold(text::Trim(keyword));
  std::vector<ResultOut> out;
  for (const search::GroupName& group : search::ListGroupNames(txn, call.who, kGroupsRead)) {
    if (out.size() == static_cast<std::size_t>(limit)) break;
    if (!Holds(group.name, folded)) continue;
    ResultOut one;
    one.id = group.id.value;
    one.groupId = one.conversationId = group.id;
    one.name = group.name;
    one.groupName = group.name;
    one.avatar = group.avatar.empty() ? kDefaultGroupAvatar : group.avatar;
    one.sub = std::to_string(group.member_count) + "人";
    one.memberCount = group.member_count;
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<ResultOut> FindMessages(Txn& txn, Call& call, const std::string& keyword,
                                    std::optional<body::Kind> kind, int limit) {
  search::SearchIn wanted;
  wanted.keyword = keyword;
  wanted.kind = kind;
  wanted.limit = limit;
  std::vector<ResultOut> out;
  const search::Found messages = search::Search(txn, call.who, wanted, &DialectOf(call).heads());
  for (const search::Hit& hit : messages.hits) {
    const FoundMessageOut found = ToFound(hit, call.who.user);
    ResultOut one;
    one.id = found.id.value;
    one.messageId = found.id;
    one.conversationId = found.conversationId;
    one.userId = found.senderId;
    one.avatar = found.senderAvatar;
    one.content = found.content;
    one.type = found.type;
    one.sendTime = one.createTime = found.sendTime;
    one.senderName = found.senderName;
    one.senderAvatar = found.senderAvatar;
    if (const auto* file = std::get_if<body::File>(&hit.row.message.body)) {
      one.fileName = file->name;
      one.fileSize = file->size;
    }
    one.name = kind ? one.fileName.value_or(hit.snippet) : found.senderName;
    one.sub = kind ? found.senderName : hit.snippet;
    out.push_back(std::move(one));
  }
  return out;
}

bool BlankKeyword(Call& call, const std::optional<std::string>& keyword) {
  if (!keyword || text::IsBlank(*keyword)) return true;
  DialectOf(call).hot().Count(call.who.tenant, call.who.user, *keyword);
  return false;
}

using Results = std::vector<ResultOut>;

Result<Results> SearchContacts(Txn& txn, Call& call, KeywordIn& in) {
  if (BlankKeyword(call, in.keyword)) return Results{};
  return FindContacts(txn, call, *in.keyword);
}
Result<Results> SearchGroups(Txn& txn, Call& call, KeywordIn& in) {
  if (BlankKeyword(call, in.keyword)) return Results{};
  return FindGroups(txn, call, *in.keyword, kListedMax);
}
Result<Results> SearchMessageLines(Txn& txn, Call& call, KeywordIn& in) {
  if (BlankKeyword(call, in.keyword)) return Results{};
  return FindMessages(txn, call, *in.keyword, std::nullopt, kListedMax);
}
Result<Results> SearchFiles(Txn& txn, Call& call, KeywordIn& in) {
  if (BlankKeyword(call, in.keyword)) return Results{};
  return FindMessages(txn, call, *in.keyword, body::Kind::kFile, kListedMax);
}

// Everything at once, by kind; an empty object for a blank keyword.
Result<json::Raw> SearchGlobal(Txn& txn, Call& call, GlobalIn& in) {
  if (BlankKeyword(call, in.keyword)) return json::Raw{"{}"};
  std::string type = in.searchType.value_or("ALL");
  for (char& c : type) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  struct Kind {
    const char* name;
    const char* searched_as[2];
    const char* label;
    Results list;
  };
  Kind kinds[] = {{"users", {"USER", "CONTACT"}, "用户", {}},
                  {"groups", {"GROUP", "GROUPS"}, "群组", {}},
                  {"messages", {"MESSAGE", "MESSAGES"}, "消息", {}},
                  {"files", {"FILE", "FILES"}, "文件", {}}};
  std::string out = "{";
  std::string grouped;
  for (std::size_t i = 0; i < std::size(kinds); ++i) {
    Kind& kind = kinds[i];
    if (type.empty() || type == "ALL" || type == kind.searched_as[0] ||
        type == kind.searched_as[1]) {
      if (i == 0) kind.list = FindUsers(txn, call, *in.keyword, kGlobalMax);
      if (i == 1) kind.list = FindGroups(txn, call, *in.keyword, kGlobalMax);
      if (i == 2) kind.list = FindMessages(txn, call, *in.keyword, std::nullopt, kGlobalMax);
      if (i == 3) kind.list = FindMessages(txn, call, *in.keyword, body::Kind::kFile, kGlobalMax);
    }
    const std::string list = json::ToText(kind.list, call.dialect->profile());
    out += std::string("\"") + kind.name + "\":" + list + ",";
    if (i == 0) out += R"("contacts":)" + list + ",";  // as published clients call them
    if (kind.list.empty()) continue;
    grouped += std::string(grouped.empty() ? "" : ",") + R"({"type":")" + kind.name +
               R"(","label":")" + kind.label + R"(","list":)" + list + "}";
  }
  return json::Raw{out + R"("results":[)" + grouped + "]}"};
}

Result<std::vector<std::string>> HotKeywordList(Call& call, Nothing&) {
  return DialectOf(call).hot().List(call.who.tenant);
}

}  // namespace

void AddSearches(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  static constexpr char kKeyword[] = R"({"keyword":"text"})";
  for (const Method method : {Method::kGet, Method::kPost}) {
    rows->push_back(Ep<&SearchMessages>(
        method, "/api/im/message/search", "Search your conversations",
        {.mode = Mode::kScan,
         .door = "conversationId",
         .expensive = true,
         .example = R"({"keyword":"text","conversationId":"{conversation.mine}"})",
         .ref = "3.7"}));
    rows->push_back(Ep<&SearchGlobal>(method, "/api/im/search/global",
                                      "Search users, groups, messages and files",
                                      {.mode = Mode::kScan,
                                       .expensive = true,
                                       .example = kKeyword,
                                       .ref = "27",
                                       .about = gateway::About::kPeople}));
  }
  rows->push_back(Ep<&SearchContacts>(Method::kGet, "/api/im/search/contacts",
                                      "Search your contacts",
                                      {.mode = Mode::kScan,
                                       .expensive = true,
                                       .example = kKeyword,
                                       .ref = "27",
                                       .about = gateway::About::kCaller}));
  rows->push_back(Ep<&SearchGroups>(Method::kGet, "/api/im/search/groups",
                                    "Search your groups by name",
                                    {.mode = Mode::kScan,
                                     .expensive = true,
                                     .example = kKeyword,
                                     .ref = "27",
                                     .about = gateway::About::kCaller}));
  rows->push_back(Ep<&SearchMessageLines>(Method::kGet, "/api/im/search/messages",
                                          "Search messages by text, newest first",
                                          {.mode = Mode::kScan,
                                           .expensive = true,
                                           .example = kKeyword,
                                           .ref = "27",
                                           .about = gateway::About::kCaller}));
  rows->push_back(Ep<&SearchFiles>(Method::kGet, "/api/im/search/files",
                                   "Search messages by file name, newest first",
                                   {.mode = Mode::kScan,
                                    .expensive = true,
                                    .example = kKeyword,
                                    .ref = "27",
                                    .about = gateway::About::kCaller}));
  rows->push_back(
      Ep<&HotKeywordList>(Method::kGet, "/api/im/search/hot-keywords",
                          "List the searches that several people made today",
                          {.mode = Mode::kPlain, .ref = "27", .about = gateway::About::kNothing}));
}

}  // namespace koine::ruoyi
