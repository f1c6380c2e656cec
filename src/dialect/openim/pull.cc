#include "dialect/openim/pull.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/change/stream.h"
#include "core/history/render.h"
#include "core/history/sync.h"
#include "dialect/openim/conversation.h"
#include "dialect/openim/names.h"
#include "dialect/openim/notification.h"
#include "dialect/openim/render.h"

namespace koine::openim {

using store::Txn;

namespace {

// What one pull may ask for, and what one answer holds; the rest is asked for again.
constexpr std::size_t kRangesMax = 1000;
constexpr std::size_t kPulledMax = 3000;
constexpr std::size_t kAnswerBytesMax = 900 * 1024;  // mapping 7.2
constexpr int kDescending = 1;

std::string OwnStreamName(const Reader& reader) {
  return NotificationName(SingleName(reader.handle, reader.handle));
}

std::vector<history::SyncSeat> SeatsOf(Txn& txn, const Reader& reader,
                                       const std::vector<std::string>& names) {
  if (!names.empty()) {
    return FindSeats(txn, reader.who, reader.handle, names);
  }
  return history::ListSyncSeats(txn, reader.who, kSeatsMax);
}

// Numbers of a conversation or of a stream of changes, whose own seats have none.
struct Stream {
  const history::SyncSeat* seat = nullptr;  // of a chat, or of the chat that changes
  std::int64_t changes = 0;                 // the stream; 0: the messages of `seat`
  access::VisibleRange range;               // its numbers
};

// Messages and changes of some conversations, each read in one statement.
class Pull {
 public:
  Pull(Txn& txn, const Reader& reader) : txn_(txn), reader_(reader) {}

  // Finds the seats of these names.
  void Resolve(const std::vector<std::string>& names) {
    if (names.empty()) return;
    for (history::SyncSeat& seat : SeatsOf(txn_, reader_, names)) {
      std::string name = NameOf(seat, reader_.handle);
      seats_.emplace(std::move(name), std::move(seat));
    }
    const std::string own = OwnStreamName(reader_);
    if (std::find(names.begin(), names.end(), own) == names.end()) return;
    own_last_ = change::LastOwn(txn_, reader_.who);
  }
  std::optional<Stream> Find(const std::string& name) const {
    if (!IsNotificationName(name)) {
      const history::SyncSeat* seat = Seat(name);
      if (seat == nullptr) return std::nullopt;
      return Stream{seat, 0, seat->visible()};
    }
    if (name == OwnStreamName(reader_)) {
      return Stream{nullptr, change::StreamOf(reader_.who.user), {1, own_last_}};
    }
    for (const std::string& chat : ChatNames(name)) {
      const history::SyncSeat* seat = Seat(chat);
      if (seat == nullptr) continue;
      return Stream{
          seat, change::StreamOf(seat->conversation.id), {1, seat->conversation.change_seq}};
    }
    return std::nullopt;
  }
  // Whether there is room for so many more.
  bool Want(const std::string& name, const Stream& stream, std::vector<std::int64_t> seqs,
            bool is_end) {
    if (wanted_count_ + seqs.size() > kPulledMax) return false;
    wanted_count_ += seqs.size();
    if (stream.changes != 0) {
      // One range for each run of numbers.
      for (const std::int64_t seq : seqs) {
        if (seq == seqs.front() || seq != ranges_.back().last + 1) {
          const auto visible =
              stream.seat == nullptr ? access::VisibleRange() : stream.seat->visible();
          ranges_.push_back({stream.changes, seq, seq, visible});
        }
        ranges_.back().last = seq;
      }
    } else {
      for (const std::int64_t seq : seqs) {
        asked_.push_back({stream.seat, seq});
      }
    }
    wanted_.push_back({name, stream, std::move(seqs), is_end});
    return true;
  }
  // Reads them. A conversation for which there is no more room is cut off, and is not at its end.
  MessagesByConversation Take() {
    Read();
    const Renderer renderer(txn_, reader_.dialect, reader_.who, reader_.handle, entries_);
    MessagesByConversation out;
    std::size_t bytes = 0;
    for (const Wanted& wanted : wanted_) {
      const bool changes = wanted.stream.changes != 0;
      PullMsgs pull;
      pull.isEnd = wanted.is_end;
      // Clients take a stream of changes for read up to its end: if something must be left out, it
      // is the oldest.
      std::vector<std::int64_t> seqs = wanted.seqs;
      if (changes) std::reverse(seqs.begin(), seqs.end());
      for (const std::int64_t seq : seqs) {
        MsgData message = changes ? Change(wanted, seq) : Message(renderer, wanted, seq);
        bytes += BytesOf(message);
        if (bytes > kAnswerBytesMax) {
          pull.isEnd = false;
          break;
        }
        pull.Msgs.push_back(std::move(message));
      }
      if (changes) std::reverse(pull.Msgs.begin(), pull.Msgs.end());
      if (pull.Msgs.empty()) continue;
      (changes ? out.notificationMsgs : out.msgs)[wanted.name] = std::move(pull);
    }
    return out;
  }

