#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "store/txn.h"

// What users say of others to those who run the server (im-chat 2.9.3, 3.3.3).
namespace koine::backoffice {

// Stored in complaint.target_kind and .state: never renumber.
enum class ComplaintTarget : std::uint8_t { kUser = 1, kGroup = 2 };
enum class ComplaintState : std::uint8_t { kOpen = 1, kResolved = 2 };

// The same again within this time is refused.
inline constexpr std::int64_t kComplaintRepeatMs = 10 * 60 * 1000;

struct Complaint {
  std::int64_t id = 0;
  UserId user;
  ComplaintTarget target = ComplaintTarget::kUser;
  std::int64_t target_id = 0;
  std::string reason, description;
  std::vector<std::string> images;
  ComplaintState state = ComplaintState::kOpen;
  int verdict = 0;  // as the office numbers them; 0: none yet
  std::string summary;
  UserId handler;
  std::int64_t created_at = 0, handled_at = 0;
};

struct ComplaintIn {
  ComplaintTarget target = ComplaintTarget::kUser;
  std::int64_t target_id = 0;
  std::string reason, description;
  std::vector<std::string> images;
};
// kUserNotFound, kGroupNotFound; kConflict "complaint" for the same again.
Result<std::int64_t> SubmitComplaint(store::Txn& txn, const access::Principal& who,
                                     const ComplaintIn& in);

// Which; absent = any.
struct ComplaintFilter {
  UserId user;
  std::optional<ComplaintState> state;
  std::optional<ComplaintTarget> target;
  std::int64_t target_id = 0;
};
struct ComplaintPage {
  std::vector<Complaint> items;
  std::int64_t total = 0;
};
// The principal's own, the newest first.
ComplaintPage ListOwnComplaints(store::Txn& txn, const access::Principal& who,
                                const std::optional<ComplaintState>& state, std::int64_t limit,
                                std::int64_t offset);
// Of all, for administrators. kForbidden.
Result<ComplaintPage> ListComplaints(store::Txn& txn, const access::Principal& who,
                                     const ComplaintFilter& filter, std::int64_t limit,
                                     std::int64_t offset);
// kForbidden; kNotFound "complaint".
Result<Complaint> GetComplaint(store::Txn& txn, const access::Principal& who, std::int64_t id);
// Answers it, once; who complained hears of it (event::SystemTold). Refused as Get; kBadState
// "handled".
Status ResolveComplaint(store::Txn& txn, const access::Principal& who, std::int64_t id, int verdict,
                        const std::string& summary);

}  // namespace koine::backoffice
