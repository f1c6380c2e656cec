#include "core/office/mail/door.h"

#include "core/office/mail/rows.h"

namespace koine::mail {

Result<OwnMail> OwnMail::Open(store::Txn& txn, const access::Principal& who, MailId id) {
  auto found = FindMail(txn, who.tenant, who.user, id, txn.writable());
  if (found) return OwnMail(who, std::move(found->letter), found->box);
  if (IsOfOthers(txn, who, LetterOf(id))) return Error{Code::kRoleTooLow};
  return Error{Code::kNotFound, "mail"};
}

}  // namespace koine::mail
