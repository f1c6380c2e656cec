#include "gateway/note.h"

#include <utility>

#include "core/audit/audit.h"
#include "gateway/dialect.h"
#include "gateway/refusal_log.h"

namespace koine::gateway {

namespace {

void Put(Services& services, const access::Principal& who, std::string action, std::string target,
         std::string detail, const char* result) {
  services.store->Write(
      {"note an act", store::kNoKey, true, true},
      [who, action = std::move(action), target = std::move(target), detail = std::move(detail),
       result](store::Txn& txn) -> Status {
        audit::Note(txn, who, action, target, detail, result);
        return Ok();
      },
      [](const Status&, const store::Numbering&) {});
}

}  // namespace

void NoteAfterwards(Call& call, const std::string& action, const std::string& target,
                    const std::string& detail) {
  if (!call.who.oversees()) return;
  call.afterwards = [services = call.services, who = call.who, action, target, detail] {
    Put(*services, who, action, target, detail, audit::kOk);
  };
}

void NoteSignIn(Call& call, UserId user, const std::string& terminal) {
  call.afterwards = [dialect = call.dialect, clock = call.services->clock, user, terminal,
                     address = call.address] {
    LogSignIn(
        {dialect->name(), static_cast<std::size_t>(dialect->id()), user, terminal, address, false},
        clock->NowMs());
  };
}

void NoteRefusal(const Call& call, std::string_view row, const Error& error) {
  // Others try in vain all the time; an application is no person.
  if (!call.who.oversees() || !call.who.user) return;
  if (!error.Is(Code::kForbidden) && !error.Is(Code::kRoleTooLow)) return;
  Put(*call.services, call.who, "refused", std::string(row), std::string(CodeName(error.code)),
      audit::kRefused);
}

}  // namespace koine::gateway
