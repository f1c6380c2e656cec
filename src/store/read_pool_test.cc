#include "store/read_pool.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <map>
#include <memory>
#include <thread>

namespace koine::store {
namespace {

constexpr std::chrono::seconds kPatience{20};

ReadPool::Job JobOf(std::function<void(Txn&)> fn, std::function<void(const Error*)> done) {
  return {{"test"}, std::move(fn), std::move(done)};
}

void RunAll(std::span<ReadPool::Job> jobs) {
  for (ReadPool::Job& job : jobs) job.done(nullptr);
}

TEST(ReadPool, WhoWasBusyLastIsWoken) {
  constexpr int kJobs = 30;
  std::map<std::thread::id, int> counts;
  ReadPool pool({.threads = 3, .queue_max = 8}, RunAll);
  for (int i = 0; i < kJobs; ++i) {
    // Time to rest in, for all of them.
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    const auto by = std::make_shared<std::promise<std::thread::id>>();
    pool.Submit(JobOf({}, [by](const Error*) { by->set_value(std::this_thread::get_id()); }));
    ++counts[by->get_future().get()];
  }
  int most = 0;
  for (const auto& [thread, count] : counts) most = std::max(most, count);
  EXPECT_GT(most, kJobs * 2 / 3);
}

TEST(ReadPool, ThoseWhoRestRunWhatWaitsTogether) {
  std::promise<void> all_run;
  const std::shared_future<void> until = all_run.get_future().share();
  std::atomic<int> running{0};
  ReadPool pool({.threads = 3, .queue_max = 8}, RunAll);
  for (int i = 0; i < 3; ++i) {
    pool.Submit(JobOf({}, [&, until](const Error*) {
      if (++running == 3) all_run.set_value();
      until.wait_for(kPatience);
    }));
  }
  EXPECT_EQ(until.wait_for(kPatience), std::future_status::ready);
}

TEST(ReadPool, WhatIsTooMuchIsRefusedAndTheRestIsRunBeforeTheEnd) {
  std::promise<void> go;
  const std::shared_future<void> until = go.get_future().share();
  std::atomic<int> run{0};
  std::atomic<int> refused{0};
  std::promise<void> begun;
  ReadPool pool({.threads = 1, .queue_max = 2}, RunAll);
  pool.Submit(JobOf({}, [&, until](const Error*) {
    begun.set_value();
    until.wait();
  }));
  begun.get_future().wait();
  for (int i = 0; i < 3; ++i) {
    pool.Submit(JobOf({}, [&](const Error* error) { ++(error == nullptr ? run : refused); }));
  }
  EXPECT_EQ(refused, 1);
  go.set_value();
  pool.Stop();
  EXPECT_EQ(run, 2);
}

}  // namespace
}  // namespace koine::store
