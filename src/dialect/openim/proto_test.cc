#include "dialect/openim/proto.h"

#include <gtest/gtest.h>

namespace koine::openim {
namespace {

using namespace std::string_literals;

TEST(Proto, ReadsTheRequestOfANativeClient) {
  GetMaxSeqReq request;
  ASSERT_TRUE(FromProto("\x0a\x02u1", &request));
  EXPECT_EQ(request.userID, "u1");
}

// Field 2 with a range, packed and unpacked numbers, an unknown field 15.
TEST(Proto, ReadsListsAndPassesOverWhatItDoesNotKnow) {
  PullMessageBySeqsReq pull;
  ASSERT_TRUE(
      FromProto("\x0a\x01u\x12\x0b\x0a\x03n_u\x10\x01\x18\x09\x20\x02\x18\x01\x7a\x01z"s, &pull));
  ASSERT_EQ(pull.seqRanges.size(), 1u);
  EXPECT_EQ(pull.seqRanges[0].conversationID, "n_u");
  EXPECT_EQ(pull.seqRanges[0].begin, 1);
  EXPECT_EQ(pull.seqRanges[0].end, 9);
  EXPECT_EQ(pull.seqRanges[0].num, 2);
  EXPECT_EQ(pull.order, 1);
  GetSeqMessageReq seqs;
  ASSERT_TRUE(
      FromProto("\x12\x08\x12\x01"
                "c\x1a\x03\x01\x02\x03\x12\x07\x12\x01"
                "d\x18\x04\x18\x05"s,
                &seqs));
  ASSERT_EQ(seqs.conversations.size(), 2u);
  EXPECT_EQ(seqs.conversations[0].seqs, (std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_EQ(seqs.conversations[1].seqs, (std::vector<std::int64_t>{4, 5}));
}

TEST(Proto, MessagesComeBackAsTheyWere) {
  MsgData in;
  in.sendID = "ann";
  in.recvID = "bob";
  in.groupID = "g";
  in.clientMsgID = "c1";
  in.serverMsgID = "s1";
  in.senderPlatformID = 7;
  in.senderNickname = "安";
  in.senderFaceURL = "u";
  in.sessionType = 1;
  in.msgFrom = 100;
  in.contentType = 101;
  in.content.data = "{\"content\":\"hi\"}";
  in.seq = std::int64_t{1} << 40;
  in.sendTime = 5;
  in.createTime = 6;
  in.status = 2;
  in.isRead = true;
  in.options = {{"history", false}, {"unreadCount", true}};
  in.offlinePushInfo = OfflinePushInfo{"t", "d", "e", "s", true, "i"};
  in.atUserIDList = {"x", "y"};
  in.attachedInfo = "a";
  in.ex = "e";
  MsgData out;
  ASSERT_TRUE(FromProto(ToProto(in), &out));
  EXPECT_EQ(json::ToText(out), json::ToText(in));
}

TEST(Proto, WhatIsUnusualComesBackToo) {
  MsgData in;
  in.senderPlatformID = -1;
  in.contentType = INT32_MIN;
  in.seq = INT64_MIN;
  in.sendTime = INT64_MAX;
  in.content.data = std::string(70'000, 'x') + '\0';
  in.options = {{"", false}};
  in.atUserIDList = {"", "x"};
  in.offlinePushInfo.emplace();
  MsgData out;
  ASSERT_TRUE(FromProto(ToProto(in), &out));
  EXPECT_EQ(json::ToText(out), json::ToText(in));
  EXPECT_EQ(ToProto(GetLastMessageResp{{{"k", {}}}}), "\x0a\x05\x0a\x01k\x12\x00"s);
  MessagesByConversation push;
  push.msgs["k"].endSeq = 200;
  EXPECT_EQ(ToProto(push), "\x0a\x08\x0a\x01k\x12\x03\x18\xc8\x01");
}

// openim-ws 5.1: the numbers of the fields, of which clients know no names.
TEST(Proto, FieldNumbers) {
  MsgData message;
  message.content.data = "c";
  message.seq = 3;
  EXPECT_EQ(ToProto(message),
            "\x62\x01"
            "c\x70\x03");
  EXPECT_EQ(ToProto(SendMsgResp{"s", "c", 4}),
            "\x0a\x01s\x12\x01"
            "c\x18\x04");
  EXPECT_EQ(ToProto(GetMaxSeqResp{{{"k", 2}}, {}}), "\x0a\x05\x0a\x01k\x10\x02");
  EXPECT_EQ(ToProto(SubUserOnlineStatusTips{{{"u", {1, 5}}}}), "\x0a\x07\x0a\x01u\x12\x02\x01\x05");
  MessagesByConversation push;
  push.msgs["k"].Msgs.push_back(message);
  push.notificationMsgs["n"].isEnd = true;
  EXPECT_EQ(ToProto(push),
            "\x0a\x0c\x0a\x01k\x12\x07\x0a\x05\x62\x01"
            "c\x70\x03\x12\x07\x0a\x01n\x12\x02\x10\x01");
}

TEST(Proto, PushesAreWrittenAsPullsAre) {
  MessagesByConversation pull;
  for (const int size : {0, 1, 100, 127, 128, 200, 16'000, 70'000}) {
    MsgData message;
    message.content.data = std::string(static_cast<std::size_t>(size), 'x');
    message.seq = size;
    for (const char* place : {"si_a_b", "sg_c"}) pull.msgs[place].Msgs.push_back(message);
    pull.notificationMsgs[std::string(static_cast<std::size_t>(size % 300), 'n')].Msgs = {message};
    PushedMessages push;
    const auto add = [](const auto& from, PushedMessages::Places* to) {
      for (const auto& [place, messages] : from) {
        for (const MsgData& one : messages.Msgs) (*to)[place].push_back(&one);
      }
    };
    add(pull.msgs, &push.msgs);
    add(pull.notificationMsgs, &push.notificationMsgs);
    EXPECT_EQ(ToProto(push), ToProto(pull)) << size;
  }
  EXPECT_EQ(ToProto(PushedMessages{}), "");
}

// The thread reads the next into what the last one was read into.
TEST(Proto, NothingStaysOfTheMessageBefore) {
  MsgData whole;
  whole.sendID = whole.recvID = whole.groupID = whole.attachedInfo = std::string(40, 'a');
  whole.content.data = "c";
  whole.senderPlatformID = 3;
  whole.seq = 9;
  whole.options = {{"history", false}};
  whole.offlinePushInfo = OfflinePushInfo{"t", "d", "e", "s", true, "i"};
  whole.atUserIDList = {"x"};
  for (const std::string& bytes : {ToProto(whole), "\x0a\x02\xff\xff"s, "\x92\x7d\x01z"s}) {
    MsgData before;
    FromProto(bytes, &before);
    MsgData out;
    ASSERT_TRUE(FromProto("\x12\x01r"s, &out));
    MsgData expected;
    expected.recvID = "r";
    EXPECT_EQ(json::ToText(out), json::ToText(expected));
  }
}

TEST(Proto, RefusesWhatIsMalformed) {
  GetMaxSeqReq request;
  EXPECT_FALSE(FromProto("\x0a\x05u1", &request));
  EXPECT_FALSE(FromProto("\x0a\x01\xff", &request));   // not UTF-8
  EXPECT_FALSE(FromProto("\x0a\x01\x00"s, &request));  // U+0000
  EXPECT_TRUE(FromProto("", &request));
  MsgData message;
  EXPECT_TRUE(FromProto("\x62\x02\xff\x00"s, &message));  // content is bytes
  EXPECT_EQ(message.content.data, "\xff\x00"s);
  EXPECT_FALSE(FromProto("\x9a\x01\x03\x0a\x01\x00"s, &message));  // a key of options
}

}  // namespace
}  // namespace koine::openim
