#pragma once
// The single documents. Inside this module only.

#include "modules/documents/documents.hpp"

#include <string>
#include <vector>

namespace xinglin::documents {

using meetings::Attendee;
using meetings::Election;
using meetings::Item;
using meetings::Meeting;
using meetings::Record;
using meetings::Vote;

/// A draft in the making: what is needed and not there is noted and printed as nothing.
class Sheet {
  public:
    Sheet(std::string title) { draft_.document.title = std::move(title); }
    Sheet& add(paper::Block block) {
        draft_.document.add(std::move(block));
        return *this;
    }
    Sheet& add(std::vector<paper::Block> blocks) {
        for (auto& one : blocks) add(std::move(one));
        return *this;
    }
    /// The lines to come, two blank ones, issuer and day, are never alone on a page: the last paragraph comes along.
    Sheet& before_signature() {
        auto& blocks = draft_.document.blocks;
        if (auto* const last = blocks.empty() ? nullptr : std::get_if<paper::Paragraph>(&blocks.back())) last->keep = 4;
        return *this;
    }
    /// Issuer and day at the end.
    Sheet& sign(std::string const& issuer, std::string const& day) {
        before_signature();
        for (auto& one : paper::signature(issuer, day)) add(std::move(one));
        return *this;
    }
    /// Notes that `name` is missing where it is. @returns the text
    std::string const& need(std::string const& text, std::string name) {
        if (text.empty()) draft_.missing.push_back(std::move(name));
        return text;
    }
    void need(bool there, std::string name) {
        if (!there) draft_.missing.push_back(std::move(name));
    }
    void by_hand(std::string what) { draft_.by_hand.push_back(std::move(what)); }
    [[nodiscard]] Draft take() { return std::move(draft_); }

  private:
    Draft draft_;
};

// Words that several documents share.
/// 2026年9月16日
[[nodiscard]] std::string day_text(Date day);
/// 2026年9月16日（周三）18:00—19:30, as planned or as held
[[nodiscard]] std::string time_text(Meeting const& meeting);
/// The same as it was planned: what is said beforehand stays what was said, also once the meeting was held.
[[nodiscard]] std::string planned_text(Meeting const& meeting);
[[nodiscard]] std::string joined(std::vector<std::string> const& names);
/// Those who are asked and count, in their order.
[[nodiscard]] std::vector<Attendee const*> due_people(Record const& record);
[[nodiscard]] std::vector<Attendee const*> guests(Record const& record);
/// Voters due: how many ballots are printed.
[[nodiscard]] std::int64_t voters(Record const& record);
/// A line of the signing part of a form: 监票人（签名）：＿＿＿
[[nodiscard]] paper::Paragraph to_sign(std::vector<std::string> const& who);
[[nodiscard]] paper::Cell head(std::string text);
[[nodiscard]] paper::Cell cell(std::string text, paper::Align align = paper::Align::centre);

/// How an official letter begins.
struct LetterHead {
    std::string issuer;
    int year{0};  ///< of its number
    bool upward{false};  ///< to an organisation above: with a place for who signs it off
    std::string subject;
    std::string to;
};
/// The red head, the subject and whom it goes to; what its office adds by hand is named.
void begin_letter(Sheet& sheet, LetterHead const& head);
/// Issuer and 　年　月　日, which is written when the letter is issued.
void sign_later(Sheet& sheet, std::string const& issuer);

[[nodiscard]] Draft notice(Facts const& facts);
[[nodiscard]] Draft agenda(Facts const& facts);
[[nodiscard]] Draft attendance_sheet(Facts const& facts);
[[nodiscard]] Draft minutes(Facts const& facts);
[[nodiscard]] Draft resolution(Facts const& facts, Item const& item);

[[nodiscard]] Draft vote_ballot(Facts const& facts, Item const& item);
[[nodiscard]] Draft vote_count(Facts const& facts, Item const& item);
/// @param election nothing: nobody stands yet
[[nodiscard]] Draft election_ballot(Facts const& facts, Item const& item, Election const* election);
[[nodiscard]] Draft election_count(Facts const& facts, Item const& item, Election const* election);

[[nodiscard]] Draft election_request(Facts const& facts, Item const& item, Election const* election);
[[nodiscard]] Draft election_reply(Facts const& facts, Item const& item, Election const* election);
[[nodiscard]] Draft election_result(Facts const& facts, Item const& item, std::vector<Election const*> const& rounds);
[[nodiscard]] Draft result_reply(Facts const& facts, Item const& item, std::vector<Election const*> const& rounds);

[[nodiscard]] Draft appraisal_ballot(Facts const& facts);
[[nodiscard]] Draft appraisal_form(Facts const& facts);

}  // namespace xinglin::documents
