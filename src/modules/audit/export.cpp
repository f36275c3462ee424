#include "base/text.hpp"
#include "modules/audit/audit.hpp"
#include "modules/audit/chain.hpp"
#include "modules/audit/store.hpp"
#include "platform/db/db.hpp"
#include "platform/http/json_out.hpp"

namespace xinglin::audit {

namespace {

constexpr int page = 2000;

/// One object with a single member, which names what the line is.
class Line {
  public:
    explicit Line(std::string_view what) {
        out_.put('{');
        out_.key(what);
        out_.put('{');
    }
    Line& text(std::string_view name, std::string_view value) {
        out_.key(name);
        out_.text(value);
        out_.put(',');
        return *this;
    }
    Line& number(std::string_view name, std::int64_t value) {
        out_.key(name);
        out_.number(value);
        out_.put(',');
        return *this;
    }
    std::string take() {
        out_.close('}');
        out_.raw("}\n");
        return out_.take();
    }

  private:
    http::JsonOut out_{512};
};

std::string line_of(Entry const& entry) {
    return Line("entry")
        .number("node", entry.node)
        .number("sequence", entry.sequence)
        .number("at", entry.at.ms)
        .number("account", entry.account.value)
        .number("person", entry.person.value)
        .text("actor", entry.actor)
        .text("action", entry.action)
        .text("subject_kind", entry.subject_kind)
        .number("subject", entry.subject)
        .text("path", entry.path)
        .text("summary", entry.summary)
        .text("result", entry.result)
        .text("details", entry.details)
        .text("address", entry.address)
        .text("hash", text::hex(entry.hash))
        .take();
}

std::string line_of(Head const& head) {
    return Line("head")
        .number("node", head.node)
        .number("sequence", head.sequence)
        .text("algorithm", head.algorithm)
        .text("hash", text::hex(head.hash))
        .take();
}

std::string line_of(Checkpoint const& checkpoint) {
    return Line("checkpoint")
        .number("number", checkpoint.number)
        .number("at", checkpoint.at.ms)
        .text("heads", checkpoint.heads)
        .text("previous", text::hex(checkpoint.previous))
        .text("algorithm", checkpoint.algorithm)
        .text("signature", text::hex(checkpoint.signature))
        .take();
}

}  // namespace

void export_lines(db::Database& database, std::string_view public_key_pem, Instant now,
                  std::function<bool(std::string_view line)> const& sink) {
    // Heads and checkpoints first and in one snapshot: what is written meanwhile lies beyond them and is left out.
    std::vector<Head> heads;
    std::vector<Checkpoint> checkpoints;
    database.read([&](db::Reader& reader) {
        heads = store::heads(reader);
        for (std::int64_t after = 0;;) {
            auto rows = store::checkpoints_after(reader, after, page);
            if (rows.empty()) break;
            after = rows.back().number;
            std::move(rows.begin(), rows.end(), std::back_inserter(checkpoints));
        }
    });
    if (!sink(Line("trail")
                  .text("format", "xinglin-audit-1")
                  .text("exported_at", now.text())
                  .text("public_key", public_key_pem)
                  .take()))
        return;
    for (auto const& head : heads)
        if (!sink(line_of(head))) return;
    for (auto const& checkpoint : checkpoints)
        if (!sink(line_of(checkpoint))) return;
    for (auto const& head : heads)
        for (std::int64_t last = 0; last < head.sequence;) {
            auto const rows =
                database.read([&](db::Reader& reader) { return store::chain_after(reader, head.node, last, page); });
            if (rows.empty()) break;
            for (auto const& row : rows) {
                last = row.sequence;
                if (last <= head.sequence && !sink(line_of(row))) return;
            }
        }
}

}  // namespace xinglin::audit
