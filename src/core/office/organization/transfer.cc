#include "core/office/organization/transfer.h"

#include <algorithm>
#include <map>
#include <span>
#include <unordered_map>
#include <utility>

#include "core/audit/audit.h"
#include "core/office/organization/department_rows.h"
#include "core/office/organization/member_rows.h"
#include "core/office/organization/transfer_rows.h"
#include "core/office/organization/tree.h"
#include "core/word/word.h"

namespace koine::organization {

using access::Principal;
using store::Txn;

namespace {

constexpr int kTop = -1;  // what stands above the topmost departments

// The tree in memory, with what an import adds to it. Departments are named by their place in a
// list, since new ones have no id yet.
class Tree {
 public:
  struct Node {
    Department department;
    int parent = kTop;
    bool fresh = false, changed = false;
    bool gains = false;  // members
    bool told = false;   // is among Imported::departments
  };

  explicit Tree(std::vector<Department> all) {
    for (Department& one : all) {
      places_.emplace(one.id.value, std::ssize(nodes_));
      nodes_.push_back({std::move(one)});
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      nodes_[i].parent = PlaceOf(nodes_[i].department.parent);
      Name(static_cast<int>(i));
    }
  }

  Node& at(int place) { return nodes_[static_cast<std::size_t>(place)]; }
  std::vector<Node>& all() { return nodes_; }

  int PlaceOf(DepartmentId id) const {
    const auto found = places_.find(id.value);
    return found == places_.end() ? kTop : static_cast<int>(found->second);
  }
  int Find(int parent, const std::string& name) const {
    const auto found = named_.find({parent, name});
    return found == named_.end() ? kTop : found->second;
  }
  int Add(int parent, std::string name) {
    Node made;
    made.parent = parent;
    made.fresh = true;
    made.department.name = std::move(name);
    nodes_.push_back(std::move(made));
    const int place = static_cast<int>(nodes_.size()) - 1;
    Name(place);
    return place;
  }
  bool IsOutOfUse(int place) {
    for (int up = place; up != kTop; up = at(up).parent) {
      if (at(up).department.disabled) return true;
    }
    return false;
  }
  // The nearest first.
  std::vector<int> Above(int place) {
    std::vector<int> out;
    for (int up = at(place).parent; up != kTop; up = at(up).parent) out.push_back(up);
    return out;
  }

 private:
  void Name(int place) {
    const Node& node = at(place);
    named_.emplace(std::pair(node.parent, node.department.name), place);
  }

  std::vector<Node> nodes_;
  std::unordered_map<std::int64_t, std::ptrdiff_t> places_;
  std::map<std::pair<int, std::string>, int> named_;
};

// Who is named, and where they are.
class People {
 public:
  struct Place {
    Seat seat;
    int node = kTop;
    bool fresh = false, changed = false;
  };
  struct Person {
    UserId user;
    bool active = false;
    std::vector<Place> places;
    bool moved = false;  // another one is their primary department
  };

  People(Txn& txn, TenantId tenant, const Sheet& sheet, const Tree& tree) {
    std::vector<std::string> logins;
    for (const SheetLine& line : sheet.lines) {
      for (const std::string* login : {&line.user, &line.leader}) {
        if (!login->empty()) logins.push_back(*login);
      }
    }
    std::ranges::sort(logins);
    logins.erase(std::unique(logins.begin(), logins.end()), logins.end());
    std::unordered_map<std::int64_t, Person*> by_id;
    std::vector<std::int64_t> ids;
    // A login name comes before a handle of the same letters.
    for (const Named& one : FindNamed(txn, tenant, logins)) {
      const auto [found, fresh] = people_.try_emplace(one.login);
      if (!fresh) continue;
      found->second.user = one.user;
      found->second.active = one.active;
      by_id.emplace(one.user.value, &found->second);
      ids.push_back(one.user.value);
    }
    for (Seat& seat : ListSeats(txn, tenant, ids)) {
      const int node = tree.PlaceOf(seat.department);
      by_id.at(seat.user.value)->places.push_back({std::move(seat), node});
    }
  }

  Person* Find(const std::string& login) {
    const auto found = people_.find(login);
    return found == people_.end() || !found->second.active ? nullptr : &found->second;
  }
  std::map<std::string, Person>& all() { return people_; }

 private:
  std::map<std::string, Person> people_;
};

bool Take(const std::string& said, std::string* kept) {
  if (said.empty() || said == *kept) return false;
  *kept = said;
  return true;
}

// The organization as it is after the import, before anything is written.
class Plan {
 public:
  Plan(Txn& txn, const Principal& who, const Sheet& sheet)
      : txn_(txn),
        who_(who),
        names_(txn, who.tenant),
        tree_(ListAll(txn, who.tenant, kDepartmentsMax)),
        people_(txn, who.tenant, sheet, tree_) {
    out_.refused = sheet.refused;
  }

