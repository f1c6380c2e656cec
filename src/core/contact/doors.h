#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/contact/book.h"
#include "core/contact/request.h"
#include "store/txn.h"

// The doors to what somebody has in their own book of contacts.
namespace koine::contact {

// A contact of the principal. In a write, the two are locked (LockPair). kNotFriends.
class OwnContact {
 public:
  static constexpr const char* kDoor = "contact";
  using Key = UserId;
  static Result<OwnContact> Open(store::Txn& txn, const access::Principal& who, UserId peer);

  const access::Principal& who() const { return who_; }
  UserId peer() const { return contact_.peer.id; }
  const Contact& contact() const { return contact_; }

 private:
  OwnContact(const access::Principal& who, Contact contact)
      : who_(who), contact_(std::move(contact)) {}
  access::Principal who_;
  Contact contact_;
};

// Those of these users who are contacts of the principal. kNotFriends when none is.
class OwnContacts {
 public:
  static constexpr const char* kDoor = "contact";
  using Key = std::vector<std::int64_t>;
  static Result<OwnContacts> Open(store::Txn& txn, const access::Principal& who, const Key& users);

  const access::Principal& who() const { return who_; }
  const std::vector<std::int64_t>& peers() const { return peers_; }

 private:
  OwnContacts(const access::Principal& who, std::vector<std::int64_t> peers)
      : who_(who), peers_(std::move(peers)) {}
  access::Principal who_;
  std::vector<std::int64_t> peers_;
};

// A contact group of the principal, which is there while somebody lies in it. In a write, what
// becomes of their groups has one order (LockSelf). kForbidden "default_group" for the usual one;
// kNotFound "contact_group".
class OwnContactGroup {
 public:
  static constexpr const char* kDoor = "contact_group";
  using Key = std::string;
  static Result<OwnContactGroup> Open(store::Txn& txn, const access::Principal& who,
                                      const std::string& name);

  const access::Principal& who() const { return who_; }
  const std::string& name() const { return name_; }
  // Whether there is a group of that name, too.
  bool Has(const std::string& name) const;

 private:
  OwnContactGroup(const access::Principal& who, std::string name, std::vector<GroupCount> all)
      : who_(who), name_(std::move(name)), all_(std::move(all)) {}
  access::Principal who_;
  std::string name_;
  std::vector<GroupCount> all_;
};

// A request to the principal, answered or not. Locked in a write. kRequestNotFound; kForbidden
// "request" when the principal made it.
class ReceivedRequest {
 public:
  static constexpr const char* kDoor = "request";
  using Key = RequestId;
  static Result<ReceivedRequest> Open(store::Txn& txn, const access::Principal& who, RequestId id);

  const access::Principal& who() const { return who_; }
  const Request& request() const { return request_; }

 private:
  ReceivedRequest(const access::Principal& who, Request request)
      : who_(who), request_(std::move(request)) {}
  access::Principal who_;
  Request request_;
};

// The same of one that the principal made. kForbidden "request" when they received it.
class SentRequest {
 public:
  static constexpr const char* kDoor = "request";
  using Key = RequestId;
  static Result<SentRequest> Open(store::Txn& txn, const access::Principal& who, RequestId id);

  const access::Principal& who() const { return who_; }
  const Request& request() const { return request_; }

 private:
  SentRequest(const access::Principal& who, Request request)
      : who_(who), request_(std::move(request)) {}
  access::Principal who_;
  Request request_;
};

}  // namespace koine::contact
