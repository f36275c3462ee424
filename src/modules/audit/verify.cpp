#include "base/text.hpp"
#include "modules/audit/audit.hpp"
#include "modules/audit/chain.hpp"
#include "modules/audit/store.hpp"
#include "platform/crypto/sign.hpp"
#include "platform/db/db.hpp"

#include <algorithm>
#include <map>

namespace xinglin::audit {

namespace {

constexpr int page = 2000;
constexpr std::size_t shown = 200;

/// Runs one read; in one snapshot or in short ones, as the caller chose.
using Read = std::function<void(std::function<void(db::Reader&)> const&)>;

class Verification {
  public:
    Verification(Read read, std::string_view public_key) : read_(std::move(read)), public_key_(public_key) {}

    Report run() {
        std::vector<Head> heads;
        std::vector<std::int64_t> nodes;
        read_([&](db::Reader& reader) {
            heads = store::heads(reader);
            nodes = store::nodes(reader);
        });
        checkpoints();
        for (auto const& head : heads) chain(head);
        for (auto const node : nodes)
            if (std::none_of(heads.begin(), heads.end(), [&](Head const& head) { return head.node == node; }))
                note({node, 0, "head", "节点 " + std::to_string(node) + " 有记录而没有链头"});
        for (auto const& [node, expected] : expected_)
            for (auto const& [sequence, hash] : expected)
                note({node, sequence, "truncated",
                      "检查点证明存在第 " + std::to_string(sequence) + " 条记录，现已不在（节点 " +
                          std::to_string(node) + "）"});
        return std::move(report_);
    }

  private:
    void note(Finding finding) {
        ++report_.findings_total;
        if (report_.findings.size() < shown) report_.findings.push_back(std::move(finding));
    }

    /// Checks the checkpoints and remembers which hashes they promise.
    void checkpoints() {
        std::string previous(hash_bytes, '\0');
        std::int64_t number = 0;
        for (std::size_t seen = page; seen == page;) {
            std::vector<Checkpoint> rows;
            read_([&](db::Reader& reader) { rows = store::checkpoints_after(reader, number, page); });
            for (auto const& row : rows) {
                checkpoint(row, number + 1, previous);
                number = row.number;
                previous = checkpoint_digest(row);
            }
            seen = rows.size();
        }
    }

    void checkpoint(Checkpoint const& row, std::int64_t number, std::string const& previous) {
        ++report_.checkpoints;
        report_.last_checkpoint = row.at;
        auto const name = "检查点 " + std::to_string(row.number);
        if (row.number != number) note({0, number, "checkpoint_missing", "检查点 " + std::to_string(number) + " 缺失"});
        if (row.previous != previous) note({0, row.number, "checkpoint_changed", name + " 与前一个检查点不衔接"});
        if (!public_key_.empty() && !crypto::verify_signature(public_key_, checkpoint_bytes(row), row.signature))
            note({0, row.number, "checkpoint_signature", name + " 的签名不正确"});
        for (auto const line : text::split(row.heads, '\n')) {
            auto const parts = text::split(line, ':');
            if (parts.size() != 3) continue;
            auto const node = text::parse_int(parts[0]), sequence = text::parse_int(parts[1]);
            auto const hash = text::unhex(parts[2]);
            if (node && sequence && hash) expected_[*node][*sequence] = *hash;
        }
    }

    /// Walks one chain up to its head as it stood at the start.
    void chain(Head const& head) {
        auto const profile = profile_of(head.algorithm);
        auto& expected = expected_[head.node];
        std::string hash(hash_bytes, '\0');
        std::int64_t last = 0;
        for (std::size_t seen = page; seen == page && last < head.sequence;) {
            std::vector<Entry> rows;
            read_([&](db::Reader& reader) { rows = store::chain_after(reader, head.node, last, page); });
            for (auto const& row : rows) {
                if (row.sequence > head.sequence) break;
                ++report_.entries;
                if (row.sequence != last + 1)
                    missing(head.node, last + 1, row.sequence - 1);
                else if (row.hash != entry_hash(profile, hash, row))
                    changed(row);
                auto const promised = expected.find(row.sequence);
                if (promised != expected.end()) {
                    if (promised->second != row.hash)
                        note({row.node, row.sequence, "changed",
                              "第 " + std::to_string(row.sequence) + " 条记录与检查点不符"});
                    expected.erase(promised);
                }
                last = row.sequence;
                hash = row.hash;
            }
            seen = rows.size();
        }
        if (last < head.sequence)
            missing(head.node, last + 1, head.sequence);
        else if (hash != head.hash)
            note({head.node, last, "head", "链头与最后一条记录不符（节点 " + std::to_string(head.node) + "）"});
    }

    void changed(Entry const& row) {
        note(
            {row.node, row.sequence, "changed",
             "第 " + std::to_string(row.sequence) + " 条记录被改动（" + local_text(row.at) + "，" + row.action + "）"});
    }
    void missing(std::int64_t node, std::int64_t from, std::int64_t to) {
        note({node, from, "missing", "第 " + std::to_string(from) + " 至 " + std::to_string(to) + " 条记录缺失"});
    }

    Read read_;
    std::string public_key_;
    Report report_;
    std::map<std::int64_t, std::map<std::int64_t, std::string>> expected_;  ///< node → sequence → hash promised
};

}  // namespace

Report verify(db::Reader& reader, std::string_view public_key_pem) {
    return Verification([&](auto const& fn) { fn(reader); }, public_key_pem).run();
}

Report verify(db::Database& database, std::string_view public_key_pem) {
    return Verification([&](auto const& fn) { database.read([&](db::Reader& reader) { fn(reader); }); }, public_key_pem)
        .run();
}

}  // namespace xinglin::audit