  void TakeLine(const SheetLine& line) {
    Goal goal;
    if (const char* fault = FaultOf(line, &goal)) {
      out_.refused.push_back({line.line, line.department, line.user, fault});
      return;
    }
    bool changes = !goal.missing.empty();
    for (std::string& name : goal.missing) {
      goal.node = tree_.Add(goal.node, std::move(name));
      Touch(goal.node, line);
    }
    changes = Describe(line, goal) || changes;
    changes = (goal.user != nullptr && Seats(line, goal)) || changes;
    if (!changes) ++out_.unchanged;
  }

  Status Fits() {
    if (std::ssize(tree_.all()) > kDepartmentsMax) {
      return Error{Code::kBadState, "departments_full"};
    }
    return Ok();
  }

  void Write() {
    WriteDepartments();
    WriteSeats();
    std::vector<std::int64_t> gained;
    for (const Tree::Node& node : tree_.all()) {
      if (node.gains) gained.push_back(node.department.id.value);
    }
    CountAnew(txn_, who_.tenant, gained);
    audit::Note(txn_, who_, "department.import", "departments",
                std::to_string(out_.departments.size()) + " departments, " +
                    std::to_string(out_.members_added) + " members added, " +
                    std::to_string(out_.members_updated) + " changed");
  }

  Imported Told() {
    std::ranges::stable_sort(out_.refused, {}, &RefusedLine::line);
    return std::move(out_);
  }

 private:
  // What a line is about.
  struct Goal {
    int node = kTop;                   // the lowest of its path that is there
    std::vector<std::string> missing;  // those under it
    People::Person* user = nullptr;
    People::Person* leader = nullptr;
  };

  // Why the line is refused; nullptr: it is not.
  const char* FaultOf(const SheetLine& line, Goal* goal) {
    for (const std::string& given : line.path) {
      const auto name = names_.Take(given, "name");
      if (!name.ok()) return "department";
      const int next = goal->missing.empty() ? tree_.Find(goal->node, *name) : kTop;
      if (next == kTop) {
        goal->missing.push_back(*name);
      } else {
        goal->node = next;
      }
    }
    const bool closed = tree_.IsOutOfUse(goal->node);
    if (closed && !goal->missing.empty()) return "disabled";
    if (!line.leader.empty()) {
      goal->leader = people_.Find(line.leader);
      if (goal->leader == nullptr) return "leader";
    }
    if (line.user.empty()) return nullptr;
    goal->user = people_.Find(line.user);
    if (goal->user == nullptr) return "user";
    if (goal->missing.empty() && PlaceIn(*goal) != nullptr) return nullptr;
    if (closed) return "disabled";
    return std::ssize(goal->user->places) < kDepartmentsEach ? nullptr : "memberships";
  }

  static People::Place* PlaceIn(const Goal& goal) {
    for (People::Place& one : goal.user->places) {
      if (one.node == goal.node) return &one;
    }
    return nullptr;
  }

  void Touch(int place, const SheetLine& line) {
    Tree::Node& node = tree_.at(place);
    if (node.told) return;
    node.told = true;
    out_.departments.push_back({line.line, PathOf(place), node.fresh});
  }

  std::string PathOf(int place) {
    std::string out = InPath(tree_.at(place).department.name);
    for (const int up : tree_.Above(place)) {
      out = InPath(tree_.at(up).department.name) + '/' + out;
    }
    return out;
  }

  // What the line says of its department.
  bool Describe(const SheetLine& line, const Goal& goal) {
    Tree::Node& node = tree_.at(goal.node);
    Department& now = node.department;
    bool changes = Take(line.phone, &now.phone);
    changes = Take(line.email, &now.email) || changes;
    changes = Take(line.remark, &now.remark) || changes;
    if (line.sort && *line.sort != now.sort) {
      now.sort = *line.sort;
      changes = true;
    }
    if (goal.leader != nullptr && goal.leader->user != now.leader) {
      now.leader = goal.leader->user;
      changes = true;
    }
    if (!changes) return false;
    node.changed = true;
    Touch(goal.node, line);
    return true;
  }

  // What it says of its user.
  bool Seats(const SheetLine& line, const Goal& goal) {
    People::Person& person = *goal.user;
    People::Place* place = PlaceIn(goal);
    if (place == nullptr) {
      const bool first = person.places.empty();
      People::Place made;
      made.seat.user = person.user;
      made.seat.position = line.position;
      made.seat.primary = first;
      made.node = goal.node;
      made.fresh = true;
      person.places.push_back(std::move(made));
      tree_.at(goal.node).gains = true;
      if (line.primary && !first) MakePrimary(&person, &person.places.back());
      ++out_.members_added;
      return true;
    }
    bool changes = Take(line.position, &place->seat.position);
    if (line.primary && !place->seat.primary) {
      MakePrimary(&person, place);
      changes = true;
    }
    if (!changes) return false;
    if (!place->fresh && !place->changed) ++out_.members_updated;
    place->changed = true;
    return true;
  }

