#include "dialect/openim/bulletin.h"

#include "base/json.h"
#include "dialect/openim/render.h"

namespace koine::openim {

// What only its own clients could make of it.
struct BulletinEx {
  std::int64_t id = 0;
  std::string type, relatedType;
  std::int64_t relatedId = 0;
};
KOINE_DESCRIBE(BulletinEx, (id, type, relatedType, relatedId))
struct OaElem {
  std::string notificationName, notificationFaceURL;
  int notificationType = 0;
  std::string text, externalUrl;
  int mixType = 0;  // text alone
  std::string ex;
};
KOINE_DESCRIBE(OaElem, (notificationName, notificationFaceURL, notificationType, text, externalUrl,
                        mixType, ex))

namespace {

constexpr int kBulletin = 1;  // a type that is none of an integrator's; 0 is not allowed

}  // namespace

std::string BulletinContent(const body::Bulletin& told, std::string_view face) {
  OaElem elem;
  elem.notificationName = told.title;
  elem.notificationFaceURL = face;
  elem.notificationType = kBulletin;
  elem.text = told.content;
  elem.ex =
      json::ToText(BulletinEx{told.notification, told.type, told.related_type, told.related_id});
  return InDetail(json::ToText(elem));
}

}  // namespace koine::openim
