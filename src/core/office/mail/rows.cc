#include "core/office/mail/rows.h"

namespace koine::mail {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::TextList;
using store::Txn;

constexpr store::IdSequence kIds{"mail", 1};

#define KOINE_FIND                                                                            \
  "select " KOINE_LETTER_COLUMNS ", " KOINE_BOX_COLUMNS                                       \
  " from mail_box b join mail m on m.id = b.mail_id where b.tenant_id = ? and b.mail_id = ? " \
  "and b.owner_id = ? and b.sent = ?"
const Sql kFind{KOINE_FIND};
const Sql kFindLocked{KOINE_FIND " {for update of b}"};
const Sql kOfOthers{
    "select 1 from mail m where m.tenant_id = ? and m.id = ? and m.sender_id <> ? and not exists "
    "(select 1 from mail_recipient r where r.mail_id = m.id and r.user_id = ? and m.draft = 0)"};
const Sql kTexts{"select plain, html from mail_text where tenant_id = ? and mail_id = ?"};
const Sql kInsert{
    "insert into mail (id, tenant_id, sender_id, thread_id, answered_id, draft, boxes, bytes, "
    "files, subject, preview, created_at, sent_at, from_name, from_address, message_id) "
    "values (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kInsertText{
    "insert into mail_text (mail_id, tenant_id, search, plain, html) values (?, ?, ?, ?, ?)"};
const Sql kUpdate{
    "update mail set bytes = ?, files = ?, subject = ?, preview = ? "
    "where tenant_id = ? and id = ?"};
const Sql kSetSearch{"update mail_text set search = ? where tenant_id = ? and mail_id = ?"};
const Sql kSetText{"update mail_text set plain = ?, html = ? where tenant_id = ? and mail_id = ?"};
const Sql kDeleteRecipients{"delete from mail_recipient where tenant_id = ? and mail_id = ?"};
const Sql kInsertRecipients{
    "insert into mail_recipient (mail_id, position, tenant_id, user_id, copy) "
    "select ?, a.place, ?, a.who, a.copy from {lists a(place INT, who INT, copy INT)}"};
const Sql kRecipients{
    "select user_id, copy from mail_recipient where tenant_id = ? and mail_id = ? "
    "order by position"};
const Sql kDeleteOutside{"delete from mail_outside where tenant_id = ? and mail_id = ?"};
const Sql kDeleteFiles{"delete from mail_file where tenant_id = ? and mail_id = ?"};
const Sql kInsertFiles{
    "insert into mail_file (mail_id, position, tenant_id, file_id, name, bytes) "
    "select ?, a.place, ?, a.file, a.name, a.bytes "
    "from {lists a(place INT, file INT, name TEXT, bytes INT)}"};
const Sql kFiles{
    "select file_id, name, bytes from mail_file where tenant_id = ? and mail_id = ? "
    "order by position"};

#define KOINE_INSERT_BOX                                                                         \
  "insert into mail_box (mail_id, owner_id, sent, tenant_id, thread_id, folder, home, is_read, " \
  "starred, at, trashed_at) "
const Sql kInsertOwn{KOINE_INSERT_BOX "values (?, ?, 1, ?, ?, ?, ?, 1, 0, ?, 0)"};
const Sql kInsertInboxes{KOINE_INSERT_BOX
                         "select ?, a.value, 0, ?, ?, 1, 1, 0, 0, ?, 0 from {list a}"};
const Sql kBoxesMore{"update mail set boxes = boxes + ? where tenant_id = ? and id = ?"};
const Sql kUpdateBox{
    "update mail_box set folder = ?, is_read = ?, starred = ?, at = ?, trashed_at = ? "
    "where tenant_id = ? and mail_id = ? and owner_id = ? and sent = ?"};
const Sql kSetRead{
    "update mail_box set is_read = 1 where {+}tenant_id = ? and owner_id = ? and mail_id {in ?} "
    "and sent = ? and is_read = 0"};
const Sql kDeleteBox{
    "delete from mail_box where tenant_id = ? and mail_id = ? and owner_id = ? and sent = ?"};
const Sql kBoxesLess{
    "update mail set boxes = boxes - 1 where tenant_id = ? and id = ? "
    "returning boxes, sender_id, bytes"};
const Sql kDeleteText{"delete from mail_text where tenant_id = ? and mail_id = ?"};
const Sql kDelete{"delete from mail where tenant_id = ? and id = ?"};
const Sql kOwned{
    "select owner_id, mail_id, sent from mail_box where tenant_id = ? and owner_id = ? limit ?"};
// proof: an application that ended: all that is its own goes
const Sql kOwnedOfAll{
    "select owner_id, mail_id, sent from mail_box where tenant_id = ? and owner_id > 0 limit ?"};

std::int64_t SentOf(MailId id) {
  return IsSent(id) ? 1 : 0;
}

}  // namespace

