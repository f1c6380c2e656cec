// Bookings of meeting rooms (ruoyi 19.7 to 19.11, 19.14, and beyond).

#include "core/office/room/booking.h"

#include <utility>

#include "base/text.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using room::BookingId;
using room::BookingStatus;
using room::MeetingRoomId;
using room::MeetingType;
using store::Txn;

struct BookMeetingIn {
  MeetingRoomId roomId;
  std::string meetingTitle;
  std::optional<json::Time> startTime, endTime;
  std::optional<std::int64_t> attendeeCount;
  std::optional<MeetingType> meetingType;
  std::vector<std::int64_t> attendees;
  std::optional<std::string> agenda, refreshments, recording, remark;
  std::vector<std::string> resources;
};
KOINE_DESCRIBE(BookMeetingIn, (roomId, meetingTitle, startTime, endTime, attendeeCount, meetingType,
                               attendees, agenda, refreshments, recording, remark, resources))
KOINE_RULES(BookMeetingIn, json::Rule("roomId").Required("会议室ID不能为空"),
            json::Rule("meetingTitle")
                .NotBlank("会议主题不能为空")
                .MaxChars(room::kTitleChars, "会议主题长度不能超过200个字符"),
            json::Rule("startTime").Required("开始时间不能为空"),
            json::Rule("endTime").Required("结束时间不能为空"),
            json::Rule("attendeeCount").Min(1, "参会人数必须大于0"),
            json::Rule("meetingType").AnyCase().Text("会议类型不正确"),
            json::Rule("attendees").MaxItems(room::kAttendeesMax, "参会人不能超过300人"),
            json::Rule("agenda").MaxChars(room::kAgendaChars, "会议议程长度不能超过2000个字符"),
            json::Rule("refreshments").MaxChars(room::kNoteChars),
            json::Rule("recording").MaxChars(room::kNoteChars),
            json::Rule("remark").MaxChars(room::kNoteChars, "备注长度不能超过500个字符"),
            json::Rule("resources").MaxItems(room::kItemsMax).MaxChars(room::kItemChars))
struct BookingIn {
  BookingId bookingId;
};
KOINE_DESCRIBE(BookingIn, (bookingId))
struct CancelBookingIn {
  BookingId bookingId;
  std::optional<std::string> reason;
};
KOINE_DESCRIBE(CancelBookingIn, (bookingId, reason))
KOINE_RULES(CancelBookingIn,
            json::Rule("reason").MaxChars(room::kNoteChars, "取消原因长度不能超过500个字符"))
struct FeedbackIn {
  BookingId bookingId;
  std::string feedback;
  std::int64_t rating = 0;
};
KOINE_DESCRIBE(FeedbackIn, (bookingId, feedback, rating))
KOINE_RULES(FeedbackIn,
            json::Rule("feedback")
                .NotBlank("反馈内容不能为空")
                .MaxChars(room::kFeedbackChars, "反馈内容长度不能超过1000个字符"),
            json::Rule("rating")
                .Required("评分不能为空")
                .Min(1, "评分必须在1-5之间")
                .Max(room::kRatingMax, "评分必须在1-5之间"))
