// Every kind of event in the three forms (ruoyi 22.3, 22.4, 22.6).
#include "dialect/ruoyi/render.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/event/event.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

// What the tests look at of a frame.
struct SeenFrame {
  std::string type;
  std::optional<std::string> action;
};
KOINE_DESCRIBE(SeenFrame, (type, action))

namespace {

using gateway::View;
using Types = std::vector<std::string>;

constexpr std::int64_t kNow = 1'700'000'000'000;

class RuoyiRender : public testing::Test {
 protected:
  event::Event Of(event::Payload payload) const {
    event::Event event;
    event.tenant = kDefaultTenant;
    event.actor = UserId(5);
    event.at = kNow;
    event.place = {ConversationId(1001), ConversationKind::kGroup, {}, {}};
    event.payload = std::move(payload);
    return event;
  }
  // The payloads of the unmasked text frames that it is rendered to.
  std::vector<std::string> Frames(event::Payload payload, int form,
                                  View view = View::kOther) const {
    std::string bytes;
    dialect_.Render(Of(std::move(payload)), 90, view, form, &bytes);
    std::vector<std::string> out;
    for (std::size_t at = 0; at + 2 <= bytes.size();) {
      const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
      std::size_t length = byte(at + 1);
      at += 2;
      if (length == 126) {
        length = byte(at) * 256u + byte(at + 1);
        at += 2;
      }
      out.push_back(bytes.substr(at, length));
      at += length;
    }
    return out;
  }
  Types TypesOf(event::Payload payload, int form, View view = View::kOther) const {
    Types out;
    for (const std::string& frame : Frames(std::move(payload), form, view)) {
      const std::string padded = frame + std::string(64, '\0');
      auto seen = json::Parse<SeenFrame>(std::string_view(padded).substr(0, frame.size()));
      EXPECT_TRUE(seen.ok()) << frame;
      out.push_back(seen.ok() ? seen->type + (seen->action ? "/" + *seen->action : "") : "?");
    }
    return out;
  }
  // The last frame, which is the legacy one where there is one.
  std::string Last(event::Payload payload, int form) const {
    auto frames = Frames(std::move(payload), form);
    return frames.empty() ? "" : frames.back();
  }

