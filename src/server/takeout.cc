#include "server/takeout.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>
#include <system_error>
#include <utility>

#include "base/json.h"
#include "base/text.h"
#include "core/audit/audit.h"
#include "core/takeout/takeout.h"
#include "server/manage.h"
#include "server/open.h"
#include "server/operator.h"
#include "server/places.h"
#include "server/progress.h"
#include "server/tar.h"
#include "server/users.h"

namespace koine::server {

struct FoundOut {
  std::int64_t tenant = 0, user = 0;
};
KOINE_DESCRIBE(FoundOut, (tenant, user))
struct ContentsOut {
  std::vector<takeout::Content> contents;
};
KOINE_DESCRIBE(ContentsOut, (contents))
struct ExportOut {
  std::string directory;
  std::map<std::string, std::int64_t> records;  // by section
  std::int64_t files = 0;                       // whose contents were copied
  std::vector<std::string> missing;             // all that are not on this disk
};
KOINE_DESCRIBE(ExportOut, (directory, records, files, missing))

namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

constexpr char kUsage[] = "usage: koine export NAME --to DIR|FILE.tar [--json]";
constexpr char kContents[] = "files";
constexpr char kArchive[] = ".tar";
constexpr char kUnpacked[] = ".parts";   // behind the name of an archive: where it is gathered
constexpr std::size_t kNameBytes = 150;  // of a file in the export, behind its number
constexpr std::size_t kMissingShown = 20;
constexpr mode_t kPrivate = 0077;

Error Told(Code code, std::string text) {
  return FieldError(code, "export", std::move(text));
}

std::int64_t Number(const std::string& word) {
  return text::ParseInt(word).value_or(0);
}

// Whether there is such a person; `begins`: and that theirs is taken out, for the audit.
Result<Report> Find(store::Store& store, const access::Principal& who, const std::string& name,
                    bool begins) {
  auto found = store.WriteAndWait({"export"}, [&](store::Txn& txn) -> Result<FoundOut> {
    KOINE_TRY(const identity::User user, FindNamed(txn, who, "export", name));
    if (begins) audit::Note(txn, who, "user.export", audit::UserTarget(user.id));
    return FoundOut{who.tenant.value, user.id.value};
  });
  if (!found.ok()) return found.error();
  return Report::Of("", *found);
}

// What one request for pieces says, as `T`.
template <class T>
Result<T> Ask(const config::Config& config, Words words) {
  words.insert(words.begin(), "export");
  KOINE_TRY(const OperatorAnswer answer, AskStore(config, {std::move(words), true}));
  if (answer.failed) {
    constexpr std::string_view kFrom = "koine: ";
    std::string text = answer.text;
    if (text.starts_with(kFrom)) text.erase(0, kFrom.size());
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return Told(answer.status == 2 ? Code::kBadArgument : Code::kUnavailable, text);
  }
  auto read = json::Parse<T>(answer.text, {});
  if (!read.ok()) return Told(Code::kUnavailable, "the server did not answer");
  return *std::move(read);
}

struct Close {
  void operator()(FILE* file) const { std::fclose(file); }
};
using Open = std::unique_ptr<FILE, Close>;

Error Fault(const std::string& path) {
  return Told(Code::kUnavailable, path + ": " + std::strerror(errno));
}

Status WriteText(const std::string& path, FILE* file, const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), file) == text.size()) return Ok();
  return Fault(path);
}

Status PrepareDirectory(const std::string& to) {
  ::umask(kPrivate);
  std::error_code error;
  if (fs::exists(to, error) && !(fs::is_directory(to, error) && fs::is_empty(to, error))) {
    return Told(Code::kConflict, to + " is not empty; name a new directory");
  }
  fs::create_directories(to + "/" + kContents, error);
  if (error) {
    return Told(Code::kUnavailable, to + " cannot be made: " + error.message() +
                                        "; --to names a directory that can be written to");
  }
  return Ok();
}

Result<std::int64_t> WriteSection(const config::Config& config, const FoundOut& person,
                                  std::size_t section, const std::string& to) {
  const takeout::Section& of = takeout::Sections()[section];
  const std::string schema = to + "/" + of.name + ".schema.json";
  const Open described(std::fopen(schema.c_str(), "wx"));
  if (described == nullptr) return Fault(schema);
  KOINE_CHECK(WriteText(schema, described.get(), takeout::SchemaOf(of)));
  if (std::fflush(described.get()) != 0) return Fault(schema);
  const std::string path = to + "/" + of.name + ".jsonl";
  const Open file(std::fopen(path.c_str(), "wx"));
  if (file == nullptr) return Fault(path);
  std::int64_t records = 0;
  takeout::Page page;
  Progress progress;
  do {
    KOINE_TRY(page, Ask<takeout::Page>(
                        config, {"page", std::to_string(person.user), std::to_string(section),
                                 std::to_string(page.next.a), std::to_string(page.next.b)}));
    KOINE_CHECK(WriteText(path, file.get(), page.lines));
    records += page.records;
    progress.Tell(of.name, records, 0);
  } while (page.more);
  if (std::fflush(file.get()) != 0) return Fault(path);
  return records;
}

