#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/file/app.h"
#include "core/file/file.h"

// Files of IM Chat (im-chat 2.8): they count with who uploaded them, and their links open without a
// token, as those of applications do (core/file/app.h).
namespace koine::file {

// What such a file is said to be.
enum class ChatKind : std::uint8_t { kImage, kFile, kVideo, kVoice };
std::optional<ChatKind> ChatKindOf(std::string_view text);  // "image" …

inline constexpr std::int64_t kChatBytes = 20LL << 20;
inline constexpr std::int64_t kChatVideoBytes = 50LL << 20;
std::int64_t ChatBytesMax(ChatKind kind);
// Files that nobody sent or chose as a picture go after this time.
inline constexpr std::int64_t kChatKeepMs = 180LL * 24 * 3600 * 1000;

// Receive for such a file. kFileRejected "empty"; "size"; "type" for another extension than its
// kind has; "image" for a picture that is none. Of pictures the content is looked at, of others the
// extension; a file may have any, and is no picture to anybody.
Result<Received> ReceiveChat(Storage& storage, TenantId tenant, store::TempFile content,
                             std::string_view name, ChatKind kind);

// Makes it a file of the principal's that lasts kChatKeepMs, or as long as a message holds it, or
// for ever once it is kept. kFileRejected "quota".
Result<File> AddForChat(store::Txn& txn, const access::Principal& who, const Received& received,
                        const Limits& limits);

// The files behind these links, as far as they are the principal's, last until they are deleted:
// the principal or a group shows them. Costs nothing for links from elsewhere.
void KeepLinked(store::Txn& txn, const access::Principal& who,
                const std::vector<std::string>& urls);

}  // namespace koine::file
