#include "modules/portal/kept_pages.hpp"
#include "modules/portal/portal.hpp"
#include "modules/portal/views.hpp"

#include "base/time.hpp"
#include "platform/assets/assets.hpp"
#include "platform/http/router.hpp"

namespace xinglin::portal {

namespace {

constexpr int shown_at_most = 500;

struct PageInput {
    std::optional<std::string> size;  ///< lg | md: kept in a cookie, so that it works without JavaScript
};
struct SignInInput {
    std::optional<std::string> size;
    std::optional<std::string> next;  ///< read by the page's script
};
struct OrganisationInput {
    OrganisationId id;
    std::optional<std::string> size;
};
struct AssetInput {
    std::string digest;
    std::string file;
};
BOOST_DESCRIBE_STRUCT(PageInput, (), (size))
BOOST_DESCRIBE_STRUCT(SignInInput, (), (size, next))
BOOST_DESCRIBE_STRUCT(OrganisationInput, (), (id, size))
BOOST_DESCRIBE_STRUCT(AssetInput, (), (digest, file))

http::Content html(std::string body) {
    return {.type = "text/html; charset=utf-8", .body = std::move(body), .file_name = {}, .file_path = {}};
}

/// Large print as asked now, else as asked before.
bool large(http::Call const& call, std::optional<std::string> const& size) {
    if (size) {
        bool const wanted = *size == "lg";
        call.set_cookie(std::string("size=") + (wanted ? "lg" : "md") + "; Path=/; Max-Age=31536000; SameSite=Lax");
        return wanted;
    }
    return call.cookie("size") == std::optional<std::string>("lg");
}

/// The look of printed lists: named by the documents people export, so its address does not change with its content.
http::Content print_look(http::Call const& call) {
    auto const* found = assets::find("src/modules/portal/pages/print.css");
    call.set_header("Cache-Control", "public, max-age=3600");
    return {.type = std::string(found->type), .body = std::string(found->bytes), .file_name = {}, .file_path = {}};
}

/// The files the pages name, and no others.
Result<http::Content> asset(AssetInput const& input, http::Call const& call) {
    for (std::string_view const file : {"portal.css", "sign_in.js", "mark.svg"}) {
        if (input.file != file || asset_path(file) != "/portal/" + input.digest + "/" + input.file) continue;
        auto const* found = assets::find("src/modules/portal/pages/" + input.file);
        call.set_header("Cache-Control", "public, max-age=31536000, immutable");
        return http::Content{
            .type = std::string(found->type), .body = std::string(found->bytes), .file_name = {}, .file_path = {}};
    }
    return fail(not_found());
}

}  // namespace

void routes(http::Router& router, Source& source, Clock const& clock, bool demo) {
    auto const kept = std::make_shared<KeptPages>();
    auto const served = std::make_shared<ServedPages>();
    auto const frame = [&source, demo](http::Call const& call, bool large_print, std::string_view at) {
        auto const institution = source.institution(call.reader());
        return Frame{
            institution.name, demo, large_print, at, institution.password_length, institution.password_classes};
    };
    // Every page of this site comes from facts of the database alone: while those stay as they are, so does the page.
    auto const unchanged = [&source, served](std::string asked, bool large_print,
                                             auto const& make) -> Result<http::Content> {
        asked += large_print ? " l" : " m";
        auto const mark = source.mark();
        if (auto page = served->at(mark, asked)) return html(std::move(*page));
        Result<std::string> made = make();
        if (!made) return fail(std::move(made).error());
        served->keep(mark, asked, *made);
        return html(std::move(*made));
    };
    router.page<PageInput>(
        "/", auth::anybody,
        [=, &source, &clock](http::Call const& call, PageInput const& input) -> Result<http::Content> {
            bool const print = large(call, input.size);
            return unchanged("/", print, [&]() -> Result<std::string> {
                Overview const overview{source.institution(call.reader()), source.counts(call.reader()),
                                        clock.today().text()};
                auto const around = frame(call, print, "home");
                PageFacts facts("home", around);
                facts.add(overview.institution.name).add(overview.institution.kind).add(overview.today);
                for (auto const& [label, value] : overview.counts) facts.add(label).add(value);
                return kept->page(facts, [&] { return home_page(around, overview); });
            });
        });
    router.page<PageInput>("/organisations", auth::anybody,
                           [=, &source](http::Call const& call, PageInput const& input) -> Result<http::Content> {
                               bool const print = large(call, input.size);
                               return unchanged("/organisations", print, [&]() -> Result<std::string> {
                                   auto rows = source.organisations(call.reader(), {}, shown_at_most + 1);
                                   bool const more = rows.size() > shown_at_most;
                                   if (more) rows.resize(shown_at_most);
                                   auto const around = frame(call, print, "organisations");
                                   auto const facts =
                                       PageFacts("organisations", around).add(rows).add(std::int64_t{more});
                                   return kept->page(facts, [&] { return organisations_page(around, rows, more); });
                               });
                           });
    router.page<OrganisationInput>(
        "/organisations/{id}", auth::anybody,
        [=, &source](http::Call const& call, OrganisationInput const& input) -> Result<http::Content> {
            bool const print = large(call, input.size);
            return unchanged("/organisations/" + input.id.text(), print, [&]() -> Result<std::string> {
                auto const found = source.organisation(call.reader(), input.id);
                if (!found) return fail(not_found());
                auto const above = source.ancestors(call.reader(), input.id);
                auto const below = source.organisations(call.reader(), input.id, shown_at_most);
                auto const around = frame(call, print, "organisations");
                auto const facts = PageFacts("organisation", around).add(*found).add(above).add(below);
                return kept->page(facts, [&] { return organisation_page(around, *found, above, below); });
            });
        });
    router.page<PageInput>("/help", auth::anybody,
                           [=](http::Call const& call, PageInput const& input) -> Result<http::Content> {
                               auto const around = frame(call, large(call, input.size), "help");
                               return html(kept->page({"help", around}, [&] { return help_page(around); }));
                           });
    router.page<SignInInput>("/sign-in", auth::anybody,
                             [=](http::Call const& call, SignInInput const& input) -> Result<http::Content> {
                                 auto const around = frame(call, large(call, input.size), "");
                                 return html(kept->page({"sign-in", around}, [&] { return sign_in_page(around); }));
                             });
    router.page<PageInput>(
        "/print.css", auth::anybody,
        [](http::Call const& call, PageInput const&) -> Result<http::Content> { return print_look(call); });
    router.page<AssetInput>("/portal/{digest}/{file}", auth::anybody,
                            [](http::Call const& call, AssetInput const& input) { return asset(input, call); });
}

}  // namespace xinglin::portal