// A name without directories, of a length that every file system takes.
std::string PlainName(const takeout::Content& content) {
  std::string name = content.name;
  std::replace_if(
      name.begin(), name.end(),
      [](unsigned char c) { return c == '/' || c == '\\' || c < ' ' || c == 0x7f; }, '_');
  if (name.size() > kNameBytes) name.erase(0, name.size() - kNameBytes);
  return std::to_string(content.id) + "-" + name;
}

Status CopyContents(const config::Config& config, const FoundOut& person, const std::string& to,
                    ExportOut* out) {
  const std::string from = ContentsFolder(config);
  std::int64_t after = 0;
  Progress progress;
  for (;;) {
    KOINE_TRY(
        const ContentsOut page,
        Ask<ContentsOut>(config, {"contents", std::to_string(person.user), std::to_string(after)}));
    if (page.contents.empty()) return Ok();
    for (const takeout::Content& one : page.contents) {
      after = one.id;
      const std::string source = ContentFile(from, TenantId(person.tenant), one.sha256);
      std::error_code error;
      const std::string target = to + "/" + kContents + "/" + PlainName(one);
      fs::copy_file(source, target, error);
      if (error && error != std::errc::no_such_file_or_directory) {
        return Told(Code::kUnavailable,
                    source + " cannot be copied to " + target + ": " + error.message());
      }
      if (error) {
        out->missing.push_back(PlainName(one));
      } else {
        ++out->files;
      }
      progress.Tell(kContents, out->files, 0);
    }
  }
}

Result<ExportOut> Export(const config::Config& config) {
  const Words& words = config.words();
  if (words.size() != 2 || !words[1].starts_with("to=") || words[1].size() == 3) {
    return Told(Code::kBadArgument, kUsage);
  }
  ExportOut out;
  out.directory = words[1].substr(3);
  const bool packed = out.directory.ends_with(kArchive);
  std::error_code error;
  if (packed && fs::exists(out.directory, error)) {
    return Told(Code::kBadArgument, out.directory + " is there already");
  }
  const std::string folder = out.directory + (packed ? kUnpacked : "");
  KOINE_TRY(const FoundOut person, Ask<FoundOut>(config, {"find", words[0]}));
  KOINE_CHECK(PrepareDirectory(folder));
  KOINE_CHECK(Ask<FoundOut>(config, {"begin", words[0]}));
  for (std::size_t i = 0; i < takeout::Sections().size(); ++i) {
    KOINE_TRY(out.records[takeout::Sections()[i].name], WriteSection(config, person, i, folder));
  }
  KOINE_CHECK(CopyContents(config, person, folder, &out));
  if (packed) KOINE_CHECK(PackDirectory(folder, out.directory));
  return out;
}

}  // namespace

Result<Report> RunExport(store::Store& store, const access::Principal& who, const Words& words) {
  if (words.size() == 2 && (words[0] == "find" || words[0] == "begin")) {
    return Find(store, who, words[1], words[0] == "begin");
  }
  if (words.size() == 5 && words[0] == "page") {
    const std::int64_t section = Number(words[2]);
    if (section < 0 || section >= std::ssize(takeout::Sections())) {
      return Told(Code::kBadArgument, kUsage);
    }
    takeout::Page page;
    KOINE_CHECK(store.ReadNow("export", [&](store::Txn& txn) {
      page = takeout::ReadPage(txn, who.tenant, UserId(Number(words[1])),
                               static_cast<std::size_t>(section),
                               {Number(words[3]), Number(words[4])});
    }));
    return Report::Of("", page);
  }
  if (words.size() == 3 && words[0] == "contents") {
    ContentsOut out;
    KOINE_CHECK(store.ReadNow("export", [&](store::Txn& txn) {
      out.contents =
          takeout::ListContents(txn, who.tenant, UserId(Number(words[1])), Number(words[2]));
    }));
    return Report::Of("", out);
  }
  return Told(Code::kBadArgument, kUsage);
}

int AskExport(const config::Config& config, bool json) {
  const auto done = Export(config);
  if (!done.ok()) {
    return PrintAnswer(AnswerOf(done.error(), false), "export", config.words());
  }
  if (json) {
    std::puts(json::ToText(*done).c_str());
    return 0;
  }
  for (const auto& [name, records] : done->records) {
    std::printf("%s\t%lld\n", name.c_str(), static_cast<long long>(records));
  }
  std::printf("%lld contents of files, all in %s\n", static_cast<long long>(done->files),
              done->directory.c_str());
  const std::size_t shown = std::min(done->missing.size(), kMissingShown);
  for (std::size_t i = 0; i < shown; ++i) {
    std::printf("not on this disk: %s\n", done->missing[i].c_str());
  }
  if (shown < done->missing.size()) {
    std::printf("not on this disk: %zu more, which --json names\n", done->missing.size() - shown);
  }
  return 0;
}

}  // namespace koine::server
