#pragma once
// Documents of a meeting: composed from what is on record. A fact that is not there is named and the document refused;
// what is written by hand on paper (signatures, numbers of letters) is a line to write on.

#include "base/result.hpp"
#include "modules/appraisal/appraisal.hpp"
#include "modules/documents/kinds.hpp"
#include "modules/meetings/minutes.hpp"
#include "modules/re_elections/re_elections.hpp"
#include "platform/paper/paper.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::documents {

/// What a meeting's documents are made from.
struct Facts {
    meetings::Record record;
    bool branch{true};          ///< the organisation is a branch (支部) of some sort
    std::string parent;         ///< name of the organisation above, "" at the top
    bool speaks_for_parent{false};  ///< who asks runs meetings above too, and may draft its replies
    int minutes_version{0};     ///< 0: not closed
    std::string minutes_digest;
};
/// @param actor decides only whether replies of the organisation above are offered
[[nodiscard]] Facts facts_of(db::Reader& reader, crypto::Vault const& vault, auth::Actor const& actor,
                             meetings::Meeting const& meeting);

/// Which one, where a meeting has several: the point of the agenda, the round of its election.
struct Which {
    std::optional<meetings::ItemId> item;
    std::optional<int> round;
};

/// A document as far as the facts go.
struct Draft {
    paper::Document document;
    std::vector<std::string> missing;  ///< facts it cannot do without, as people call them
    std::vector<std::string> by_hand;  ///< what is left to be written on the paper
};

/// One that concerns this meeting.
struct Offer {
    DocumentKind kind{DocumentKind::notice};
    std::string title;
    Which which;
    std::vector<std::string> missing;  ///< empty: it can be made
    std::vector<std::string> by_hand;
    std::optional<std::int64_t> copies;  ///< of ballots: as many as there are voters due
};
[[nodiscard]] std::vector<Offer> offers(Facts const& facts);

/// Letters and sheets of a re-election: made from its chain, without a meeting.
struct ChainOffer {
    ChainDocument kind{ChainDocument::request};
    std::string title;
    std::vector<std::string> missing;  ///< empty: it can be made
    std::vector<std::string> by_hand;
};
/// Replies are offered where they fall to an organisation of this installation.
[[nodiscard]] std::vector<ChainOffer> offers(re_elections::View const& view);
/// @errors documents.not_for_chain (not_found), documents.facts_missing (refused)
[[nodiscard]] Result<paper::Document> make(re_elections::View const& view, ChainDocument kind);

/// The publication sheet of an appraisal: made from its round, once it is published.
struct AppraisalOffer {
    AppraisalDocument kind{AppraisalDocument::publication};
    std::string title;
    std::vector<std::string> missing;  ///< empty: it can be made
    std::vector<std::string> by_hand;
};
[[nodiscard]] std::vector<AppraisalOffer> offers(appraisal::RoundView const& view);
/// @errors documents.facts_missing (refused)
[[nodiscard]] Result<paper::Document> make(appraisal::RoundView const& view, AppraisalDocument kind);

/// @errors documents.not_for_this (not_found): no such document of this meeting; documents.facts_missing (refused)
[[nodiscard]] Result<paper::Document> make(Facts const& facts, DocumentKind kind, Which const& which);

}  // namespace xinglin::documents
