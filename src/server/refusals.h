#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/dialect.h"

namespace koine::server {

// An answer that refuses, as it comes.
struct Refusal {
  int status = 0;
  std::string code;  // the dialect's number
  std::string body;
};

// How the rows of a dialect refuse: what follows from what a row declares (who may call, its door,
// the rules of its fields, its files), and what is promised of it in static/answers, which the
// suite `contract` holds against what the tests see.
class Refusals {
 public:
  explicit Refusals(const gateway::Dialect& dialect);
  // By status and number, each answer once. None for rows that refuse with a text alone.
  std::vector<Refusal> Of(const gateway::Endpoint& row) const;

 private:
  struct Promise {
    int code;
    std::string text;
  };
  const gateway::Dialect& dialect_;
  std::map<std::string, std::vector<Promise>> promised_;  // by method and form of the path
};

// Whether it is known what a door of this kind says to who does not get through.
bool KnowsDoor(std::string_view kind);

// A path without the names of its arguments, so that it is the same however they are called.
std::string ShapeOf(std::string_view path);

}  // namespace koine::server
