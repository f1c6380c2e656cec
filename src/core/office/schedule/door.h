#pragma once

#include <optional>
#include <utility>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/schedule/event.h"
#include "store/txn.h"

// The doors to an event (ruoyi 11): kNotFound "schedule" when there is none; kForbidden for who may
// not go through. In a write the event is locked.
namespace koine::schedule {

// For who may read it: its owner, who is invited, who is in the owner's department if it is for
// that, everybody if it is public.
class Visible {
 public:
  static constexpr const char* kDoor = "schedule";
  using Key = EventId;
  static Result<Visible> Open(store::Txn& txn, const access::Principal& who, EventId id);

  const access::Principal& who() const { return who_; }
  const Event& event() const { return event_; }
  // Of the principal, if they are invited or the owner.
  const std::optional<Answer>& seat() const { return seat_; }

 private:
  Visible(const access::Principal& who, Event event, std::optional<Answer> seat)
      : who_(who), event_(std::move(event)), seat_(seat) {}
  access::Principal who_;
  Event event_;
  std::optional<Answer> seat_;
};

// For its owner.
class Owned {
 public:
  static constexpr const char* kDoor = "schedule_owner";
  using Key = EventId;
  static Result<Owned> Open(store::Txn& txn, const access::Principal& who, EventId id);

  const access::Principal& who() const { return who_; }
  const Event& event() const { return event_; }

 private:
  Owned(const access::Principal& who, Event event) : who_(who), event_(std::move(event)) {}
  access::Principal who_;
  Event event_;
};

// For its owner and who is invited.
class Attended {
 public:
  static constexpr const char* kDoor = "schedule_seat";
  using Key = EventId;
  static Result<Attended> Open(store::Txn& txn, const access::Principal& who, EventId id);

  const access::Principal& who() const { return who_; }
  const Event& event() const { return event_; }
  Answer answer() const { return answer_; }

 private:
  Attended(const access::Principal& who, Event event, Answer answer)
      : who_(who), event_(std::move(event)), answer_(answer) {}
  access::Principal who_;
  Event event_;
  Answer answer_;
};

// For who is invited; kForbidden "not_invited" for everybody else, the owner too.
class Invited {
 public:
  static constexpr const char* kDoor = "schedule_invited";
  using Key = EventId;
  static Result<Invited> Open(store::Txn& txn, const access::Principal& who, EventId id);

  const access::Principal& who() const { return who_; }
  const Event& event() const { return event_; }
  Answer answer() const { return answer_; }

 private:
  Invited(const access::Principal& who, Event event, Answer answer)
      : who_(who), event_(std::move(event)), answer_(answer) {}
  access::Principal who_;
  Event event_;
  Answer answer_;
};

}  // namespace koine::schedule
