// The list of a meeting's documents, and each of them in its three forms.
#include "modules/documents/routes.hpp"

#include "modules/audit/audit.hpp"
#include "modules/documents/documents.hpp"
#include "modules/documents/printed.hpp"
#include "modules/meetings/meetings.hpp"
#include "modules/meetings/service.hpp"
#include "platform/assets/assets.hpp"
#include "platform/db/db.hpp"
#include "platform/http/router.hpp"

namespace xinglin::documents {

BOOST_DESCRIBE_ENUM(DocumentKind, notice, agenda, attendance_sheet, ballot, count_sheet, minutes, resolution,
                    election_request, election_reply, election_result, result_reply, appraisal_ballot, appraisal_form)

namespace {

struct OfMeeting {
    meetings::MeetingId id;
};
BOOST_DESCRIBE_STRUCT(OfMeeting, (), (id))

struct OneDocument {
    meetings::MeetingId id;
    DocumentKind document{};
    Format format{};
    std::optional<meetings::ItemId>
        item;  ///< of ballots, count sheets, resolutions and letters: the point of the agenda
    std::optional<Within<1, 9>> round;  ///< of an election; 1 when not given
};
BOOST_DESCRIBE_STRUCT(OneDocument, (), (id, document, format, item, round))

struct OfferShown {
    DocumentKind document{};
    std::string title;
    std::optional<meetings::ItemId> item;
    std::optional<std::int64_t> round;
    bool ready{false};
    std::vector<std::string> missing;  ///< facts it cannot do without
    std::vector<std::string> by_hand;  ///< what is left to be written on the paper
    std::optional<std::int64_t> copies;  ///< of ballots: one for each voter due
};
BOOST_DESCRIBE_STRUCT(OfferShown, (), (document, title, item, round, ready, missing, by_hand, copies))

struct OffersShown {
    std::vector<OfferShown> items;
};
BOOST_DESCRIBE_STRUCT(OffersShown, (), (items))

struct NoInput {};
BOOST_DESCRIBE_STRUCT(NoInput, (), ())

Result<Facts> gather(meetings::Service const& service, db::Reader& reader, auth::Actor const& actor,
                     meetings::MeetingId id) {
    TRY_ASSIGN(auto const meeting, service.access(reader, actor, id, meetings::rights::read));
    return facts_of(reader, service.tools().vault, actor, meeting);
}

OffersShown shown(std::vector<Offer> offers) {
    OffersShown out;
    for (auto& one : offers)
        out.items.push_back({one.kind, std::move(one.title), one.which.item,
                             one.which.round ? std::optional<std::int64_t>(*one.which.round) : std::nullopt,
                             one.missing.empty(), std::move(one.missing), std::move(one.by_hand), one.copies});
    return out;
}

Result<http::Content> printed(paper::Document const& document, Format format, std::string const& fonts) {
    http::Content out;
    if (format == Format::print) {
        out.type = "text/html; charset=utf-8";
        out.body = paper::html(document);
        return out;
    }
    if (format == Format::docx) {
        out.type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        out.file_name = document.title + ".docx";
        TRY_ASSIGN(out.body, paper::docx(document));
        return out;
    }
    out.type = "application/pdf";
    out.file_name = document.title + ".pdf";
    TRY_ASSIGN(out.body, paper::pdf(document, paper::Fonts(fonts)));
    return out;
}

}  // namespace

Result<http::Content> taken(meetings::Tools const& tools, auth::Actor const& actor, About const& about,
                            paper::Document const& document, Format format, std::string const& fonts) {
    TRY_ASSIGN(auto out, printed(document, format, fonts));
    // A copy with names leaves the system: the entry is durable before it does.
    TRY(tools.db.write([&](db::Tx& tx) -> Result<Done> {
        audit::Event event;
        event.action = "documents.taken";
        event.subject_kind = about.kind;
        event.subject = about.id;
        event.path = about.path;
        event.summary = "取得文书：" + document.title;
        event.details = {{"format", std::string(code(format))}};
        tools.trail.record(tx, actor, event);
        return Done{};
    }));
    return out;
}

void mount(http::Router& router, meetings::Service& service, std::string fonts) {
    router.get<OfMeeting, OffersShown>(
        "/v1/meetings/{id}/documents", meetings::rights::read,
        "Documents of a meeting: which can be made, what others lack", {.errors = {{Kind::not_found, "not_found"}}},
        [&service](http::Call const& call, OfMeeting const& in) -> Result<OffersShown> {
            TRY_ASSIGN(auto const facts, gather(service, call.reader(), call.actor(), in.id));
            return shown(offers(facts));
        });
    router.work<OneDocument, http::Content>(
        "GET", "/v1/meetings/{id}/documents/{document}", meetings::rights::read,
        "One document of a meeting, to edit (docx), to keep (pdf) or to print",
        {.errors = {{Kind::not_found, "not_found"},
                    {Kind::not_found, "documents.not_for_this"},
                    {Kind::refused, "documents.facts_missing"},
                    {Kind::unavailable, "paper.no_fonts"}}},
        [&service, fonts = std::move(fonts)](http::Call const& call, OneDocument const& in) -> Result<http::Content> {
            TRY_ASSIGN(auto const facts, service.tools().db.read([&](db::Reader& reader) {
                return gather(service, reader, call.actor(), in.id);
            }));
            Which which{in.item, std::nullopt};
            if (in.round) which.round = static_cast<int>(in.round->value);
            TRY_ASSIGN(auto const document, make(facts, in.document, which));
            auto const& meeting = facts.record.meeting;
            return taken(service.tools(), call.actor(), {"meeting", meeting.id.value, meeting.path}, document,
                         in.format, fonts);
        });
    router.page<NoInput>("/paper.css", auth::anybody,
                         [](http::Call const& call, NoInput const&) -> Result<http::Content> {
                             auto const* found = assets::find("src/modules/documents/pages/paper.css");
                             call.set_header("Cache-Control", "public, max-age=3600");
                             http::Content out;
                             out.type = std::string(found->type);
                             out.body = std::string(found->bytes);
                             return out;
                         });
}

}  // namespace xinglin::documents
