#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "base/config.h"
#include "base/random.h"
#include "base/result.h"
#include "core/call/call.h"
#include "core/file/file.h"
#include "core/office/attendance/hours.h"
#include "core/word/word.h"
#include "dialect/openim/dialect.h"
#include "dialect/ruoyi/ruoyi.h"
#include "gateway/gateway.h"
#include "store/blob.h"

// What the settings of the process mean to its parts. An error names the setting, its value unless
// that is secret, and where it comes from.
namespace koine::server {

// The first that the start of the server would refuse of what settings say by themselves.
Status CheckSettings(const config::Config& config);
// Whether store.url is an address of a store, which places.h takes for granted.
Status CheckStoreUrl(const config::Config& config);
Result<gateway::Settings> GatewaySettings(const config::Config& config);
call::IceSettings IceSettings(const config::Config& config);
Status CheckCallSettings(const config::Config& config);
Status CheckAccountSettings(const config::Config& config);
// What becomes of texts with words that the back office lists (messages.words).
Result<word::Rule> WordRule(const config::Config& config);
// Whether people make accounts for themselves (accounts.registration); a dialect may narrow it.
bool RegistrationOpen(const config::Config& config);
// Whether they need a code of an administrator for it.
bool RegistrationByInvitation(const config::Config& config);
// What the settings below `features` switch off.
gateway::Features FeaturesOf(const config::Config& config);
// When people work (attendance.*).
Result<attendance::Hours> AttendanceHours(const config::Config& config);
Result<ruoyi::Settings> RuoyiSettings(const config::Config& config);
Result<openim::Settings> OpenimSettings(const config::Config& config);
file::Limits FileLimits(const config::Config& config);
// Where contents are kept: object storage if there is a setting for it, else the directory.
Result<std::unique_ptr<store::BlobStore>> OpenBlobs(const config::Config& config,
                                                    const Clock& clock, Random& random);
// Threads that read and write contents.
int FileThreads(const config::Config& config);

}  // namespace koine::server
