#include "gateway/identified.h"

#include "core/identity/user.h"
#include "gateway/dialect.h"

namespace koine::gateway {

access::Principal Identified::Nobody(const Dialect& dialect) {
  return access::Principal({.tenant = kDefaultTenant, .policy = &dialect.policy()});
}

access::Principal Identified::By(const Dialect& dialect, const identity::LoginView& view,
                                 std::uint64_t session) {
  return access::Principal({.tenant = view.login.tenant,
                            .user = view.login.user,
                            .login = view.login.id,
                            .role = dialect.RoleOf(view),
                            .policy = &dialect.policy(),
                            .session = session});
}

access::Principal Identified::FoundBy(const Dialect& dialect, const access::Principal& who) {
  return access::Principal({.tenant = who.tenant,
                            .user = who.user,
                            .login = who.login,
                            .role = who.role,
                            .policy = &dialect.policy(),
                            .session = who.session,
                            .trusted = who.trusted,
                            .address = who.address()});
}

}  // namespace koine::gateway
