#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// Sums of the pages of an SQLite file and of the frames of its log: what was damaged on the disk is
// refused instead of read. A file has sums if its header reserves kSumBytes at the end of each
// page.
namespace koine::store {

// A mark made of the number of the page, and CRC-32 of all that stands before the sum.
inline constexpr std::size_t kSumBytes = 8;
inline constexpr std::size_t kPageBytesMin = 512;
inline constexpr std::size_t kDatabaseHeaderBytes = 100;
inline constexpr std::size_t kFrameHeaderBytes = 24;
inline constexpr std::size_t kLogHeaderBytes = 32;

enum class PageState {
  kSound,
  kUnsealed,  // without a sum: another program wrote it, or it was copied out of the log
  kDamaged,
};

// Whether `header`, the beginning of a file, is that of a database.
bool IsDatabaseHeader(std::string_view header);
// Whether such a file has sums. kDatabaseHeaderBytes do.
bool ReservesSums(std::string_view header);
// The size of the pages of such a file; 0 where the header is none, or names no size that there is.
std::size_t PageSizeOf(std::string_view header);

// Puts the sum of page `number` at its end.
void SealPage(char* page, std::size_t size, std::uint32_t number);
PageState LookAtPage(const char* page, std::size_t size, std::uint32_t number);
// Whether the end of a page carries the mark of page `number`.
bool HasMark(const char* page, std::size_t size, std::uint32_t number);

// Whether a frame of the log is what was written: `before` are the 8 bytes of the sum in front of
// it, `header` its kFrameHeaderBytes; `big` is the order of bytes that the log was begun with.
bool IsFrameSound(const char* before, const char* header, std::string_view page, bool big);

// Counts damage found in `file`, and logs one line a second of it.
void ReportDamage(const char* file, const char* what, std::int64_t number);

// Whether the file at `path` is a database without sums.
bool LacksSums(const std::string& path);

}  // namespace koine::store