 private:
  struct Wanted {
    std::string name;
    Stream stream;
    std::vector<std::int64_t> seqs;
    bool is_end;
  };
  using Place = std::pair<std::int64_t, std::int64_t>;

  // About what it takes on the wire.
  static std::size_t BytesOf(const MsgData& message) {
    constexpr std::size_t kRest = 400;
    constexpr std::size_t kOfPlaceholder = 16;
    if (message.content.data.empty()) return kOfPlaceholder;
    return kRest + message.content.data.size() + message.ex.size() + message.attachedInfo.size();
  }
  const history::SyncSeat* Seat(const std::string& name) const {
    const auto it = seats_.find(name);
    return it == seats_.end() ? nullptr : &it->second;
  }

  void Read() {
    const access::Principal& who = reader_.who;
    entries_ = history::ListEntries(txn_, who, asked_);
    for (const history::SyncEntry& entry : entries_) {
      found_[{entry.message.conversation.value, entry.message.seq}] = &entry;
    }
    changes_ = change::ListFor(txn_, who, ranges_);
    std::vector<std::int64_t> elsewhere;
    for (const change::Entry& entry : changes_) {
      changed_[{entry.stream, entry.number}] = &entry;
      if (const ConversationId place = history::PlaceOfOwn(entry)) elsewhere.push_back(place.value);
    }
    history::NameOwnMessages(txn_, who.tenant, &changes_);
    for (const history::SyncSeat& seat : history::ListSeatsOf(txn_, who, elsewhere)) {
      chats_[seat.conversation.id] = NameOf(seat, reader_.handle);
    }
  }
  MsgData Message(const Renderer& renderer, const Wanted& wanted, std::int64_t seq) const {
    const auto it = found_.find({wanted.stream.seat->conversation.id.value, seq});
    return it == found_.end() ? Placeholder(seq)
                              : renderer.Message(*it->second, *wanted.stream.seat);
  }
  MsgData Change(const Wanted& wanted, std::int64_t number) const {
    const auto it = changed_.find({wanted.stream.changes, number});
    if (it == changed_.end()) return Placeholder(number);
    const change::Entry& entry = *it->second;
    ChatOf chat;
    if (const history::SyncSeat* seat = wanted.stream.seat) {
      if (entry.change.kind == change::Kind::kTip) return Placeholder(number);
      const bool own = entry.change.actor == reader_.who.user;
      chat = {NameOf(*seat, reader_.handle), SessionTypeOf(*seat) == kGroupSession,
              own ? seat->peer_handle : reader_.handle};
      if (chat.group) chat.to = seat->handle;
    } else if (entry.change.kind == change::Kind::kBusiness) {
      chat.to = reader_.handle;
    } else {
      const auto named = chats_.find(history::PlaceOfOwn(entry));
      if (named == chats_.end()) return Placeholder(number);
      chat = {named->second, false, reader_.handle};
    }
    return ToMsgData(ToNotification(reader_.dialect, reader_.who.tenant, entry, chat));
  }

