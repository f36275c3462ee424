// The papers of a re-election, and each of them in its three forms.
#include "modules/documents/documents.hpp"
#include "modules/documents/printed.hpp"
#include "modules/documents/routes.hpp"
#include "modules/meetings/meetings.hpp"
#include "platform/http/router.hpp"

namespace xinglin::documents {

BOOST_DESCRIBE_ENUM(ChainDocument, request, reply, candidates, candidates_reply, method, result, result_reply,
                    publication, extension)

namespace {

struct OfChain {
    re_elections::ReElectionId id;
};
BOOST_DESCRIBE_STRUCT(OfChain, (), (id))
struct OneChainDocument {
    re_elections::ReElectionId id;
    ChainDocument document{};
    Format format{};
};
BOOST_DESCRIBE_STRUCT(OneChainDocument, (), (id, document, format))
struct ChainOfferShown {
    ChainDocument document{};
    std::string title;
    bool ready{false};
    std::vector<std::string> missing;  ///< facts it cannot do without
    std::vector<std::string> by_hand;  ///< what is left to be written on the paper
};
BOOST_DESCRIBE_STRUCT(ChainOfferShown, (), (document, title, ready, missing, by_hand))
struct ChainOffersShown {
    std::vector<ChainOfferShown> items;
};
BOOST_DESCRIBE_STRUCT(ChainOffersShown, (), (items))

}  // namespace

void mount_chain(http::Router& router, re_elections::Service& service, std::string fonts) {
    router.get<OfChain, ChainOffersShown>(
        "/v1/re-elections/{id}/documents", meetings::rights::read,
        "Papers of a re-election: which can be made, what others lack", {.errors = {{Kind::not_found, "not_found"}}},
        [&service](http::Call const& call, OfChain const& in) -> Result<ChainOffersShown> {
            TRY_ASSIGN(auto const view, service.view(call.actor(), in.id));
            ChainOffersShown out;
            for (auto& one : offers(view))
                out.items.push_back({one.kind, std::move(one.title), one.missing.empty(), std::move(one.missing),
                                     std::move(one.by_hand)});
            return out;
        });
    router.work<OneChainDocument, http::Content>(
        "GET", "/v1/re-elections/{id}/documents/{document}", meetings::rights::read,
        "One paper of a re-election, to edit (docx), to keep (pdf) or to print",
        {.errors = {{Kind::not_found, "not_found"},
                    {Kind::not_found, "documents.not_for_chain"},
                    {Kind::refused, "documents.facts_missing"},
                    {Kind::unavailable, "paper.no_fonts"}}},
        [&service, fonts = std::move(fonts)](http::Call const& call,
                                             OneChainDocument const& in) -> Result<http::Content> {
            TRY_ASSIGN(auto const view, service.view(call.actor(), in.id));
            TRY_ASSIGN(auto const document, make(view, in.document));
            return taken(service.tools(), call.actor(), {"re_election", view.chain.id.value, view.chain.path}, document,
                         in.format, fonts);
        });
}

}  // namespace xinglin::documents
