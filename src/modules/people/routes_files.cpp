#include "modules/people/routes.hpp"
#include "modules/people/service.hpp"
#include "modules/people/views.hpp"
#include "modules/people/wire_texts.hpp"
#include "platform/http/router.hpp"

namespace xinglin::people {

BOOST_DESCRIBE_STRUCT(Option, (), (value, title))
BOOST_DESCRIBE_STRUCT(FieldView, (),
                      (name, title, kind, value, shown, masked, sealed, revealable, editable, correction, options,
                       source, source_title, recorded_at, pending))
BOOST_DESCRIBE_STRUCT(EntryView, (), (id, fields))
BOOST_DESCRIBE_STRUCT(SectionView, (), (id, title, list, editable, fields, entries))
BOOST_DESCRIBE_STRUCT(OrganisationRef, (), (id, name))
BOOST_DESCRIBE_STRUCT(StepView, (), (to, to_title, title, article, needs_reason))
BOOST_DESCRIBE_STRUCT(FlagView, (), (id, title, detail))
BOOST_DESCRIBE_STRUCT(PostView, (), (organisation, organisation_name, title, from, to))
BOOST_DESCRIBE_STRUCT(PersonView, (),
                      (id, version, name, staff_no, state, state_title, state_since, probation_expires, party_age,
                       organisation, flags, posts, sections, steps, own, may_transfer, may_extend, as_of))
BOOST_DESCRIBE_STRUCT(TimelineItem, (), (on, title, detail, source, recorded_at, withdrawn))
BOOST_DESCRIBE_STRUCT(HistoryItem, (), (shown, masked, effective_from, source_title, reason, recorded_at, withdrawn))
BOOST_DESCRIBE_STRUCT(FieldValue, (), (name, value))
BOOST_DESCRIBE_STRUCT(Saved, (), (id, version, entry))

namespace {

struct OnePerson {
    PersonId id;
    std::optional<Date> as_of;
};
BOOST_DESCRIBE_STRUCT(OnePerson, (), (id, as_of))

struct PersonOnly {
    PersonId id;
};
BOOST_DESCRIBE_STRUCT(PersonOnly, (), (id))

struct OneField {
    PersonId id;
    std::string field;
};
BOOST_DESCRIBE_STRUCT(OneField, (), (id, field))

struct PersonTimeline {
    std::vector<TimelineItem> items;
};
BOOST_DESCRIBE_STRUCT(PersonTimeline, (), (items))

struct FieldHistory {
    std::vector<HistoryItem> items;
};
BOOST_DESCRIBE_STRUCT(FieldHistory, (), (items))

struct FileFinding {
    std::string rule;
    std::string title;
    std::string severity;
    std::string article;
    std::string text;
    std::optional<Date> earliest;
};
BOOST_DESCRIBE_STRUCT(FileFinding, (), (rule, title, severity, article, text, earliest))

struct FileFindings {
    std::vector<FileFinding> items;
};
BOOST_DESCRIBE_STRUCT(FileFindings, (), (items))

struct NewPerson {
    OrganisationId organisation;
    std::optional<std::string> state;
    std::vector<FieldValue> fields;
    std::optional<Remark> reason;
};
BOOST_DESCRIBE_STRUCT(NewPerson, (), (organisation, state, fields, reason))

struct EditSection {
    PersonId id;
    std::string section;
    std::vector<FieldValue> fields;
    std::optional<Date> effective_from;
    bool mistake{false};
    std::optional<Remark> reason;
    std::optional<std::string> source;
};
BOOST_DESCRIBE_STRUCT(EditSection, (), (id, section, fields, effective_from, mistake, reason, source))

struct AddEntry {
    PersonId id;
    std::string section;
    std::vector<FieldValue> fields;
    std::optional<Remark> reason;
};
BOOST_DESCRIBE_STRUCT(AddEntry, (), (id, section, fields, reason))

struct EditEntry {
    PersonId id;
    EntryId entry;
    std::vector<FieldValue> fields;
    std::optional<Remark> reason;
};
BOOST_DESCRIBE_STRUCT(EditEntry, (), (id, entry, fields, reason))

struct DropEntry {
    PersonId id;
    EntryId entry;
    Remark reason;
};
BOOST_DESCRIBE_STRUCT(DropEntry, (), (id, entry, reason))

struct AskReveal {
    PersonId id;
    std::string field;
    std::optional<EntryId> entry;
    std::optional<Purpose> purpose;
};
BOOST_DESCRIBE_STRUCT(AskReveal, (), (id, field, entry, purpose))

struct Revealed {
    std::string value;
};
BOOST_DESCRIBE_STRUCT(Revealed, (), (value))

Result<FileFindings> find_findings(http::Call const& call, Service& service, PersonId person) {
    TRY_ASSIGN(auto const found, findings(call.reader(), service.tools(), call.actor(), person));
    FileFindings out;
    for (auto const& finding : found)
        out.items.push_back({finding.rule, std::string(find_file_rule(finding.rule)->title),
                             std::string(regulations::code(finding.severity)), finding.article, finding.text,
                             finding.earliest});
    return out;
}

void mount_reading(http::Router& router, Service& service) {
    router.get<OnePerson, PersonView>(
        "/v1/people/{id}", rights::read, "One person's file, as it stands or stood on a day", {},
        [&](http::Call const& call, OnePerson const& in) -> Result<PersonView> {
            TRY_ASSIGN(auto file, view(call.reader(), service.tools(), call.actor(), in.id, in.as_of));
            cover_own_numbers(file);
            return file;
        });
    router.get<PersonOnly, PersonTimeline>(
        "/v1/people/{id}/timeline", rights::read, "What happened to a person, newest first", {},
        [&](http::Call const& call, PersonOnly const& in) -> Result<PersonTimeline> {
            TRY_ASSIGN(auto items, timeline(call.reader(), service.tools(), call.actor(), in.id));
            return PersonTimeline{std::move(items)};
        });
    router.get<OneField, FieldHistory>(
        "/v1/people/{id}/fields/{field}/history", rights::read, "Every value a field has had", {},
        [&](http::Call const& call, OneField const& in) -> Result<FieldHistory> {
            TRY_ASSIGN(auto items, field_history(call.reader(), service.tools(), call.actor(), in.id, in.field));
            return FieldHistory{std::move(items)};
        });
    router.get<PersonOnly, FileFindings>(
        "/v1/people/{id}/findings", rights::read, "Contradictions and gaps of a file, with their articles", {},
        [&](http::Call const& call, PersonOnly const& in) { return find_findings(call, service, in.id); });
}

}  // namespace

void mount_files(http::Router& router, Service& service) {
    mount_reading(router, service);
    http::ErrorCode const invalid{Kind::malformed, "people.values_invalid"},
        empty{Kind::malformed, "people.entry_empty"}, denied{Kind::forbidden, "people.may_not_write"},
        number{Kind::conflict, "people.duplicate_staff_no"}, identity{Kind::conflict, "people.duplicate_resident_id"},
        stale{Kind::precondition, "people.changed_meanwhile"}, own{Kind::refused, "people.own_file"};
    router.post<NewPerson, Saved>(
        "/v1/people", rights::write_identity, "Create a person's file",
        {.errors = {invalid, denied, number, identity, {Kind::not_found, "people.organisation_unknown"}}},
        [&](http::Call const& call, NewPerson const& in) {
            return service.create(call.actor(), {in.organisation, in.state, in.fields, said(in.reason)});
        });
    router.put<EditSection, Saved>("/v1/people/{id}/sections/{section}", rights::write, "Change fields of one section",
                                   {.errors = {invalid,
                                               denied,
                                               number,
                                               identity,
                                               stale,
                                               own,
                                               {Kind::malformed, "people.future_edit"},
                                               {Kind::not_found, "people.no_section"}}},
                                   [&](http::Call const& call, EditSection const& in) {
                                       return service.change(
                                           call.actor(),
                                           {in.id, in.section, in.fields, in.effective_from, in.mistake,
                                            said(in.reason), in.source.value_or("office")},
                                           call.if_match());
                                   });
    router.post<AddEntry, Saved>(
        "/v1/people/{id}/sections/{section}/entries", rights::write, "Add an entry to a list of the file",
        {.errors = {invalid, empty, denied, stale, own}}, [&](http::Call const& call, AddEntry const& in) {
            return service.change_entry(call.actor(), {in.id, in.section, {}, in.fields, said(in.reason)},
                                        call.if_match());
        });
    router.put<EditEntry, Saved>(
        "/v1/people/{id}/entries/{entry}", rights::write, "Change an entry of the file",
        {.errors = {invalid, empty, denied, stale, own}}, [&](http::Call const& call, EditEntry const& in) {
            return service.change_entry(call.actor(), {in.id, "", in.entry, in.fields, said(in.reason)},
                                        call.if_match());
        });
    router.del<DropEntry, Saved>(
        "/v1/people/{id}/entries/{entry}", rights::write, "Take an entry off the file (it stays in the history)",
        {.errors = {denied, stale, own, {Kind::malformed, "people.reason_needed"}}},
        [&](http::Call const& call, DropEntry const& in) {
            return service.remove_entry(call.actor(), {in.id, in.entry, in.reason.value}, call.if_match());
        });
    router.post<AskReveal, Revealed>(
        "/v1/people/{id}/reveals", rights::read, "See one sealed value in clear, for a purpose, on record",
        {.errors = {{Kind::malformed, "people.purpose_missing"}, {Kind::not_found, "people.no_value"}}},
        [&](http::Call const& call, AskReveal const& in) -> Result<Revealed> {
            TRY_ASSIGN(auto value, service.reveal(call.actor(), {in.id, in.field, in.entry.value_or(EntryId{}),
                                                                 in.purpose ? in.purpose->value : ""}));
            return Revealed{std::move(value)};
        });
}

}  // namespace xinglin::people
