// How long the disk takes: appends 4 KiB to a file and calls fdatasync, again and again. Nothing
// durable can answer faster than this.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

#include "bench/lib/process.h"
#include "bench/lib/report.h"

namespace koine::bench {
namespace {

constexpr std::size_t kBlockBytes = 4096;

Figures Measure(const std::string& dir, std::int64_t count, std::int64_t pause_us) {
  std::string path = dir + "/floor_sync.tmp";
  int fd = open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0) Die(path + ": " + std::strerror(errno));
  unlink(path.c_str());
  std::vector<char> block(kBlockBytes, 'x');
  std::vector<double> samples_ms;
  for (std::int64_t i = 0; i < count; i++) {
    std::int64_t begin = NowNs();
    if (write(fd, block.data(), block.size()) != static_cast<ssize_t>(block.size()) ||
        fdatasync(fd) != 0) {
      Die(path + ": " + std::strerror(errno));
    }
    samples_ms.push_back(static_cast<double>(NowNs() - begin) / 1e6);
    if (pause_us > 0) usleep(static_cast<useconds_t>(pause_us));
  }
  close(fd);
  Figures out;
  out.Add("p50_ms", Percentile(samples_ms, 0.50));
  out.Add("p99_ms", Percentile(samples_ms, 0.99));
  out.Add("max_ms", Percentile(samples_ms, 1));
  return out;
}

}  // namespace
}  // namespace koine::bench

int main(int argc, char** argv) {
  koine::bench::Args args(argc, argv);
  koine::bench::PinToCore(static_cast<int>(args.Number("core", 0)));
  koine::bench::Measure(args.Text("dir", "."), args.Number("count", 3000),
                        args.Number("pause-us", 0))
      .Print();
  return 0;
}
