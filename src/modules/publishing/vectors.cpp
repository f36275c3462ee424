#include "modules/publishing/vectors.hpp"

#include "base/text.hpp"
#include "modules/publishing/rules.hpp"

namespace xinglin::publishing {

namespace {

using regulations::VectorBook;
using regulations::VectorCase;

std::string listed(Verdict const& verdict) { return text::join(verdict.said(), "|"); }

Pace pace_in(VectorCase const& c) {
    if (c["pace"] == "regularly") return Pace::regularly;
    if (c["pace"] == "by_stage") return Pace::by_stage;
    if (c["pace"] != "promptly") c.bad("pace");
    return Pace::promptly;
}

}  // namespace

void add_vectors(VectorBook& book, RuleSet const& rules) {
    book.add(
        "publication",
        "case_id,in_catalogue,proposed,reviewed,secrecy_checked,approved,published,holds_secrets,scope,expected,note",
        [](VectorCase& c) {
            auto const yes = [&](char const* column) { return c[column] == "Y"; };
            PublicationFacts const facts{yes("in_catalogue"),    yes("proposed"),        yes("reviewed"),
                                         yes("secrecy_checked"), yes("approved"),        yes("published"),
                                         yes("holds_secrets"),   parse_scope(c["scope"])};
            c.expect("expected", listed(publication(facts)));
        });
    book.add("openness_due", "case_id,pace,event_on,last_published,today,expected,expected_deadline,note",
             [&rules](VectorCase& c) {
                 auto const verdict = openness_due(pace_in(c), c.needed_date("event_on"), c.date("last_published"),
                                                   rules, c.needed_date("today"));
                 c.expect("expected", listed(verdict));
                 c.expect("expected_deadline",
                          verdict.findings.empty() ? "" : verdict.findings.front().facts.back().second);
             });
}

}  // namespace xinglin::publishing
