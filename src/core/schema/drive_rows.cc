#include "core/schema/office.h"

namespace koine::core {

// Cloud drives. Who writes into their drive takes its row first; it counts what is in it. `root_id`
// says with which folder something lies in the recycle bin: itself, or one above it. What lists
// show of a file stands in its row, and what they ask for in their indexes.
const char kDrives[] = R"sql(
create table drive (
  user_id ID, tenant_id INT not null, folders INT not null, files INT not null);
create table drive_folder (
  id ID, tenant_id INT not null, owner_id INT not null, parent_id INT not null,
  name TEXT not null, state INT not null, root_id INT not null, starred INT not null,
  created_at INT not null, updated_at INT not null, trashed_at INT not null);
create index drive_folder_list on drive_folder
  (tenant_id, owner_id, state, parent_id, name, id);
create index drive_folder_bin on drive_folder (tenant_id, owner_id, trashed_at, id)
  where trashed_at > 0;
create table drive_file (
  id ID, tenant_id INT not null, owner_id INT not null, folder_id INT not null,
  file_id INT not null, name TEXT not null, searched TEXT not null, state INT not null,
  starred INT not null, key TEXT not null, extension TEXT not null, mime TEXT not null,
  kind INT not null, bytes INT not null, stored_at INT not null, created_at INT not null,
  updated_at INT not null, trashed_at INT not null);
create index drive_file_list on drive_file (tenant_id, owner_id, state, folder_id, id);
create index drive_file_recent on drive_file
  (tenant_id, owner_id, state, updated_at, id, folder_id, kind, searched);
create index drive_file_bin on drive_file (tenant_id, owner_id, trashed_at, id)
  where trashed_at > 0;
create table drive_share (
  id ID, tenant_id INT not null, owner_id INT not null, code TEXT not null, kind INT not null,
  target_id INT not null, password TEXT not null, may_download INT not null,
  may_preview INT not null, days INT not null, expires_at INT not null, views INT not null,
  created_at INT not null);
create unique index drive_share_code on drive_share (code);
create index drive_share_list on drive_share (tenant_id, owner_id, id);
create index drive_share_target on drive_share (tenant_id, kind, target_id);
)sql";

}  // namespace koine::core
