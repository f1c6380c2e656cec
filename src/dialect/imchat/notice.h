#pragma once

#include "core/notification/notice.h"
#include "dialect/imchat/wire.h"

// Notices of the office, as chapters of the office and of users show them (im-chat 3.3.7).
namespace koine::imchat {

// The fields of a notice, in whatever shows one.
template <class Out>
void FillNotice(const notification::NoticeContent& what, Out* out) {
  out->title = what.title;
  out->coverUrl = OptText(what.cover);
  out->intro = OptText(what.intro);
  out->contentType = static_cast<int>(what.kind);
  (what.kind == notification::NoticeKind::kLink ? out->externLink : out->richText) =
      OptText(what.body);
}

}  // namespace koine::imchat
