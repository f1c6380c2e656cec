#include "core/schema/office.h"
#include "core/schema/schema.h"

namespace koine::core {

namespace {

constexpr char kFoundation[] = R"sql(
create table tenant (
  id ID, app_id TEXT, name TEXT not null, created_at INT not null);
create unique index tenant_app on tenant (app_id);

create table users (
  id ID, tenant_id INT not null, handle TEXT not null,
  username TEXT, mobile TEXT, email TEXT,
  nickname TEXT not null, avatar TEXT, gender INT not null, signature TEXT,
  ex TEXT, extend TEXT, kind INT not null, recv_opt INT not null, auto_accept INT not null,
  role INT not null, state INT not null, banned_until INT not null, ban_reason TEXT,
  search_text TEXT not null,
  created_at INT not null, updated_at INT not null, last_online_at INT not null);
create unique index users_handle on users (tenant_id, handle);
create unique index users_username on users (tenant_id, username);
create unique index users_mobile on users (tenant_id, mobile);
create unique index users_email on users (tenant_id, email);
create index users_created on users (tenant_id, created_at);

create table password (
  user_id ID, tenant_id INT not null, hash TEXT not null, changed_at INT not null,
  trade_hash TEXT);

create table login (
  id ID, tenant_id INT not null, user_id INT not null, dialect INT not null,
  terminal TEXT not null, device TEXT not null, digest TEXT, state INT not null,
  issued_at INT not null, expires_at INT not null);
create unique index login_digest on login (digest);
create index login_user on login (user_id, dialect, terminal);
create index login_expires on login (expires_at);

create table device (
  user_id INT not null, dialect INT not null, device TEXT not null, tenant_id INT not null,
  delivered_position INT not null, seen_at INT not null,
  primary key (user_id, dialect, device));

create table contact (
  owner_id INT not null, peer_id INT not null, tenant_id INT not null, remark TEXT,
  group_name TEXT not null, pinned_at INT not null, ex TEXT, add_source INT not null,
  operator_id INT not null, created_at INT not null,
  primary key (owner_id, peer_id));
create index contact_peer on contact (peer_id);

create table block (
  owner_id INT not null, peer_id INT not null, tenant_id INT not null, ex TEXT,
  operator_id INT not null, created_at INT not null,
  primary key (owner_id, peer_id));

create table contact_request (
  id ID, tenant_id INT not null, from_id INT not null, to_id INT not null, message TEXT,
  group_name TEXT, remark TEXT, ex TEXT, state INT not null, answer TEXT,
  handler_id INT not null, created_at INT not null, handled_at INT not null);
create unique index contact_request_pair on contact_request (from_id, to_id);
create index contact_request_to on contact_request (to_id, state, created_at);
create index contact_request_from on contact_request (from_id, state, created_at);

create table conversation (
  id ID, tenant_id INT not null, kind INT not null, handle TEXT,
  pair_lo INT, pair_hi INT, creator_id INT not null, owner_id INT not null,
  name TEXT, avatar TEXT, description TEXT, notice TEXT, notice_by INT not null,
  notice_at INT not null, extend TEXT, ex TEXT, settings TEXT,
  join_mode INT not null, max_members INT not null, member_count INT not null,
  history_for_new INT not null, status INT not null, mute_all INT not null,
  banned_at INT not null, ban_reason TEXT, top TEXT, expires_at INT not null,
  min_seq INT not null, last_seq INT not null, last_counted INT not null,
  change_seq INT not null, last_sent_at INT not null, all_mention_seq INT not null,
  receipt_seq INT not null,
  created_at INT not null, updated_at INT not null);
create unique index conversation_handle on conversation (tenant_id, handle);
create unique index conversation_pair on conversation (tenant_id, pair_lo, pair_hi);
create index conversation_pair_hi on conversation (tenant_id, pair_hi, pair_lo);
create index conversation_creator on conversation (creator_id);
create index conversation_created on conversation (tenant_id, kind, created_at);

create table member (
  conversation_id INT not null, user_id INT not null, tenant_id INT not null,
  state INT not null, role INT not null, nickname TEXT, avatar TEXT, ex TEXT,
  joined_at INT not null, join_source INT not null, inviter_id INT not null,
  operator_id INT not null, left_at INT not null, min_seq INT not null, max_seq INT not null,
  read_seq INT not null, read_at INT not null, read_counted INT not null,
  read_sent INT not null, receipt_seq INT not null, sent_seq INT not null,
  sent_counted INT not null, delivered_seq INT not null, muted_until INT not null,
  notify INT not null, pinned_at INT not null, hidden_seq INT not null, draft TEXT,
  remark TEXT, reply_open INT not null, openim TEXT,
  primary key (user_id, conversation_id)) without rowid;
create index member_list on member (conversation_id, state, role desc, joined_at);

create table read_mark (
  conversation_id INT not null, user_id INT not null, seq INT not null,
  tenant_id INT not null, at INT not null,
  primary key (conversation_id, user_id, seq));

create table announcement (
  id ID, tenant_id INT not null, conversation_id INT not null, sender_id INT not null,
  content TEXT not null, attachment TEXT, pinned INT not null, state INT not null,
  expires_at INT not null, created_at INT not null);
create index announcement_list on announcement (conversation_id, created_at);

create table message (
  id ID, tenant_id INT not null, conversation_id INT not null, seq INT not null,
  counted INT not null, sender_id INT not null, origin INT not null, kind INT not null,
  body TEXT not null, raw TEXT, client_key INT, client_id TEXT, reply_seq INT not null,
  forwarded_from INT not null, mention_all INT not null, options INT not null,
  sent_at INT not null, edited_at INT not null, recalled_at INT not null,
  recalled_by INT not null, deleted_at INT not null);
create unique index message_seq on message (conversation_id, seq);
create unique index message_client on message (sender_id, client_key)
  where client_key is not null;
create index message_gone on message (conversation_id, seq)
  where recalled_at > 0 or deleted_at > 0;

create index message_receipt on message (conversation_id, seq)
  where options >= 4294967296;

create table mention (
  conversation_id INT not null, seq INT not null, user_id INT not null,
  tenant_id INT not null, by_id INT not null, at INT not null,
  primary key (conversation_id, seq, user_id));
create index mention_user on mention (user_id, at);

create table change (
  position ID, tenant_id INT not null, conversation_id INT not null, change_seq INT not null,
  kind INT not null, seq INT not null, to_seq INT not null, actor_id INT not null,
  visible_to INT not null, data TEXT, at INT not null);
create unique index change_seq on change (conversation_id, change_seq);

create table version_head (
  collection INT not null, owner_id INT not null, tenant_id INT not null,
  log_id TEXT not null, version INT not null,
  primary key (collection, owner_id));

create table version_log (
  collection INT not null, owner_id INT not null, element TEXT not null,
  tenant_id INT not null, op INT not null, version INT not null,
  primary key (collection, owner_id, element));
create index version_since on version_log (collection, owner_id, version);

create table event (
  position ID, tenant_id INT not null, kind INT not null, version INT not null,
  conversation_id INT not null, user_id INT not null, payload TEXT not null, at INT not null);

create table audit_log (
  id ID, tenant_id INT not null, actor_id INT not null, action TEXT not null,
  target TEXT not null, result TEXT not null, address TEXT not null, at INT not null);
create index audit_time on audit_log (tenant_id, at);
)sql";

constexpr char kMessaging[] = R"sql(
create index contact_request_waiting on contact_request (created_at) where state = 1;

create table message_edit (
  conversation_id INT not null, seq INT not null, edited_at INT not null,
  tenant_id INT not null, editor_id INT not null, old_body TEXT not null,
  new_body TEXT not null,
  primary key (conversation_id, seq, edited_at));

create table message_mark (
  user_id INT not null, kind INT not null, conversation_id INT not null, seq INT not null,
  tenant_id INT not null, value TEXT, tags TEXT, created_at INT not null,
  primary key (user_id, kind, conversation_id, seq));
create index message_mark_list on message_mark (user_id, kind, created_at);
create index mention_seat on mention (user_id, conversation_id, seq);
create index message_all on message (conversation_id, seq) where mention_all = 1;

create table reaction (
  conversation_id INT not null, seq INT not null, user_id INT not null,
  tenant_id INT not null, id INT not null, emoji TEXT not null, kind TEXT not null,
  created_at INT not null,
  primary key (conversation_id, seq, user_id));

create table user_setting (
  tenant_id INT not null, user_id INT not null, scope TEXT not null, name TEXT not null,
  value TEXT not null, ex TEXT, updated_at INT not null,
  primary key (tenant_id, user_id, scope, name));

create table notification (
  id ID, tenant_id INT not null, receiver_id INT not null, sender_id INT not null,
  type TEXT not null, title TEXT not null, content TEXT not null, related_type TEXT,
  related_id INT not null, read_at INT not null, created_at INT not null);
create index notification_list on notification (receiver_id, created_at);
create index notification_unread on notification (receiver_id, created_at)
  where read_at = 0;
create index notification_read on notification (read_at) where read_at > 0;
create index notification_created on notification (created_at);

create table join_request (
  id ID, tenant_id INT not null, conversation_id INT not null, user_id INT not null,
  inviter_id INT not null, source INT not null, message TEXT, ex TEXT, state INT not null,
  answer TEXT, handler_id INT not null, created_at INT not null, handled_at INT not null);
create unique index join_request_pair on join_request (conversation_id, user_id);
create index join_request_list on join_request (conversation_id, state, created_at);
create index join_request_user on join_request (user_id, created_at);

alter table announcement add column updated_at INT not null default 0;
create index announcement_expires on announcement (expires_at) where expires_at > 0;

create table blob (
  tenant_id INT not null, sha256 TEXT not null, md5 TEXT not null, size INT not null,
  mime TEXT not null, refs INT not null, created_at INT not null,
  primary key (tenant_id, sha256));

create table file (
  id ID, tenant_id INT not null, key TEXT not null, owner_id INT not null,
  name TEXT not null, search_text TEXT not null, extension TEXT not null,
  sha256 TEXT not null, md5 TEXT not null, size INT not null, mime TEXT not null,
  kind INT not null, width INT not null, height INT not null, duration_ms INT not null,
  purpose INT not null, conversation_id INT not null,
  downloads INT not null, expires_at INT not null, deleted_at INT not null,
  created_at INT not null);
create unique index file_key on file (key);
create index file_owner on file (owner_id, created_at);
create index file_expires on file (expires_at) where expires_at > 0;
create index file_deleted on file (deleted_at) where deleted_at > 0;

create table storage_use (
  user_id ID, tenant_id INT not null, bytes INT not null, files INT not null);

create table file_use (
  file_id INT not null, conversation_id INT not null, tenant_id INT not null,
  seq INT not null, created_at INT not null,
  primary key (file_id, conversation_id, seq));

create table upload (
  id ID, tenant_id INT not null, user_id INT not null, key TEXT not null,
  name TEXT not null, md5 TEXT, size INT not null, part_size INT not null,
  part_count INT not null, state INT not null, conversation_id INT not null,
  file_id INT not null,
  expires_at INT not null, created_at INT not null);
create unique index upload_key on upload (key);
create index upload_user on upload (user_id, expires_at);
create index upload_expires on upload (expires_at);

create table upload_part (
  upload_id INT not null, number INT not null, tenant_id INT not null, size INT not null,
  primary key (upload_id, number));

create table group_file (
  id ID, tenant_id INT not null, conversation_id INT not null, file_id INT not null,
  uploader_id INT not null, name TEXT not null, search_text TEXT not null,
  category TEXT not null,
  permission TEXT not null, downloads INT not null, deleted_at INT not null,
  created_at INT not null);
create index group_file_list on group_file (conversation_id, created_at);
create index group_file_file on group_file (file_id);
)sql";

