#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "core/app/channel.h"
#include "core/app/client.h"
#include "gateway/row.h"

// The objects of the contract, member by member (app-im 1.6, 1.9, 2.1).
namespace koine::appim {

class Appim;

// app-im 2.1
struct ConversationOut {
  std::string conv_id;
  int conv_type = 0;
  std::int64_t client_num = 0;
  std::string app_id;
  json::Raw conv_extend;
  std::string conv_creater_id;
  json::Time ctime;
  std::optional<json::Time> mtime;
};
KOINE_DESCRIBE(ConversationOut,
               (conv_id, conv_type, client_num, app_id, conv_extend, conv_creater_id, ctime, mtime))
ConversationOut ToConversation(const Appim& dialect, TenantId tenant, const std::string& app_id,
                               const app::Channel& channel);
int TypeNumber(ConversationKind kind);

// app-im 1.9
struct ClientOut {
  std::string client_id;
  json::Raw extend;
  int status = 0;
  json::Time ctime;
};
KOINE_DESCRIBE(ClientOut, (client_id, extend, status, ctime))

// The page that a call asks for (app-im 1.6).
inline constexpr std::int64_t kPageSizeMax = 100;
inline constexpr std::int64_t kOffsetMax = 100'000;
struct Paging {
  std::int64_t page = 1, size = 1;
  std::int64_t offset() const { return (page - 1) * size; }
  std::int64_t last(std::int64_t total) const {
    return total <= size ? 1 : (total + size - 1) / size;
  }
};
// kBadArgument "page" for one that lies too far back.
Result<Paging> ReadPaging(std::optional<std::int64_t> page, std::optional<std::int64_t> size,
                          std::int64_t usual);

// kMissingArgument with the field.
Error Missing(const char* field);
// Whether it is a JSON object or list.
bool IsContainer(const json::Raw& raw);
// A client id as JSON: a text, or a number as text. kMissingArgument, kBadArgument.
Result<std::string> ReadClientId(const json::Raw& raw, const char* field, bool* number);

// How a row is declared that is about the conversation of its conv_id.
inline gateway::Options InChannel(gateway::Mode mode, bool repeatable, const char* example,
                                  const char* ref) {
  gateway::Options out;
  out.mode = mode;
  out.repeatable = repeatable;
  out.door = "conv_id";
  out.example = example;
  out.ref = ref;
  return out;
}
// The same of a row about a client, which needs the master key.
inline gateway::Options ByMaster(gateway::Mode mode, bool repeatable, const char* example,
                                 const char* ref) {
  gateway::Options out;
  out.auth = gateway::Auth::kAdmin;
  out.mode = mode;
  out.repeatable = repeatable;
  out.example = example;
  out.ref = ref;
  return out;
}

// The conversation of a conv_id, for the server of the application. kConversationNotFound.
class ChannelDoor {
 public:
  static constexpr const char* kDoor = "channel";
  using Key = std::string;
  static Result<ChannelDoor> Open(store::Txn& txn, gateway::Call& call, const std::string& conv_id);
  const app::Managed& place() const { return place_; }

 private:
  explicit ChannelDoor(app::Managed place) : place_(std::move(place)) {}
  app::Managed place_;
};
// The same where none may be named.
class ChannelOrAll {
 public:
  static constexpr const char* kDoor = "channel";
  using Key = std::optional<std::string>;
  static Result<ChannelOrAll> Open(store::Txn& txn, gateway::Call& call, const Key& conv_id);
  const app::Managed* one() const { return place_ ? &*place_ : nullptr; }

 private:
  explicit ChannelOrAll(std::optional<app::Managed> place) : place_(std::move(place)) {}
  std::optional<app::Managed> place_;
};
// A client that may act: kUserNotFound, kAccountBanned; kForbidden where the token is of another.
Result<identity::User> ActingClient(store::Txn& txn, const gateway::Call& call,
                                    std::string_view handle);
// What the caller may read of it: with a login token what its client may, without one everything.
// kForbidden where the token is of somebody who is not in it.
Result<access::VisibleRange> MayRead(store::Txn& txn, const gateway::Call& call,
                                     const app::Managed& place);
// These clients, each once. kUserNotFound; kForbidden where the token is for others.
Result<std::vector<UserId>> NamedClients(store::Txn& txn, const gateway::Call& call,
                                         const std::vector<std::string>& handles);
// The conversation of a frame, as the application holds it: what only its members may is judged by
// the verbs and by ClientSeat. kMissingArgument, kConversationNotFound.
class FrameDoor {
 public:
  static constexpr const char* kDoor = "member";
  using Key = std::string;
  static Result<FrameDoor> Open(store::Txn& txn, gateway::Call& call, const std::string& conv_id);
  const app::Managed& place() const { return place_; }

 private:
  explicit FrameDoor(app::Managed place) : place_(std::move(place)) {}
  app::Managed place_;
};
// The seat of the session's client in a conversation that is no room. kWrongKind, kNotMember.
class ClientSeat {
 public:
  static constexpr const char* kDoor = "member";
  using Key = std::string;
  static Result<ClientSeat> Open(store::Txn& txn, gateway::Call& call, const std::string& conv_id);
  const access::Member& seat() const { return seat_; }

 private:
  explicit ClientSeat(access::Member seat) : seat_(std::move(seat)) {}
  access::Member seat_;
};

}  // namespace koine::appim
