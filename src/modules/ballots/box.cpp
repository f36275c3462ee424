#include "modules/ballots/box.hpp"

#include "base/text.hpp"
#include "platform/crypto/crypto.hpp"

#include <algorithm>

namespace xinglin::ballots {

namespace {

/// A box grows in steps, so that its size does not tell whether a slip carried a name.
constexpr std::size_t box_step = 4096;

std::string canonical(Choice const& choice) { return choice.marks + "\n" + text::join(choice.write_ins, "\n"); }

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> out;
    while (true) {
        auto const end = text.find(at);
        out.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return out;
        text.remove_prefix(end + 1);
    }
}

}  // namespace

std::string receipt_of(BallotId ballot, std::string_view nonce, Choice const& choice) {
    return text::hex(
        crypto::sha256("xinglin-ballot-1\n" + ballot.text() + "\n" + std::string(nonce) + "\n" + canonical(choice)));
}

std::vector<std::string> receipts_of(BallotId ballot, std::vector<Slip> const& slips) {
    std::vector<std::string> out;
    for (auto const& one : slips) out.push_back(receipt_of(ballot, one.nonce, one.choice));
    std::sort(out.begin(), out.end());
    return out;
}

std::string digest_of(std::vector<std::string> const& receipts) {
    return text::hex(crypto::sha256(text::join(receipts, "\n")));
}

std::string packed(std::vector<Slip> slips) {
    std::sort(slips.begin(), slips.end(), [](Slip const& a, Slip const& b) { return a.token < b.token; });
    std::string out;
    for (auto const& one : slips)
        out += one.token + " " + one.signature + " " + one.nonce + " " + one.choice.marks + " " +
               text::hex(text::join(one.choice.write_ins, "\n")) + "\n";
    out.resize((out.size() / box_step + 1) * box_step, ' ');
    return out;
}

std::optional<std::vector<Slip>> unpacked(std::string_view text) {
    std::vector<Slip> out;
    text = text.substr(0, text.find_last_not_of(' ') + 1);
    while (!text.empty()) {
        auto const end = text.find('\n');
        if (end == std::string_view::npos) return std::nullopt;
        auto const parts = split(text.substr(0, end), ' ');
        auto const names = parts.size() == 5 ? text::unhex(parts[4]) : std::nullopt;
        if (!names) return std::nullopt;
        Slip slip{std::string(parts[0]), std::string(parts[1]), std::string(parts[2]), {std::string(parts[3]), {}}};
        if (!names->empty())
            for (auto const name : split(*names, '\n')) slip.choice.write_ins.emplace_back(name);
        out.push_back(std::move(slip));
        text.remove_prefix(end + 1);
    }
    return out;
}

bool is_token(std::string_view text) {
    return text.size() == 32 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace xinglin::ballots
