#include "dialect/imchat/wire.h"

namespace koine::imchat {

int SexOf(const identity::User& user) {
  constexpr int kFemale = 2;
  return user.gender == kFemale ? 1 : 0;
}

ProfileOut ToProfile(const identity::User& user, bool online) {
  return {user.id,     UsernameOf(user), user.name(), OptText(user.avatar),
          SexOf(user), user.signature,   online};
}

}  // namespace koine::imchat
