#include "core/schema/office.h"

namespace koine::core {

// Documents. Their texts lie apart, so that lists read small rows. A seat says what a document is
// to somebody: their own, one that is shared with them, with which right and until when; and
// whether they marked it, and when they last opened it. It repeats when the document was changed,
// so that each list is an index. Words are those at the beginning of a text, by owner; `words` of
// the text has them once more, to know which are to go.
const char kDocuments[] = R"sql(
create table document (
  id ID, tenant_id INT not null, owner_id INT not null, title TEXT not null, kind INT not null,
  state INT not null, folder_id INT not null, parent_id INT not null, version INT not null,
  unkept INT not null, bytes INT not null, kept_bytes INT not null, preview TEXT not null,
  shares INT not null, comments INT not null, changed_by INT not null, changed_at INT not null,
  trashed_at INT not null, created_at INT not null);
create index document_owner on document (tenant_id, owner_id);
create table document_text (
  document_id ID, tenant_id INT not null, words BYTES not null, plain TEXT not null,
  content TEXT not null);
create table document_seat (
  document_id INT not null, user_id INT not null, tenant_id INT not null, owner_id INT not null,
  permission INT not null, place INT not null, may_copy INT not null, may_download INT not null,
  expires_at INT not null, starred INT not null, opened_at INT not null, changed_at INT not null,
  primary key (document_id, user_id)) without rowid;
create index document_seat_list on document_seat
  (tenant_id, user_id, place, changed_at, document_id, expires_at);
create index document_seat_starred on document_seat
  (tenant_id, user_id, changed_at, document_id, place, expires_at) where starred > 0;
create index document_seat_opened on document_seat
  (tenant_id, user_id, opened_at, document_id, place, expires_at) where opened_at > 0;
create table document_version (
  id ID, tenant_id INT not null, document_id INT not null, version INT not null,
  bytes INT not null, changed_by INT not null, cause INT not null, of_version INT not null,
  created_at INT not null, title TEXT not null, description TEXT not null,
  content TEXT not null);
create unique index document_version_number on document_version (document_id, version);
create table document_comment (
  id ID, tenant_id INT not null, document_id INT not null, parent_id INT not null,
  user_id INT not null, content TEXT not null, selected TEXT not null,
  selected_at INT not null, created_at INT not null);
create index document_comment_list on document_comment (document_id, parent_id, id);
create table document_word (
  owner_id INT not null, token INT not null, document_id INT not null, tenant_id INT not null,
  primary key (owner_id, token, document_id)) without rowid;
)sql";

}  // namespace koine::core
