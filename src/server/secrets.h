#pragma once

#include <string>

#include "base/random.h"
#include "base/result.h"
#include "store/store.h"

namespace koine::server {

// What only this installation knows.
struct Secrets {
  std::string ruoyi_token;  // signs access and refresh tokens
  std::string seal;         // 16 bytes, for opaque ids
  std::string openim;       // signs tokens of OpenIM; its administrators show it, so it is a text
  std::string imchat_access, imchat_refresh;  // sign the tokens of IM Chat
  // Signs what the gateway of texts and calls is told, "whsec_" and base64: whoever runs the server
  // may change it.
  std::string ding_gateway;
};

// Reads `file`, or DIR/secrets.toml if that is empty; makes it, and DIR, at first start (mode 0600
// and 0700), and adds what an older version did not know. An error names the file: readable by
// others, a secret too short, damaged. Without `create` nothing is made: kNotFound where there is
// none.
Result<Secrets> LoadSecrets(const std::string& dir, Random& random, const std::string& file = "",
                            bool create = true);

// Compares the secrets with those that the store was first used with, which it knows by a
// fingerprint: with others, tokens and ids that clients keep would mean nothing. An error names
// `secrets` and the one that differs.
Status CheckSecrets(store::Store& store, const Secrets& secrets);
// Makes these the secrets of the store, whatever was before: after a loss.
Status AdoptSecrets(store::Store& store, const Secrets& secrets);

}  // namespace koine::server
