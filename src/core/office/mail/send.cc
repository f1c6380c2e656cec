// Writing mail: drafts, sending, answers.

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "core/access/allowance.h"
#include "core/access/doors.h"
#include "core/contact/pair.h"
#include "core/file/door.h"
#include "core/file/space.h"
#include "core/identity/people.h"
#include "core/notification/notification.h"
#include "core/notification/said.h"
#include "core/office/mail/address.h"
#include "core/office/mail/keep.h"
#include "core/office/mail/mail.h"
#include "core/office/mail/outside_rows.h"
#include "core/office/mail/rows.h"
#include "core/word/word.h"

namespace koine::mail {

namespace {

using access::Principal;

// What a letter is made of, once all that may be left out is there.
struct Parts {
  Letter letter;
  Recipients recipients;
  std::vector<Outside> outside;
  Cleaned content;
  std::vector<Attachment> files;
  std::string search;
};

// Each once, and nobody gets a copy of what is to them.
void MakeUnique(Recipients* recipients) {
  std::vector<std::int64_t> seen;
  auto is_new = [&](std::int64_t user) {
    if (std::find(seen.begin(), seen.end(), user) != seen.end()) return false;
    seen.push_back(user);
    return true;
  };
  std::erase_if(recipients->to, [&](std::int64_t user) { return !is_new(user); });
  std::erase_if(recipients->cc, [&](std::int64_t user) { return !is_new(user); });
}

// All of them are there and block nobody who writes to them.
Status MayGetIt(store::Txn& txn, const Principal& who, const std::vector<std::int64_t>& users) {
  const auto found = identity::FindUsers(txn, who, users);
  const auto active = std::count_if(found.begin(), found.end(), [](const identity::User& user) {
    return user.status == identity::UserStatus::kActive;
  });
  if (active != std::ssize(users)) return Error{Code::kUserNotFound, "mail_receiver"};
  if (!contact::BlockersAmong(txn, who, users).empty()) return Error{Code::kBlockedByPeer};
  return Ok();
}

// Those files, which the principal may read, in this order.
Result<std::vector<Attachment>> OpenFiles(store::Txn& txn, const Principal& who,
                                          std::vector<std::int64_t> ids) {
  std::vector<Attachment> out;
  std::vector<std::int64_t> once;
  for (const std::int64_t id : ids) {
    if (std::find(once.begin(), once.end(), id) == once.end()) once.push_back(id);
  }
  if (once.size() > kFilesMax) return Error{Code::kBadArgument, "mail_files_many"};
  if (once.empty()) return out;
  KOINE_TRY(const auto opened, file::ReadableFiles::Open(txn, who, once));
  std::unordered_map<std::int64_t, const file::File*> by_id;
  for (const file::File& one : opened.files()) by_id.emplace(one.id.value, &one);
  for (const std::int64_t id : once) {
    const auto found = by_id.find(id);
    if (found == by_id.end()) return Error{Code::kNotFound, "file"};
    out.push_back({found->second->id, found->second->name, found->second->size});
  }
  return out;
}

std::vector<std::int64_t> IdsOf(const std::vector<Attachment>& files) {
  std::vector<std::int64_t> out;
  for (const Attachment& one : files) out.push_back(one.file.value);
  return out;
}

// A mail that a request names beside its path.
Result<OwnMail> OpenNamed(store::Txn& txn, const Principal& who, MailId id) {
  auto opened = OwnMail::Open(txn, who, id);
  if (!opened.ok() && opened.error().Is(Code::kRoleTooLow)) {
    return Error{Code::kRoleTooLow, "mail"};
  }
  return opened;
}

// The draft that is meant, which has been locked. kBadState "mail_draft" where it is none.
Result<OwnMail> OpenDraft(store::Txn& txn, const Principal& who, MailId id, MailAct act) {
  KOINE_TRY(OwnMail draft, OpenNamed(txn, who, id));
  if (draft.box().home != Folder::kDrafts || !office::Next(kMailStates, draft.box().folder, act)) {
    return Error{Code::kBadState, "mail_draft"};
  }
  return draft;
}

// What `in` says, and where it says nothing what the draft does. The caller says what it is for.
Result<Parts> Gather(store::Txn& txn, const Principal& who, const LetterIn& in,
                     const OwnMail* draft) {
  Parts parts;
  Letter& letter = parts.letter;
  std::vector<std::int64_t> files;
  if (draft != nullptr) {
    letter = draft->letter();
    parts.recipients = ReadRecipients(txn, who.tenant, letter.id);
    parts.outside = ReadOutside(txn, who.tenant, letter.id);
    if (!in.files) files = IdsOf(ReadFiles(txn, who.tenant, letter.id));
    if (!in.content) {
      Texts texts = ReadTexts(txn, who.tenant, letter.id);
      parts.content = Cleaned::Kept(std::move(texts.html), std::move(texts.plain));
    }
  }
  if (in.subject) letter.subject = *in.subject;
  if (in.content) parts.content = *in.content;
  if (in.files) files = *in.files;
  if (in.to) parts.recipients.to = *in.to;
  if (in.cc) parts.recipients.cc = *in.cc;
  KOINE_CHECK(Address(in, &parts.recipients, &parts.outside));
  MakeUnique(&parts.recipients);
  const std::size_t users = parts.recipients.to.size() + parts.recipients.cc.size();
  if (users + parts.outside.size() > kRecipientsMax) {
    return Error{Code::kBadArgument, "receivers_many"};
  }
  KOINE_TRY(parts.files, OpenFiles(txn, who, std::move(files)));
  const std::size_t bytes = parts.content.html().size() + parts.content.plain().size();
  if (bytes > kKeptBytes) return Error{Code::kBadArgument, "mail_large"};
  letter.sender = who.user;
  letter.bytes = static_cast<std::int64_t>(bytes);
  letter.files = std::ssize(parts.files);
  letter.preview = PreviewOf(parts.content.plain());
  return parts;
}

// Words that nobody is to read are masked, or the mail is refused. A text that holds one is kept
// without its layout, for the parts of a word may stand in several elements.
Status TakeWords(store::Txn& txn, TenantId tenant, Parts* parts) {
  Letter& letter = parts->letter;
  KOINE_TRY(letter.subject, word::TakeText(txn, tenant, letter.subject, "subject"));
  KOINE_TRY(std::string plain, word::TakeText(txn, tenant, parts->content.plain(), "content"));
  if (plain == parts->content.plain()) return Ok();
  parts->content = Cleaned::OfText(std::move(plain));
  letter.bytes =
      static_cast<std::int64_t>(parts->content.html().size() + parts->content.plain().size());
  letter.preview = PreviewOf(parts->content.plain());
  return Ok();
}

void MakeSearch(Parts* parts) {
  const std::string_view text = text::Prefix(parts->content.plain(), kSearchedChars);
  parts->search = text::Fold(parts->letter.subject + "\n" + std::string(text));
}

// One notification says the same to all, for all know the mail by one number.
void Tell(store::Txn& txn, const Principal& who, const Letter& letter,
          const std::vector<std::int64_t>& users) {
  std::vector<UserId> receivers;
  for (const std::int64_t user : users) {
    if (user != who.user.value) receivers.emplace_back(user);
  }
  if (receivers.empty()) return;
  notification::Line line;
  line.kind = notification::LineKind::kMailReceived;
  line.actor = access::PersonOf(txn, who).name;
  line.topic = letter.subject.empty() ? letter.preview : letter.subject;
  notification::Notify(txn, who.tenant, who.user, receivers,
                       notification::ContentOf(notification::kEmail, line, notification::kEmail,
                                               MailIdOf(letter.id, false).value));
}

Result<MailId> Send(store::Txn& txn, const Principal& who, const LetterIn& in,
                    const Letter* answered) {
  std::optional<OwnMail> draft;
  if (in.draft.value != 0) {
    KOINE_TRY(OwnMail opened, OpenDraft(txn, who, in.draft, MailAct::kSend));
    draft = std::move(opened);
  }
  KOINE_TRY(Parts parts, Gather(txn, who, in, draft ? &*draft : nullptr));
  std::vector<std::int64_t> users = parts.recipients.to;
  if (users.empty() && !HasPrimary(parts.outside)) return Error{Code::kBadArgument, "receivers"};
  users.insert(users.end(), parts.recipients.cc.begin(), parts.recipients.cc.end());
  std::sort(users.begin(), users.end());
  KOINE_CHECK(MayGetIt(txn, who, users));
  KOINE_CHECK(access::CountAct(txn, who, access::Act::kMail));
  KOINE_CHECK(MayGoOut(txn, who, in, parts.outside, parts.files));
  KOINE_CHECK(TakeWords(txn, who.tenant, &parts));
  if (draft) Discard(txn, who.tenant, who.user, in.draft);
  Letter& letter = parts.letter;
  // A draft that answers nothing is the first of its own thread, which goes with it.
  if (letter.answered.value == 0) letter.thread = LetterId();
  if (answered != nullptr) {
    letter.thread = answered->thread;
    letter.answered = answered->id;
  }
  letter.message_id.clear();
  letter.draft = false;
  letter.created_at = letter.sent_at = txn.now_ms();
  MakeSearch(&parts);
  InsertLetter(txn, who.tenant, &letter, parts.search, parts.content);
  SetRecipients(txn, who.tenant, letter.id, parts.recipients);
  if (!parts.files.empty()) SetFiles(txn, who.tenant, letter.id, parts.files);
  if (!parts.outside.empty()) SendOut(txn, who.tenant, letter, *in.world, &parts.outside);
  InsertOwnBox(txn, who.tenant, letter);
  InsertInboxes(txn, who.tenant, letter, users);
  KOINE_CHECK(file::CountSpace(txn, who.tenant, who.user, letter.bytes, in.quota));
  Tell(txn, who, letter, users);
  return MailIdOf(letter.id, true);
}

// The subject of an answer: that of the mail, marked once.
std::string Marked(std::string_view mark, const std::string& subject) {
  const std::string_view bare = mark.substr(0, mark.size() - 1);  // without its blank
  if (text::EqualsIgnoreCaseAscii(std::string_view(subject).substr(0, bare.size()), bare)) {
    return subject;
  }
  const std::string whole = std::string(mark) + subject;
  return std::string(text::Prefix(whole, static_cast<std::size_t>(kSubjectChars)));
}

bool IsEmpty(const std::optional<std::vector<std::int64_t>>& users) {
  return !users || users->empty();
}

// Everybody it went to or came from who can still get mail, but the principal and these.
std::vector<std::int64_t> OthersOf(store::Txn& txn, const OwnMail& place,
                                   const Recipients& recipients,
                                   const std::vector<std::int64_t>& but) {
  std::vector<std::int64_t> users = recipients.to;
  users.insert(users.end(), recipients.cc.begin(), recipients.cc.end());
  users.push_back(place.letter().sender.value);
  std::sort(users.begin(), users.end());
  users.erase(std::unique(users.begin(), users.end()), users.end());
  std::erase_if(users, [&](std::int64_t user) {
    return user == place.who().user.value || std::find(but.begin(), but.end(), user) != but.end();
  });
  if (users.empty()) return users;
  const auto blockers = contact::BlockersAmong(txn, place.who(), users);
  std::vector<std::int64_t> out;
  for (const identity::User& user : identity::FindUsers(txn, place.who(), users)) {
    const bool blocks =
        std::find(blockers.begin(), blockers.end(), user.id.value) != blockers.end();
    if (user.status == identity::UserStatus::kActive && !blocks) out.push_back(user.id.value);
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

Result<MailId> SendMail(store::Txn& txn, const Principal& who, const LetterIn& in) {
  return Send(txn, who, in, nullptr);
}

Result<MailId> ReplyMail(store::Txn& txn, const OwnMail& place, LetterIn in, bool all) {
  const Letter& letter = place.letter();
  if (letter.draft) return Error{Code::kBadState, "mail_unsent"};
  const Recipients recipients = ReadRecipients(txn, place.who().tenant, letter.id);
  if (IsEmpty(in.to) && (!in.to_outside || in.to_outside->empty())) {
    const auto outside = ReadOutside(txn, place.who().tenant, letter.id);
    in.to = place.box().sent ? recipients.to : std::vector{letter.sender.value};
    if (letter.sender.value == 0) in.to->clear();
    AnswerOutside(letter, place.box().sent, all, outside, &in);
    if (all) in.cc = OthersOf(txn, place, recipients, *in.to);
  }
  if (!in.subject || text::IsBlank(*in.subject)) in.subject = Marked("Re: ", letter.subject);
  return Send(txn, place.who(), in, &letter);
}

Result<MailId> ForwardMail(store::Txn& txn, const OwnMail& place, LetterIn in,
                           std::string_view heading) {
  const Principal& who = place.who();
  const Letter& letter = place.letter();
  if (letter.draft) return Error{Code::kBadState, "mail_unsent"};
  Texts texts = ReadTexts(txn, who.tenant, letter.id);
  const Cleaned quoted = Cleaned::Kept(std::move(texts.html), std::move(texts.plain));
  in.content = in.content.value_or(Cleaned()).WithQuote(heading, quoted);
  std::vector<std::int64_t> files = in.files.value_or(std::vector<std::int64_t>());
  // What was deleted meanwhile is not sent on.
  for (const file::File& one :
       file::FindReadable(txn, who, IdsOf(ReadFiles(txn, who.tenant, letter.id)))) {
    files.push_back(one.id.value);
  }
  in.files = std::move(files);
  if (!in.subject || text::IsBlank(*in.subject)) in.subject = Marked("Fwd: ", letter.subject);
  return Send(txn, who, in, nullptr);
}

Result<MailId> SaveDraft(store::Txn& txn, const Principal& who, const LetterIn& in) {
  std::optional<OwnMail> draft;
  if (in.draft.value != 0) {
    KOINE_TRY(OwnMail opened, OpenDraft(txn, who, in.draft, MailAct::kEdit));
    draft = std::move(opened);
  } else {
    KOINE_CHECK(access::CountAct(txn, who, access::Act::kMail));
  }
  KOINE_TRY(Parts parts, Gather(txn, who, in, draft ? &*draft : nullptr));
  MakeSearch(&parts);
  Letter& letter = parts.letter;
  const std::int64_t bytes = draft ? draft->letter().bytes : 0;
  if (draft) {
    UpdateLetter(txn, who.tenant, letter);
    SetText(txn, who.tenant, letter.id, parts.search, in.content ? &parts.content : nullptr);
    Box box = draft->box();
    box.at = txn.now_ms();
    UpdateBox(txn, who.tenant, who.user, letter.id, box);
  } else {
    letter.draft = true;
    letter.created_at = txn.now_ms();
    if (in.answers.value != 0) {
      KOINE_TRY(const OwnMail place, OpenNamed(txn, who, in.answers));
      if (place.letter().draft) return Error{Code::kBadState, "mail_unsent"};
      letter.thread = place.letter().thread;
      letter.answered = place.letter().id;
    }
    InsertLetter(txn, who.tenant, &letter, parts.search, parts.content);
    InsertOwnBox(txn, who.tenant, letter);
  }
  SetRecipients(txn, who.tenant, letter.id, parts.recipients);
  SetOutside(txn, who.tenant, letter.id, parts.outside);
  SetFiles(txn, who.tenant, letter.id, parts.files);
  KOINE_CHECK(file::CountSpace(txn, who.tenant, who.user, letter.bytes - bytes, in.quota));
  return MailIdOf(letter.id, true);
}

}  // namespace koine::mail