struct OwnBookingsIn {
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(OwnBookingsIn, (pageNum, pageSize))

struct MeetingAttendeeOut {
  UserId userId;
  std::string userName, userAvatar;
  bool isCheckedIn = false;
  std::optional<json::Time> checkInTime;
};
KOINE_DESCRIBE(MeetingAttendeeOut, (userId, userName, userAvatar, isCheckedIn, checkInTime))
struct BookingOut {
  BookingId id, bookingId;
  MeetingRoomId roomId;
  std::string roomName, roomLocation;
  UserId bookingUserId;
  std::string bookingUserName, bookingUserAvatar, meetingTitle;
  MeetingType meetingType = MeetingType::kRegular;
  std::string meetingTypeDisplay;
  json::Time startTime, endTime;
  std::int64_t attendeeCount = 0;
  std::vector<MeetingAttendeeOut> attendees;
  std::string agenda;
  std::vector<std::string> resources;
  std::string refreshments, recording;
  BookingStatus status = BookingStatus::kConfirmed;
  std::string statusDisplay;
  std::optional<std::string> cancelReason;
  std::optional<json::Time> checkInTime, checkOutTime;
  bool isCheckedIn = false, isCheckedOut = false, isExpired = false;
  std::optional<std::string> feedback;
  std::optional<std::int64_t> rating;
  std::string remark;
  json::Time createTime, updateTime;
};
KOINE_DESCRIBE(BookingOut,
               (id, bookingId, roomId, roomName, roomLocation, bookingUserId, bookingUserName,
                bookingUserAvatar, meetingTitle, meetingType, meetingTypeDisplay, startTime,
                endTime, attendeeCount, attendees, agenda, resources, refreshments, recording,
                status, statusDisplay, cancelReason, checkInTime, checkOutTime, isCheckedIn,
                isCheckedOut, isExpired, feedback, rating, remark, createTime, updateTime))

namespace {

const char* DisplayOf(MeetingType type) {
  switch (type) {
    case MeetingType::kRegular:
      return "常规会议";
    case MeetingType::kTraining:
      return "培训";
    case MeetingType::kInterview:
      return "面试";
    case MeetingType::kClient:
      break;
  }
  return "客户会议";
}

const char* DisplayOf(BookingStatus status) {
  switch (status) {
    case BookingStatus::kPending:
      return "待确认";
    case BookingStatus::kConfirmed:
      return "已确认";
    case BookingStatus::kCancelled:
      return "已取消";
    case BookingStatus::kCompleted:
      break;
  }
  return "已完成";
}

BookingOut ToBooking(const room::Booking& b, std::int64_t now_ms) {
  BookingOut out;
  out.id = out.bookingId = b.id;
  out.roomId = b.room;
  out.roomName = b.room_name;
  out.roomLocation = b.room_location;
  out.bookingUserId = b.booker.id;
  out.bookingUserName = b.booker.name;
  out.bookingUserAvatar = AvatarOf(b.booker.avatar);
  out.meetingTitle = b.what.title;
  out.meetingType = b.what.type;
  out.meetingTypeDisplay = DisplayOf(b.what.type);
  out.startTime = {b.what.span.begin};
  out.endTime = {b.what.span.end};
  out.attendeeCount = b.what.people;
  for (const room::Attendee& one : b.attendees) {
    out.attendees.push_back({one.who.id, one.who.name, AvatarOf(one.who.avatar),
                             one.checked_in_at > 0, OptTime(one.checked_in_at)});
  }
  out.agenda = b.what.agenda;
  out.resources = b.what.resources;
  out.refreshments = b.what.refreshments;
  out.recording = b.what.recording;
  out.status = b.status;
  out.statusDisplay = DisplayOf(b.status);
  if (!b.reason.empty()) out.cancelReason = b.reason;
  out.checkInTime = OptTime(b.checked_in_at);
  out.checkOutTime = OptTime(b.checked_out_at);
  out.isCheckedIn = b.checked_in_at > 0;
  out.isCheckedOut = b.checked_out_at > 0;
  out.isExpired = b.ExpiredAt(now_ms);
  if (!b.feedback.empty()) out.feedback = b.feedback;
  if (b.rating > 0) out.rating = b.rating;
  out.remark = b.what.remark;
  out.createTime = {b.created_at};
  out.updateTime = {b.updated_at};
  return out;
}

Result<BookingId> BookRoom(Txn& txn, Call&, const room::RoomDoor& door, BookMeetingIn& in) {
  if (!in.attendeeCount && in.attendees.empty()) {
    return FieldError(Code::kMissingArgument, "attendeeCount", "参会人数不能为空");
  }
  room::BookIn what;
  what.title = std::string(text::Trim(in.meetingTitle));
  what.type = in.meetingType.value_or(MeetingType::kRegular);
  what.span = {in.startTime->ms, in.endTime->ms};
  what.people = in.attendeeCount.value_or(static_cast<std::int64_t>(in.attendees.size()) + 1);
  what.attendees = in.attendees;
  what.agenda = in.agenda.value_or("");
  what.refreshments = in.refreshments.value_or("");
  what.recording = in.recording.value_or("");
  what.remark = in.remark.value_or("");
  what.resources = in.resources;
  return room::Book(txn, door, std::move(what));
}

Result<BookingOut> ShowBooking(Txn& txn, Call& call, const room::SeenBooking& door, BookingIn&) {
  return ToBooking(room::Get(txn, door), call.now_ms());
}

Result<std::vector<BookingOut>> OwnBookings(Txn& txn, Call& call, OwnBookingsIn& in) {
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  std::vector<BookingOut> out;
  for (const room::Booking& b : room::ListOwn(txn, call.who, slice.reach(), slice.offset)) {
    out.push_back(ToBooking(b, call.now_ms()));
  }
  TellTotal(call, out, slice, [&] { return room::CountOwn(txn, call.who); });
  return out;
}

Result<Nothing> CancelBooking(Txn& txn, Call&, const room::EndedBooking& door,
                              CancelBookingIn& in) {
  KOINE_CHECK(room::Cancel(txn, door, in.reason.value_or("")));
  return Nothing{};
}

Result<Nothing> ConfirmBooking(Txn& txn, Call&, const room::WaitingBooking& door, BookingIn&) {
  KOINE_CHECK(room::Confirm(txn, door));
  return Nothing{};
}

Result<Nothing> CheckIn(Txn& txn, Call&, const room::AttendedBooking& door, BookingIn&) {
  KOINE_CHECK(room::CheckIn(txn, door));
  return Nothing{};
}

Result<Nothing> CheckOut(Txn& txn, Call&, const room::OwnBooking& door, BookingIn&) {
  KOINE_CHECK(room::CheckOut(txn, door));
  return Nothing{};
}

Result<Nothing> GiveFeedback(Txn& txn, Call&, const room::OwnBooking& door, FeedbackIn& in) {
  KOINE_CHECK(room::GiveFeedback(txn, door, in.feedback, in.rating));
  return Nothing{};
}

constexpr char kOneBooking[] = R"({"bookingId":"{booking.mine}"})";

// An act on a booking that takes nothing but its id.
gateway::Options Act(const char* refusal, const char* ok, const char* ref) {
  gateway::Options out;
  out.mode = gateway::Mode::kWrite;
  out.door = "bookingId";
  out.refusal = refusal;
  out.ok = ok;
  out.example = kOneBooking;
  out.ref = ref;
  return out;
}

}  // namespace

void AddMeetingBookings(std::vector<gateway::Endpoint>* rows) {
  using gateway::About;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(
      Ep<&BookRoom>(Method::kPost, "/api/im/meeting-room/book", "Book a meeting room",
                    {.mode = Mode::kWrite,
                     .door = "roomId",
                     .ok = "预订成功",
                     .example = R"({"roomId":"{meetingroom.mine}","meetingTitle":"Weekly",)"
                                R"("startTime":"2030-05-06 10:00:00",)"
                                R"("endTime":"2030-05-06 11:00:00","attendeeCount":2})",
                     .ref = "19.7"}));
  rows->push_back(Ep<&CancelBooking>(
      Method::kPost, "/api/im/meeting-room/booking/{bookingId}/cancel",
      "Cancel a booking of a meeting room", Act("只有预订人可以取消预订", "取消成功", "19.8")));
  rows->push_back(
      Ep<&ConfirmBooking>(Method::kPost, "/api/im/meeting-room/booking/{bookingId}/confirm",
                          "Confirm a booking of a meeting room", Act("", "确认成功", "19.9")));
  rows->push_back(Ep<&CheckIn>(Method::kPost, "/api/im/meeting-room/booking/{bookingId}/check-in",
                               "Check in to a meeting",
                               Act("只有预订人可以签到", "签到成功", "19.10")));
  rows->push_back(Ep<&CheckOut>(Method::kPost, "/api/im/meeting-room/booking/{bookingId}/check-out",
                                "Check out of a meeting",
                                Act("只有预订人可以签退", "签退成功", "19.11")));
  gateway::Options feedback = Act("只有预订人可以提交反馈", "提交成功", "19.14");
  feedback.repeatable = true;
  feedback.example = R"({"bookingId":"{booking.mine}","feedback":"Quiet and bright","rating":5})";
  rows->push_back(Ep<&GiveFeedback>(Method::kPost,
                                    "/api/im/meeting-room/booking/{bookingId}/feedback",
                                    "Say how a meeting room was", feedback));
  rows->push_back(Ep<&ShowBooking>(Method::kGet, "/api/im/meeting-room/booking/{bookingId}",
                                   "Get a booking of a meeting room",
                                   {.door = "bookingId", .example = kOneBooking, .ref = "19.15"}));
  rows->push_back(Ep<&OwnBookings>(Method::kGet, "/api/im/meeting-room/booking/my",
                                   "List the meetings of the caller",
                                   {.mode = Mode::kScan, .ref = "19.15", .about = About::kCaller}));
}

}  // namespace koine::ruoyi
