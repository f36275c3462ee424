// The publication sheet of an appraisal in its three forms.
#include "modules/documents/documents.hpp"
#include "modules/documents/printed.hpp"
#include "modules/documents/routes.hpp"
#include "modules/meetings/meetings.hpp"
#include "platform/http/router.hpp"

namespace xinglin::documents {

BOOST_DESCRIBE_ENUM(AppraisalDocument, publication)

namespace {

struct OfAppraisal {
    appraisal::RoundId id;
};
BOOST_DESCRIBE_STRUCT(OfAppraisal, (), (id))
struct OneAppraisalDocument {
    appraisal::RoundId id;
    AppraisalDocument document{};
    Format format{};
};
BOOST_DESCRIBE_STRUCT(OneAppraisalDocument, (), (id, document, format))
struct AppraisalOfferShown {
    AppraisalDocument document{};
    std::string title;
    bool ready{false};
    std::vector<std::string> missing;  ///< facts it cannot do without
    std::vector<std::string> by_hand;  ///< what is left to be written on the paper
};
BOOST_DESCRIBE_STRUCT(AppraisalOfferShown, (), (document, title, ready, missing, by_hand))
struct AppraisalOffersShown {
    std::vector<AppraisalOfferShown> items;
};
BOOST_DESCRIBE_STRUCT(AppraisalOffersShown, (), (items))

}  // namespace

void mount_appraisal(http::Router& router, appraisal::Service& service, std::string fonts) {
    router.get<OfAppraisal, AppraisalOffersShown>(
        "/v1/appraisals/{id}/documents", meetings::rights::read,
        "Papers of an appraisal: which can be made, what others lack", {.errors = {{Kind::not_found, "not_found"}}},
        [&service](http::Call const& call, OfAppraisal const& in) -> Result<AppraisalOffersShown> {
            TRY_ASSIGN(auto const view, service.view(call.actor(), in.id));
            AppraisalOffersShown out;
            for (auto& one : offers(view))
                out.items.push_back({one.kind, std::move(one.title), one.missing.empty(), std::move(one.missing),
                                     std::move(one.by_hand)});
            return out;
        });
    router.work<OneAppraisalDocument, http::Content>(
        "GET", "/v1/appraisals/{id}/documents/{document}", meetings::rights::read,
        "One paper of an appraisal, to edit (docx), to keep (pdf) or to print",
        {.errors = {{Kind::not_found, "not_found"},
                    {Kind::refused, "documents.facts_missing"},
                    {Kind::unavailable, "paper.no_fonts"}}},
        [&service, fonts = std::move(fonts)](http::Call const& call,
                                             OneAppraisalDocument const& in) -> Result<http::Content> {
            TRY_ASSIGN(auto const view, service.view(call.actor(), in.id));
            TRY_ASSIGN(auto const document, make(view, in.document));
            return taken(service.tools(), call.actor(), {"appraisal", view.round.id.value, view.round.path}, document,
                         in.format, fonts);
        });
}

}  // namespace xinglin::documents
