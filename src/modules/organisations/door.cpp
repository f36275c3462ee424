// The reading and writing functions of organisations.hpp.
#include "modules/organisations/organisations.hpp"

#include "gen/organisations/sql.hpp"
#include "modules/organisations/store.hpp"
#include "platform/crypto/rotation.hpp"

#include <algorithm>

namespace xinglin::organisations {

std::optional<Organisation> find(db::Reader& reader, OrganisationId id) { return store::find(reader, id); }
std::optional<Organisation> find_by_code(db::Reader& reader, std::string_view code) {
    return store::find_by_code(reader, std::string(code));
}
std::optional<Organisation> top(db::Reader& reader) { return store::top(reader); }
std::optional<Organisation> find_on(db::Reader& reader, OrganisationId id, Date day) {
    return store::find_on(reader, id, day);
}

Result<Organisation> access(db::Reader& reader, auth::Actor const& actor, OrganisationId id, auth::Right right) {
    if (!actor.has(right)) return fail(forbidden());
    auto found = store::find(reader, id);
    if (!found || !actor.scope(right).covers(found->path)) return fail(not_found());
    return std::move(*found);
}

std::vector<std::pair<OrganisationId, std::string>> aliases(db::Reader& reader) {
    return reader.all(sql::all_aliases, [](db::Row const& row) {
        return std::pair{row.get<OrganisationId>(0), row.get<std::string>(1)};
    });
}

Counts counts_of(db::Reader& reader, OrganisationId id) { return store::counts_of(reader, id); }
Counts counts_under(db::Reader& reader, std::string_view path) { return store::counts_under(reader, path); }
void adjust_counts(db::Tx& tx, OrganisationId id, Counts const& delta) { store::adjust_counts(tx, id, delta); }

void add_alias(db::Tx& tx, OrganisationId id, std::string_view alias) {
    store::put_alias(tx, id, alias, "import", {});
    if (auto const organisation = store::find(tx, id)) store::index_names(tx, id, *organisation);
}

std::vector<NamedPost> posts_without_person(db::Reader& reader, PostId after, int limit) {
    return reader.all(
        sql::posts_without_person,
        [](db::Row const& row) {
            return NamedPost{store::post_from(row), row.get<std::string>(11)};
        },
        after.value, limit);
}

bool link_post(db::Tx& tx, PostId post, PersonId person) { return tx.run(sql::link_post, post, person) == 1; }

std::int64_t unlink_posts_of(db::Tx& tx, PersonId person) { return tx.run(sql::unlink_posts, person); }

std::vector<Post> posts_of(db::Reader& reader, PersonId person) {
    return reader.all(sql::posts_of, store::post_from, person);
}

std::vector<crypto::EncryptedColumn> encrypted_columns() {
    return {{"organisation_posts", "phone_sealed", &sql::next_phone_cell, &sql::replace_phone_cell}};
}

std::int64_t end_posts_of(db::Tx& tx, PersonId person, Date on, std::optional<OrganisationId> only, std::int64_t by) {
    std::int64_t ended = 0;
    for (auto const& post : posts_of(tx, person))
        if (!post.to && (!only || post.organisation == *only))
            ended += store::end_post(tx, post.id, std::max(post.from, on), ChangeId{by}, "离任") ? 1 : 0;
    return ended;
}

std::int64_t reopen_posts_of(db::Tx& tx, PersonId person, std::int64_t by) {
    std::int64_t reopened = 0;
    for (auto const& post : tx.all(sql::ended_posts, store::post_from, by, person)) {
        auto const organisation = store::find(tx, post.organisation);
        if (!organisation || !organisation->live()) continue;
        auto const term = post.term.none() ? std::nullopt : store::find_term(tx, post.term);
        if (term && term->ended_on) continue;
        auto const open = store::open_posts(tx, post.organisation);
        bool const taken = std::any_of(open.begin(), open.end(), [&](Post const& one) {
            return one.kind == post.kind && (one.kind == PostKind::secretary || one.from >= *post.to);
        });
        if (!taken) reopened += tx.run(sql::reopen_post, post.id);
    }
    return reopened;
}

namespace {

/// The parts of the statement `published` that are wanted; the secretary costs a look-up per row.
std::vector<std::string_view> parts_of(bool with_secretary, std::vector<std::string_view> parts) {
    if (with_secretary) parts.push_back("secretary");
    return parts;
}

/// Rows of the statement `published`, in tree order, each under the nearest one shown above it.
std::vector<PublicOrganisation> shown(db::Reader& reader, db::Statement::Chosen statement, bool with_secretary,
                                      int limit, std::string const& under, OrganisationId one) {
    struct Above {
        OrganisationId id;
        std::string path;
    };
    std::vector<PublicOrganisation> out;
    std::vector<Above> above;  // shown ancestors of the row at hand
    auto const range = auth::subtree(under);
    reader.each(
        statement,
        [&](db::Row const& row) {
            PublicOrganisation o;
            o.id = row.get<OrganisationId>(0);
            auto const path = row.get<std::string>(2);
            while (!above.empty() && path.compare(0, above.back().path.size(), above.back().path) != 0)
                above.pop_back();
            if (!above.empty()) o.parent = above.back().id;
            o.depth = static_cast<int>(above.size());
            if (auto const kind = organisation_kind(row.text(3))) o.kind_title = std::string(title_of(*kind));
            o.name = row.get<std::string>(4);
            o.short_name = row.get<std::string>(5);
            o.phone = row.get<std::string>(6);
            o.address = row.get<std::string>(7);
            o.founded_on = row.get<std::optional<Date>>(8);
            if (with_secretary) o.secretary = row.get<std::string>(9);
            above.push_back({o.id, path});
            out.push_back(std::move(o));
        },
        limit, range.from, range.to, one);
    return out;
}

}  // namespace

std::vector<PublicOrganisation> published(db::Reader& reader, bool with_secretary, int limit,
                                          std::string const& under) {
    return shown(reader, sql::published.with(parts_of(with_secretary, {})), with_secretary, limit, under, {});
}

std::optional<PublicOrganisation> published_one(db::Reader& reader, OrganisationId id, bool with_secretary) {
    auto rows = shown(reader, sql::published.with(parts_of(with_secretary, {"one"})), with_secretary, 1, "", id);
    if (rows.empty()) return std::nullopt;
    auto const above = published_above(reader, id);
    if (!above.empty()) rows.front().parent = above.back().id;
    rows.front().depth = static_cast<int>(above.size());
    return std::move(rows.front());
}

std::vector<PublicOrganisation> published_above(db::Reader& reader, OrganisationId id) {
    // A chain of a few rows by their keys; a condition on the path would read half the tree.
    std::vector<Organisation> chain;
    auto at = store::find(reader, id);
    while (at && !at->parent.none()) {
        at = store::find(reader, at->parent);
        if (at && at->published && at->live()) chain.push_back(*at);
    }
    std::vector<PublicOrganisation> out;
    for (auto one = chain.rbegin(); one != chain.rend(); ++one) {
        PublicOrganisation o{
            one->id,         {}, std::string(title_of(one->kind)), one->name, one->short_name, one->phone, one->address,
            one->founded_on, "", static_cast<int>(out.size())};
        if (!out.empty()) o.parent = out.back().id;
        out.push_back(std::move(o));
    }
    return out;
}

std::vector<std::pair<std::string, std::int64_t>> published_counts(db::Reader& reader) {
    std::vector<std::pair<OrganisationKind, std::int64_t>> counted;
    reader.each(sql::published_counts, [&](db::Row const& row) {
        if (auto const kind = organisation_kind(row.text(0))) counted.emplace_back(*kind, row.integer(1));
    });
    std::sort(counted.begin(), counted.end());
    std::vector<std::pair<std::string, std::int64_t>> out;
    for (auto const& [kind, number] : counted) out.emplace_back(std::string(title_of(kind)), number);
    return out;
}

}  // namespace xinglin::organisations
