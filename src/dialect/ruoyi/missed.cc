#include "dialect/ruoyi/missed.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/body/body.h"
#include "core/identity/people.h"
#include "core/message/missed.h"
#include "dialect/ruoyi/message.h"
#include "dialect/ruoyi/render.h"
#include "dialect/ruoyi/ruoyi.h"
#include "gateway/gateway.h"
#include "gateway/io_thread.h"

namespace koine::ruoyi {

using gateway::Session;
using store::Txn;

namespace {

// Bytes of frames that are queued at once.
constexpr std::size_t kPortionBytes = 128 * 1024;
// Of a message without its content, at least.
constexpr std::size_t kRowBytes = 200;
// How often it is asked whether the client has taken them.
constexpr std::int64_t kTakenMs = 20;

class Missing : public std::enable_shared_from_this<Missing> {
 public:
  // REQUIRES: the session owes it.
  Missing(std::shared_ptr<Session> session, Missed forms)
      : session_(std::move(session)), forms_(forms), until_(session_->thread().position()) {}

  void Read() {
    session_->thread().missed_reads().Take([self = shared_from_this()] {
      if (self->session_->closing()) {
        self->session_->thread().missed_reads().GiveBack();
      } else {
        self->ReadNow();
      }
    });
  }

 private:
  void ReadNow() {
    const std::int64_t since_ms = session_->services().clock->NowMs() - kOfflineMs;
    session_->services().store->Read(
        "offline",
        [self = shared_from_this(), who = session_->who(), since_ms](Txn& txn) {
          if (!self->after_) {
            const auto dialect = access::Dialect::kRuoyi;
            self->after_ = MessageId(identity::DeliveredPosition(txn, who, dialect));
          }
          auto& dialect = static_cast<Ruoyi&>(self->session_->dialect());
          self->Keep(message::ListUndelivered(txn, who, *self->after_, since_ms, kOfflineMax,
                                              dialect.EndsOfBusy(who.user)));
        },
        [self = shared_from_this()](const Error* failure) {
          const bool failed = failure != nullptr;
          self->session_->thread().loop().Post([self, failed] {
            if (failed) {
              self->session_->Close(net::kWsTryAgainLater, "busy");
            } else {
              self->SendPortion();
            }
            self->session_->thread().missed_reads().GiveBack();
          });
        });
  }

  // About one portion; the others are read again then. Many who come at once, and take nothing,
  // have no more than that in memory.
  void Keep(std::vector<message::Row> read) {
    rows_.clear();
    more_ = false;
    std::size_t bytes = 0;
    for (message::Row& row : read) {
      if (forms_ == Missed::kOlder && row.message.id.value > until_) return;
      more_ = bytes >= kPortionBytes;
      if (more_) return;
      bytes += kRowBytes + body::SentBytes(row.message.body) + row.message.raw.size();
      rows_.push_back(std::move(row));
    }
  }

  void SendPortion() {
    std::size_t bytes = 0;
    for (const message::Row& row : std::exchange(rows_, {})) {
      if (session_->closing()) return;
      if (bytes >= kPortionBytes) {  // frames are larger than what was reckoned
        more_ = true;
        break;
      }
      bytes += SendOne(row);
    }
    if (more_) {
      WhenTaken();
    } else {
      session_->Paid();
    }
  }

  std::size_t SendOne(const message::Row& row) {
    const json::Profile& profile = session_->dialect().profile();
    const int form = session_->wire();
    std::string frames;
    const MessageOut shown = ToMessage(row.message, row.sender, row.message.id, false);
    if (forms_ != Missed::kOlder) AppendMissedMessage(shown, profile, &frames);
    if (forms_ != Missed::kContract && form != kFormS && DrawnByLegacy(row.message)) {
      AppendLegacyMessage(shown, form, profile, &frames);
    }
    session_->SendFrames(frames);
    session_->RaiseOwed(row.message.id.value);
    after_ = row.message.id;
    return frames.size();
  }

  void WhenTaken() {
    session_->thread().loop().After(kTakenMs, [self = shared_from_this()] {
      if (self->session_->closing()) return;
      if (self->session_->unacked_bytes() > kPortionBytes / 2) {
        self->WhenTaken();
        return;
      }
      self->session_->ConfirmArrived();
      self->Read();
    });
  }

  const std::shared_ptr<Session> session_;
  const Missed forms_;
  const std::int64_t until_;
  std::optional<MessageId> after_;  // what is up to here was sent
  std::vector<message::Row> rows_;
  bool more_ = false;  // there are more than rows_
};

}  // namespace

void SendMissed(Session& session, Missed forms) {
  if (session.Owe()) std::make_shared<Missing>(session.shared_from_this(), forms)->Read();
}

}  // namespace koine::ruoyi
