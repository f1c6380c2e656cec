#include "dialect/openim/wire.h"

namespace koine::openim {

UserInfo ToUserInfo(const identity::User& user) {
  return {user.handle,     user.name(), user.avatar,  user.ex,
          user.created_at, user.kind,   user.recv_opt};
}

PublicUserInfo ToPublic(const identity::User& user) {
  return {user.handle, user.name(), user.avatar, user.ex};
}

}  // namespace koine::openim
