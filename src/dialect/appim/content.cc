#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "core/file/link.h"
#include "dialect/appim/message.h"
#include "dialect/appim/wire.h"

namespace koine::appim {

// Beside the Body, where that would not give it back (mapping P4).
struct KeptContent {
  int type = -1;
  std::optional<std::string> text;
  std::string attr, url, mentions, id;
};
KOINE_DESCRIBE(KeptContent, (type, text, attr, url, mentions, id))

// What other dialects understand of attr.
struct MediaAttr {
  std::string name, mime, thumbUrl;
  std::int64_t size = 0, duration = 0, width = 0, height = 0;
};
KOINE_DESCRIBE(MediaAttr, (name, mime, thumbUrl, size, duration, width, height))
struct LocationAttr {
  double longitude = 0, latitude = 0;
  std::string name, address;
};
KOINE_DESCRIBE(LocationAttr, (longitude, latitude, name, address))
struct KoineAttr {
  std::string kind, data;
};
KOINE_DESCRIBE(KoineAttr, (kind, data))
struct WrappedAttr {
  KoineAttr koine;
};
KOINE_DESCRIBE(WrappedAttr, (koine))

namespace {

constexpr std::int64_t kTypeText = -1;
constexpr std::int64_t kTypeFile = -6;
constexpr std::int64_t kMsPerSecond = 1000;

std::string FirstUrl(const std::string& url) {
  if (url.empty()) return "";
  auto list = json::Parse<std::vector<std::string>>(url.front() == '[' ? url : "[" + url + "]");
  return list.ok() && !list->empty() ? list->front() : "";
}

json::Profile Lenient() {
  json::Profile profile;
  profile.numeric_strings = true;
  profile.numbers_as_strings = true;
  return profile;
}

body::Media MediaOf(const Content& content) {
  body::Media out;
  out.url = FirstUrl(content.url);
  auto attr = json::Parse<MediaAttr>(content.attr.empty() ? "{}" : content.attr, Lenient());
  if (!attr.ok()) return out;
  out.name = attr->name;
  out.mime = attr->mime;
  out.thumb_url = attr->thumbUrl;
  out.size = std::max<std::int64_t>(0, attr->size);
  out.width = std::max<std::int64_t>(0, attr->width);
  out.height = std::max<std::int64_t>(0, attr->height);
  constexpr std::int64_t kSecondsMax = 1'000'000;
  out.duration_ms = std::clamp<std::int64_t>(attr->duration, 0, kSecondsMax) * kMsPerSecond;
  return out;
}

body::Body BodyOf(const Content& content) {
  switch (content.type) {
    case -2:
      return body::Image{MediaOf(content)};
    case -3:
      return body::Voice{MediaOf(content)};
    case -4:
      return body::Video{MediaOf(content)};
    case -5: {
      auto attr = json::Parse<LocationAttr>(content.attr.empty() ? "{}" : content.attr, Lenient());
      body::Location out;
      if (attr.ok()) out = {attr->longitude, attr->latitude, attr->name, attr->address};
      if (out.address.empty()) out.address = content.text.value_or("");
      return out;
    }
    case -6:
      return body::File{MediaOf(content)};
    default:
      return body::Text{content.text.value_or("")};
  }
}

std::string Quoted(const std::string& text) {
  std::string out;
  json::Quote(text, &out);
  return out;
}

Content FromMedia(int type, const body::Media& media) {
  Content out;
  out.type = type;
  if (!media.url.empty()) out.url = Quoted(media.url);
  MediaAttr attr{media.name,
                 media.mime,
                 media.thumb_url,
                 media.size,
                 (media.duration_ms + kMsPerSecond / 2) / kMsPerSecond,
                 media.width,
                 media.height};
  out.attr = json::ToText(attr);
  return out;
}

// Of a body that another dialect wrote.
struct FromBody {
  Content operator()(const body::Text& text) const { return {-1, text.text, "", "", "", ""}; }
  Content operator()(const body::Image& media) const { return FromMedia(-2, media); }
  Content operator()(const body::Voice& media) const { return FromMedia(-3, media); }
  Content operator()(const body::Video& media) const { return FromMedia(-4, media); }
  Content operator()(const body::File& media) const { return FromMedia(-6, media); }
  Content operator()(const body::Location& place) const {
    const LocationAttr attr{place.longitude, place.latitude, place.name, place.address};
    return {-5, place.address, json::ToText(attr), "", "", ""};
  }
  // What has no form here is shown as text, and what it was under the key `koine` (mapping P5).
  template <class T>
  Content operator()(const T& other) const {
    Content out;
    out.text = body::Preview(body::Body(other));
    if constexpr (std::is_same_v<T, body::Custom>) {
      out.attr = json::ToText(WrappedAttr{{"custom", other.data}});
    } else if constexpr (std::is_same_v<T, body::Card>) {
      out.attr = json::ToText(WrappedAttr{{"card", json::ToText(other)}});
    } else if constexpr (std::is_same_v<T, body::RedPacket>) {
      out.attr = json::ToText(WrappedAttr{{"red_packet", json::ToText(other)}});
    } else if constexpr (std::is_same_v<T, body::Merged>) {
      out.text = body::MergedText(other);
      out.attr = json::ToText(WrappedAttr{{"merged", json::ToText(body::MergedLines(other))}});
    }
    return out;
  }
};

}  // namespace

Result<Content> ReadContent(const MessageFields& in) {
  if (!in.type) return Missing("type");
  if (*in.type > kTypeText || *in.type < kTypeFile) return FieldError(Code::kBadArgument, "type");
  Content out;
  out.type = static_cast<int>(*in.type);
  out.text = in.text;
  if (out.type == kTypeText && out.text.value_or("").empty()) return Missing("text");
  if (out.text.value_or("").size() > kTextBytesMax) return FieldError(Code::kBadArgument, "text");
  out.attr = in.attr.text;
  if (out.attr.size() > kAttrBytesMax) return FieldError(Code::kBadArgument, "attr");
  out.url = in.url.text;
  if (!out.url.empty()) {
    const bool list = out.url.front() == '[';
    auto urls = json::Parse<std::vector<std::string>>(list ? out.url : "[" + out.url + "]");
    const bool said = list || out.url.front() == '"';
    if (!said || !urls.ok() || out.url.size() > kUrlBytesMax) {
      return FieldError(Code::kBadArgument, "url");
    }
  }
  if (in.mention_client_ids) {
    if (in.mention_client_ids->size() > kMentionsMax) {
      return FieldError(Code::kBadArgument, "mention_client_ids");
    }
    out.mentions = json::ToText(*in.mention_client_ids);
  }
  return out;
}

void ToDraft(const Content& content, message::SendIn* draft) {
  draft->body = BodyOf(content);
  const bool plain = content.type == kTypeText && content.attr.empty() && content.url.empty() &&
                     content.mentions.empty() && content.id.empty();
  if (plain) return;
  draft->raw = json::ToText(KeptContent{content.type, content.text, content.attr, content.url,
                                        content.mentions, content.id});
}

std::optional<Content> ToContent(const body::Message& message) {
  if (!body::Countable(message.body)) return std::nullopt;
  if (message.origin == static_cast<std::uint8_t>(access::Dialect::kAppim) &&
      !message.raw.empty()) {
    auto kept = json::Parse<KeptContent>(message.raw);
    if (kept.ok()) {
      return Content{kept->type, kept->text, kept->attr, kept->url, kept->mentions, kept->id};
    }
  }
  Content out = std::visit(FromBody(), message.body);
  file::FreshenContent(&out.url, message);
  file::FreshenContent(&out.attr, message);
  return out;
}

}  // namespace koine::appim