constexpr char kSearch[] = R"sql(
create table search_part (
  id ID, version INT not null, stream INT not null, state INT not null, first INT not null,
  last INT not null, messages INT not null, created_at INT not null);

create table search_page (
  part_id INT not null, token INT not null, piece INT not null, data BYTES not null,
  primary key (part_id, token, piece));
)sql";

constexpr char kChanges[] = R"sql(
create table own_stream (
  user_id ID, tenant_id INT not null, change_seq INT not null);
)sql";

constexpr char kOutcomes[] = R"sql(
create table outcome (
  tenant_id INT not null, name TEXT not null, state INT not null, at INT not null,
  primary key (tenant_id, name));
create index outcome_at on outcome (at);
)sql";

constexpr char kObjects[] = R"sql(
alter table file add column object TEXT;
alter table file add column hash TEXT;
create unique index file_object on file (tenant_id, object) where deleted_at = 0;
create index file_hash on file (owner_id, hash);

alter table upload add column kind INT not null default 0;

alter table device add column push_token TEXT;
alter table device add column push_expires_at INT not null default 0;
alter table device add column badge INT not null default 0;

create table client_log (
  id ID, tenant_id INT not null, log_id TEXT not null, user_id INT not null,
  platform INT not null, url TEXT not null, name TEXT not null, system TEXT not null,
  version TEXT not null, ex TEXT not null, created_at INT not null);
