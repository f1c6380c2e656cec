// The SQL of core/inverted/pages.h and of block.h.

#include <algorithm>
#include <map>
#include <utility>

#include "core/inverted/block.h"
#include "core/inverted/pages.h"

namespace koine::inverted {

namespace {

using store::Bytes;
using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kPartIds{"search_part", 1};

const Sql kParts{
    "select id, stream, first, last, messages, created_at, filter from search_part "
    "where version = ? and state = 1 order by last desc, id desc"};
const Sql kInsertPart{
    "insert into search_part (id, version, stream, state, first, last, messages, created_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kInsertPage{"insert into search_page (part_id, token, piece, data) values (?, ?, ?, ?)"};
const Sql kKill{"update search_part set state = 2 where state = 1 and id {in ?}"};
const Sql kEnliven{"update search_part set state = 1, filter = ? where id = ? and state = 0"};
const Sql kRetire{
    "update search_part set state = 2 where state <> 2 and "
    "(version < ? or (state = 0 and created_at < ?))"};
const Sql kRetireAll{"update search_part set state = 2 where state <> 2 and stream in (0, 1)"};
const Sql kBlocks{
    "select first, id, created_at, messages, filter from search_part where version = ? and "
    "state = 1 order by first desc"};
const Sql kKillBlock{
    "update search_part set state = 2 where version = ? and first = ? and state = 1"};
const Sql kNextUnmarked{
    "select id, first, last, created_at from search_part where state = 1 and created_at > 0 "
    "and id > ? order by id limit 1"};
const Sql kFirstStale{"select id from search_part where state = 1 and created_at = 0 limit 1"};
const Sql kMarkStale{"update search_part set created_at = 0 where id = ? and state = 1"};
const Sql kListDead{"select id from search_part where state = 2 order by id limit ?"};
// engines: each has a name of its own for the place of a row, by which these are found once
const Sql kDeletePages{
    "delete from search_page where rowid in "
    "(select rowid from search_page where part_id {in ?} limit ?)",
    "delete from search_page where ctid = any (array("
    "select ctid from search_page where part_id {in ?} limit ?))"};
const Sql kDeleteParts{"delete from search_part where id {in ?}"};
const Sql kPages{
    "select token, piece, data from search_page where part_id = ? and (token, piece) > (?, ?) "
    "order by token, piece limit ?"};
// Of each part, the page where its token would stand; of a long list, its first piece.
// engines: SQLite has no lateral join, with which PostgreSQL reads a page by the look-up itself
const Sql kFindPages{
    "select a.part, a.token, g.token, g.data from {lists a(part INT, token INT)} cross join "
    "search_page g on g.rowid = (select x.rowid from search_page x where x.part_id = a.part and "
    "x.token <= a.token and x.piece = 0 order by x.token desc limit 1)",
    "select a.part, a.token, g.token, g.data from {lists a(part INT, token INT)} cross join "
    "lateral (select x.token, x.data from search_page x where x.part_id = a.part and "
    "x.token <= a.token and x.piece = 0 order by x.token desc limit 1) as g"};
// The same of one token, and of one part.
// engines: as above
const Sql kFindPagesOfToken{
    "select a.part, g.token, g.data from {lists a(part INT)} cross join search_page g on "
    "g.rowid = (select x.rowid from search_page x where x.part_id = a.part and x.token <= ? and "
    "x.piece = 0 order by x.token desc limit 1)",
    "select a.part, g.token, g.data from {lists a(part INT)} cross join lateral (select x.token, "
    "x.data from search_page x where x.part_id = a.part and x.token <= ? and x.piece = 0 "
    "order by x.token desc limit 1) as g"};
// engines: as above
const Sql kFindPagesOfPart{
    "select a.token, g.token, g.data from {lists a(token INT)} cross join search_page g on "
    "g.rowid = (select x.rowid from search_page x where x.part_id = ? and x.token <= a.token and "
    "x.piece = 0 order by x.token desc limit 1)",
    "select a.token, g.token, g.data from {lists a(token INT)} cross join lateral (select x.token, "
    "x.data from search_page x where x.part_id = ? and x.token <= a.token and x.piece = 0 "
    "order by x.token desc limit 1) as g"};
const Sql kFindFilters{
    "select part_id, data from search_page where token = ? and part_id {in ?} "
    "order by part_id, piece"};
// The other pieces of long lists.
const Sql kFindPieces{
    "select a.part, a.token, g.data from {lists a(part INT, token INT)} {cross join} search_page "
    "g on g.part_id = a.part and g.token = a.token and g.piece > 0 "
    "order by a.part, a.token, g.piece"};

constexpr int kDeadAtOnce = 64;  // parts

std::vector<std::int64_t> ListDead(Txn& txn, int limit) {
  return txn.All(
      kListDead, [](const Row& row) { return row.Int(0); }, limit);
}

}  // namespace

std::vector<Part> ListParts(Txn& txn, int version) {
  auto read = [](const Row& row) {
    return Part{
        row.Int(0), static_cast<Stream>(row.Int(1)), row.Int(2), row.Int(3), row.Int(4), row.Int(5),
        row.Int(6)};
  };
  return txn.All(kParts, read, version);
}

Part InsertPart(Txn& txn, int version, PartState state, Part part) {
  part.id = txn.NextId(kPartIds);
  txn.ExecSoon(kInsertPart, part.id, version, part.stream, state, part.first, part.last,
               part.messages, txn.now_ms());
  return part;
}

void InsertPage(Txn& txn, std::int64_t part, const Page& page) {
  txn.ExecSoon(kInsertPage, part, page.token, page.piece, Bytes{page.data});
}

bool ReplaceParts(Txn& txn, std::span<const std::int64_t> parts, std::int64_t by,
                  std::int64_t filter) {
  return txn.Exec(kKill, IntList{parts}) == static_cast<std::int64_t>(parts.size()) &&
         txn.Exec(kEnliven, filter, by) == 1;
}

std::optional<Part> NextUnmarked(Txn& txn, std::int64_t after) {
  auto read = [](const Row& row) {
    return Part{row.Int(0), Stream::kMessages, row.Int(1), row.Int(2), 0, row.Int(3), 0};
  };
  return txn.First(kNextUnmarked, read, after);
}

void MarkStale(Txn& txn, std::int64_t part) {
  txn.ExecSoon(kMarkStale, part);
}

std::vector<Block> ListBlocks(Txn& txn) {
  return txn.All(
      kBlocks,
      [](const Row& row) {
        return Block{PlaceOfBlock(row.Int(0)), row.Int(1), row.Int(2), row.Int(3), row.Int(4)};
      },
      kBlocksVersion);
}

bool ReplaceBlock(Txn& txn, std::int64_t block, std::int64_t by, std::int64_t filter) {
  const std::int64_t place = PlaceOfBlock(block);
  txn.ExecSoon(kKillBlock, kBlocksVersion, place);
  return txn.Exec(kEnliven, filter, by) == 1;
}

bool HasStale(Txn& txn) {
  return txn.First(kFirstStale, [](const Row& row) { return row.Int(0); }).has_value();
}

void RetireParts(Txn& txn, int version, std::int64_t before_ms) {
  txn.ExecSoon(kRetire, version, before_ms);
}

void RetireAllParts(Txn& txn) {
  txn.ExecSoon(kRetireAll);
}

bool HasDead(Txn& txn) {
  return !ListDead(txn, 1).empty();
}

void DeleteDead(Txn& txn, int limit) {
  const std::vector<std::int64_t> parts = ListDead(txn, kDeadAtOnce);
  if (parts.empty() || txn.Exec(kDeletePages, IntList{parts}, limit) == limit) return;
  txn.Exec(kDeleteParts, IntList{parts});
}

std::vector<Page> ReadPages(Txn& txn, std::int64_t part, Token token, std::int64_t piece,
                            int limit) {
  auto read = [](const Row& row) { return Page{row.Int(0), row.Int(1), row.String(2)}; };
  return txn.All(kPages, read, part, token, piece, limit);
}

namespace {

// Where each of some lists goes, and those that have more than the piece in their page.
struct Lists {
  std::map<PlaceOfToken, Postings*> places;
  std::vector<std::int64_t> long_parts, long_tokens;