  static void MakePrimary(People::Person* person, People::Place* place) {
    for (People::Place& one : person->places) one.seat.primary = false;
    place->seat.primary = true;
    person->moved = true;
  }

  void WriteDepartments() {
    std::vector<NewDepartment> made;
    const std::int64_t now = txn_.now_ms();
    for (std::size_t i = 0; i < tree_.all().size(); ++i) {
      Tree::Node& node = tree_.all()[i];
      if (!node.fresh) {
        if (!node.changed) continue;
        node.department.updated_at = now;
        UpdateDepartment(txn_, who_.tenant, node.department);
        continue;
      }
      // Its parent stands before it, and has its id.
      node.department.id = NewDepartmentId(txn_);
      NewDepartment one;
      for (const int up : tree_.Above(static_cast<int>(i))) {
        one.above.push_back(tree_.at(up).department.id.value);
      }
      if (!one.above.empty()) node.department.parent = DepartmentId(one.above.front());
      one.department = node.department;
      made.push_back(std::move(one));
    }
    InsertDepartments(txn_, who_.tenant, made);
  }

  void WriteSeats() {
    std::vector<std::int64_t> moved;
    std::vector<Seat> made, changed;
    for (auto& [login, person] : people_.all()) {
      if (person.moved) moved.push_back(person.user.value);
      for (People::Place& place : person.places) {
        if (place.fresh) {
          place.seat.department = tree_.at(place.node).department.id;
          made.push_back(place.seat);
        } else if (place.changed) {
          changed.push_back(place.seat);
        }
      }
    }
    if (!moved.empty()) ClearPrimary(txn_, who_.tenant, moved);
    UpdateSeats(txn_, who_.tenant, changed);
    InsertSeats(txn_, who_.tenant, std::move(made));
  }

  Txn& txn_;
  const Principal& who_;
  word::Names names_;
  Tree tree_;
  People people_;
  Imported out_;
};

// The departments from the top down, each with its path.
class Paths {
 public:
  explicit Paths(std::vector<Department> all) : all_(std::move(all)) {
    for (const Department& one : all_) under_[one.parent.value].push_back(&one);
    Walk(DepartmentId(), "");
  }
  const std::vector<std::pair<const Department*, std::string>>& ordered() const { return ordered_; }

 private:
  // Nothing lies deeper than kLevelsMax.
  void Walk(DepartmentId parent, const std::string& path) {
    const auto found = under_.find(parent.value);
    if (found == under_.end()) return;
    for (const Department* one : found->second) {
      const std::string here = path.empty() ? InPath(one->name) : path + '/' + InPath(one->name);
      ordered_.emplace_back(one, here);
      Walk(one->id, here);
    }
  }

  std::vector<Department> all_;
  std::unordered_map<std::int64_t, std::vector<const Department*>> under_;
  std::vector<std::pair<const Department*, std::string>> ordered_;
};

}  // namespace

Result<Imported> Import(Txn& txn, const Principal& who, const Sheet& sheet, bool dry_run) {
  if (!who.admin()) return Error{Code::kForbidden};
  LockTree(txn, who.tenant);
  Plan plan(txn, who, sheet);
  for (const SheetLine& line : sheet.lines) plan.TakeLine(line);
  KOINE_CHECK(plan.Fits());
  if (!dry_run) plan.Write();
  return plan.Told();
}

Result<std::string> Export(Txn& txn, const Principal& who) {
  if (!who.admin()) return Error{Code::kForbidden};
  const Paths paths(ListTree(txn, who));
  std::vector<std::int64_t> leaders;
  for (const auto& [one, path] : paths.ordered()) {
    if (one->leader) leaders.push_back(one->leader.value);
  }
  std::unordered_map<std::int64_t, std::string> logins;
  for (Named& one : FindLogins(txn, who.tenant, leaders)) {
    logins.emplace(one.user.value, std::move(one.login));
  }
  SheetWriter out;
  std::unordered_map<std::int64_t, const std::string*> path_of;
  for (const auto& [one, path] : paths.ordered()) {
    path_of.emplace(one->id.value, &path);
    SheetLine line;
    line.department = path;
    line.sort = one->sort;
    if (one->leader) line.leader = logins[one->leader.value];
    line.phone = one->phone;
    line.email = one->email;
    line.remark = one->remark;
    out.Put(line);
  }
  std::int64_t members = 0;
  EachListed(txn, who.tenant, kExportMembersMax + 1, [&](Listed&& one) {
    ++members;
    const auto path = path_of.find(one.department.value);
    if (path == path_of.end()) return;
    SheetLine line;
    line.department = *path->second;
    line.user = std::move(one.login);
    line.position = std::move(one.position);
    line.primary = one.primary;
    out.Put(line, one.name);
  });
  if (members > kExportMembersMax) return Error{Code::kBadState, "export_full"};
  return out.Take();
}

}  // namespace koine::organization
