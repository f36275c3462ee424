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

/// The public pages. While no fact of the database has changed, a page that was served is served again.
class Site {
  public:
    Site(Source& source, Clock const& clock, bool demo) : source_(source), clock_(clock), demo_(demo) {}

    Result<http::Content> home(http::Call const& call, PageInput const& input) {
        bool const print = large(call, input.size);
        return unchanged("/", print, [&]() -> Result<std::string> {
            Overview const overview{source_.institution(call.reader()), source_.counts(call.reader()),
                                    clock_.today().text()};
            auto const around = frame(call, print, "home");
            PageFacts facts("home", around);
            facts.add(overview.institution.name).add(overview.institution.kind).add(overview.today);
            for (auto const& [label, value] : overview.counts) facts.add(label).add(value);
            return kept_.page(facts, [&] { return home_page(around, overview); });
        });
    }
    Result<http::Content> organisations(http::Call const& call, PageInput const& input) {
        bool const print = large(call, input.size);
        return unchanged("/organisations", print, [&]() -> Result<std::string> {
            auto rows = source_.organisations(call.reader(), {}, shown_at_most + 1);
            bool const more = rows.size() > shown_at_most;
            if (more) rows.resize(shown_at_most);
            auto const around = frame(call, print, "organisations");
            auto const facts = PageFacts("organisations", around).add(rows).add(std::int64_t{more});
            return kept_.page(facts, [&] { return organisations_page(around, rows, more); });
        });
    }
    Result<http::Content> organisation(http::Call const& call, OrganisationInput const& input) {
        bool const print = large(call, input.size);
        return unchanged("/organisations/" + input.id.text(), print, [&]() -> Result<std::string> {
            auto const found = source_.organisation(call.reader(), input.id);
            if (!found) return fail(not_found());
            auto const above = source_.ancestors(call.reader(), input.id);
            auto const below = source_.organisations(call.reader(), input.id, shown_at_most);
            auto const around = frame(call, print, "organisations");
            auto const facts = PageFacts("organisation", around).add(*found).add(above).add(below);
            return kept_.page(facts, [&] { return organisation_page(around, *found, above, below); });
        });
    }
    Result<http::Content> help(http::Call const& call, PageInput const& input) {
        auto const around = frame(call, large(call, input.size), "help");
        return html(kept_.page({"help", around}, [&] { return help_page(around); }));
    }
    Result<http::Content> sign_in(http::Call const& call, SignInInput const& input) {
        auto const around = frame(call, large(call, input.size), "");
        return html(kept_.page({"sign-in", around}, [&] { return sign_in_page(around); }));
    }

  private:
    [[nodiscard]] Frame frame(http::Call const& call, bool large_print, std::string_view at) {
        auto const institution = source_.institution(call.reader());
        return {institution.name, demo_, large_print, at, institution.password_length, institution.password_classes};
    }
    template <class Make>
    Result<http::Content> unchanged(std::string asked, bool large_print, Make const& make) {
        asked += large_print ? " l" : " m";
        auto const mark = source_.mark();
        if (auto page = served_.at(mark, asked)) return html(std::move(*page));
        Result<std::string> made = make();
        if (!made) return fail(std::move(made).error());
        served_.keep(mark, asked, *made);
        return html(std::move(*made));
    }

    Source& source_;
    Clock const& clock_;
    bool demo_;
    KeptPages kept_;
    ServedPages served_;
};

template <class In>
void mount(http::Router& router, std::shared_ptr<Site> const& site, std::string path,
           Result<http::Content> (Site::*page)(http::Call const&, In const&)) {
    router.page<In>(std::move(path), auth::anybody,
                    [site, page](http::Call const& call, In const& input) { return ((*site).*page)(call, input); });
}

}  // namespace

void routes(http::Router& router, Source& source, Clock const& clock, bool demo) {
    auto const site = std::make_shared<Site>(source, clock, demo);
    mount(router, site, "/", &Site::home);
    mount(router, site, "/organisations", &Site::organisations);
    mount(router, site, "/organisations/{id}", &Site::organisation);
    mount(router, site, "/help", &Site::help);
    mount(router, site, "/sign-in", &Site::sign_in);
    router.page<PageInput>(
        "/print.css", auth::anybody,
        [](http::Call const& call, PageInput const&) -> Result<http::Content> { return print_look(call); });
    router.page<AssetInput>("/portal/{digest}/{file}", auth::anybody,
                            [](http::Call const& call, AssetInput const& input) { return asset(input, call); });
}

}  // namespace xinglin::portal
