#include "bench/lib/report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "bench/lib/process.h"

namespace koine::bench {

Args::Args(int argc, char** argv) {
  for (int i = 1; i < argc; i++) {
    std::string word = argv[i];
    if (word == "--") {
      rest_.assign(argv + i + 1, argv + argc);
      return;
    }
    if (word.rfind("--", 0) != 0) {
      words_.push_back(word);
      continue;
    }
    bool has_value = i + 1 < argc && std::string(argv[i + 1]).rfind("--", 0) != 0;
    flags_.emplace_back(word.substr(2), has_value ? argv[i + 1] : "1");
    if (has_value) i++;
  }
}

std::string Args::Text(const std::string& name, const std::string& fallback) const {
  for (const auto& flag : flags_) {
    if (flag.first == name) return flag.second;
  }
  return fallback;
}

double Args::Real(const std::string& name, double fallback) const {
  std::string text = Text(name, "");
  if (text.empty()) return fallback;
  char* end = nullptr;
  double value = std::strtod(text.c_str(), &end);
  if (*end != 0) Die("--" + name + ": not a number: " + text);
  return value;
}

std::int64_t Args::Number(const std::string& name, std::int64_t fallback) const {
  return static_cast<std::int64_t>(Real(name, static_cast<double>(fallback)));
}

bool Args::Has(const std::string& name) const {
  return !Text(name, "").empty();
}

double Figures::Get(const std::string& name) const {
  for (const auto& figure : all_) {
    if (figure.first == name) return figure.second;
  }
  Die("no figure " + name);
}

std::string Figures::Json() const {
  std::string out = "{";
  for (const auto& [name, value] : all_) {
    char number[64];
    std::snprintf(number, sizeof number, "%.6g", value);
    if (value == std::floor(value) && std::fabs(value) < 1e15) {
      std::snprintf(number, sizeof number, "%.0f", value);
    }
    out += (out.size() > 1 ? ",\"" : "\"") + name + "\":" + number;
  }
  return out + "}";
}

void Figures::Print() const {
  std::printf("%s\n", Json().c_str());
}

double Percentile(std::vector<double>& samples, double share) {
  if (samples.empty()) return 0;
  std::sort(samples.begin(), samples.end());
  auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(samples.size())));
  return samples[std::clamp<std::size_t>(rank, 1, samples.size()) - 1];
}

}  // namespace koine::bench
