#include "gateway/deliveries.h"

#include <memory>

#include "base/log.h"
#include "base/require.h"
#include "core/access/principal.h"
#include "core/event/event.h"
#include "gateway/io_thread.h"

namespace koine::gateway {

namespace {
constexpr std::size_t kPerCommand = 500;
}

bool Deliveries::Keeps(const event::Event& event) {
  if (!event.place.lo || event.place.lo == event.place.hi) return false;
  const auto* created = std::get_if<event::MessageCreated>(&event.payload);
  return created != nullptr &&
         created->message.origin == static_cast<std::uint8_t>(access::Dialect::kImchat);
}

void Deliveries::Note(const event::Event& event, UserId user) {
  KOINE_REQUIRE(Keeps(event));
  KOINE_REQUIRE(thread_.loop().InLoopThread());
  const auto& message = std::get<event::MessageCreated>(event.payload).message;
  if (user != message.sender) Raise({user, event.place.id}, {event.tenant, message.seq});
}

void Deliveries::Raise(Seat seat, Mark mark) {
  Mark& known = noted_[seat];
  if (known.seq >= mark.seq) return;
  known = mark;
  thread_.MergeLater();
}

void Deliveries::Write() {
  std::vector<history::Delivered> part;
  for (const auto& [seat, mark] : noted_) {
    part.push_back({mark.tenant, seat.first, seat.second, mark.seq});
    if (part.size() == kPerCommand) Submit(std::exchange(part, {}));
  }
  noted_.clear();
  if (!part.empty()) Submit(std::move(part));
}

void Deliveries::Submit(std::vector<history::Delivered> marks) {
  auto part = std::make_shared<const std::vector<history::Delivered>>(std::move(marks));
  thread_.services().store->Write(
      {"note delivered", store::kNoKey, true, true},
      [part](store::Txn& txn) -> Status {
        history::RaiseDelivered(txn, *part);
        return Ok();
      },
      [this, part](const Status& status, const store::Numbering&) {
        if (status.ok()) return;
        log::Warn("gateway", "deliveries to {} members could not be stored: {}", part->size(),
                  CodeName(status.error().code));
        if (!status.error().Is(Code::kUnavailable)) return;
        thread_.loop().Post([this, part] {
          for (const history::Delivered& one : *part) {
            Raise({one.user, one.conversation}, {one.tenant, one.seq});
          }
        });
      });
}

}  // namespace koine::gateway
