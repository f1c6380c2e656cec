#include "core/identity/entry_code.h"

#include "base/crypto.h"
#include "base/text.h"
#include "core/audit/audit.h"
#include "core/identity/entry_code_rows.h"

namespace koine::identity {

namespace {

constexpr std::size_t kCodeBytes = 12;

std::string DigestOf(std::string_view code) {
  return text::Hex(crypto::Sha256("invitation\n" + std::string(code)));
}

}  // namespace

Result<MadeEntryCode> MakeEntryCode(store::Txn& txn, const access::Principal& who) {
  if (!who.admin()) return Error{Code::kForbidden};
  DeleteEndedEntryCodes(txn, who.tenant, txn.now_ms());
  if (CountEntryCodes(txn, who.tenant) >= kEntryCodesOpenMax)
    return FieldError(Code::kTooLarge, "invitations");
  MadeEntryCode made{txn.random().Hex(kCodeBytes), txn.now_ms() + kEntryCodeLifetimeMs};
  InsertEntryCode(txn, who.tenant, DigestOf(made.code), who.user, made.expires_at);
  audit::Note(txn, who, "invitation.make", "entry code");
  return made;
}

bool UseEntryCode(store::Txn& txn, TenantId tenant, std::string_view code) {
  code = text::Trim(code);
  if (code.empty() || code.size() > kEntryCodeMax) return false;
  return TakeEntryCode(txn, tenant, DigestOf(code), txn.now_ms());
}

}  // namespace koine::identity