create unique index client_log_id on client_log (tenant_id, log_id);
create index client_log_user on client_log (user_id, created_at);
create index client_log_created on client_log (created_at);
)sql";

// When what is older than its user wishes is to go from a seat: see core/retention.
constexpr char kRetention[] = R"sql(
alter table member add column destruct_at INT not null default 0;
create index member_destruct on member (destruct_at) where destruct_at > 0;
alter table file add column cause TEXT;
create index file_cause on file (cause, created_at) where cause is not null;
alter table upload add column cause TEXT;
)sql";

// The applications of App IM, each with a tenant.
constexpr char kApps[] = R"sql(
create table app (
  app_id TEXT not null, tenant_id INT not null, name TEXT not null, app_key_digest TEXT not null,
  master_key_digest TEXT not null, salt TEXT not null, settings TEXT not null,
  created_at INT not null,
  primary key (app_id));
create unique index app_tenant on app (tenant_id);
)sql";

// Files of applications count with them (bytes, files), and no user owns them. Webhooks, what waits
// for them or was given up (state 1), and the clients of whom they were told that they are online.
constexpr char kAppFiles[] = R"sql(
alter table app add column bytes INT not null default 0;
alter table app add column files INT not null default 0;
create index file_app on file (tenant_id, created_at) where purpose = 3;

