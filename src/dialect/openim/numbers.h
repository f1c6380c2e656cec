#pragma once

// Numbers of the contract that several chapters use, by their fields.
namespace koine::openim {

// msgFrom
inline constexpr int kFromUser = 100;
inline constexpr int kFromSystem = 200;
// status of a message
inline constexpr int kSent = 2;
// contentType of the line under which two became friends; the only one of its kind that may be
// pushed to who is offline
inline constexpr int kFriendApproved = 1201;
// contentType of the line that two let their messages vanish after reading, or no more
inline constexpr int kPrivateSet = 1701;
// groupType; the only one that may be made
inline constexpr int kWorkingGroup = 2;
// roleLevel
inline constexpr int kOwnerLevel = 100;
inline constexpr int kAdminLevel = 60;
inline constexpr int kMemberLevel = 20;
// handleResult of requests that were answered
inline constexpr int kAgreed = 1;
inline constexpr int kRefused = -1;

}  // namespace koine::openim