  Person ann_{UserId(5), "Ann", ""};
  FakeClock clock_{kNow};
  Ruoyi dialect_{std::string(32, 'k'), clock_, {}};
};

event::MessageCreated Created(body::Body body) {
  event::MessageCreated created;
  created.message.conversation = ConversationId(1001);
  created.message.sender = UserId(5);
  created.message.body = std::move(body);
  created.message.sent_at = kNow;
  created.sender = {UserId(5), "Ann", ""};
  return created;
}

TEST_F(RuoyiRender, MessagesOfEveryType) {
  const struct {
    body::Body body;
    const char* flat;
  } cases[] = {{body::Text{"hi"}, "text"}, {body::Image{}, "image"},
               {body::File{}, "file"},     {body::Voice{}, "voice"},
               {body::Video{}, "video"},   {body::Location{}, "location"},
               {body::Card{}, "card"},     {body::Custom{"{}", "", "LINK"}, "link"}};
  for (const auto& one : cases) {
    EXPECT_EQ(TypesOf(Created(one.body), kFormS), Types{"new_message"});
    EXPECT_EQ(TypesOf(Created(one.body), kFormD2), (Types{"new_message", "message"}));
    EXPECT_EQ(TypesOf(Created(one.body), kFormD1), (Types{"new_message", one.flat}));
  }
}

TEST_F(RuoyiRender, WhatTheServerSaysHasNoOlderForm) {
  for (const int form : {kFormS, kFormD2, kFormD1}) {
    EXPECT_EQ(TypesOf(Created(body::Notice{}), form), Types{"new_message"}) << form;
  }
}

TEST_F(RuoyiRender, TheOlderFormsTellOfOthersReadingOnly) {
  const event::ConversationRead read{ann_, 1, 3, MessageId(80), {78, 80}};
  EXPECT_EQ(TypesOf(read, kFormD2, View::kOwn), Types{"read_receipt"});
}

TEST_F(RuoyiRender, AMessageOfTheNewerFormHasNoState) {
  EXPECT_NE(Last(Created(body::Text{"hi"}), kFormD2).find(R"("status":null)"), std::string::npos);
  EXPECT_NE(Last(Created(body::Text{"hi"}), kFormS).find(R"("status":1)"), std::string::npos);
}

TEST_F(RuoyiRender, TheFileOfAMessageStandsBesideItsContent) {
  body::File file;
  file.url = "/f/1";
  file.name = "a.pdf";
  file.size = 9;
  for (const int form : {kFormS, kFormD2}) {
    const std::string frame = Last(Created(file), form);
    EXPECT_NE(frame.find(R"("fileUrl":"/f/1","fileName":"a.pdf","fileSize":9,"duration":0)"),
              std::string::npos)
        << frame;
  }
}

TEST_F(RuoyiRender, AMessageCarriesTheSameInEachForm) {
  const auto created = Created(body::Text{"hi"});
  const std::string d2 = Last(created, kFormD2);
  EXPECT_EQ(d2.rfind(R"({"type":"message","data":{"id":90,"messageId":90,)", 0), 0u) << d2;
  const std::string d1 = Last(created, kFormD1);
  EXPECT_EQ(d1, R"({"type":"text","conversationId":1001,"sessionId":1001,"id":90,"messageId":90,)"
                R"("content":"hi","senderId":5,"senderName":"Ann","senderAvatar":)"
                R"("/avatar/default.png","timestamp":1700000000000,"replyTo":null,"revoked":false,)"
                R"("clientMsgId":null})");
}

TEST_F(RuoyiRender, AMentionHasNoOlderForm) {
  for (const int form : {kFormS, kFormD2, kFormD1}) {
    auto created = Created(body::Text{"hi"});
    created.mentioned = {UserId(6)};
    const auto types = TypesOf(created, form, View::kTarget);
    EXPECT_EQ(std::count(types.begin(), types.end(), "mention"), 1) << form;
  }
}

TEST_F(RuoyiRender, Reading) {
  const event::ConversationRead read{ann_, 1, 3, MessageId(80), {78, 80}};
  EXPECT_EQ(TypesOf(read, kFormS), Types{"read_receipt"});
  EXPECT_EQ(TypesOf(read, kFormD2), (Types{"read_receipt", "read"}));
  EXPECT_EQ(Last(read, kFormD2),
            R"({"type":"read","data":{"conversationId":1001,"userId":5,"messageId":80,)"
            R"("messageIds":[78,80],"lastReadMessageId":80},"timestamp":1700000000000})");
  EXPECT_EQ(TypesOf(read, kFormD1), (Types{"read_receipt", "read"}));
  EXPECT_EQ(Last(read, kFormD1),
            R"({"type":"read","conversationId":1001,"userId":5,"userName":"Ann",)"
            R"("messageId":80,"lastReadMessageId":80,"timestamp":1700000000000})");
}

TEST_F(RuoyiRender, TypingIsOneFrameInEachForm) {
  const event::Typing typing{ann_, true};
  const std::string flat =
      R"({"type":"typing","conversationId":1001,"userId":5,"isTyping":true,"userName":"Ann",)"
      R"("timestamp":1700000000000})";
  EXPECT_EQ(Frames(typing, kFormS), Types{flat});
  EXPECT_EQ(Frames(typing, kFormD1), Types{flat});
  EXPECT_EQ(Frames(typing, kFormD2),
            Types{R"({"type":"typing","conversationId":1001,"userId":5,"isTyping":true,)"
                  R"("userName":"Ann","data":{"conversationId":1001,"userId":5,)"
                  R"("isTyping":true},"timestamp":1700000000000})"});
  for (const int form : {kFormS, kFormD2, kFormD1}) {
    EXPECT_TRUE(Frames(typing, form, View::kOwn).empty());
  }
}

TEST_F(RuoyiRender, ComingAndGoing) {
  const event::PresenceChanged here{UserId(5), true};
  const event::PresenceChanged gone{UserId(5), false};
  EXPECT_EQ(TypesOf(here, kFormS), Types{"online"});
  EXPECT_EQ(TypesOf(gone, kFormS), (Types{"online", "offline"}));
  EXPECT_EQ(TypesOf(here, kFormD2), (Types{"online", "online"}));
  EXPECT_EQ(TypesOf(gone, kFormD2), (Types{"online", "offline", "offline"}));
  EXPECT_EQ(Last(gone, kFormD2),
            R"({"type":"offline","data":{"userId":5,"online":false,"timestamp":1700000000000}})");
  EXPECT_EQ(TypesOf(here, kFormD1), Types{"online"});
  EXPECT_EQ(Last(here, kFormD1),
            R"({"type":"online","userId":5,"data":true,"userInfo":{"id":5,"userId":5},)"
            R"("timestamp":1700000000000})");
  EXPECT_EQ(TypesOf(gone, kFormD1), (Types{"online", "offline"}));
}

TEST_F(RuoyiRender, RecallAndEdit) {
  const event::MessageRecalled recalled{MessageId(80), 3, UserId(5), kNow, ann_};
  EXPECT_EQ(TypesOf(recalled, kFormS), Types{"message_recalled"});
  EXPECT_EQ(TypesOf(recalled, kFormD2), Types{"message_recalled"});
  EXPECT_EQ(TypesOf(recalled, kFormD1), (Types{"message_recalled", "recall"}));
  EXPECT_EQ(Last(recalled, kFormD1),
            R"({"type":"recall","conversationId":1001,"messageId":80,"userId":5,)"
            R"("userName":"Ann","timestamp":1700000000000})");
  const event::MessageEdited edited{
      MessageId(80), 3, UserId(5), static_cast<int>(body::Kind::kText), "new", kNow};
  EXPECT_EQ(TypesOf(edited, kFormS), Types{"message_edited"});
  EXPECT_EQ(TypesOf(edited, kFormD2), Types{"message_edited"});
  EXPECT_EQ(TypesOf(edited, kFormD1), (Types{"message_edited", "message_update"}));
  const std::string flat = Last(edited, kFormD1);
  EXPECT_NE(flat.find(R"("messageId":80,"conversationId":1001,"content":"new","isEdited":true)"),
            std::string::npos)
      << flat;
}

TEST_F(RuoyiRender, NotificationsHaveTheOlderName) {
  event::Notified notified;
  notified.id = NotificationId(3);
  notified.type = "SYSTEM";
  notified.title = "t";
  EXPECT_EQ(TypesOf(notified, kFormS), Types{"notification"});
  EXPECT_EQ(TypesOf(notified, kFormD2), Types{"notification"});
  EXPECT_EQ(TypesOf(notified, kFormD1), (Types{"notification", "system_notification"}));
}

TEST_F(RuoyiRender, WhatIsTheSameInEachForm) {
  event::GroupEvent top;
  top.action = event::GroupAction::kTopChanged;
  top.text = "80";
  const struct {
    event::Payload payload;
    Types types;
  } cases[] = {
      {event::ReactionChanged{MessageId(80), 3, ann_, "+", true}, {"reaction/add"}},
      {event::ReactionChanged{MessageId(80), 3, ann_, "+", false}, {"reaction/remove"}},
      {event::MessagesDeleted{{80, 81}, false, {3, 4}}, {"message_deleted", "message_deleted"}},
      {event::StatusChanged{UserId(5), "busy"}, {"user_status_change"}},
      {event::ConversationAdded{"g", "", {}}, {"conversation/created"}},
      {event::ConversationRemoved{false}, {"conversation/deleted"}},
      {event::ConversationChanged{}, {"conversation/updated"}},
      {event::ContactEvent{}, {"contact/request"}},
      {event::UserChanged{ann_}, {"contact/updated"}},
      {event::GroupEvent{}, {"group/created"}},
      {top, {"conversation/updated"}},
      {event::LoginsRevoked{}, {}},
      {event::MemberProfile{}, {}},
      {event::JoinEvent{}, {}},
      {event::CursorMoved{}, {"conversation/updated"}},
      {event::ConversationCleared{}, {"conversation/updated"}},
      {event::AccountChanged{UserId(5), true}, {}},
      {event::BusinessTold{"k", "d"}, {}},
      {event::MoneyTold{}, {}},
      {event::PacketTaken{}, {}},
      {event::NoticeTold{}, {}},
      {event::DingTold{}, {"ding/new_ding"}},
      {event::DingTold{event::DingAction::kRead}, {"ding/ding_read"}},
      {event::DingTold{event::DingAction::kConfirmed}, {"ding/ding_confirmed"}},
      {event::DingTold{event::DingAction::kReminded}, {"ding/ding_reminder"}},
  };
  for (const auto& one : cases) {
    for (const int form : {kFormS, kFormD2, kFormD1}) {
      EXPECT_EQ(TypesOf(one.payload, form), one.types) << one.payload.index() << " " << form;
    }
  }
}

TEST_F(RuoyiRender, TheMessageOnTop) {
  event::GroupEvent top;
  top.action = event::GroupAction::kTopChanged;
  top.operator_ = ann_;
  top.text = "80";
  EXPECT_EQ(Last(top, kFormS), R"({"type":"conversation","action":"updated","payload":{"id":1001,)"
                               R"("conversationId":1001,"pinnedMessageId":80,"operatorId":5,)"
                               R"("operatorName":"Ann"},"timestamp":1700000000000})");
  top.text = "";
  EXPECT_NE(Last(top, kFormS).find(R"("pinnedMessageId":null)"), std::string::npos);
}

}  // namespace
}  // namespace koine::ruoyi
