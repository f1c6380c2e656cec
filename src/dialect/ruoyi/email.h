#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "core/office/mail/mail.h"
#include "gateway/row.h"

// Mail as the contract shows it (ruoyi 13), and what its files share.
namespace koine::ruoyi {

struct EmailFileOut {
  FileId fileId;
  std::string fileName;
  std::int64_t fileSize = 0;           // bytes
  std::optional<std::string> fileUrl;  // of a mail that is shown whole, while the file is there
  std::string name;                    // as published clients read both
  std::int64_t size = 0;
};
KOINE_DESCRIBE(EmailFileOut, (fileId, fileName, fileSize, fileUrl, name, size))
// A recipient outside; how far the mail came to them is for its sender alone.
struct EmailAddressOut {
  std::string address;
  bool copy = false;
  std::optional<mail::OutState> status;
  std::optional<std::int64_t> replyCode;
  std::optional<std::string> reason;
};
KOINE_DESCRIBE(EmailAddressOut, (address, copy, status, replyCode, reason))
struct EmailOut {
  mail::MailId id, emailId;
  mail::LetterId threadId;
  UserId senderId;
  std::string senderName, senderAvatar, senderEmail;
  std::optional<UserId> receiverId;  // the first of toIds
  std::vector<UserId> toIds;
  std::vector<std::string> toNames;
  std::vector<UserId> ccIds;
  std::vector<std::string> ccNames;
  std::vector<EmailAddressOut> addresses;
  std::string subject;
  std::optional<std::string> content, htmlContent, textContent;  // of one that is shown whole
  bool isRead = false, isStarred = false, isDeleted = false;
  mail::Folder folder = mail::Folder::kInbox;
  std::int64_t attachmentCount = 0;
  std::vector<EmailFileOut> attachments;
  std::optional<json::Time> sendTime, receiveTime;
  json::Time createTime;
  std::optional<json::Time> deletedTime;
  // As published clients read them.
  std::string sender, preview;
  json::Time time;
  bool read = false, starred = false;
  std::optional<std::string> fullContent;
};
KOINE_DESCRIBE(EmailOut, (id, emailId, threadId, senderId, senderName, senderAvatar, senderEmail,
                          receiverId, toIds, toNames, ccIds, ccNames, addresses, subject, content,
                          htmlContent, textContent, isRead, isStarred, isDeleted, folder,
                          attachmentCount, attachments, sendTime, receiveTime, createTime,
                          deletedTime, sender, preview, time, read, starred, fullContent))
// In a list; in the form of the caller's client.
EmailOut ToEmail(gateway::Call& call, mail::ShownMail shown);

// A mail of the path.
struct EmailPathIn {
  mail::MailId emailId;
};
KOINE_DESCRIBE(EmailPathIn, (emailId))

// The rows of what is written: sending, drafts, answers.
void AddEmailWriting(std::vector<gateway::Endpoint>* rows);
// What comes from outside.
void AddEmailIncoming(std::vector<gateway::Endpoint>* rows);

}  // namespace koine::ruoyi
