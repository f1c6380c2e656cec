#include "core/wallet/once.h"

#include "base/text.h"
#include "core/wallet/rows.h"

namespace koine::wallet {

Result<std::optional<std::string>> Claim(store::Txn& txn, const access::Principal& who,
                                         const Request& request) {
  if (request.name.empty()) return std::optional<std::string>();
  if (text::CodePoints(request.name) > kRequestMax) {
    return FieldError(Code::kBadArgument, "requestId");
  }
  // A look first, since who has written already cannot wait for the rest of the same batch
  // (store::Txn::RunAfterBatch).
  auto made = FindRequest(txn, who, request);
  if (made) return made;
  if (InsertRequest(txn, who, request)) return std::optional<std::string>();
  made = FindRequest(txn, who, request);
  if (!made) return Error{Code::kConflict, "request"};
  return made;
}

void Keep(store::Txn& txn, const access::Principal& who, const Request& request,
          std::string_view made) {
  if (!request.name.empty()) SaveRequest(txn, who, request, made);
}

}  // namespace koine::wallet
