#pragma once

#include "store/job.h"

// What the server itself has to tell people of App IM and OpenIM, who have no list of notifications
// (mapping 9.5): one message of its account, in a conversation of the two that RuoYi-IM and IM Chat
// do not show, where the same stands in the lists of these.
namespace koine::bulletin {

// The job that tells (core/notification/elsewhere.h): number, notice and message of a notification
// are one transaction.
void AddJobs(store::JobRunner& jobs);

}  // namespace koine::bulletin
