#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/config.h"
#include "base/json.h"
#include "base/result.h"
#include "server/report.h"
#include "store/store.h"

// `koine doctor`: looks for what is wrong with an installation, while its server runs or not, and
// changes nothing. docs/operate/trouble.md lists the names of what it finds.
namespace koine::server {

struct Finding {
  std::string name;    // "disk-full"; stays from version to version
  bool fault = true;   // false: a warning, with which the installation works
  std::string what;    // what is wrong
  std::string advice;  // what to do
};
KOINE_DESCRIBE(Finding, (name, fault, what, advice))

// What was found so far. Each name at most once.
class Findings {
 public:
  void Fault(std::string_view name, std::string what, std::string advice) {
    Add({std::string(name), true, std::move(what), std::move(advice)});
  }
  void Warning(std::string_view name, std::string what, std::string advice) {
    Add({std::string(name), false, std::move(what), std::move(advice)});
  }
  void Add(Finding finding);
  bool Has(std::string_view name) const;
  const std::vector<Finding>& all() const { return all_; }

 private:
  std::vector<Finding> all_;
};

// The command. The report is not good if there is a fault. Its words: `to=DIR`, where backups are.
Result<Report> RunDoctor(const config::Config& config);
// The same for settings that cannot be read at all.
Report DoctorOfSettings(const Error& error);

// What the process that has the store sees from inside: the server, or the command alone where no
// server runs.
struct InsideOut {
  std::string version;
  std::vector<Finding> findings;
};
KOINE_DESCRIBE(InsideOut, (version, findings))
Result<Report> LookInside(store::Store& store, const Clock& clock);

// --- its parts

// Data directory, disks, backups in `backups` (empty: of backup.to), clock, this machine.
void LookAtMachine(const config::Config& config, const std::string& backups, const Clock& clock,
                   Findings* out);
// Settings that contradict each other, secrets that others may read, certificate, what the public
// reaches.
void LookAtSettings(const config::Config& config, const Clock& clock, Findings* out);
// Whether the addresses can be had; for a server that does not run.
void LookAtListeners(const config::Config& config, Findings* out);
// The store, without opening it as one. Whether it may be opened then without a change of it.
bool LookAtStore(const config::Config& config, const Clock& clock, Findings* out);
// Servers of others: object storage, NATS, mail, TURN, gateways.
void LookAround(const config::Config& config, const Clock& clock, Findings* out);

}  // namespace koine::server
