#pragma once

#include <cstdint>
#include <utility>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/call/state.h"
#include "store/txn.h"

// The doors to a call between two. What somebody may do there depends on whether they called or
// were called, so each act has a door of its own.
namespace koine::call {

enum class Act : std::uint8_t {
  kAccept,   // who was called. kForbidden "call_accept"
  kDecline,  // who was called. kForbidden "call_reject"
  kCancel,   // who called. kForbidden "call_end"
  kEnd,      // either. kForbidden "call_end"
  kSignal,   // either. kForbidden "call_signal"
  kLook,     // either, also when it is over. kNotFound "call"
};

// A call between two that one of them acts on. Its row is locked in a write, unless somebody only
// signals or looks.
class PairCall {
 public:
  const access::Principal& who() const { return who_; }
  const Call& call() const { return call_; }

 protected:
  // kCallRefused "gone" when there is none (of two); else as the act says.
  static Result<PairCall> Open(store::Txn& txn, const access::Principal& who, CallId id, Act act);

 private:
  PairCall(const access::Principal& who, Call call) : who_(who), call_(std::move(call)) {}
  access::Principal who_;
  Call call_;
};

template <Act act>
class PairCallTo : public PairCall {
 public:
  static constexpr const char* kDoor = "call";
  using Key = CallId;
  static Result<PairCallTo> Open(store::Txn& txn, const access::Principal& who, CallId id) {
    KOINE_TRY(PairCall on, PairCall::Open(txn, who, id, act));
    return PairCallTo(std::move(on));
  }

 private:
  explicit PairCallTo(PairCall on) : PairCall(std::move(on)) {}
};

using CallToAccept = PairCallTo<Act::kAccept>;
using CallToDecline = PairCallTo<Act::kDecline>;
using CallToCancel = PairCallTo<Act::kCancel>;
using CallToEnd = PairCallTo<Act::kEnd>;
using CallToSignal = PairCallTo<Act::kSignal>;
using CallToSee = PairCallTo<Act::kLook>;

}  // namespace koine::call