Letter ReadLetter(const Row& row) {
  Letter m;
  m.id = row.Get<LetterId>(0);
  m.sender = row.Get<UserId>(1);
  m.thread = row.Get<LetterId>(2);
  m.answered = row.Get<LetterId>(3);
  m.draft = row.Int(4) != 0;
  m.bytes = row.Int(5);
  m.files = row.Int(6);
  m.subject = row.String(7);
  m.preview = row.String(8);
  m.created_at = row.Int(9);
  m.sent_at = row.Int(10);
  m.from_name = row.String(11);
  m.from_address = row.String(12);
  m.message_id = row.String(13);
  return m;
}

Box ReadBox(const Row& row, int from) {
  Box b;
  b.sent = row.Int(from) != 0;
  b.folder = static_cast<Folder>(row.Int(from + 1));
  b.home = static_cast<Folder>(row.Int(from + 2));
  b.read = row.Int(from + 3) != 0;
  b.starred = row.Int(from + 4) != 0;
  b.at = row.Int(from + 5);
  b.trashed_at = row.Int(from + 6);
  return b;
}

std::optional<Kept> FindMail(Txn& txn, TenantId tenant, UserId owner, MailId id, bool lock) {
  auto read = [](const Row& row) { return Kept{ReadLetter(row), ReadBox(row, kLetterColumns)}; };
  return txn.First(lock ? kFindLocked : kFind, read, tenant, LetterOf(id), owner, SentOf(id));
}

bool IsOfOthers(Txn& txn, const access::Principal& who, LetterId id) {
  return txn
      .First(
          kOfOthers, [](const Row&) { return true; }, who.tenant, id, who.user, who.user)
      .has_value();
}

Texts ReadTexts(Txn& txn, TenantId tenant, LetterId id) {
  auto read = [](const Row& row) { return Texts{row.String(0), row.String(1)}; };
  return txn.First(kTexts, read, tenant, id).value_or(Texts());
}

void InsertLetter(Txn& txn, TenantId tenant, Letter* m, std::string_view search,
                  const Cleaned& content) {
  m->id = LetterId(txn.NextId(kIds));
  if (m->thread.value == 0) m->thread = m->id;
  txn.Exec(kInsert, m->id, tenant, m->sender, m->thread, m->answered, m->draft, m->bytes, m->files,
           m->subject, m->preview, m->created_at, m->sent_at, m->from_name, m->from_address,
           m->message_id);
  txn.Exec(kInsertText, m->id, tenant, search, content.plain(), content.html());
}

void UpdateLetter(Txn& txn, TenantId tenant, const Letter& m) {
  txn.Exec(kUpdate, m.bytes, m.files, m.subject, m.preview, tenant, m.id);
}

void SetText(Txn& txn, TenantId tenant, LetterId id, std::string_view search,
             const Cleaned* content) {
  txn.Exec(kSetSearch, search, tenant, id);
  if (content != nullptr) txn.Exec(kSetText, content->plain(), content->html(), tenant, id);
}

void SetRecipients(Txn& txn, TenantId tenant, LetterId id, const Recipients& recipients) {
  txn.Exec(kDeleteRecipients, tenant, id);
  std::vector<std::int64_t> places, users, copies;
  auto add = [&](const std::vector<std::int64_t>& some, std::int64_t copy) {
    for (const std::int64_t user : some) {
      places.push_back(static_cast<std::int64_t>(places.size()));
      users.push_back(user);
      copies.push_back(copy);
    }
  };
  add(recipients.to, 0);
  add(recipients.cc, 1);
  if (users.empty()) return;
  txn.Exec(kInsertRecipients, id, tenant, IntList{places}, IntList{users}, IntList{copies});
}

