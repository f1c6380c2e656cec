#include <limits>

#include "dialect/openim/jssdk.h"
#include "dialect/openim/openim.pb.h"

namespace koine::openim {

namespace {

void Fill(const Conversation& in, pb::Conversation* out) {
  out->set_owneruserid(in.ownerUserID);
  out->set_conversationid(in.conversationID);
  out->set_recvmsgopt(in.recvMsgOpt);
  out->set_conversationtype(in.conversationType);
  out->set_userid(in.userID);
  out->set_groupid(in.groupID);
  out->set_ispinned(in.isPinned);
  out->set_attachedinfo(in.attachedInfo);
  out->set_isprivatechat(in.isPrivateChat);
  out->set_groupattype(in.groupAtType);
  out->set_ex(in.ex);
  out->set_burnduration(static_cast<std::int32_t>(in.burnDuration));
  out->set_minseq(in.minSeq);
  out->set_maxseq(in.maxSeq);
  out->set_msgdestructtime(in.msgDestructTime);
  out->set_latestmsgdestructtime(in.latestMsgDestructTime);
  out->set_ismsgdestruct(in.isMsgDestruct);
}

void Fill(const UserInfo& in, pb::UserInfo* out) {
  out->set_userid(in.userID);
  out->set_nickname(in.nickname);
  out->set_faceurl(in.faceURL);
  out->set_ex(in.ex);
  out->set_createtime(in.createTime);
  out->set_appmangerlevel(in.appMangerLevel);
  out->set_globalrecvmsgopt(in.globalRecvMsgOpt);
}

void Fill(const FriendInfoOnly& in, pb::FriendInfoOnly* out) {
  out->set_owneruserid(in.ownerUserID);
  out->set_frienduserid(in.friendUserID);
  out->set_remark(in.remark);
  out->set_createtime(in.createTime);
  out->set_addsource(in.addSource);
  out->set_operatoruserid(in.operatorUserID);
  out->set_ex(in.ex);
  out->set_ispinned(in.isPinned);
}

void Fill(const GroupInfo& in, pb::GroupInfo* out) {
  out->set_groupid(in.groupID);
  out->set_groupname(in.groupName);
  out->set_notification(in.notification);
  out->set_introduction(in.introduction);
  out->set_faceurl(in.faceURL);
  out->set_owneruserid(in.ownerUserID);
  out->set_createtime(in.createTime);
  out->set_membercount(static_cast<std::uint32_t>(in.memberCount));
  out->set_ex(in.ex);
  out->set_status(in.status);
  out->set_creatoruserid(in.creatorUserID);
  out->set_grouptype(in.groupType);
  out->set_needverification(in.needVerification);
  out->set_lookmemberinfo(in.lookMemberInfo);
  out->set_applymemberfriend(in.applyMemberFriend);
  out->set_notificationupdatetime(in.notificationUpdateTime);
  out->set_notificationuserid(in.notificationUserID);
}

bool Parse(std::string_view bytes, google::protobuf::MessageLite* message) {
  return bytes.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()) &&
         message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

bool HasNul(const std::string& text) {
  return text.find('\0') != std::string::npos;
}

}  // namespace

bool FromProto(std::string_view bytes, GetActiveConversationsReq* out) {
  pb::GetActiveConversationsReq message;
  if (!Parse(bytes, &message) || HasNul(message.owneruserid())) return false;
  out->ownerUserID = message.owneruserid();
  out->count = message.count();
  return true;
}

bool FromProto(std::string_view bytes, GetConversationMsgsReq* out) {
  pb::GetConversationMsgsReq message;
  if (!Parse(bytes, &message) || HasNul(message.owneruserid())) return false;
  out->ownerUserID = message.owneruserid();
  for (const std::string& id : message.conversationids()) {
    if (HasNul(id)) return false;
    out->conversationIDs.push_back(id);
  }
  return true;
}

std::string ToProto(const ConversationMsgs& in) {
  pb::ConversationMsgs message;
  message.set_unreadcount(in.unreadCount);
  for (const ConversationMsg& one : in.conversations) {
    pb::ConversationMsg* to = message.add_conversations();
    Fill(one.conversation, to->mutable_conversation());
    // What writes messages writes bytes, which always are one.
    Parse(ToProto(one.lastMsg), to->mutable_lastmsg());
    if (one.user) Fill(*one.user, to->mutable_user());
    if (one.friend_) Fill(*one.friend_, to->mutable_friend_());
    if (one.group) Fill(*one.group, to->mutable_group());
    to->set_maxseq(one.maxSeq);
    to->set_readseq(one.readSeq);
  }
  return message.SerializeAsString();
}

}  // namespace koine::openim
