#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/result.h"
#include "core/inverted/block.h"
#include "store/store.h"

// The index of the names of users: login name and handle, nickname (SearchText, account.h). A
// change of a name is noted in its transaction and gets into the index later; until then the users
// noted are looked at one by one, so that a search always finds what is there.
namespace koine::identity {

// A tenant of so few users is read whole.
inline constexpr int kFewUsers = 2'000;
// So many may be noted, in the whole store, before a block is written anew for them.
inline constexpr std::int64_t kNotedMax = 512;
// They do not wait longer.
inline constexpr std::int64_t kNotedMs = 3'600'000;

// Users whose names may contain one of some texts: ids in their order, in pieces. A reader reads
// these users with its conditions, of which the text is one.
class NamedMaybe {
 public:
  // `folded`: the texts, as SearchText folds names. `also` finds ids that are among them in any
  // case.
  NamedMaybe(store::Txn& txn, TenantId tenant, std::vector<std::string> folded,
             const std::function<std::vector<std::int64_t>()>& also = nullptr);

  // False: all users of the tenant are to be read, since they are few, or many of them are not in
  // the index yet, or a text is empty, or more than kLooksMax were handed out.
  bool helps() const { return helps_; }
  // The next ones, higher than those before. Empty at the end, and when it does not help any more.
  std::vector<std::int64_t> Next();

  static constexpr std::int64_t kLooksMax = 20'000;

 private:
  // Leaves out blocks that have none of the texts, puts the rarest tokens first, and has all blocks
  // looked into at once where these are rare.
  void Prepare();
  // Takes what the next blocks have into `ready_`.
  void Fill();

  store::Txn& txn_;
  bool helps_ = false;
  std::vector<std::vector<inverted::Token>> tokens_;  // of each text
  std::vector<inverted::Block> blocks_;
  std::size_t next_block_ = 0;
  std::size_t step_ = 1;               // how many blocks are looked into at a time
  std::vector<std::int64_t> outside_;  // ascending: `also`, who is noted, and few that were found
  std::size_t next_outside_ = 0;
  std::vector<std::int64_t> ready_;
  std::size_t next_ready_ = 0;
  std::int64_t looks_ = 0;
};

// Brings into the index what is noted. One node does it at a time, by lease. Plain calls on one
// thread, which may block; `server` calls them.
class NameIndex {
 public:
  NameIndex(store::Store& store, Clock& clock, Random& random, std::string_view node = {});

  // Writes one block anew if that is due; with `all`, if anything of it is noted. False: none was,
  // or another node does it.
  Result<bool> Step(bool all = false);
  // Notes all users: the next steps write the index anew. How many there are.
  Result<std::int64_t> Reset();
  // How many are noted.
  Result<std::int64_t> Left();

 private:
  store::Store& store_;
  Clock& clock_;
  std::string owner_;
  std::int64_t looked_ms_ = 0;
};

// Notes users who changed after their block was written, and who are not noted: what a program did
// that does not know of this index. Looks at `limit` users after `after`.
void NoteUnseenNames(store::Txn& txn, std::int64_t after, int limit);

}  // namespace koine::identity
