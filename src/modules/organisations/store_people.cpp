// Counts, names, posts and terms.
#include "modules/organisations/store.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "gen/organisations/sql.hpp"

namespace xinglin::organisations::store {

void insert_counts(db::Tx& tx, OrganisationId id, std::string const& path) { tx.run(sql::insert_counts, id, path); }

void adjust_counts(db::Tx& tx, OrganisationId id, Counts const& d) {
    auto const rows =
        tx.run(sql::adjust_counts, id, d.full, d.probationary, d.prospects, d.activists, d.applicants, d.staff);
    XL_CHECK(rows == 1);
}

Counts counts_from(db::Row const& row, int c) {
    return {row.integer(c),     row.integer(c + 1), row.integer(c + 2),
            row.integer(c + 3), row.integer(c + 4), row.integer(c + 5)};
}
Counts counts_of(db::Reader& reader, OrganisationId id) {
    return reader
        .one(
            sql::counts_of, [](db::Row const& row) { return counts_from(row, 0); }, id)
        .value_or(Counts{});
}
Counts counts_under(db::Reader& reader, std::string_view path) {
    auto const range = auth::subtree(path);
    return reader
        .one(
            sql::counts_under, [](db::Row const& row) { return counts_from(row, 0); }, range.from, range.to)
        .value_or(Counts{});
}

void put_alias(db::Tx& tx, OrganisationId id, std::string_view alias, std::string_view source, ChangeId change) {
    auto const folded = text::without_blanks(text::half_width(alias));
    auto const written = text::trim(alias);
    if (!folded.empty()) tx.run(sql::put_alias, id, folded, written, source, change);
}
void drop_given_aliases(db::Tx& tx, OrganisationId id) { tx.run(sql::drop_given_aliases, id); }
void drop_aliases_of(db::Tx& tx, ChangeId change) { tx.run(sql::drop_aliases_of_change, change); }
std::vector<std::pair<std::string, std::string>> aliases(db::Reader& reader, OrganisationId id) {
    return reader.all(
        sql::aliases, [](db::Row const& row) { return std::pair(row.get<std::string>(0), row.get<std::string>(1)); },
        id);
}

Term term_from(db::Row const& row) {
    Term t;
    t.id = row.get<TermId>(0);
    t.organisation = row.get<OrganisationId>(1);
    t.elected_on = row.get<Date>(2);
    t.years = row.get<std::int64_t>(3);
    t.due_on = row.get<Date>(4);
    t.extended_to = row.get<std::optional<Date>>(5);
    t.extension_basis = row.get<std::string>(6);
    t.ended_on = row.get<std::optional<Date>>(7);
    t.basis = row.get<std::string>(8);
    t.version = row.get<std::int64_t>(9);
    return t;
}
void insert_term(db::Tx& tx, Term const& t, std::string const& path, Instant at, std::int64_t made_by) {
    auto const elected = t.elected_on.text();
    auto const due = t.due_on.text();
    auto const ended = t.ended_on ? std::optional(t.ended_on->text()) : std::nullopt;
    tx.run(sql::insert_term, t.id, t.organisation, path, elected, t.years, due, ended, t.basis, at, ChangeId{made_by});
}
std::optional<Term> find_term(db::Reader& reader, TermId id) { return reader.one(sql::find_term, term_from, id); }
std::optional<Term> open_term(db::Reader& reader, OrganisationId id) {
    return reader.one(sql::open_term, term_from, id);
}
std::vector<Term> terms(db::Reader& reader, OrganisationId id) { return reader.all(sql::terms, term_from, id); }
bool end_term(db::Tx& tx, TermId id, Date on, ChangeId by) {
    auto const day = on.text();
    return tx.run(sql::end_term, id, day, by) == 1;
}
bool extend_term(db::Tx& tx, TermId id, Date to, std::string const& basis, std::int64_t version) {
    auto const day = to.text();
    return tx.run(sql::extend_term, id, day, basis, version) == 1;
}

Post post_from(db::Row const& row) {
    Post p;
    p.id = row.get<PostId>(0);
    p.organisation = row.get<OrganisationId>(1);
    auto const kind = post_kind(row.text(2));
    XL_CHECK(kind.has_value());
    p.kind = *kind;
    p.person = row.get<PersonId>(3);
    p.holder = row.get<std::string>(4);
    p.from = row.get<Date>(5);
    p.to = row.get<std::optional<Date>>(6);
    p.term = row.get<TermId>(7);
    p.basis = row.get<std::string>(8);
    p.version = row.get<std::int64_t>(9);
    p.phone = row.get<bool>(10);
    return p;
}
bool insert_post(db::Tx& tx, Post const& p, std::optional<db::Blob> const& phone, Instant at, std::int64_t made_by) {
    if (p.kind == PostKind::secretary)
        for (auto const& post : open_posts(tx, p.organisation))
            if (post.kind == PostKind::secretary) return false;
    auto const from = p.from.text();
    tx.run(sql::insert_post, p.id, p.organisation, name_of(p.kind), p.person, p.holder, phone, from, p.term, p.basis,
           at, ChangeId{made_by});
    return true;
}
std::string sealed_phone(db::Reader& reader, PostId id) {
    return reader
        .one(
            sql::post_phone, [](db::Row const& row) { return row.null(0) ? std::string{} : std::string(row.bytes(0)); },
            id)
        .value_or("");
}
std::optional<Post> find_post(db::Reader& reader, PostId id) { return reader.one(sql::find_post, post_from, id); }
std::vector<Post> posts(db::Reader& reader, OrganisationId id, std::optional<Date> on) {
    auto const day = on.value_or(Date{}).text();
    if (!on) return reader.all(sql::posts, post_from, id, day);
    return reader.all(sql::posts.with({"on"}), post_from, id, day);
}
std::vector<Post> open_posts(db::Reader& reader, OrganisationId id) {
    return reader.all(sql::open_posts, post_from, id);
}
bool end_post(db::Tx& tx, PostId id, Date on, ChangeId by, std::string const& reason) {
    auto const day = on.text();
    return tx.run(sql::end_post, id, day, by, reason) == 1;
}
void reopen(db::Tx& tx, ChangeId change) {
    tx.run(sql::reopen_posts, change);
    tx.run(sql::reopen_terms, change);
}

std::optional<OrganisationId> take_back_posts_and_terms(db::Tx& tx, std::int64_t batch) {
    if (auto const stands = tx.value<OrganisationId>(sql::built_on_import, batch)) return stands;
    tx.run(sql::delete_imported_posts, batch);
    tx.run(sql::delete_imported_terms, batch);
    if (auto const taken = tx.value<OrganisationId>(sql::taken_since, batch)) return taken;
    reopen(tx, ChangeId{batch});
    return std::nullopt;
}

}  // namespace xinglin::organisations::store
