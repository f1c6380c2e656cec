#include "core/entry_code/entry_code.h"

#include "base/crypto.h"
#include "base/text.h"
#include "core/audit/audit.h"
#include "core/entry_code/rows.h"

namespace koine::entry_code {

namespace {

constexpr std::size_t kCodeBytes = 12;

std::string DigestOf(std::string_view code) {
  return text::Hex(crypto::Sha256("invitation\n" + std::string(code)));
}

}  // namespace

Result<Made> Make(store::Txn& txn, const access::Principal& who) {
  if (!who.admin()) return Error{Code::kForbidden};
  DeleteEnded(txn, who.tenant, txn.now_ms());
  if (Count(txn, who.tenant) >= kOpenMax) return FieldError(Code::kTooLarge, "invitations");
  Made made{txn.random().Hex(kCodeBytes), txn.now_ms() + kLifetimeMs};
  Insert(txn, who.tenant, DigestOf(made.code), who.user, made.expires_at);
  audit::Note(txn, who, "invitation.make", "entry code");
  return made;
}

bool Use(store::Txn& txn, TenantId tenant, std::string_view code) {
  code = text::Trim(code);
  if (code.empty() || code.size() > kCodeMax) return false;
  return Take(txn, tenant, DigestOf(code), txn.now_ms());
}

}  // namespace koine::entry_code
