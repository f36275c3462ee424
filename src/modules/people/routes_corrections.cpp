#include "modules/people/routes.hpp"
#include "modules/people/service.hpp"
#include "modules/people/views.hpp"
#include "modules/people/wire_texts.hpp"
#include "platform/http/router.hpp"

namespace xinglin::people {

namespace {

struct CorrectionView {
    CorrectionId id;
    PersonId person;
    std::string person_name;
    std::string organisation_name;
    std::string field;
    std::string field_title;
    std::optional<EntryId> entry;
    std::optional<std::string> before;  ///< masked for whoever may not see the field in clear, until they decide
    std::optional<std::string> after;   ///< nothing: to be cleared
    std::optional<std::string> note;
    std::optional<UploadId> evidence;
    std::string state;
    std::string decider;
    bool may_decide{false};
    bool may_withdraw{false};
    Instant created_at;
    std::optional<Instant> decided_at;
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(CorrectionView, (),
                      (id, person, person_name, organisation_name, field, field_title, entry, before, after, note,
                       evidence, state, decider, may_decide, may_withdraw, created_at, decided_at, reason))

struct ListCorrections {
    std::optional<PersonId> person;
    std::optional<std::string> state;
    std::optional<Cursor> cursor;
    Within<1, 100> limit{50};
};
BOOST_DESCRIBE_STRUCT(ListCorrections, (), (person, state, cursor, limit))

struct NewCorrection {
    PersonId person;
    std::string field;
    std::optional<EntryId> entry;
    std::optional<std::string> value;
    std::optional<Remark> note;
    std::optional<UploadId> evidence;
};
BOOST_DESCRIBE_STRUCT(NewCorrection, (), (person, field, entry, value, note, evidence))

struct CorrectionDecision {
    CorrectionId id;
    bool approved{false};
    std::optional<Remark> reason;
};
BOOST_DESCRIBE_STRUCT(CorrectionDecision, (), (id, approved, reason))

struct OneCorrection {
    CorrectionId id;
};
BOOST_DESCRIBE_STRUCT(OneCorrection, (), (id))

std::optional<std::string> maybe(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

CorrectionView view_of(db::Reader& reader, auth::Actor const& actor, store::CorrectionRow const& row) {
    auto const card = find_card(reader, row.person);
    auto const* field = find_field(row.field);
    bool const own = !actor.person.none() && actor.person == row.person;
    auto const right = row.decider == "office" ? rights::write_identity : rights::write;
    bool const may =
        card && !own && (holds(actor, right, card->path) || holds(actor, rights::write_identity, card->path));
    // Whoever decides must see what is to be decided; everybody else sees the mask.
    bool const clear = may || own || (card && sees_clear(actor, *field, card->path, row.person));
    auto const text = [&](std::string const& value) {
        return maybe(clear ? shown(*field, value) : mask(*field, value));
    };
    CorrectionView out;
    out.id = row.id;
    out.person = row.person;
    if (card) {
        out.person_name = card->name;
        if (auto const place = organisations::find(reader, card->organisation))
            out.organisation_name = place->short_name.empty() ? place->name : place->short_name;
    }
    out.field = row.field;
    out.field_title = field->title;
    if (!row.entry.none()) out.entry = row.entry;
    out.before = text(row.before);
    out.after = text(row.after);
    out.note = maybe(row.note);
    if (!row.evidence.none()) out.evidence = row.evidence;
    out.state = row.state;
    out.decider = row.decider;
    out.may_decide = may && row.state == "waiting";
    out.may_withdraw = own && row.state == "waiting";
    out.created_at = row.asked_at;
    out.decided_at = row.decided_at;
    out.reason = maybe(row.reason);
    return out;
}

}  // namespace

void mount_corrections(http::Router& router, Service& service) {
    auto const answer = [&service](http::Call const& call, Result<store::CorrectionRow> row) -> Result<CorrectionView> {
        if (!row) return fail(std::move(row).error());
        return service.tools().db.read([&](db::Reader& reader) { return view_of(reader, call.actor(), *row); });
    };
    router.get<ListCorrections, Page<CorrectionView>>(
        "/v1/corrections", rights::read, "Corrections asked for, newest first", {},
        [&](http::Call const& call, ListCorrections const& in) -> Result<Page<CorrectionView>> {
            auto const limit = static_cast<int>(in.limit.value);
            auto const before = in.cursor ? in.cursor->number(0).value_or(0) : 0;
            auto rows = store::corrections(call.reader(), service.tools().vault, call.actor().scope(rights::read),
                                           {in.person, in.state.value_or("")}, before, limit + 1);
            Page<CorrectionView> page;
            if (static_cast<int>(rows.size()) > limit) {
                rows.resize(static_cast<std::size_t>(limit));
                page.next = Cursor{{rows.back().id.text()}};
            }
            for (auto const& row : rows) page.items.push_back(view_of(call.reader(), call.actor(), row));
            return page;
        });
    router.post<NewCorrection, CorrectionView>(
        "/v1/corrections", rights::read, "Correct the own file, or ask for it",
        {.scope = http::ScopeKind::own,
         .errors = {{Kind::refused, "people.not_correctable"},
                    {Kind::conflict, "people.correction_waiting"},
                    {Kind::conflict, "people.correction_same"},
                    {Kind::malformed, "people.evidence_unknown"},
                    {Kind::malformed, "people.values_invalid"},
                    {Kind::conflict, "people.duplicate_resident_id"}}},
        [&service, answer](http::Call const& call, NewCorrection const& in) {
            return answer(call, service.ask(call.actor(), {in.person, in.field, in.entry.value_or(EntryId{}), in.value,
                                                           said(in.note), in.evidence.value_or(UploadId{})}));
        });
    router.put<CorrectionDecision, CorrectionView>(
        "/v1/corrections/{id}/decision", rights::write, "Decide a correction",
        {.errors = {{Kind::conflict, "people.decided_already"},
                    {Kind::conflict, "people.correction_overtaken"},
                    {Kind::refused, "people.own_correction"},
                    {Kind::malformed, "people.reason_needed"}}},
        [&service, answer](http::Call const& call, CorrectionDecision const& in) {
            return answer(call, service.decide(call.actor(), {in.id, in.approved, said(in.reason)}));
        });
    router.del<OneCorrection, http::Nothing>(
        "/v1/corrections/{id}", rights::read, "Take back one's own request",
        {.scope = http::ScopeKind::own, .errors = {{Kind::conflict, "people.decided_already"}}},
        [&](http::Call const& call, OneCorrection const& in) -> Result<http::Nothing> {
            TRY(service.withdraw_correction(call.actor(), in.id));
            return http::Nothing{};
        });
}

}  // namespace xinglin::people
