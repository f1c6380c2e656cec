#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/core_test_util.h"

// How SQLite finds the rows of statements that name them by a list: never by reading a tenant, nor
// one list for each element of another. Beside each noun stands a test of its statements.
namespace koine::core {

// Passes statements on, and reads the plan of each first.
class PlanTxn final : public store::Txn {
 public:
  explicit PlanTxn(store::Txn& txn) : txn_(txn) {}

  std::int64_t Run(const store::Sql& sql, std::span<const store::Param> params,
                   const RowFn* row) override {
    static std::vector<std::unique_ptr<std::string>> texts;
    static std::vector<std::unique_ptr<store::Sql>> plans;
    texts.push_back(
        std::make_unique<std::string>(std::string("explain query plan ") + sql.sqlite()));
    plans.push_back(std::make_unique<store::Sql>(texts.back()->c_str()));
    std::map<std::int64_t, int> lists;  // walked inside each other, by their parent
    const RowFn take = [&](const store::Row& step) {
      const std::string text = step.String(3);
      used_ += text + "\n";
      if (text.ends_with("(tenant_id=?)")) bad_.push_back(text + " in: " + sql.sqlite());
      if (text.find("VIRTUAL TABLE INDEX 1") != text.npos && ++lists[step.Int(1)] == 2) {
        bad_.push_back("a list for each element of another in: " + std::string(sql.sqlite()));
      }
    };
    txn_.Run(*plans.back(), params, &take);
    return txn_.Run(sql, params, row);
  }
  std::int64_t Append(const store::LogTable& table, std::span<const store::Param> columns,
                      std::shared_ptr<const void> object) override {
    return txn_.Append(table, columns, std::move(object));
  }
  void PublishTransient(std::shared_ptr<const void> object) override {
    txn_.PublishTransient(std::move(object));
  }
  std::int64_t NextId(const store::IdSequence& sequence) override { return txn_.NextId(sequence); }
  void PutJob(std::string_view, std::string_view, std::int64_t, std::string_view) override {}
  void CancelJob(std::string_view, std::string_view) override {}
  std::int64_t SnapshotPosition() override { return txn_.SnapshotPosition(); }
  std::int64_t now_ms() const override { return txn_.now_ms(); }
  Random& random() override { return txn_.random(); }
  bool writable() const override { return txn_.writable(); }
  bool failed() const override { return txn_.failed(); }

  const std::vector<std::string>& bad() const { return bad_; }
  // All steps of all plans.
  const std::string& used() const { return used_; }

 private:
  store::Txn& txn_;
  std::vector<std::string> bad_;
  std::string used_;
};

// A suite of a noun derives from it, so that each has a name of its own.
class PlansTest : public CoreTest {
 protected:
  // Runs fn(PlanTxn&), which calls the statements; none of their plans is a bad one.
  template <class F>
  void ExpectLookedUp(F fn) {
    const auto bad = Write([&](store::Txn& txn) -> Result<std::vector<std::string>> {
      PlanTxn plan(txn);
      fn(plan);
      return plan.bad();
    });
    ASSERT_TRUE(bad.ok());
    EXPECT_EQ(*bad, std::vector<std::string>());
  }
};

}  // namespace koine::core
