// Meeting rooms (ruoyi 19.1 to 19.6, 19.12, 19.13). Bookings are in meeting_booking.cc.

#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "core/office/room/booking.h"
#include "core/office/room/room.h"
#include "core/office/states.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using room::MeetingRoomId;
using room::MeetingRoomStatus;
using store::Txn;

// What a room says of itself, the same when it is made and when it is changed.
struct MeetingRoomFields {
  std::optional<std::string> roomName, roomNumber, location, floor, description, remark;
  std::optional<std::int64_t> capacity, departmentId;
  std::optional<bool> hasProjector, hasWhiteboard, hasVideoConf, hasPhone, needConfirm;
  std::optional<std::vector<std::string>> facilities, photos;
};
#define KOINE_ROOM_RULES                                                                         \
  json::Rule("roomNumber").MaxChars(room::kNumberChars, "会议室编号长度不能超过50个字符"),       \
      json::Rule("location").MaxChars(room::kPlaceChars, "位置长度不能超过200个字符"),           \
      json::Rule("floor").MaxChars(room::kFloorChars, "楼层长度不能超过20个字符"),               \
      json::Rule("description").MaxChars(room::kDescriptionChars, "描述长度不能超过1000个字符"), \
      json::Rule("remark").MaxChars(room::kRemarkChars, "备注长度不能超过500个字符"),            \
      json::Rule("departmentId").Min(0),                                                         \
      json::Rule("facilities").MaxItems(room::kItemsMax).MaxChars(room::kItemChars),             \
      json::Rule("photos").MaxItems(room::kItemsMax).MaxChars(room::kItemChars)
struct CreateMeetingRoomIn : MeetingRoomFields {};
KOINE_DESCRIBE(CreateMeetingRoomIn, (roomName, roomNumber, location, floor, description, remark,
                                     capacity, departmentId, hasProjector, hasWhiteboard,
                                     hasVideoConf, hasPhone, needConfirm, facilities, photos))
KOINE_RULES(CreateMeetingRoomIn,
            json::Rule("roomName")
                .NotBlank("会议室名称不能为空")
                .MaxChars(room::kNameChars, "会议室名称长度不能超过100个字符"),
            json::Rule("capacity")
                .Required("容纳人数不能为空")
                .Min(1, "容纳人数必须大于0")
                .Max(room::kCapacityMax, "容纳人数过大"),
            KOINE_ROOM_RULES)
struct UpdateMeetingRoomIn : MeetingRoomFields {
  MeetingRoomId id;
  std::optional<MeetingRoomStatus> status;
  std::optional<bool> isBookable;
};
KOINE_DESCRIBE(UpdateMeetingRoomIn,
               (id, roomName, roomNumber, location, floor, description, remark, capacity,
                departmentId, hasProjector, hasWhiteboard, hasVideoConf, hasPhone, needConfirm,
                facilities, photos, status, isBookable))
KOINE_RULES(
    UpdateMeetingRoomIn, json::Rule("id").Required("会议室ID不能为空").Alias("roomId"),
    json::Rule("roomName")
        .MinChars(1, "会议室名称不能为空")
        .MaxChars(room::kNameChars, "会议室名称长度不能超过100个字符"),
    json::Rule("capacity").Min(1, "容纳人数必须大于0").Max(room::kCapacityMax, "容纳人数过大"),
    json::Rule("status").AnyCase().Text("会议室状态不正确"), KOINE_ROOM_RULES)

struct MeetingRoomIn {
  MeetingRoomId roomId;
};
KOINE_DESCRIBE(MeetingRoomIn, (roomId))
struct MeetingRoomPageIn {
  std::optional<std::string> keyword, floor, status, orderBy, orderDirection;
  std::optional<std::int64_t> departmentId, minCapacity;
  std::optional<bool> hasProjector, hasWhiteboard, hasVideoConf;
  std::int64_t pageNum = 1, pageSize = kPageDefault;
};
KOINE_DESCRIBE(MeetingRoomPageIn,
               (keyword, floor, status, orderBy, orderDirection, departmentId, minCapacity,
                hasProjector, hasWhiteboard, hasVideoConf, pageNum, pageSize))