create table webhook (
  id ID, tenant_id INT not null, url TEXT not null, events TEXT not null, salt TEXT not null,
  allow_private INT not null, begins_after INT not null, kept INT not null,
  created_at INT not null);
create index webhook_list on webhook (tenant_id, id);

create table webhook_delivery (
  id ID, tenant_id INT not null, webhook_id INT not null, event_id TEXT not null,
  type TEXT not null, body TEXT not null, state INT not null, attempts INT not null,
  due_at INT not null, status INT not null, error TEXT not null, created_at INT not null);
create index webhook_delivery_due on webhook_delivery (webhook_id, state, due_at, id);
create index webhook_delivery_dead on webhook_delivery (created_at, id) where state = 1;
create index webhook_delivery_tenant on webhook_delivery (tenant_id, state, id);

create table webhook_online (
  user_id ID, tenant_id INT not null);
)sql";

// Money: accounts with their balances, the ledger that proves them, orders and red packets.
constexpr char kMoney[] = R"sql(
create table account (
  kind INT not null, owner_id INT not null, tenant_id INT not null, balance INT not null,
  entries INT not null, vip_until INT not null, created_at INT not null,
  primary key (kind, owner_id), check (balance >= 0 or kind > 2));

create table ledger (
  kind INT not null, owner_id INT not null, seq INT not null, id INT not null,
  transfer_id INT not null, tenant_id INT not null, type INT not null, amount INT not null,
  balance INT not null, ref TEXT not null, remark TEXT not null, at INT not null,
  primary key (kind, owner_id, seq));
create unique index ledger_id on ledger (id);
create index ledger_transfer on ledger (transfer_id);
create index ledger_time on ledger (tenant_id, kind, at, id);
create index ledger_ref on ledger (ref);

create table payment_order (
  id ID, tenant_id INT not null, sn TEXT not null, kind INT not null, user_id INT not null,
  amount INT not null, fee INT not null, state INT not null, pay_type TEXT not null,
  chain TEXT not null, from_address TEXT not null, to_address TEXT not null, tx_hash TEXT,
  remark TEXT not null, handled_by INT not null, created_at INT not null,
  updated_at INT not null);
create unique index payment_order_sn on payment_order (tenant_id, sn);
create unique index payment_order_hash on payment_order (tenant_id, kind, tx_hash)
  where kind = 1 and state = 2 or kind = 2 and state = 3;
create index payment_order_user on payment_order (user_id, kind, created_at, id);
create index payment_order_time on payment_order (tenant_id, kind, created_at, id);

create table money_request (
  user_id INT not null, name TEXT not null, tenant_id INT not null, kind INT not null,
  content TEXT not null, made TEXT not null, at INT not null,
  primary key (user_id, name));

create table trade_guard (
  user_id ID, tenant_id INT not null, failures INT not null, since INT not null);

create table red_packet (
  id ID, tenant_id INT not null, uuid TEXT not null, space INT not null, sender_id INT not null,
  conversation_id INT not null, receiver_id INT not null, split INT not null,
  total INT not null, count INT not null, left_count INT not null, left_cents INT not null,
  state INT not null, remark TEXT not null, created_at INT not null, expires_at INT not null,
  ended_at INT not null);
