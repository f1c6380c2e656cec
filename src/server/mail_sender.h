#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/config.h"
#include "base/http_client.h"
#include "base/random.h"
#include "base/result.h"
#include "base/signing_key.h"
#include "core/office/mail/outside.h"
#include "core/office/mail/system.h"
#include "store/store.h"

namespace koine::server {

// Settings [mail].
struct MailSettings {
  mail::World world;
  std::string relay;  // smtp://host:port or smtps://host:port; empty: no letter goes out
  http_client::Envelope sign_in;  // user, password, TLS and its authority
  std::string selector;           // of DKIM
  std::optional<crypto::SigningKey> key;
  std::string hook_secret;  // signs what comes in; empty: nothing does
  std::int64_t first_pause_ms = 0, give_up_ms = 0;
};
// Refusals name the setting.
Result<MailSettings> ReadMailSettings(const config::Config& config);

// Sends letters to the relay, on a thread of its own. Among the nodes one does, by lease. What was
// not taken for now is tried again, under the same Message-ID, with longer and longer pauses; what
// was refused, or not taken for too long, comes back to its sender.
class MailSender {
 public:
  static constexpr char kLease[] = "mail";
  // Letters under way, and what they may take of memory together; one always may.
  static constexpr std::size_t kUnderWayMax = 8;
  static constexpr std::size_t kBytesMax = 64 << 20;

  struct Parts {
    store::Store* store = nullptr;
    store::BlobStore* blobs = nullptr;
    Clock* clock = nullptr;
    Random* random = nullptr;
  };
  // `node`: who holds the lease, as people are shown it.
  MailSender(Parts parts, MailSettings settings, std::string_view node);
  ~MailSender() { Stop(); }

  // Does nothing without a relay.
  void Start();
  void Stop();

 private:
  struct Composed {
    mail::LetterId letter;
    std::string from, bytes;
  };
  struct Task {
    mail::Delivery delivery;
    std::size_t bytes = 0;
  };
  void Loop();
  void Rest();
  Status Round();
  Result<bool> Hold();
  Status Send(std::vector<mail::Delivery> due);
  Status Begin(const mail::Delivery& delivery);
  // Leaves the letter in composed_, or says at once why it is not sent.
  Status Prepare(const mail::Delivery& delivery);
  // The letter as bytes; nothing where an attachment cannot be read now.
  Result<std::string> Compose(const mail::Delivery& delivery, const mail::Outgoing& letter);
  void Take(const std::vector<http_client::Ended>& answers);
  // It will never arrive.
  void Refuse(const mail::Delivery& delivery, int status, std::string reason, bool bounce);
  void Delay(const mail::Delivery& delivery, int status, std::string reason);
  Status Settle();
  bool IsUnderWay(const mail::Delivery& delivery) const;

  const Parts parts_;
  const MailSettings settings_;
  std::string owner_;
  std::unique_ptr<http_client::Batch> http_;  // loaded when first needed
  std::map<std::int64_t, Task> under_way_;    // by tag
  // The letter of the delivery before, in the same turn: most often the next goes to another of its
  // recipients.
  std::optional<Composed> composed_;
  std::size_t bytes_ = 0;  // of these
  std::int64_t next_tag_ = 1;
  std::vector<mail::Outcome> outcomes_;  // not written yet
  std::int64_t lease_until_ms_ = 0;
  bool told_ = false;  // that the relay fails
  std::atomic<bool> stop_{false};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::thread thread_;
};

Result<std::unique_ptr<MailSender>> OpenMail(const config::Config& config, MailSender::Parts parts,
                                             std::string_view node);

}  // namespace koine::server