KOINE_RULES(
    MeetingRoomPageIn, json::Rule("keyword").MaxChars(100),
    json::Rule("orderBy").OneOf({"", "capacity", "createTime"}, "排序字段不正确"),
    json::Rule("orderDirection").OneOf({"", "asc", "desc", "ASC", "DESC"}, "排序方向不正确"))
struct FreeMeetingRoomsIn {
  std::optional<json::Time> startTime, endTime;
  std::optional<std::int64_t> minCapacity, pageNum, pageSize;
};
KOINE_DESCRIBE(FreeMeetingRoomsIn, (startTime, endTime, minCapacity, pageNum, pageSize))
struct MeetingDayIn {
  MeetingRoomId roomId;
  std::optional<std::string> date;
};
KOINE_DESCRIBE(MeetingDayIn, (roomId, date))
struct MeetingTimeIn {
  MeetingRoomId roomId;
  std::optional<json::Time> startTime, endTime;
};
KOINE_DESCRIBE(MeetingTimeIn, (roomId, startTime, endTime))
KOINE_RULES(MeetingTimeIn, json::Rule("startTime").Required("开始时间不能为空"),
            json::Rule("endTime").Required("结束时间不能为空"))

struct MeetingRoomOut {
  MeetingRoomId id, roomId;
  std::string roomName;
  std::optional<std::string> roomNumber;
  std::optional<std::int64_t> departmentId;
  std::optional<std::string> departmentName;
  std::string location, floor;
  std::int64_t capacity = 0;
  bool hasProjector = false, hasWhiteboard = false, hasVideoConf = false, hasPhone = false;
  std::vector<std::string> facilities, photos;
  MeetingRoomStatus status = MeetingRoomStatus::kAvailable;
  std::string statusDisplay;
  bool isBookable = true, needConfirm = false, isOccupied = false;
  std::int64_t bookingCount = 0;
  std::string description, remark;
  json::Time createTime, updateTime;
};
KOINE_DESCRIBE(MeetingRoomOut,
               (id, roomId, roomName, roomNumber, departmentId, departmentName, location, floor,
                capacity, hasProjector, hasWhiteboard, hasVideoConf, hasPhone, facilities, photos,
                status, statusDisplay, isBookable, needConfirm, isOccupied, bookingCount,
                description, remark, createTime, updateTime))
struct MeetingRoomPage : PageOf<MeetingRoomOut> {};
KOINE_DESCRIBE(MeetingRoomPage, (records, rows, list, total, size, current, pages))
// A booking in the plan of a day: `startTime` and `endTime` are what of it lies in the day.
struct MeetingSlotOut {
  room::BookingId bookingId;
  std::string meetingTitle;
  room::MeetingType meetingType = room::MeetingType::kRegular;
  UserId bookingUserId;
  std::string bookingUserName, startTime, endTime;
  json::Time startDateTime, endDateTime;
  room::BookingStatus status = room::BookingStatus::kConfirmed;
  std::int64_t attendeeCount = 0;
};
KOINE_DESCRIBE(MeetingSlotOut,
               (bookingId, meetingTitle, meetingType, bookingUserId, bookingUserName, startTime,
                endTime, startDateTime, endDateTime, status, attendeeCount))
struct MeetingDayOut {
  MeetingRoomId roomId;
  std::string roomName, location;
  std::int64_t capacity = 0;
  std::string date;
  std::vector<MeetingSlotOut> schedules;
};
KOINE_DESCRIBE(MeetingDayOut, (roomId, roomName, location, capacity, date, schedules))
struct MeetingStatisticsOut {
  std::int64_t totalRooms = 0, availableRooms = 0, maintenanceRooms = 0, disabledRooms = 0,
               occupiedRooms = 0, todayBookings = 0, pendingBookings = 0, myBookings = 0;
};
KOINE_DESCRIBE(MeetingStatisticsOut, (totalRooms, availableRooms, maintenanceRooms, disabledRooms,
                                      occupiedRooms, todayBookings, pendingBookings, myBookings))

