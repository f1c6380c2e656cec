// What an application must give in the content of a message, by type (openim 5.6). Clients of users
// are not held to it.

#include <optional>

#include "dialect/openim/content.h"
#include "dialect/openim/send.h"

namespace koine::openim {

struct TextCheck {
  std::string content;
};
KOINE_DESCRIBE(TextCheck, (content))
KOINE_RULES(TextCheck, json::Rule("content").Required().MinChars(1))
struct PictureBaseCheck {
  std::string type, url;
  std::int64_t width = 0, height = 0;
};
KOINE_DESCRIBE(PictureBaseCheck, (type, url, width, height))
KOINE_RULES(PictureBaseCheck, json::Rule("type").Required().MinChars(1),
            json::Rule("url").Required().MinChars(1), json::Rule("width").Required().Min(1),
            json::Rule("height").Required().Min(1))
struct PictureCheck {
  PictureBaseCheck sourcePicture, bigPicture, snapshotPicture;
};
KOINE_DESCRIBE(PictureCheck, (sourcePicture, bigPicture, snapshotPicture))
KOINE_RULES(PictureCheck, json::Rule("sourcePicture").Required(),
            json::Rule("bigPicture").Required(), json::Rule("snapshotPicture").Required())
struct SoundCheck {
  std::string sourceUrl;
  std::int64_t duration = 0;
};
KOINE_DESCRIBE(SoundCheck, (sourceUrl, duration))
KOINE_RULES(SoundCheck, json::Rule("sourceUrl").Required().MinChars(1),
            json::Rule("duration").Required().Min(1))
struct VideoCheck {
  std::string videoUrl, videoType, snapshotUrl;
  std::int64_t videoSize = 0, duration = 0, snapshotWidth = 0, snapshotHeight = 0;
};
KOINE_DESCRIBE(VideoCheck, (videoUrl, videoType, snapshotUrl, videoSize, duration, snapshotWidth,
                            snapshotHeight))
KOINE_RULES(VideoCheck, json::Rule("videoUrl").Required().MinChars(1),
            json::Rule("videoType").Required().MinChars(1),
            json::Rule("snapshotUrl").Required().MinChars(1),
            json::Rule("videoSize").Required().Min(1), json::Rule("duration").Required().Min(1),
            json::Rule("snapshotWidth").Required().Min(1),
            json::Rule("snapshotHeight").Required().Min(1))
struct FileCheck {
  std::string sourceUrl, fileName;
  std::int64_t fileSize = 0;
};
KOINE_DESCRIBE(FileCheck, (sourceUrl, fileName, fileSize))
KOINE_RULES(FileCheck, json::Rule("sourceUrl").Required().MinChars(1),
            json::Rule("fileName").Required().MinChars(1), json::Rule("fileSize").Required().Min(1))
struct AtCheck {
  std::vector<std::string> atUserList;
};
KOINE_DESCRIBE(AtCheck, (atUserList))
KOINE_RULES(AtCheck, json::Rule("atUserList").Required().MaxItems(1000))
struct CustomCheck {
  std::string data;
};
KOINE_DESCRIBE(CustomCheck, (data))
KOINE_RULES(CustomCheck, json::Rule("data").Required().MinChars(1))
struct OaCheck {
  std::string notificationName, text;
  std::int64_t notificationType = 0, mixType = 0;
  std::optional<PictureCheck> pictureElem;
  std::optional<SoundCheck> soundElem;
  std::optional<VideoCheck> videoElem;
  std::optional<FileCheck> fileElem;
};
KOINE_DESCRIBE(OaCheck, (notificationName, text, notificationType, mixType, pictureElem, soundElem,
                         videoElem, fileElem))
KOINE_RULES(OaCheck, json::Rule("notificationName").Required().MinChars(1),
            json::Rule("text").Required().MinChars(1),
            json::Rule("notificationType").Required().Min(1), json::Rule("mixType").Min(0).Max(5))
struct AnyCheck {};
KOINE_DESCRIBE(AnyCheck, ())

namespace {

template <class T>
Status CheckAs(std::string_view content) {
  json::Profile lenient;
  lenient.numeric_strings = true;
  const auto read = json::Parse<T>(content, lenient);
  if (read.ok()) return Ok();
  Error error = read.error();
  error.code = Code::kBadArgument;
  error.detail = "content";
  error.field = error.field.empty() ? "content" : "content." + error.field;
  return error;
}

}  // namespace

Status CheckContent(int content_type, std::string_view content) {
  switch (content_type) {
    case kText:
    case kMarkdown:
      return CheckAs<TextCheck>(content);
    case kPicture:
      return CheckAs<PictureCheck>(content);
    case kSound:
      return CheckAs<SoundCheck>(content);
    case kVideo:
      return CheckAs<VideoCheck>(content);
    case kFile:
      return CheckAs<FileCheck>(content);
    case kAtText:
      return CheckAs<AtCheck>(content);
    case kCustom:
      return CheckAs<CustomCheck>(content);
    case kOa:
      return CheckAs<OaCheck>(content);
    case kQuote:
      return CheckAs<AnyCheck>(content);
    default:
      return FieldError(Code::kBadArgument, "contentType");
  }
}

}  // namespace koine::openim
