#pragma once

#include <optional>
#include <utility>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/ding/notice.h"
#include "store/txn.h"

// The doors to a DING (ruoyi 7): kNotFound "ding" when there is none. For who is to receive it, it
// is as if it were not theirs until it was delivered to them. In a write it is locked.
namespace koine::ding {

// For its sender and who received it. kForbidden "ding".
class Seen {
 public:
  static constexpr const char* kDoor = "ding";
  using Key = DingId;
  static Result<Seen> Open(store::Txn& txn, const access::Principal& who, DingId id);

  const access::Principal& who() const { return who_; }
  const Ding& ding() const { return ding_; }
  // Of a receiver.
  const std::optional<Receipt>& receipt() const { return receipt_; }

 private:
  Seen(const access::Principal& who, Ding ding, std::optional<Receipt> receipt)
      : who_(who), ding_(std::move(ding)), receipt_(std::move(receipt)) {}
  access::Principal who_;
  Ding ding_;
  std::optional<Receipt> receipt_;
};

// For who received it. kForbidden.
class Received {
 public:
  static constexpr const char* kDoor = "ding_received";
  using Key = DingId;
  static Result<Received> Open(store::Txn& txn, const access::Principal& who, DingId id);

  const access::Principal& who() const { return who_; }
  const Ding& ding() const { return ding_; }
  const Receipt& receipt() const { return receipt_; }

 private:
  Received(const access::Principal& who, Ding ding, Receipt receipt)
      : who_(who), ding_(std::move(ding)), receipt_(std::move(receipt)) {}
  access::Principal who_;
  Ding ding_;
  Receipt receipt_;
};

// For its sender. kRoleTooLow.
class Sent {
 public:
  static constexpr const char* kDoor = "ding_sender";
  using Key = DingId;
  static Result<Sent> Open(store::Txn& txn, const access::Principal& who, DingId id);

  const access::Principal& who() const { return who_; }
  const Ding& ding() const { return ding_; }

 private:
  Sent(const access::Principal& who, Ding ding) : who_(who), ding_(std::move(ding)) {}
  access::Principal who_;
  Ding ding_;
};

}  // namespace koine::ding
