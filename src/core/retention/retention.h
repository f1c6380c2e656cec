#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/file/file.h"
#include "store/job.h"
#include "store/txn.h"

// What goes because of its age: messages that an administrator, or the configuration, wants gone
// for everybody (openim 4.5, 11), and those that a user lets go from a conversation of their own
// (openim 5.5); and what clients uploaded for messages, once it is old (openim 11). All of it by
// jobs, in slices; nobody waits for them.
namespace koine::retention {

// For everybody messages go by blocks of so many numbers, whole or not at all, as its last one is
// old enough or not; the one at the end may have fewer.
inline constexpr std::int64_t kBlock = 100;
// Conversations that may be named at once.
inline constexpr std::size_t kNamedMax = 1000;

// Blocks whose messages were all sent before `before_ms` go, in these conversations, or in all of
// the tenant: what they hold is erased, nobody reads or finds it any more, and nothing of it is
// unread. Their numbers stay taken. For an administrator, who is noted; kForbidden.
// kTooLarge "conversationIDs".
struct PurgeIn {
  std::int64_t before_ms = 0;
  bool all = false;
  std::vector<std::int64_t> conversations;  // unless `all`
};
Status OrderPurge(store::Txn& txn, const access::Principal& who, const PurgeIn& in,
                  std::string_view address);

// Everything said in this conversation up to `last_seq` goes, soon.
void PutPurge(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t last_seq);

// The same of all conversations of a tenant that has ended.
void PutPurgeAll(store::Txn& txn, TenantId tenant);

// Free pages of the store go back to the disk, soon.
void PutGiveBack(store::Txn& txn);

// How long is kept what nobody says otherwise of; 0: for ever.
struct Keep {
  std::int64_t messages_ms = 0;
  std::int64_t objects_ms = 0;
  // Of which objects: what they were uploaded for, as clients say it.
  std::vector<std::string> causes{file::kExpiringCauses.begin(), file::kExpiringCauses.end()};
  std::int64_t files_ms = 0;  // files that were sent, of RuoYi-IM and IM Chat
};

// Those jobs. Every night, at kNightHour in Shanghai, seats lose what is older than their users
// wish (SettingsIn::destruct_s), all conversations of the default tenant what is older than `keep`
// says, those of applications what is older than their settings say, and all tenants such objects.
inline constexpr int kNightHour = 2;
void AddJobs(store::JobRunner& jobs, const Keep& keep);
// Orders the first night. The server does so at its start.
void PutNightJob(store::Txn& txn);

}  // namespace koine::retention
