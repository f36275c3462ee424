#include "base/text.hpp"
#include "modules/audit/audit.hpp"
#include "modules/audit/chain.hpp"
#include "modules/audit/store.hpp"
#include "platform/crypto/sign.hpp"
#include "platform/db/db.hpp"
#include "platform/http/json_out.hpp"

namespace xinglin::audit {

namespace {

std::string json_of(std::vector<std::pair<std::string, std::string>> const& details) {
    if (details.empty()) return "{}";
    http::JsonOut out(256);
    out.put('{');
    for (auto const& [name, value] : details) {
        out.text(name);
        out.put(':');
        out.text(value);
        out.put(',');
    }
    out.close('}');
    return out.take();
}

Entry entry_of(auth::Actor const& actor, Event const& event) {
    Entry entry;
    entry.account = actor.account;
    entry.person = actor.person;
    entry.actor = actor.name;
    entry.action = event.action;
    entry.subject_kind = event.subject_kind;
    entry.subject = event.subject;
    entry.path = event.path;
    entry.summary = event.summary;
    entry.result = event.result;
    entry.details = json_of(event.details);
    entry.address = event.address;
    return entry;
}

std::string heads_text(std::vector<Head> const& heads) {
    std::string lines;
    for (auto const& head : heads)
        lines += std::to_string(head.node) + ":" + std::to_string(head.sequence) + ":" + text::hex(head.hash) + "\n";
    return lines;
}

}  // namespace

void Trail::record(db::Tx& tx, auth::Actor const& actor, Event const& event) const {
    record_all(tx, actor, std::span(&event, 1));
}

void Trail::record_all(db::Tx& tx, auth::Actor const& actor, std::span<Event const> events) const {
    if (events.empty()) return;
    auto const head = store::take_numbers(tx, node_, static_cast<std::int64_t>(events.size()), algorithm_of(profile_));
    auto const profile = profile_of(head.algorithm);
    auto const now = clock_.now();
    auto hash = head.hash;
    auto sequence = head.sequence;
    for (auto const& event : events) {
        auto entry = entry_of(actor, event);
        entry.node = node_;
        entry.sequence = ++sequence;
        entry.at = now;
        entry.hash = entry_hash(profile, hash, entry);
        store::insert(tx, entry);
        hash = std::move(entry.hash);
    }
    store::set_head(tx, node_, hash);
}

std::optional<std::int64_t> write_checkpoint(db::Tx& tx, Instant now, crypto::Signer const& signer) {
    Checkpoint made;
    made.heads = heads_text(store::heads(tx));
    auto const last = store::last_checkpoint(tx);
    if (made.heads.empty() || (last && last->heads == made.heads)) return std::nullopt;
    made.number = last ? last->number + 1 : 1;
    made.at = now;
    made.previous = last ? checkpoint_digest(*last) : std::string(hash_bytes, '\0');
    made.algorithm = signer.algorithm();
    made.signature = signer.sign(checkpoint_bytes(made));
    store::insert(tx, made);
    return made.number;
}

}  // namespace xinglin::audit
