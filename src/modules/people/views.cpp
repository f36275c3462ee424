#include "modules/people/views.hpp"

#include "base/text.hpp"
#include "modules/people/codes.hpp"
#include "modules/people/corrections.hpp"
#include "modules/people/projection.hpp"
#include "modules/people/store.hpp"

#include <algorithm>

namespace xinglin::people {

namespace {

std::string_view kind_name(FieldKind kind) {
    switch (kind) {
        case FieldKind::long_text:
            return "long";
        case FieldKind::date:
            return "date";
        case FieldKind::partial_date:
            return "month";
        case FieldKind::choice:
            return "choice";
        case FieldKind::mobile:
        case FieldKind::phone:
            return "phone";
        case FieldKind::file:
            return "file";
        default:
            return "text";
    }
}

/// Everything that decides how one person's fields look to one actor.
struct Eye {
    auth::Actor const& actor;
    std::string path;
    PersonId person;
    bool own;
    std::vector<store::CorrectionRow> waiting;
};

std::optional<std::string> pending(Eye const& eye, Field const& field, EntryId entry) {
    for (auto const& correction : eye.waiting)
        if (correction.field == field.name && correction.entry == entry)
            return eye.own ? shown(field, correction.after) : mask(field, correction.after);
    return std::nullopt;
}

FieldView field_view(Eye const& eye, Field const& field, KnownFields const& known, EntryId entry) {
    FieldView out;
    out.name = field.name;
    out.title = field.title;
    out.kind = kind_name(field.kind);
    out.sealed = field.sealed;
    out.editable = may_write(eye.actor, field, eye.path, eye.person);
    if (eye.own && field.correction != Correction::none)
        out.correction = field.correction == Correction::at_once ? "at_once" : "approval";
    if (field.kind == FieldKind::choice && (out.editable || out.correction != "none"))
        for (auto const& choice : choices(field.choices))
            out.options.push_back({std::string(choice.code), std::string(choice.title)});
    out.pending = pending(eye, field, entry);
    auto const found = known.find(field.name);
    if (found == known.end()) return out;
    if (sees_clear(eye.actor, field, eye.path, eye.person)) {
        out.value = found->second.value;
        out.shown = shown(field, found->second.value);
    } else {
        out.masked = true;
        out.shown = mask(field, found->second.value);
        out.revealable = holds(eye.actor, rights::reveal, eye.path);
    }
    out.source = found->second.source;
    out.source_title = std::string(source_title(found->second.source));
    out.recorded_at = found->second.recorded_at;
    return out;
}

bool shows_section(Eye const& eye, Section const& section) {
    if (section.name == "sanctions") return eye.own || holds(eye.actor, rights::discipline, eye.path);
    return true;
}

std::vector<SectionView> section_views(Eye const& eye, File const& file) {
    std::vector<SectionView> out;
    for (auto const& section : sections()) {
        if (!shows_section(eye, section)) continue;
        SectionView made;
        made.id = section.name;
        made.title = section.title;
        made.list = section.entries;
        for (auto const& field : fields())
            if (field.section == section.name) {
                made.fields.push_back(field_view(eye, field, section.entries ? KnownFields{} : file.fields, {}));
                made.editable = made.editable || made.fields.back().editable;
            }
        for (auto const& entry : file.entries) {
            if (entry.section != section.name) continue;
            EntryView row{entry.id.text(), {}};
            for (auto const& field : fields())
                if (field.section == section.name) row.fields.push_back(field_view(eye, field, entry.fields, entry.id));
            made.entries.push_back(std::move(row));
        }
        out.push_back(std::move(made));
    }
    return out;
}

Eye eye_of(db::Reader& reader, Tools const& tools, auth::Actor const& actor, Card const& card) {
    return {actor, card.path, card.id, actor.person == card.id && !card.id.none(),
            store::corrections_waiting(reader, tools.vault, card.id)};
}

std::string organisation_name(db::Reader& reader, OrganisationId id) {
    auto const found = organisations::find(reader, id);
    if (!found) return {};
    return found->short_name.empty() ? found->name : found->short_name;
}

std::vector<PostView> post_views(db::Reader& reader, PersonId person) {
    std::vector<PostView> out;
    for (auto const& post : organisations::posts_of(reader, person))
        out.push_back({post.organisation, organisation_name(reader, post.organisation),
                       std::string(organisations::title_of(post.kind)), post.from, post.to});
    return out;
}

}  // namespace

bool holds(auth::Actor const& actor, auth::Right right, std::string_view path) {
    return actor.scope(right).covers(path);
}

bool may_write(auth::Actor const& actor, Field const& field, std::string_view path, PersonId person) {
    if (!person.none() && actor.person == person) return false;  // the own file is corrected, and somebody else decides
    switch (field.writer) {
        case Writer::branch:
            return holds(actor, rights::write, path) || holds(actor, rights::write_identity, path);
        case Writer::office:
            return holds(actor, rights::write_identity, path);
        case Writer::discipline:
            return holds(actor, rights::discipline, path);
    }
    return false;
}

bool sees_clear(auth::Actor const& actor, Field const& field, std::string_view path, PersonId person) {
    if (!person.none() && actor.person == person) return true;
    return !field.sealed && actor.sees(field.field_class, path);
}

void cover_own_numbers(PersonView& file) {
    if (!file.own) return;
    auto const cover = [](FieldView& seen) {
        auto const* field = find_field(seen.name);
        if (field == nullptr || field->kind != FieldKind::resident_id) return;
        if (seen.pending) seen.pending = mask(*field, *seen.pending);
        if (!seen.value) return;
        seen.masked = true;
        seen.revealable = true;
        seen.shown = mask(*field, *seen.value);
        seen.value.reset();
    };
    for (auto& section : file.sections) {
        for (auto& field : section.fields) cover(field);
        for (auto& entry : section.entries)
            for (auto& field : entry.fields) cover(field);
    }
}

std::string_view source_title(std::string_view source) {
    if (source == "hr") return "人事系统";
    if (source == "self") return "本人更正";
    if (source == "archive") return "档案";
    if (source == "import") return "表格导入";
    if (source == "office") return "工作人员录入";
    return "系统";
}

Result<PersonView> view(db::Reader& reader, Tools const& tools, auth::Actor const& actor, PersonId person,
                        std::optional<Date> as_of) {
    TRY_ASSIGN(auto const card, access(reader, actor, person, rights::read));
    auto const today = tools.clock.today();
    auto const day = as_of.value_or(today);
    auto const whole = read_whole(reader, tools.vault, person, day);
    auto const eye = eye_of(reader, tools, actor, card);
    auto const row = store::find(reader, person);
    PersonView out;
    out.id = person;
    out.version = row->version;
    out.name = whole.file.value("name");
    if (!whole.file.value("staff_no").empty()) out.staff_no = whole.file.value("staff_no");
    out.state = members::code(whole.standing.state);
    out.state_title = members::title(whole.standing.state);
    if (whole.standing.state_since) out.state_since = whole.standing.state_since->text();
    if (whole.standing.state == members::State::probationary)
        if (auto const ends = members::probation_expires(whole.file.date("join_date"), whole.standing.probation_until,
                                                         members::terms_on(day)))
            out.probation_expires = ends->text();
    if (members::is_member(whole.standing.state)) out.party_age = members::party_age(whole.file.date("full_date"), day);
    if (!whole.standing.organisation.none())
        out.organisation =
            OrganisationRef{whole.standing.organisation, organisation_name(reader, whole.standing.organisation)};
    for (int i = 0; i < members::flag_count; ++i) {
        auto const flag = static_cast<members::Flag>(i);
        if (!whole.standing.has(flag)) continue;
        FlagView made{std::string(members::code(flag)), std::string(members::title(flag)), std::nullopt};
        if (flag == members::Flag::floating && !whole.standing.floating_to.empty())
            made.detail = whole.standing.floating_to;
        if (flag == members::Flag::lost_contact && whole.standing.lost_since)
            made.detail = whole.standing.lost_since->text();
        out.flags.push_back(std::move(made));
    }
    out.posts = post_views(reader, person);
    out.sections = section_views(eye, whole.file);
    out.own = eye.own;
    out.as_of = as_of;
    if (!eye.own && holds(actor, members::rights::transition, card.path))
        for (auto const& step : members::steps_from(whole.standing.state))
            out.steps.push_back({std::string(members::code(step.to)), std::string(members::title(step.to)),
                                 std::string(step.title), std::string(step.article), step.needs_reason});
    out.may_extend = !eye.own && holds(actor, members::rights::transition, card.path) &&
                     whole.standing.state == members::State::probationary && !whole.standing.probation_until;
    out.may_transfer = !eye.own && holds(actor, members::rights::transfer, card.path);
    return out;
}

Result<std::vector<TimelineItem>> timeline(db::Reader& reader, Tools const& tools, auth::Actor const& actor,
                                           PersonId person) {
    TRY_ASSIGN(auto const card, access(reader, actor, person, rights::read));
    auto const whole = read_whole(reader, tools.vault, person, tools.clock.today());
    auto const eye = eye_of(reader, tools, actor, card);
    std::vector<TimelineItem> out;
    auto const text = [](std::string value) { return value.empty() ? std::nullopt : std::optional(std::move(value)); };
    // Why somebody was expelled or suspended is a matter of discipline, in whatever form it was entered.
    bool const reasons =
        eye.own || holds(actor, rights::discipline, card.path) || holds(actor, members::rights::transition, card.path);
    for (auto const& row : whole.history.states)
        out.push_back({row.from.text(),
                       row.until ? "延长预备期至" + row.until->text() : std::string(members::title(row.state)),
                       reasons ? text(row.reason) : std::nullopt, std::string(source_title(row.origin.source)),
                       row.origin.at, row.withdrawn});
    for (auto const& row : whole.history.affiliations)
        if (row.from != PartialDate::of(from_the_beginning))
            out.push_back({row.from.text(), "转入" + organisation_name(reader, row.organisation), text(row.reason),
                           std::string(source_title(row.origin.source)), row.origin.at, row.withdrawn});
    for (auto const& row : whole.history.flags)
        out.push_back({row.from.text(), (row.on ? "" : "结束：") + std::string(members::title(row.flag)),
                       text(row.detail), std::string(source_title(row.origin.source)), row.origin.at, row.withdrawn});
    for (auto const& post : post_views(reader, person))
        out.push_back({post.from.text(), "任" + post.organisation_name + post.title, std::nullopt, std::nullopt,
                       start_of_day(post.from), false});
    for (auto const& change : whole.changes) {
        auto const* section = find_section(change.section);
        if (section != nullptr && !shows_section(eye, *section)) continue;
        std::vector<std::string> titles;
        for (auto const& [name, value] : change.values)
            if (auto const* field = find_field(name)) titles.emplace_back(field->title);
        if (titles.empty() && !change.removed) continue;
        auto const first = &change == &whole.changes.front() && change.entry.none();
        auto title = first            ? std::string("建立档案")
                     : change.removed ? "删除" + std::string(section != nullptr ? section->title : "") + "一项"
                                      : "更新" + text::join(titles, "、");
        auto const on =
            change.effective_from == from_the_beginning ? local_date(change.origin.at) : change.effective_from;
        out.push_back({on.text(), std::move(title), text(change.reason),
                       std::string(source_title(change.origin.source)), change.origin.at, change.withdrawn});
    }
    std::stable_sort(out.begin(), out.end(), [](TimelineItem const& a, TimelineItem const& b) {
        return a.on != b.on ? a.on > b.on : a.recorded_at > b.recorded_at;
    });
    return out;
}

Result<std::vector<HistoryItem>> field_history(db::Reader& reader, Tools const& tools, auth::Actor const& actor,
                                               PersonId person, std::string_view name) {
    TRY_ASSIGN(auto const card, access(reader, actor, person, rights::read));
    auto const* field = find_field(name);
    if (field == nullptr || find_section(field->section)->entries) return fail(not_found());
    std::vector<HistoryItem> out;
    auto const clear = sees_clear(actor, *field, card.path, person);
    for (auto const& change : store::changes(reader, tools.vault, person)) {
        auto const found = change.values.find(name);
        if (found == change.values.end() || !change.entry.none()) continue;
        HistoryItem item;
        if (found->second) item.shown = clear ? shown(*field, *found->second) : mask(*field, *found->second);
        item.masked = !clear;
        item.effective_from = change.effective_from;
        item.source_title = source_title(change.origin.source);
        if (!change.reason.empty()) item.reason = change.reason;
        item.recorded_at = change.origin.at;
        item.withdrawn = change.withdrawn;
        out.push_back(std::move(item));
    }
    std::reverse(out.begin(), out.end());
    return out;
}

Result<std::vector<regulations::Finding>> findings(db::Reader& reader, Tools const& tools, auth::Actor const& actor,
                                                   PersonId person) {
    TRY_ASSIGN(auto const card, access(reader, actor, person, rights::read));
    auto const today = tools.clock.today();
    auto const whole = read_whole(reader, tools.vault, person, today);
    auto facts = facts_of(whole.file, whole.standing, today);
    for (auto const& post : organisations::posts_of(reader, person))
        facts.party_posts.push_back({std::string(organisations::title_of(post.kind)), PartialDate::of(post.from),
                                     post.to ? std::optional(PartialDate::of(*post.to)) : std::nullopt});
    auto found = check_file(facts);
    // What the actor may not see in clear is not told by a finding either.
    if (!(actor.person == person) && !actor.sees(auth::FieldClass::personal, card.path))
        for (auto& finding : found) {
            finding.facts.clear();
            finding.text = std::string(find_file_rule(finding.rule)->title);
        }
    return found;
}

}  // namespace xinglin::people