  void Take(const PlaceOfToken& place, Token first, std::string_view data) {
    const auto at = places.find(place);
    if (at == places.end()) return;
    if (ReadToken(first, data, place.token, at->second) != Found::kLong) return;
    long_parts.push_back(place.part);
    long_tokens.push_back(place.token);
  }
  void TakePieces(Txn& txn) const {
    if (long_parts.empty()) return;
    const auto take = [&](const Row& row) {
      const PlaceOfToken place{row.Int(0), row.Int(1)};
      ReadToken(place.token, row.Text(2), place.token, places.at(place));
    };
    txn.Each(kFindPieces, take, IntList{long_parts}, IntList{long_tokens});
  }
};

}  // namespace

std::vector<Postings> FindPostings(Txn& txn, std::span<const PlaceOfToken> wanted,
                                   const Enough& enough) {
  std::vector<Postings> out(wanted.size());
  if (wanted.empty()) return out;
  Lists lists;
  std::vector<std::int64_t> parts;
  std::vector<std::int64_t> tokens;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    lists.places[wanted[i]] = &out[i];
    parts.push_back(wanted[i].part);
    tokens.push_back(wanted[i].token);
  }
  const auto take = [&lists](const Row& row) {
    lists.Take({row.Int(0), row.Int(1)}, row.Int(2), row.Text(3));
  };
  txn.Each(kFindPages, take, IntList{parts}, IntList{tokens});
  if (enough && !lists.long_parts.empty()) {
    std::vector<bool> cut(out.size());
    for (std::size_t i = 0; i < lists.long_parts.size(); ++i) {
      const PlaceOfToken place{lists.long_parts[i], lists.long_tokens[i]};
      cut[static_cast<std::size_t>(lists.places.at(place) - out.data())] = true;
    }
    if (enough(out, cut)) return out;
  }
  lists.TakePieces(txn);
  return out;
}

std::vector<Postings> FindPostings(Txn& txn, std::span<const std::int64_t> parts, Token token) {
  std::vector<Postings> out(parts.size());
  if (parts.empty()) return out;
  Lists lists;
  for (std::size_t i = 0; i < parts.size(); ++i) lists.places[{parts[i], token}] = &out[i];
  const auto take = [&](const Row& row) {
    lists.Take({row.Int(0), token}, row.Int(1), row.Text(2));
  };
  txn.Each(kFindPagesOfToken, take, IntList{parts}, token);
  lists.TakePieces(txn);
  return out;
}

std::vector<FilterOfPart> FindFilters(Txn& txn, std::span<const std::int64_t> parts) {
  std::vector<FilterOfPart> out;
  const auto take = [&out](const Row& row) {
    if (out.empty() || out.back().part != row.Int(0)) out.push_back({row.Int(0), {}});
    out.back().bits += row.Text(1);
  };
  if (!parts.empty()) txn.Each(kFindFilters, take, kFilterToken, IntList{parts});
  return out;
}

std::vector<std::size_t> FindSizes(Txn& txn, std::int64_t part, std::span<const Token> tokens) {
  std::vector<std::size_t> out(tokens.size());
  const auto take = [&](const Row& row) {
    const auto at = std::find(tokens.begin(), tokens.end(), row.Int(0));
    if (at == tokens.end()) return;
    out[static_cast<std::size_t>(at - tokens.begin())] = SizeOfToken(row.Int(1), row.Text(2), *at);
  };
  txn.Each(kFindPagesOfPart, take, IntList{tokens}, part);
  return out;
}

}  // namespace koine::inverted