Recipients ReadRecipients(Txn& txn, TenantId tenant, LetterId id) {
  Recipients out;
  auto take = [&](const Row& row) { (row.Int(1) != 0 ? out.cc : out.to).push_back(row.Int(0)); };
  txn.Each(kRecipients, take, tenant, id);
  return out;
}

void SetFiles(Txn& txn, TenantId tenant, LetterId id, const std::vector<Attachment>& attachments) {
  txn.Exec(kDeleteFiles, tenant, id);
  if (attachments.empty()) return;
  std::vector<std::int64_t> places, files, bytes;
  std::vector<std::string> names;
  for (const Attachment& one : attachments) {
    places.push_back(static_cast<std::int64_t>(places.size()));
    files.push_back(one.file.value);
    names.push_back(one.name);
    bytes.push_back(one.bytes);
  }
  txn.Exec(kInsertFiles, id, tenant, IntList{places}, IntList{files}, TextList{names},
           IntList{bytes});
}

std::vector<Attachment> ReadFiles(Txn& txn, TenantId tenant, LetterId id) {
  auto read = [](const Row& row) {
    return Attachment{row.Get<FileId>(0), row.String(1), row.Int(2)};
  };
  return txn.All(kFiles, read, tenant, id);
}

void InsertOwnBox(Txn& txn, TenantId tenant, const Letter& m) {
  const Folder home = m.draft ? Folder::kDrafts : Folder::kSent;
  const std::int64_t at = m.draft ? m.created_at : m.sent_at;
  txn.Exec(kInsertOwn, m.id, m.sender, tenant, m.thread, home, home, at);
  txn.Exec(kBoxesMore, 1, tenant, m.id);
}

void InsertInboxes(Txn& txn, TenantId tenant, const Letter& m,
                   std::span<const std::int64_t> users) {
  txn.Exec(kInsertInboxes, m.id, tenant, m.thread, m.sent_at, IntList{users});
  txn.Exec(kBoxesMore, static_cast<std::int64_t>(users.size()), tenant, m.id);
}

void UpdateBox(Txn& txn, TenantId tenant, UserId owner, LetterId id, const Box& b) {
  txn.Exec(kUpdateBox, b.folder, b.read, b.starred, b.at, b.trashed_at, tenant, id, owner, b.sent);
}

std::int64_t SetRead(Txn& txn, TenantId tenant, UserId owner, std::span<const std::int64_t> letters,
                     bool sent) {
  return letters.empty() ? 0 : txn.Exec(kSetRead, tenant, owner, IntList{letters}, sent);
}

std::optional<Freed> DeleteBox(Txn& txn, TenantId tenant, UserId owner, MailId id) {
  const LetterId letter = LetterOf(id);
  if (txn.Exec(kDeleteBox, tenant, letter, owner, SentOf(id)) == 0) return std::nullopt;
  return LetGo(txn, tenant, letter);
}

void Hold(Txn& txn, TenantId tenant, LetterId id, std::int64_t more) {
  txn.Exec(kBoxesMore, more, tenant, id);
}

std::optional<Freed> LetGo(Txn& txn, TenantId tenant, LetterId letter) {
  struct Left {
    std::int64_t boxes = 0;
    Freed freed;
  };
  auto read = [](const Row& row) { return Left{row.Int(0), {row.Get<UserId>(1), row.Int(2)}}; };
  const auto left = txn.First(kBoxesLess, read, tenant, letter);
  if (!left || left->boxes > 0) return std::nullopt;
  txn.Exec(kDeleteRecipients, tenant, letter);
  txn.Exec(kDeleteOutside, tenant, letter);
  txn.Exec(kDeleteFiles, tenant, letter);
  txn.Exec(kDeleteText, tenant, letter);
  txn.Exec(kDelete, tenant, letter);
  return left->freed;
}

std::vector<Owned> SelectOwned(Txn& txn, TenantId tenant, UserId owner, int limit) {
  auto read = [](const Row& row) {
    return Owned{row.Get<UserId>(0), MailIdOf(row.Get<LetterId>(1), row.Int(2) != 0)};
  };
  if (owner.value == 0) return txn.All(kOwnedOfAll, read, tenant, limit);
  return txn.All(kOwned, read, tenant, owner, limit);
}

}  // namespace koine::mail
