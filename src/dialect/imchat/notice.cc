// Notices of the office, for those to whom they were sent (im-chat 3.3.7).

#include "dialect/imchat/notice.h"

#include <utility>

#include "dialect/imchat/imchat.h"

namespace koine::imchat {

using gateway::Call;
using store::Txn;

struct SystemNoticeOut {
  std::int64_t seqNo = 0, id = 0;
  std::string title;
  std::optional<std::string> coverUrl, intro;
  int contentType = 0;
  std::optional<std::string> richText, externLink;
  json::Time sendTime;
};
KOINE_DESCRIBE(SystemNoticeOut,
               (seqNo, id, title, coverUrl, intro, contentType, richText, externLink, sendTime))
struct PullNoticesIn {
  std::optional<std::int64_t> minSeqNo, size;
};
KOINE_DESCRIBE(PullNoticesIn, (minSeqNo, size))
struct SystemNoticeKey {
  std::int64_t id = 0;
};
KOINE_DESCRIBE(SystemNoticeKey, (id))

namespace {

SystemNoticeOut ShowReceived(const notification::ReceivedNotice& one) {
  SystemNoticeOut out;
  out.seqNo = one.seq;
  out.id = one.notice;
  FillNotice(one.what, &out);
  out.sendTime = {one.sent_at};
  return out;
}

Result<std::vector<SystemNoticeOut>> PullNotices(Txn& txn, Call& call, PullNoticesIn& in) {
  const std::int64_t size = std::clamp<std::int64_t>(in.size.value_or(notification::kNoticePullMax),
                                                     1, notification::kNoticePullMax);
  std::vector<SystemNoticeOut> out;
  for (const notification::ReceivedNotice& one :
       notification::PullNotices(txn, call.who, in.minSeqNo.value_or(0), static_cast<int>(size))) {
    out.push_back(ShowReceived(one));
  }
  return out;
}

Result<SystemNoticeOut> ReadNotice(Txn&, Call&, const notification::OwnNotice& own,
                                   SystemNoticeKey&) {
  return ShowReceived(own.notice());
}

}  // namespace

void AddNotices(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&PullNotices>(
      Method::kGet, "/message/system/pullOfflineMessage", "Get notices sent to you after a number",
      {.mode = Mode::kScan, .ref = "3.3.7", .about = gateway::About::kCaller}));
  rows->push_back(
      Ep<&ReadNotice>(Method::kGet, "/message/system/{id}", "Get a notice that was sent to you",
                      {.door = "id", .example = R"({"id":"{news.mine}"})", .ref = "3.3.7"}));
}

}  // namespace koine::imchat
