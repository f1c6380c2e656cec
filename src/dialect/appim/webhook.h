#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/app/webhook_feeder.h"

namespace koine::appim {

class Appim;

// What webhooks of applications are told (docs/api/appim/webhooks.md), with ids as this dialect
// shows them.
class WebhookRenderer final : public app::WebhookRenderer {
 public:
  explicit WebhookRenderer(const Appim& dialect) : dialect_(dialect) {}
  std::span<const std::string_view> types() const override { return Types(); }
  static std::span<const std::string_view> Types();
  std::optional<app::WebhookTold> Render(store::Txn& txn, const event::Event& event,
                                         std::int64_t position) const override;
  std::vector<app::WebhookTold> RenderOnline(store::Txn& txn, TenantId tenant,
                                             const std::vector<UserId>& users, bool online,
                                             std::int64_t at) const override;

 private:
  const Appim& dialect_;
};

}  // namespace koine::appim