create unique index red_packet_uuid on red_packet (tenant_id, space, uuid);
create index red_packet_time on red_packet (tenant_id, space, created_at, id);
create index red_packet_sender on red_packet (sender_id, created_at);

create table red_share (
  packet_id INT not null, no INT not null, tenant_id INT not null, cents INT not null,
  user_id INT, taken_at INT not null,
  primary key (packet_id, no), check (cents > 0));
create unique index red_share_user on red_share (packet_id, user_id) where user_id is not null;
)sql";

// Calls between two and in groups; one at a time for a user, and for a group.
constexpr char kCalls[] = R"sql(
create table call (
  id ID, tenant_id INT not null, uuid TEXT not null, scope INT not null, mode INT not null,
  conversation_id INT not null, caller_id INT not null, callee_id INT not null,
  state INT not null, reason TEXT not null, origin INT not null, record INT not null,
  participants_max INT not null, ring_until INT not null, started_at INT not null,
  connected_at INT not null, ended_at INT not null);
create unique index call_uuid on call (uuid);
create unique index call_group on call (conversation_id) where scope = 2 and ended_at = 0;

create table call_party (
  call_id INT not null, user_id INT not null, tenant_id INT not null, state INT not null,
  active INT not null, login_id INT not null, device INT not null, camera INT not null,
  microphone INT not null, grace_ms INT not null, ring_until INT not null,
  started_at INT not null, seen_at INT not null, lost_at INT not null,
  primary key (call_id, user_id));
create unique index call_party_active on call_party (user_id) where active = 1;
create index call_party_open on call_party (user_id) where state < 3;
create index call_party_user on call_party (user_id, started_at);
)sql";

// What IM Chat's back office keeps: words that nobody is to read, and complaints.
constexpr char kBackstage[] = R"sql(
alter table tenant add column words INT not null default 0;

create table word (
  id ID, tenant_id INT not null, content TEXT not null, folded TEXT not null,
  enabled INT not null, creator_id INT not null, created_at INT not null);
create unique index word_folded on word (tenant_id, folded);

create table complaint (
  id ID, tenant_id INT not null, user_id INT not null, target_kind INT not null,
  target_id INT not null, reason TEXT not null, description TEXT not null, images TEXT not null,
  state INT not null, verdict INT not null, summary TEXT not null, handler_id INT not null,
  created_at INT not null, handled_at INT not null);
create index complaint_user on complaint (user_id, created_at);
create index complaint_state on complaint (tenant_id, state, created_at);
)sql";

// Who may not come into a conversation, and who may not write in a room for a while.
constexpr char kBans[] = R"sql(
create table join_ban (
  conversation_id INT not null, user_id INT not null, tenant_id INT not null,
  by_id INT not null, created_at INT not null,
  primary key (conversation_id, user_id)) without rowid;
create table room_silence (
  conversation_id INT not null, user_id INT not null, tenant_id INT not null,
  until INT not null,
  primary key (conversation_id, user_id)) without rowid;
)sql";

// What those who run the server tell its users: notices, and the tasks that send them.
constexpr char kNotices[] = R"sql(
alter table tenant add column notice_seq INT not null default 0;
create index users_tenant on users (tenant_id, id);

create table notice (
  id ID, tenant_id INT not null, title TEXT not null, cover TEXT not null, intro TEXT not null,
  kind INT not null, body TEXT not null, creator_id INT not null,
  created_at INT not null, updated_at INT not null);
create index notice_time on notice (tenant_id, created_at);

create table notice_task (
  id ID, tenant_id INT not null, notice_id INT not null, state INT not null, to_all INT not null,
  due_at INT not null, seq INT not null, told INT not null, reached INT not null,
  creator_id INT not null, created_at INT not null, started_at INT not null,
  ended_at INT not null);
create index notice_task_time on notice_task (tenant_id, created_at);
create index notice_task_notice on notice_task (notice_id, state);
create index notice_task_sending on notice_task (tenant_id) where state = 2;
create index notice_task_all on notice_task (tenant_id, to_all, seq);

create table notice_receiver (
  task_id INT not null, user_id INT not null, tenant_id INT not null, seq INT not null,
  primary key (task_id, user_id)) without rowid;
create index notice_receiver_user on notice_receiver (user_id, seq);
)sql";