  Txn& txn_;
  const Reader& reader_;
  std::map<std::string, history::SyncSeat> seats_;
  std::int64_t own_last_ = 0;
  std::vector<Wanted> wanted_;
  std::size_t wanted_count_ = 0;
  std::vector<history::Wanted> asked_;
  std::vector<change::Range> ranges_;
  std::vector<history::SyncEntry> entries_;
  std::vector<change::Entry> changes_;
  std::map<Place, const history::SyncEntry*> found_;
  std::map<Place, const change::Entry*> changed_;
  std::map<ConversationId, std::string> chats_;  // where the user's own changes are
};

// The numbers of a range that exist, the newest `num` of them.
std::vector<std::int64_t> SeqsIn(const Stream& stream, const SeqRange& range) {
  const auto room = static_cast<std::int64_t>(kPulledMax);
  const std::int64_t most =
      stream.changes != 0 ? room : std::clamp(range.num, std::int64_t{0}, room);
  std::int64_t from = std::max(range.begin, stream.range.from);
  const std::int64_t to = std::min(range.end, stream.range.to);
  if (to - from + 1 > most) from = to - most + 1;
  std::vector<std::int64_t> out;
  for (std::int64_t seq = from; seq <= to; ++seq) out.push_back(seq);
  return out;
}

}  // namespace

GetMaxSeqResp NewestSeqs(Txn& txn, const Reader& reader) {
  GetMaxSeqResp out;
  for (const history::SyncSeat& seat : SeatsOf(txn, reader, {})) {
    const std::string name = NameOf(seat, reader.handle);
    if (const std::int64_t max = seat.visible().to; max > 0) out.maxSeqs[name] = max;
    const std::int64_t changes = seat.conversation.change_seq;
    if (changes > 0) out.maxSeqs[NotificationName(name)] = changes;
  }
  const std::int64_t own = change::LastOwn(txn, reader.who);
  if (own > 0) out.maxSeqs[OwnStreamName(reader)] = own;
  return out;
}

GetConversationsHasReadAndMaxSeqResp ReadAndMax(Txn& txn, const Reader& reader,
                                                const GetConversationsHasReadAndMaxSeqReq& in) {
  GetConversationsHasReadAndMaxSeqResp out;
  const std::vector<std::string>& names = in.conversationIDs;
  for (const history::SyncSeat& seat : SeatsOf(txn, reader, names)) {
    const std::string name = NameOf(seat, reader.handle);
    if (in.returnPinned && seat.pinned) out.pinnedConversationIDs.push_back(name);
    Seqs seqs;
    seqs.maxSeq = seat.visible().to;
    if (seqs.maxSeq <= 0) continue;
    // Own messages never count as unread (mapping 6).
    seqs.hasReadSeq = std::max(seat.member.read_seq, seat.member.sent_seq);
    const bool whole = seqs.maxSeq == seat.conversation.last_seq;
    seqs.maxSeqTime = whole ? seat.conversation.last_sent_at : 0;
    out.seqs[name] = seqs;
  }
  const bool any_stream = std::any_of(names.begin(), names.end(), IsNotificationName);
  if (!any_stream) return out;
  // A seat was found by the name of its chat or of its stream: only what is named is told.
  std::erase_if(out.seqs, [&names](const auto& one) {
    return std::find(names.begin(), names.end(), one.first) == names.end();
  });
  Pull pull(txn, reader);
  pull.Resolve(names);
  for (const std::string& name : names) {
    if (!IsNotificationName(name)) continue;
    const auto stream = pull.Find(name);
    if (stream && stream->range.to > 0) out.seqs[name].maxSeq = stream->range.to;
  }
  return out;
}

Result<MessagesByConversation> PullRanges(Txn& txn, const Reader& reader,
                                          const PullMessageBySeqsReq& in) {
  if (in.seqRanges.size() > kRangesMax) return FieldError(Code::kTooLarge, "seqRanges");
  std::vector<std::string> names;
  for (const SeqRange& range : in.seqRanges) names.push_back(range.conversationID);
  Pull pull(txn, reader);
  pull.Resolve(names);
  for (const SeqRange& range : in.seqRanges) {
    const auto stream = pull.Find(range.conversationID);
    if (!stream) continue;
    std::vector<std::int64_t> seqs = SeqsIn(*stream, range);
    const bool is_end =
        in.order == kDescending ? range.begin <= stream->range.from : stream->range.to <= range.end;
    if (!seqs.empty() && !pull.Want(range.conversationID, *stream, std::move(seqs), is_end)) break;
  }
  return pull.Take();
}

Result<MessagesByConversation> PullSeqs(Txn& txn, const Reader& reader,
                                        const GetSeqMessageReq& in) {
  if (in.conversations.size() > kRangesMax) return FieldError(Code::kTooLarge, "conversations");
  std::vector<std::string> names;
  for (const ConversationSeqs& one : in.conversations) names.push_back(one.conversationID);
  Pull pull(txn, reader);
  pull.Resolve(names);
  const bool descending = in.order == kDescending;
  std::map<std::string, PullMsgs> ends;  // of what is asked for and has none of these numbers
  for (const ConversationSeqs& one : in.conversations) {
    PullMsgs& end = ends[one.conversationID];
    const auto stream = pull.Find(one.conversationID);
    if (!stream) continue;
    const access::VisibleRange& range = stream->range;
    std::vector<std::int64_t> seqs = one.seqs;
    std::erase_if(seqs, [&](std::int64_t seq) { return !range.Has(seq); });
    std::sort(seqs.begin(), seqs.end());
    seqs.erase(std::unique(seqs.begin(), seqs.end()), seqs.end());
    end.isEnd = range.to < range.from;
    if (seqs.empty()) continue;
    end.endSeq = descending ? seqs.front() : seqs.back();
    const bool is_end = descending ? end.endSeq <= range.from : end.endSeq >= range.to;
    if (!pull.Want(one.conversationID, *stream, std::move(seqs), is_end)) break;
  }
  MessagesByConversation out = pull.Take();
  // Clients read the entry of what they asked for, whether there is something in it or not.
  for (auto& [name, end] : ends) {
    auto& entries = IsNotificationName(name) ? out.notificationMsgs : out.msgs;
    PullMsgs& entry = entries.try_emplace(name, end).first->second;
    entry.endSeq = end.endSeq;
  }
  return out;
}

Result<GetLastMessageResp> LastMessages(Txn& txn, const Reader& reader,
                                        const GetLastMessageReq& in) {
  if (in.conversationIDs.size() > kRangesMax) return FieldError(Code::kTooLarge, "conversationIDs");
  Pull pull(txn, reader);
  pull.Resolve(in.conversationIDs);
  std::vector<const history::SyncSeat*> seats;
  std::map<ConversationId, std::pair<std::string, Stream>> streams;
  for (const std::string& name : in.conversationIDs) {
    const auto stream = pull.Find(name);
    if (!stream || stream->changes != 0) continue;
    const ConversationId id = stream->seat->conversation.id;
    if (!streams.emplace(id, std::pair(name, *stream)).second) continue;
    seats.push_back(stream->seat);
  }
  for (const history::Last& last : history::ListLast(txn, reader.who, seats)) {
    const auto& [name, stream] = streams.at(last.conversation);
    if (!pull.Want(name, stream, {last.seq}, false)) break;
  }
  GetLastMessageResp out;
  for (auto& [name, messages] : pull.Take().msgs) {
    for (MsgData& message : messages.Msgs) {
      if (message.status != kStatusDeleted) out.msgs[name] = std::move(message);
    }
  }
  return out;
}

}  // namespace koine::openim
