#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "core/body/body.h"

// Copies of a person in what others wrote.
namespace koine::erasure {

// The text of an event or a system line with the name and the picture of this person taken out
// wherever it names them by id, and these words, where they are whole strings of it.
std::string WithoutPerson(std::string_view text, UserId user,
                          const std::vector<std::string>& words);

// Who is taken out: by number, by how OpenIM calls them, by names that stand as whole strings.
struct Person {
  UserId user;
  std::string handle;
  std::vector<std::string> words;
  bool said = false;  // what they said goes too
};

// What is stored of a message of somebody else without this person: names and pictures of cards
// and of the items of merged messages, however deep; with `said` also what their items say, and the
// words of lines of the system that they caused.
std::string WithoutCopies(body::Kind kind, std::string_view stored, const Person& person);

// JSON, and JSON that stands as a string within it, without words that are whole strings.
std::string WithoutWords(std::string_view text, const std::vector<std::string>& words);

// Whether a message that came in OpenIM's form holds one that this person sent, as quotes and
// merged messages do.
bool HoldsMessageOf(std::string_view raw, const std::string& handle);

}  // namespace koine::erasure
