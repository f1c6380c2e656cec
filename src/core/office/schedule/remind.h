#pragma once

#include <string>

#include "core/notification/said.h"
#include "core/office/schedule/event.h"
#include "store/txn.h"

// Reminders, and what people are told of events. The core's own: rows of a dialect have verbs.
namespace koine::schedule {

// Has the next occurrence reminded of that starts after event.reminded_at, or none.
void PlanReminder(store::Txn& txn, TenantId tenant, const Event& event);
void ForgetReminder(store::Txn& txn, EventId id);

// Tells these of the event: a line of that kind with its title and when `span` begins.
void Tell(store::Txn& txn, TenantId tenant, const Person& actor, std::span<const UserId> users,
          const Event& event, notification::LineKind kind, const std::string& text = "");
// Those invited who did not decline.
std::vector<UserId> Concerned(const std::vector<Seat>& seats);

}  // namespace koine::schedule