// Lines of a conversation that one user alone reads.
constexpr char kOwnLines[] = R"sql(
create index change_line on change (visible_to, conversation_id, seq) where visible_to > 0;
)sql";

// From where users signed in well.
constexpr char kOrigins[] = R"sql(
create table sign_in_network (
  user_id INT not null, network TEXT not null, tenant_id INT not null, seen_at INT not null,
  primary key (user_id, network)) without rowid;
)sql";

// What strangers may know of groups, and what becomes of the acts of administrators. Groups that
// were made in RuoYi-IM and are not open are hidden.
constexpr char kStrangers[] = R"sql(
alter table conversation add column hidden INT not null default 0;
alter table conversation add column invite TEXT;
update conversation set hidden = 1 where kind = 2 and join_mode = 1 and settings is null;
alter table audit_log add column detail TEXT;
alter table users add column banned_by INT not null default 0;
update users set banned_by = 1 where banned_until = 253402300799000 and ban_reason is null;
)sql";

// In which order people were mentioned.
constexpr char kMentionPlaces[] = R"sql(
alter table mention add column place INT not null default 0;
)sql";

// What login names are compared by.
constexpr char kLoginForms[] = R"sql(
create table login_form (
  tenant_id INT not null, form TEXT not null, user_id INT not null,
  primary key (tenant_id, form)) without rowid;
create index login_form_user on login_form (tenant_id, user_id);
)sql";

// Where the last announcement stands, for whoever has not read as far.
constexpr char kNoticeMarks[] = R"sql(
alter table conversation add column notice_seq INT not null default 0;
)sql";

// A person's work, as their profile says.
constexpr char kPosts[] = R"sql(
alter table users add column department TEXT not null default '';
alter table users add column position TEXT not null default '';
)sql";

// What small forms of a picture count, and which of them were counted.
constexpr char kSmallForms[] = R"sql(
alter table file add column derived INT not null default 0;
alter table file add column forms INT not null default 0;
)sql";

// Codes by which people make accounts.
constexpr char kEntryCodes[] = R"sql(
create table entry_code (
  tenant_id INT not null, digest TEXT not null, by_id INT not null, expires_at INT not null,
  primary key (tenant_id, digest)) without rowid;
)sql";

constexpr store::Migration kMigrations[] = {
    {1, "foundation", kFoundation},
    {2, "messaging", kMessaging},
    {3, "search", kSearch},
    {4, "changes", kChanges},
    {5, "outcomes", kOutcomes},
    {6, "objects", kObjects},
    {7, "retention", kRetention},
    {8, "apps", kApps},
    {9, "app files", kAppFiles},
    {10, "money", kMoney},
    {11, "calls", kCalls},
    {12, "backstage", kBackstage},
    {13, "bans", kBans},
    {14, "notices", kNotices},
    {15, "own lines", kOwnLines},
    {16, "origins", kOrigins},
    {17, "strangers", kStrangers},
    {18, "mention places", kMentionPlaces},
    {19, "login forms", kLoginForms},
    {20, "notice marks", kNoticeMarks},
    {21, "posts", kPosts},
    {22, "small forms", kSmallForms},
    {23, "entry codes", kEntryCodes},
    {24, "allowances", kAllowances},
    {25, "sign-ins", kSignIns},
    {26, "spoken lines", kSpokenLines},
    {27, "departments", kDepartments},
    {28, "meeting rooms", kRooms},
    {29, "approvals", kApprovals},
    {30, "schedules", kSchedules},
    {31, "dings", kDings},
    {32, "attendance", kAttendances},
    {33, "workbench", kWorkbench},
    {34, "attendance requests", kAttendanceRequests},
    {35, "bulletins", kBulletins},
    {36, "documents", kDocuments},
    {37, "ding gateway", kDingGateway},
    {38, "ding ages", kDingAges},
    {39, "work reports", kWorkReports},
    {40, "mail", kMails},
    {41, "external contacts", kExternalContacts},
    {42, "mail outside", kMailsOutside},
    {43, "desks", kDesks},
    {44, "applications", kApplications},
    {45, "drives", kDrives},
    {46, "long seats", kLongSeats},
    {47, "deputies", kDeputies},
    {48, "drops", kDrops, false},
    {49, "seat lists", kSeatLists, true},
    {50, "name changes", kNameChanges, true},
    {51, "late keys", kLateKeys, true},
    {52, "part filters", kPartFilters, true},
};

}  // namespace

std::span<const store::Migration> Migrations() {
  return kMigrations;
}

}  // namespace koine::core
