#include "core/schema/office.h"

namespace koine::core {

// Mail. A letter is kept once, its texts apart, so that lists read small rows; `boxes` says in how
// many mailboxes it is. A row of mail_box is what it is to one owner: `sent` is 1 of who wrote it,
// `home` where it lies unless they moved it; `at` is when it came, or the draft was saved, so that
// each list is an index.
const char kMails[] = R"sql(
create table mail (
  id ID, tenant_id INT not null, sender_id INT not null, thread_id INT not null,
  answered_id INT not null, draft INT not null, boxes INT not null, bytes INT not null,
  files INT not null, subject TEXT not null, preview TEXT not null, created_at INT not null,
  sent_at INT not null);
create table mail_text (
  mail_id ID, tenant_id INT not null, search TEXT not null, plain TEXT not null,
  html TEXT not null);
create table mail_recipient (
  mail_id INT not null, position INT not null, tenant_id INT not null, user_id INT not null,
  copy INT not null, primary key (mail_id, position)) without rowid;
create table mail_file (
  mail_id INT not null, position INT not null, tenant_id INT not null, file_id INT not null,
  name TEXT not null, bytes INT not null, primary key (mail_id, position)) without rowid;
create index mail_file_file on mail_file (file_id);
create table mail_box (
  mail_id INT not null, owner_id INT not null, sent INT not null, tenant_id INT not null,
  thread_id INT not null, folder INT not null, home INT not null, is_read INT not null,
  starred INT not null, at INT not null, trashed_at INT not null,
  primary key (mail_id, owner_id, sent)) without rowid;
create index mail_box_list on mail_box (tenant_id, owner_id, folder, at, mail_id, sent);
create index mail_box_all on mail_box (tenant_id, owner_id, at, mail_id, sent);
create index mail_box_unread on mail_box
  (tenant_id, owner_id, folder, is_read, at, mail_id, sent) where is_read = 0;
create index mail_box_starred on mail_box (tenant_id, owner_id, starred, at, mail_id, sent)
  where starred = 1;
create index mail_box_thread on mail_box (tenant_id, owner_id, thread_id, mail_id, sent);
)sql";

// Who is outside, on either side: letters that came from there name their sender themselves (their
// sender_id is 0), and each recipient outside is a row that is also its delivery.
const char kMailsOutside[] = R"sql(
alter table mail add column from_name TEXT not null default '';
alter table mail add column from_address TEXT not null default '';
alter table mail add column message_id TEXT not null default '';
create index mail_message on mail (tenant_id, message_id) where message_id <> '';
create table mail_outside (
  mail_id INT not null, position INT not null, tenant_id INT not null, copy INT not null,
  address TEXT not null, state INT not null, attempts INT not null, due_at INT not null,
  status INT not null, reason TEXT not null, primary key (mail_id, position)) without rowid;
create index mail_outside_due on mail_outside (due_at, mail_id, position) where state = 1;
)sql";

}  // namespace koine::core
