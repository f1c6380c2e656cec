#include "bench/lib/process.h"

#include <dirent.h>
#include <sched.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <vector>

namespace koine::bench {
namespace {

std::string ReadAll(const std::string& path) {
  std::ifstream in(path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// The entries of a /proc directory that are numbers.
std::vector<pid_t> NumbersIn(const std::string& path) {
  std::vector<pid_t> out;
  DIR* dir = opendir(path.c_str());
  if (dir == nullptr) return out;
  while (dirent* entry = readdir(dir)) {
    if (std::isdigit(static_cast<unsigned char>(entry->d_name[0]))) {
      out.push_back(static_cast<pid_t>(std::atoi(entry->d_name)));
    }
  }
  closedir(dir);
  return out;
}

// The fields of /proc/PID/stat after the name in parentheses; the first one is the state.
std::vector<std::string> StatFields(pid_t pid) {
  std::string text = ReadAll("/proc/" + std::to_string(pid) + "/stat");
  std::size_t end = text.rfind(')');
  std::vector<std::string> out;
  if (end == std::string::npos) return out;
  std::istringstream in(text.substr(end + 1));
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

std::int64_t FieldBytes(const std::string& text, const char* name) {
  std::size_t at = text.find(std::string("\n") + name);
  if (at == std::string::npos) return 0;
  at = text.find(':', at);
  return std::strtoll(text.c_str() + at + 1, nullptr, 10) * 1024;
}

}  // namespace

void Die(const std::string& text) {
  std::fflush(stdout);
  std::fprintf(stderr, "bench: %s\n", text.c_str());
  std::_Exit(1);
}

std::int64_t NowNs() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

void PinToCore(int core) {
  if (core < 0 || core >= sysconf(_SC_NPROCESSORS_ONLN)) return;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(core, &set);
  sched_setaffinity(0, sizeof set, &set);
}

void RaiseFileLimit(std::int64_t wanted) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  if (geteuid() == 0 && static_cast<std::int64_t>(limit.rlim_max) < wanted) {
    limit.rlim_max = static_cast<rlim_t>(wanted);
  }
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  if (static_cast<std::int64_t>(limit.rlim_cur) < wanted) {
    Die("needs " + std::to_string(wanted) + " open files, the limit (ulimit -n) is " +
        std::to_string(limit.rlim_cur));
  }
}

std::int64_t CpuNs(pid_t pid) {
  // schedstat counts nanoseconds, /proc/PID/stat only ticks of 10 ms.
  std::string root = "/proc/" + std::to_string(pid) + "/task";
  std::int64_t sum = 0;
  for (pid_t thread : NumbersIn(root)) {
    std::string text = ReadAll(root + "/" + std::to_string(thread) + "/schedstat");
    sum += std::strtoll(text.c_str(), nullptr, 10);
  }
  if (sum > 0) return sum;
  std::vector<std::string> fields = StatFields(pid);
  if (fields.size() < 13) Die("no process " + std::to_string(pid));
  std::int64_t ticks = std::atoll(fields[11].c_str()) + std::atoll(fields[12].c_str());
  return ticks * (1'000'000'000LL / sysconf(_SC_CLK_TCK));
}

std::int64_t FamilyCpuNs(pid_t pid) {
  std::int64_t sum = CpuNs(pid);
  for (pid_t other : NumbersIn("/proc")) {
    std::vector<std::string> fields = StatFields(other);
    if (fields.size() > 1 && std::atoi(fields[1].c_str()) == pid) sum += CpuNs(other);
  }
  return sum;
}

Memory MemoryOf(pid_t pid) {
  std::string root = "/proc/" + std::to_string(pid);
  std::string rollup = ReadAll(root + "/smaps_rollup");
  if (rollup.empty()) Die("cannot read the memory of process " + std::to_string(pid));
  Memory out;
  out.anonymous_bytes = FieldBytes(rollup, "Anonymous");
  out.resident_bytes = FieldBytes(ReadAll(root + "/status"), "VmRSS");
  return out;
}

void SleepMs(int ms) {
  usleep(static_cast<useconds_t>(ms) * 1000);
}

}  // namespace koine::bench
