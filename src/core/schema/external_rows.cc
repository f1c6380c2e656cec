#include "core/schema/office.h"

namespace koine::core {

// Everybody's address book of people outside. What lists and searches ask for is in the indexes:
// `searched` has what a keyword is looked for in. The book counts what is in it, and who writes
// into it takes its row first.
const char kExternalContacts[] = R"sql(
create table external_book (
  user_id ID, tenant_id INT not null, contact_count INT not null, group_count INT not null);
create table external_group (
  id ID, tenant_id INT not null, owner_id INT not null, name TEXT not null,
  sort_order INT not null, created_at INT not null, updated_at INT not null);
create unique index external_group_name on external_group (tenant_id, owner_id, name);
create table external_contact (
  id ID, tenant_id INT not null, owner_id INT not null, group_id INT not null, name TEXT not null,
  company TEXT not null, position TEXT not null, mobile TEXT not null, email TEXT not null,
  wechat TEXT not null, address TEXT not null, remark TEXT not null, tags TEXT not null,
  avatar TEXT not null, starred INT not null, source INT not null, searched TEXT not null,
  created_at INT not null, updated_at INT not null);
create index external_contact_list on external_contact
  (tenant_id, owner_id, starred, created_at, id, searched, tags);
create index external_contact_group on external_contact
  (tenant_id, owner_id, group_id, starred, created_at, id);
)sql";

}  // namespace koine::core
