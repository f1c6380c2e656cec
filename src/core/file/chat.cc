#include "core/file/chat.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "core/file/rows.h"
#include "core/file/type.h"

namespace koine::file {

namespace {

struct Sort {
  ChatKind kind;
  std::string_view name;
  std::array<std::string_view, 8> extensions;  // none: all
};
constexpr Sort kSorts[] = {
    {ChatKind::kImage, "image", {"jpeg", "jpg", "bmp", "png", "webp", "gif"}},
    {ChatKind::kFile, "file", {}},
    {ChatKind::kVideo, "video", {"mp4", "mov", "webm", "avi", "mkv", "m4v", "3gp"}},
    {ChatKind::kVoice, "voice", {"mp3", "wav", "amr", "aac", "m4a", "ogg", "opus", "webm"}},
};

// What RuoYi-IM does not know of those, and how it is served.
constexpr Type kMore[] = {
    {"m4v", Kind::kVideo, "video/mp4"},
    {"3gp", Kind::kVideo, "video/3gpp"},
    {"m4a", Kind::kAudio, "audio/mp4"},
    {"opus", Kind::kAudio, "audio/ogg"},
};

const Sort& SortOf(ChatKind kind) {
  return *std::find_if(std::begin(kSorts), std::end(kSorts),
                       [kind](const Sort& one) { return one.kind == kind; });
}

bool Takes(const Sort& sort, std::string_view extension) {
  const auto& known = sort.extensions;
  return known.front().empty() ||
         (!extension.empty() && std::find(known.begin(), known.end(), extension) != known.end());
}

}  // namespace

std::optional<ChatKind> ChatKindOf(std::string_view text) {
  for (const Sort& one : kSorts) {
    if (one.name == text) return one.kind;
  }
  return std::nullopt;
}

std::int64_t ChatBytesMax(ChatKind kind) {
  return kind == ChatKind::kVideo ? kChatVideoBytes : kChatBytes;
}

Result<Received> ReceiveChat(Storage& storage, TenantId tenant, store::TempFile content,
                             std::string_view name, ChatKind kind) {
  const Error rejected{Code::kFileRejected, "type"};
  if (content.size() == 0) return Error{Code::kFileRejected, "empty"};
  if (content.size() > ChatBytesMax(kind)) return Error{Code::kFileRejected, "size"};
  const std::string clean = CleanName(name);
  const std::string extension = ExtensionOf(clean);
  if (!extension.empty() && !Takes(SortOf(kind), extension)) return rejected;
  const bool image = kind == ChatKind::kImage;
  KOINE_TRY(Received out, Receive(storage, tenant, std::move(content), clean,
                                  image ? Accept::kImages : Accept::kAny));
  for (const Type& type : kMore) {
    if (extension != type.extension) continue;
    out.extension = type.extension;
    out.mime = type.mime;
    out.kind = type.kind;
  }
  // Without an extension the content gave one, which its link has, not its name.
  if (!clean.empty()) out.name = clean;
  if (!Takes(SortOf(kind), out.extension)) return rejected;
  if (kind == ChatKind::kFile) out.kind = Kind::kOther;
  return out;
}

Result<File> AddForChat(store::Txn& txn, const access::Principal& who, const Received& received,
                        const Limits& limits) {
  KOINE_TRY(File file, Add(txn, who, received, Purpose::kFile, ConversationId(), limits));
  MarkChat(txn, who.tenant, file.id, txn.now_ms() + kChatKeepMs);
  return file;
}

void KeepLinked(store::Txn& txn, const access::Principal& who,
                const std::vector<std::string>& urls) {
  std::vector<std::string> keys;
  for (const std::string& url : urls) {
    std::string key = KeyOfLink(url);
    if (!key.empty()) keys.push_back(std::move(key));
  }
  if (!keys.empty()) KeepChat(txn, who, keys);
}

}  // namespace koine::file
