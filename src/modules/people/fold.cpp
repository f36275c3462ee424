#include "modules/people/types.hpp"

#include <algorithm>

namespace xinglin::people {

namespace {

void apply(KnownFields& fields, Change const& change) {
    for (auto const& [name, value] : change.values) {
        if (!value) {
            fields.erase(name);
            continue;
        }
        fields[name] = {*value,           change.origin.source, change.origin.batch, change.origin.account,
                        change.origin.at, change.effective_from};
    }
}

std::string value_of(KnownFields const& fields, std::string_view name) {
    auto const found = fields.find(name);
    return found == fields.end() ? std::string() : found->second.value;
}

std::optional<PartialDate> date_of(KnownFields const& fields, std::string_view name) {
    auto const value = value_of(fields, name);
    return value.empty() ? std::nullopt : PartialDate::parse(value);
}

}  // namespace

std::string const& File::value(std::string_view field) const {
    static std::string const none;
    auto const found = fields.find(field);
    return found == fields.end() ? none : found->second.value;
}

std::optional<PartialDate> File::date(std::string_view field) const { return date_of(fields, field); }

File fold(std::vector<Change> const& changes, Date day, std::optional<Instant> known_at) {
    std::vector<Change const*> holding;
    for (auto const& change : changes)
        if (!change.withdrawn && change.effective_from <= day && (!known_at || change.origin.at <= *known_at))
            holding.push_back(&change);
    std::stable_sort(holding.begin(), holding.end(), [](Change const* a, Change const* b) {
        return a->effective_from < b->effective_from || (a->effective_from == b->effective_from && a->id < b->id);
    });
    File file;
    for (auto const* change : holding) {
        if (change->entry.none()) {
            apply(file.fields, *change);
            continue;
        }
        auto const found = std::find_if(file.entries.begin(), file.entries.end(),
                                        [&](Entry const& entry) { return entry.id == change->entry; });
        if (change->removed) {
            if (found != file.entries.end()) file.entries.erase(found);
        } else if (found == file.entries.end()) {
            file.entries.push_back({change->entry, change->section, {}});
            apply(file.entries.back().fields, *change);
        } else {
            apply(found->fields, *change);
        }
    }
    return file;
}

FileFacts facts_of(File const& file, members::Standing const& standing, Date today) {
    FileFacts facts;
    facts.state = standing.state;
    facts.resident_id = file.value("resident_id");
    facts.sex = file.value("sex");
    facts.birth = file.date("birth_date");
    facts.applied = file.date("applied_on");
    facts.activist = file.date("activist_on");
    facts.prospect = file.date("prospect_on");
    facts.join = file.date("join_date");
    facts.full = file.date("full_date");
    facts.work_started = file.date("work_started_on");
    facts.hired = file.date("hired_on");
    facts.probation_until = standing.probation_until;
    facts.reachable = !file.value("mobile").empty() || !file.value("phone").empty();
    facts.lost_contact = standing.has(members::Flag::lost_contact);
    facts.floating = standing.has(members::Flag::floating);
    facts.floating_to = standing.floating_to;
    facts.today = today;
    for (auto const& entry : file.entries) {
        if (entry.section == "education_history")
            facts.educations.push_back({value_of(entry.fields, "school"), date_of(entry.fields, "education_from"),
                                        date_of(entry.fields, "education_to")});
        if (entry.section == "work_history")
            facts.jobs.push_back({value_of(entry.fields, "employer"), date_of(entry.fields, "employed_from"),
                                  date_of(entry.fields, "employed_to")});
        if (entry.section == "rewards")
            if (auto const day = date_of(entry.fields, "rewarded_on")) facts.rewards.push_back(*day);
    }
    return facts;
}

}  // namespace xinglin::people
