#include "modules/ballots/rules.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace xinglin::ballots {

namespace {

constexpr char const* article = "《中国共产党基层组织选举工作条例》（投票）";

Problem no(std::string code) {
    auto made = refused(code);
    made.rule = std::move(code);
    made.article = article;
    return made;
}

}  // namespace

Result<Choice> checked(Ballot const& ballot, Choice const& choice) {
    auto const& marks = marks_of(ballot.form);
    if (choice.marks.size() != ballot.lines.size() ||
        !std::all_of(choice.marks.begin(), choice.marks.end(), [&](char c) {
            return std::any_of(marks.begin(), marks.end(), [c](Mark const& one) { return one.letter == c; });
        }))
        return fail(malformed("ballots.marks_wrong").field("/marks", "ballots.marks_wrong"));
    Choice out{choice.marks, {}};
    std::set<std::string> seen;
    for (auto const& line : ballot.lines) seen.insert(line.title);
    for (auto const& name : choice.write_ins) {
        auto clear = text::trim(name);
        if (clear.empty()) continue;
        if (!ballot.write_ins) return fail(no("ballots.write_in_not_here"));
        // Several names on one line would be counted as one person.
        for (char const* mark : {"，", ",", "、", "；", ";", "/", "\n"})
            if (clear.find(mark) != std::string::npos)
                return fail(
                    no("ballots.write_in_several").field("/write_ins", "ballots.write_in_several").fact("name", clear));
        if (!seen.insert(clear).second) return fail(no("ballots.write_in_twice").fact("name", clear));
        out.write_ins.push_back(std::move(clear));
    }
    auto const written = static_cast<std::int64_t>(out.write_ins.size());
    if (written > std::count(out.marks.begin(), out.marks.end(), 'a'))
        return fail(no("ballots.write_in_without_against"));
    auto const named = std::count(out.marks.begin(), out.marks.end(), 'f') + written;
    if (ballot.most > 0 && named > ballot.most)
        return fail(no("ballots.too_many_marked")
                        .fact("named", std::to_string(named))
                        .fact("most", std::to_string(ballot.most)));
    return out;
}

Count count_of(Ballot const& ballot, std::int64_t issued, std::vector<Slip> const& slips) {
    Count out;
    out.issued = issued;
    out.returned = static_cast<std::int64_t>(slips.size());
    for (std::size_t i = 0; i < ballot.lines.size(); ++i)
        for (auto const& mark : marks_of(ballot.form))
            out.totals.push_back({static_cast<std::int64_t>(i), ballot.lines[i].title, mark.letter,
                                  std::count_if(slips.begin(), slips.end(),
                                                [&](Slip const& one) { return one.choice.marks[i] == mark.letter; })});
    std::map<std::string, std::int64_t> written;
    for (auto const& slip : slips)
        for (auto const& name : slip.choice.write_ins) ++written[name];
    auto position = static_cast<std::int64_t>(ballot.lines.size());
    for (auto const& [name, votes] : written) out.totals.push_back({position++, name, 'f', votes});
    return out;
}

}  // namespace xinglin::ballots