namespace {

const char* DisplayOf(MeetingRoomStatus status) {
  switch (status) {
    case MeetingRoomStatus::kAvailable:
      return "可用";
    case MeetingRoomStatus::kMaintenance:
      return "维护中";
    case MeetingRoomStatus::kDisabled:
      break;
  }
  return "已停用";
}

MeetingRoomOut ToRoom(const room::Room& r) {
  MeetingRoomOut out;
  out.id = out.roomId = r.id;
  out.roomName = r.name;
  if (!r.number.empty()) out.roomNumber = r.number;
  if (r.department != 0) out.departmentId = r.department;
  if (!r.department_name.empty()) out.departmentName = r.department_name;
  out.location = r.location;
  out.floor = r.floor;
  out.capacity = r.capacity;
  out.hasProjector = r.has.projector;
  out.hasWhiteboard = r.has.whiteboard;
  out.hasVideoConf = r.has.video;
  out.hasPhone = r.has.phone;
  out.facilities = r.facilities;
  out.photos = r.photos;
  out.status = r.status;
  out.statusDisplay = DisplayOf(r.status);
  out.isBookable = r.bookable;
  out.needConfirm = r.confirmed;
  out.isOccupied = r.occupied;
  out.bookingCount = r.bookings;
  out.description = r.description;
  out.remark = r.remark;
  out.createTime = {r.created_at};
  out.updateTime = {r.updated_at};
  return out;
}

std::vector<MeetingRoomOut> ToRooms(const std::vector<room::Room>& rooms) {
  std::vector<MeetingRoomOut> out;
  for (const room::Room& one : rooms) out.push_back(ToRoom(one));
  return out;
}

std::optional<std::string> Trimmed(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  return std::string(text::Trim(*text));
}

room::RoomChange ToChange(const MeetingRoomFields& in) {
  room::RoomChange out;
  out.name = Trimmed(in.roomName);
  out.number = Trimmed(in.roomNumber);
  out.location = in.location;
  out.floor = Trimmed(in.floor);
  out.description = in.description;
  out.remark = in.remark;
  out.capacity = in.capacity;
  out.department = in.departmentId;
  out.projector = in.hasProjector;
  out.whiteboard = in.hasWhiteboard;
  out.video = in.hasVideoConf;
  out.phone = in.hasPhone;
  out.confirmed = in.needConfirm;
  out.facilities = in.facilities;
  out.photos = in.photos;
  return out;
}

Result<MeetingRoomId> CreateRoom(Txn& txn, Call& call, CreateMeetingRoomIn& in) {
  return room::AddRoom(txn, call.who, ToChange(in));
}

Result<Nothing> UpdateRoom(Txn& txn, Call&, const room::RoomDoor& door, UpdateMeetingRoomIn& in) {
  room::RoomChange change = ToChange(in);
  change.status = in.status;
  change.bookable = in.isBookable;
  KOINE_CHECK(room::ChangeRoom(txn, door, change));
  return Nothing{};
}

Result<Nothing> DeleteRoom(Txn& txn, Call&, const room::RoomDoor& door, MeetingRoomIn&) {
  KOINE_CHECK(room::RemoveRoom(txn, door));
  return Nothing{};
}

Result<MeetingRoomOut> ShowRoom(Txn& txn, Call&, const room::RoomDoor& door, MeetingRoomIn&) {
  return ToRoom(room::GetRoom(txn, door));
}

room::RoomOrder OrderOf(const MeetingRoomPageIn& in) {
  const bool up = text::EqualsIgnoreCaseAscii(in.orderDirection.value_or(""), "asc");
  if (in.orderBy.value_or("") != "capacity") {
    return up ? room::RoomOrder::kOldest : room::RoomOrder::kNewest;
  }
  const bool down = text::EqualsIgnoreCaseAscii(in.orderDirection.value_or(""), "desc");
  return down ? room::RoomOrder::kLargest : room::RoomOrder::kSmallest;
}

Result<MeetingRoomPage> PageRooms(Txn& txn, Call& call, MeetingRoomPageIn& in) {
  room::RoomFilter filter;
  filter.folded = text::Fold(text::Trim(in.keyword.value_or("")));
  filter.department = in.departmentId.value_or(0);
  filter.min_capacity = in.minCapacity.value_or(0);
  filter.floor = std::string(text::Trim(in.floor.value_or("")));
  if (!in.status.value_or("").empty()) {
    std::string word = *in.status;
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    filter.status = office::ValueOf<MeetingRoomStatus>(word);
    if (!filter.status) return FieldError(Code::kBadArgument, "status", "会议室状态不正确");
  }
  filter.projector = in.hasProjector;
  filter.whiteboard = in.hasWhiteboard;
  filter.video = in.hasVideoConf;
  filter.order = OrderOf(in);
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  return PageData<MeetingRoomPage>(
      call, ToRooms(room::ListRooms(txn, call.who, filter, slice.limit, slice.offset)),
      room::CountRooms(txn, call.who, filter), slice);
}

Result<std::vector<MeetingRoomOut>> FreeRooms(Txn& txn, Call& call, FreeMeetingRoomsIn& in) {
  room::FreeFilter filter;
  filter.min_capacity = in.minCapacity.value_or(0);
  if (in.startTime || in.endTime) {
    if (!in.startTime) return FieldError(Code::kMissingArgument, "startTime", "开始时间不能为空");
    if (!in.endTime) return FieldError(Code::kMissingArgument, "endTime", "结束时间不能为空");
    filter.span = room::Span{in.startTime->ms, in.endTime->ms};
    if (filter.span->begin >= filter.span->end) return Error{Code::kBadArgument, "meeting_order"};
  }
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  auto out = ToRooms(room::ListFree(txn, call.who, filter, slice.reach(), slice.offset));
  TellTotal(call, out, slice, [&] { return room::CountFree(txn, call.who, filter); });
  return out;
}

// HH:mm, in a day that ends at 24:00.
std::string HourIn(std::int64_t ms, const room::Span& day) {
  constexpr std::size_t kHourAt = 11, kHourChars = 5;
  if (ms <= day.begin) return "00:00";
  if (ms >= day.end) return "24:00";
  return FormatTime(ms, Zone::Shanghai()).substr(kHourAt, kHourChars);
}

Result<MeetingDayOut> DayOfRoom(Txn& txn, Call& call, const room::RoomDoor& door,
                                MeetingDayIn& in) {
  const auto asked = ParseDay(text::Trim(in.date.value_or("")), Zone::Shanghai());
  const std::int64_t begin = asked.value_or(DayBegin(call.now_ms()));
  const room::Span day{begin, begin + kDayMs};
  const room::Room found = room::GetRoom(txn, door);
  MeetingDayOut out{
      found.id, found.name, found.location, found.capacity, FormatDay(begin, Zone::Shanghai()), {}};
  for (const room::Booking& b : room::ListOf(txn, door, day)) {
    out.schedules.push_back({b.id,
                             b.what.title,
                             b.what.type,
                             b.booker.id,
                             b.booker.name,
                             HourIn(b.what.span.begin, day),
                             HourIn(b.what.span.end, day),
                             {b.what.span.begin},
                             {b.what.span.end},
                             b.status,
                             b.what.people});
  }
  return out;
}

Result<bool> MayBook(Txn& txn, Call&, const room::RoomDoor& door, MeetingTimeIn& in) {
  const room::Span span{in.startTime->ms, in.endTime->ms};
  if (span.begin >= span.end) return Error{Code::kBadArgument, "meeting_order"};
  return room::IsFree(txn, door, span);
}

Result<MeetingStatisticsOut> CountMeetings(Txn& txn, Call& call, Nothing&) {
  const std::int64_t begin = DayBegin(call.now_ms());
  const room::Statistics s = room::Count(txn, call.who, {begin, begin + kDayMs});
  return MeetingStatisticsOut{s.rooms,    s.open,  s.maintenance, s.disabled,
                              s.occupied, s.today, s.pending,     s.mine};
}

constexpr char kOneRoom[] = R"({"roomId":"{meetingroom.mine}"})";

void AddRoomWrites(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(
      Ep<&CreateRoom>(Method::kPost, "/api/im/meeting-room/create", "Create a meeting room",
                      {.auth = gateway::Auth::kAdmin,
                       .mode = Mode::kWrite,
                       .ok = "创建成功",
                       .example = R"({"roomName":"Blue room","capacity":8,"location":"Tower A",)"
                                  R"("floor":"3","hasProjector":true})",
                       .ref = "19.1"}));
  rows->push_back(Ep<&UpdateRoom>(Method::kPut, "/api/im/meeting-room", "Update a meeting room",
                                  {.auth = gateway::Auth::kAdmin,
                                   .mode = Mode::kWrite,
                                   .door = "id",
                                   .repeatable = true,
                                   .ok = "更新成功",
                                   .example = R"({"id":"{meetingroom.mine}","capacity":10})",
                                   .ref = "19.2"}));
  rows->push_back(Ep<&DeleteRoom>(Method::kDelete, "/api/im/meeting-room/{roomId}",
                                  "Delete a meeting room",
                                  {.auth = gateway::Auth::kAdmin,
                                   .mode = Mode::kWrite,
                                   .door = "roomId",
                                   .ok = "删除成功",
                                   .example = R"({"roomId":"{meetingroom.spare}"})",
                                   .ref = "19.3"}));
}

}  // namespace

