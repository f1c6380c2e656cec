#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

// Arguments in, figures out.
namespace koine::bench {

// The flags `--name value` of a program and its plain words. A name without a value (at the end, or
// before another flag) has the value "1".
class Args {
 public:
  Args(int argc, char** argv);
  std::string Text(const std::string& name, const std::string& fallback) const;
  std::int64_t Number(const std::string& name, std::int64_t fallback) const;
  double Real(const std::string& name, double fallback) const;
  bool Has(const std::string& name) const;
  const std::vector<std::string>& words() const { return words_; }
  // What stands after a lone "--".
  const std::vector<std::string>& rest() const { return rest_; }

 private:
  std::vector<std::pair<std::string, std::string>> flags_;
  std::vector<std::string> words_;
  std::vector<std::string> rest_;
};

// Named figures in the order given, printed as one JSON object on one line.
class Figures {
 public:
  void Add(const std::string& name, double value) { all_.emplace_back(name, value); }
  // REQUIRES: added before; dies otherwise.
  double Get(const std::string& name) const;
  std::string Json() const;
  void Print() const;

 private:
  std::vector<std::pair<std::string, double>> all_;
};

// The value below which `share` (0 … 1) of the samples lie; 0 when there are none. Sorts them.
double Percentile(std::vector<double>& samples, double share);

}  // namespace koine::bench