void AddMeetingRooms(std::vector<gateway::Endpoint>* rows) {
  using gateway::About;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  AddRoomWrites(rows);
  rows->push_back(Ep<&ShowRoom>(Method::kGet, "/api/im/meeting-room/{roomId}", "Get a meeting room",
                                {.door = "roomId", .example = kOneRoom, .ref = "19.4"}));
  rows->push_back(Ep<&PageRooms>(Method::kPost, "/api/im/meeting-room/page", "Page meeting rooms",
                                 {.mode = Mode::kScan,
                                  .example = R"({"keyword":"","pageNum":1,"pageSize":10})",
                                  .ref = "19.5",
                                  .about = About::kNothing}));
  rows->push_back(Ep<&FreeRooms>(Method::kGet, "/api/im/meeting-room/available",
                                 "List the meeting rooms that may be booked",
                                 {.mode = Mode::kScan, .ref = "19.6", .about = About::kNothing}));
  rows->push_back(
      Ep<&DayOfRoom>(Method::kGet, "/api/im/meeting-room/{roomId}/schedule",
                     "Get the bookings of a meeting room on a day",
                     {.mode = Mode::kScan,
                      .door = "roomId",
                      .example = R"({"roomId":"{meetingroom.mine}","date":"2030-05-06"})",
                      .ref = "19.12"}));
  rows->push_back(Ep<&MayBook>(
      Method::kGet, "/api/im/meeting-room/{roomId}/availability",
      "Check whether a meeting room may be booked for a time",
      {.door = "roomId",
       .example = R"({"roomId":"{meetingroom.mine}","startTime":"2030-05-06 10:00:00",)"
                  R"("endTime":"2030-05-06 11:00:00"})",
       .ref = "19.13"}));
  rows->push_back(Ep<&CountMeetings>(
      Method::kGet, "/api/im/meeting-room/statistics", "Count meeting rooms and bookings",
      {.mode = Mode::kScan, .ref = "19.15", .about = About::kCaller}));
  AddMeetingBookings(rows);
}

}  // namespace koine::ruoyi
