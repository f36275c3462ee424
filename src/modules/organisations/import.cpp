// A list of organisations comes in: by code, parents in any order, idempotent.
#include "modules/organisations/service.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "modules/organisations/rules.hpp"
#include "modules/organisations/store.hpp"
#include "modules/organisations/work.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

#include <algorithm>
#include <map>

namespace xinglin::organisations {

class Importer {
  public:
    Importer(Service& service, db::Tx& tx, auth::Actor const& actor, std::vector<ImportRow> const& rows,
             std::int64_t batch)
        : service_(service),
          tx_(tx),
          actor_(actor),
          rows_(rows),
          batch_(batch),
          rules_(regulations::rules(tx, service.book_)) {}

    Result<ImportResult> run();

  private:
    enum class Mark { open, going, done, failed };
    bool bring(std::size_t index);
    bool read(std::size_t index, ChangeCommand& wanted);
    std::optional<Organisation> parent_of(std::size_t index, bool& failed);
    bool make(std::size_t index, ChangeCommand wanted);
    bool bring_up_to_date(std::size_t index, Organisation const& present, ChangeCommand const& wanted);
    bool carry_out(std::size_t index, ChangeCommand const& command);
    void term_and_posts(std::size_t index, Organisation const& organisation);
    void post(Organisation const& organisation, PostKind kind, std::string const& name, std::string const& phone);
    std::optional<Date> date(std::size_t index, std::string const& text, char const* column, bool& failed);
    void say(std::size_t index, char const* column, std::string code, bool error,
             std::vector<std::pair<std::string, std::string>> facts = {});

    Service& service_;
    db::Tx& tx_;
    auth::Actor const& actor_;
    std::vector<ImportRow> const& rows_;
    std::int64_t batch_;
    RuleSet rules_;
    ImportResult result_;
    std::vector<Mark> marks_;
    std::map<std::string, std::size_t> by_code_;
    bool touched_{false};  ///< the row at hand changed something
};

namespace {

std::string tidy(std::string const& cell) { return text::trim(text::half_width(cell)); }

}  // namespace

void Importer::say(std::size_t index, char const* column, std::string code, bool error,
                   std::vector<std::pair<std::string, std::string>> facts) {
    result_.findings.push_back({index, column, std::move(code), error, std::move(facts)});
}

std::optional<Date> Importer::date(std::size_t index, std::string const& text, char const* column, bool& failed) {
    auto const written = tidy(text);
    if (written.empty()) return std::nullopt;
    auto const day = Date::parse(written);
    if (!day) {
        say(index, column, "organisations.import_date", true, {{"text", written}});
        failed = true;
    }
    return day;
}

/// The parent, brought in first when it stands in the same list.
std::optional<Organisation> Importer::parent_of(std::size_t index, bool& failed) {
    auto const code = tidy(rows_[index].parent_code);
    if (code.empty()) return std::nullopt;
    if (auto const listed = by_code_.find(code); listed != by_code_.end()) {
        if (marks_[listed->second] == Mark::going) {
            say(index, "parent_code", "organisations.import_parent_loop", true, {{"code", code}});
            failed = true;
            return std::nullopt;
        }
        if (!bring(listed->second)) {
            say(index, "parent_code", "organisations.import_parent", true, {{"code", code}});
            failed = true;
            return std::nullopt;
        }
    }
    auto parent = store::find_by_code(tx_, code);
    if (!parent) {
        say(index, "parent_code", "organisations.import_parent", true, {{"code", code}});
        failed = true;
    }
    return parent;
}

bool Importer::read(std::size_t index, ChangeCommand& wanted) {
    auto const& row = rows_[index];
    bool failed = false;
    wanted.code = tidy(row.code);
    wanted.name = tidy(row.name);
    wanted.short_name = tidy(row.short_name);
    wanted.reason = "导入党组织名册";
    if (wanted.code->empty()) say(index, "code", "organisations.import_no_code", true), failed = true;
    if (wanted.name->empty()) say(index, "name", "organisations.import_no_name", true), failed = true;
    wanted.to_kind = kind_from_text(row.kind);
    if (!wanted.to_kind)
        say(index, "kind", "organisations.import_kind", true, {{"text", tidy(row.kind)}}), failed = true;
    if (!tidy(row.unit_case).empty()) {
        wanted.unit_case = unit_case_from_text(row.unit_case);
        if (!wanted.unit_case)
            say(index, "unit_case", "organisations.import_unit_case", true, {{"text", tidy(row.unit_case)}}),
                failed = true;
    }
    wanted.unit = tidy(row.unit);
    wanted.phone = text::without_blanks(text::half_width(row.phone));
    if (!wanted.phone->empty() && !is_fixed_line(*wanted.phone)) {
        say(index, "phone", "organisations.wrong_phone", false,
            {{"text", *wanted.phone}});  // kept out, the rest goes in
        wanted.phone = "";
    }
    wanted.founded_on = date(index, row.founded_on, "founded_on", failed);
    (void)date(index, row.elected_on, "elected_on", failed);
    if (auto const years = tidy(row.years); !years.empty() && years != "3" && years != "5")
        say(index, "years", "organisations.import_years", true, {{"text", years}}), failed = true;
    if (wanted.founded_on && service_.clock_.today() < *wanted.founded_on)
        say(index, "founded_on", "organisations.future_date", true, {{"date", wanted.founded_on->text()}}),
            failed = true;
    return !failed;
}

bool Importer::carry_out(std::size_t index, ChangeCommand const& command) {
    auto const done = service_.change_in(tx_, actor_, command);
    if (!done) {
        auto facts = done.error().facts;
        say(index, "", done.error().code, true, std::move(facts));
        return false;
    }
    result_.changes.push_back(done->change);
    result_.organisations[index] = done->organisation;
    touched_ = true;
    return true;
}

bool Importer::make(std::size_t index, ChangeCommand wanted) {
    wanted.kind = ChangeKind::create;
    wanted.historic = true;
    if (!wanted.parent_id) wanted.published = true;  // as set-up does; those beneath follow their parent
    wanted.effective_on = wanted.founded_on.value_or(service_.clock_.today());
    // A branch may be older than the record of the organisation it belongs to today: its life here begins with that.
    if (wanted.parent_id) {
        auto const parents_life = store::timeline(tx_, *wanted.parent_id);
        wanted.effective_on = std::max(wanted.effective_on, parents_life.slices.front().from);
    }
    return carry_out(index, wanted);
}

bool Importer::bring_up_to_date(std::size_t index, Organisation const& present, ChangeCommand const& wanted) {
    ChangeCommand next;
    next.organisation_id = present.id;
    next.reason = wanted.reason;
    next.effective_on = service_.clock_.today();
    if (*wanted.name != present.name || (!wanted.short_name->empty() && *wanted.short_name != present.short_name)) {
        next.kind = ChangeKind::rename;
        next.name = wanted.name;
        if (!wanted.short_name->empty()) next.short_name = wanted.short_name;
        if (!carry_out(index, next)) return false;
    }
    if (wanted.parent_id && *wanted.parent_id != present.parent) {
        next.kind = ChangeKind::move;
        next.parent_id = wanted.parent_id;
        if (!carry_out(index, next)) return false;
    }
    if (*wanted.to_kind != present.kind) {
        next.kind = ChangeKind::upgrade;
        next.to_kind = wanted.to_kind;
        next.name.reset();
        next.short_name.reset();
        if (!carry_out(index, next)) return false;
    }
    // An empty cell says nothing; it clears nothing.
    ChangeCommand details;
    details.kind = ChangeKind::amend;
    details.organisation_id = present.id;
    details.reason = wanted.reason;
    details.effective_on = next.effective_on;
    bool changed = false;
    auto const take = [&](auto& target, auto const& value, auto const& old, bool given) {
        if (!given || value == old) return;
        target = value;
        changed = true;
    };
    take(details.unit, *wanted.unit, present.unit, !wanted.unit->empty());
    take(details.phone, *wanted.phone, present.phone, !wanted.phone->empty());
    if (wanted.unit_case) take(details.unit_case, *wanted.unit_case, present.unit_case, true);
    if (wanted.founded_on && wanted.founded_on != present.founded_on)
        details.founded_on = wanted.founded_on, changed = true;
    if (changed && !carry_out(index, details)) return false;
    result_.organisations[index] = present.id;
    return true;
}

void Importer::post(Organisation const& organisation, PostKind kind, std::string const& name,
                    std::string const& phone) {
    if (name.empty()) return;
    auto const held = store::open_posts(tx_, organisation.id);
    for (auto const& other : held)
        if (other.kind == kind) {
            if (other.holder == name) return;
            // Another holder than on record: the list is of today.
            XL_CHECK(store::end_post(tx_, other.id, std::max(other.from, service_.clock_.today()), ChangeId{batch_},
                                     "导入党组织名册"));
        }
    Post made;
    made.id = service_.ids_.next<PostId>();
    made.organisation = organisation.id;
    made.kind = kind;
    made.holder = name;
    auto const term = store::open_term(tx_, organisation.id);
    // Since when is not in the list; the running committee has been in office since its election.
    made.from = held.empty() && term && in_committee(kind) ? term->elected_on : service_.clock_.today();
    if (term && in_committee(kind)) made.term = term->id;
    std::optional<db::Blob> sealed;
    if (!phone.empty())
        sealed = db::Blob{service_.vault_.seal({"organisation_posts", "phone_sealed", made.id.value}, phone)};
    XL_CHECK(store::insert_post(tx_, made, sealed, service_.clock_.now(), batch_));
    touched_ = true;
}

void Importer::term_and_posts(std::size_t index, Organisation const& organisation) {
    auto const& row = rows_[index];
    auto const elected = Date::parse(tidy(row.elected_on));
    auto const years = text::parse_int(tidy(row.years));
    auto const usual = elected ? term_years(organisation.kind, rules_, *elected) : std::nullopt;
    if (elected && usual) {
        auto const terms = store::terms(tx_, organisation.id);
        bool const known =
            std::any_of(terms.begin(), terms.end(), [&](Term const& t) { return t.elected_on == *elected; });
        if (!known && (terms.empty() || terms.front().elected_on < *elected)) {
            if (auto const open = store::open_term(tx_, organisation.id))
                XL_CHECK(store::end_term(tx_, open->id, *elected, ChangeId{batch_}));
            Term term;
            term.id = service_.ids_.next<TermId>();
            term.organisation = organisation.id;
            term.elected_on = *elected;
            term.years = years.value_or(*usual);
            term.due_on = elected->plus_years(static_cast<int>(term.years));
            store::insert_term(tx_, term, organisation.path, service_.clock_.now(), batch_);
            touched_ = true;
        }
    }
    post(organisation, PostKind::secretary, tidy(row.secretary), "");
    post(organisation, PostKind::contact, tidy(row.contact), text::without_blanks(text::half_width(row.contact_phone)));
}

bool Importer::bring(std::size_t index) {
    if (marks_[index] != Mark::open) return marks_[index] == Mark::done;
    marks_[index] = Mark::going;
    auto const settle = [&](bool good) {
        marks_[index] = good ? Mark::done : Mark::failed;
        return good;
    };
    ChangeCommand wanted;
    bool failed = !read(index, wanted);
    auto const parent = parent_of(index, failed);
    if (failed) return settle(false);
    auto const present = store::find_by_code(tx_, *wanted.code);
    if (parent) {
        wanted.parent_id = parent->id;
    } else if (!present || !present->parent.none()) {
        if (auto const top = store::top(tx_); top && !(present && present->id == top->id)) {
            say(index, "parent_code", "organisations.import_second_top", true, {{"name", top->name}});
            return settle(false);
        }
    }
    touched_ = false;
    if (!(present ? bring_up_to_date(index, *present, wanted) : make(index, wanted))) return settle(false);
    auto const organisation = store::find(tx_, result_.organisations[index]);
    term_and_posts(index, *organisation);
    if (!present)
        ++result_.created;
    else
        ++(touched_ ? result_.changed : result_.unchanged);
    return settle(true);
}

Result<ImportResult> Importer::run() {
    marks_.assign(rows_.size(), Mark::open);
    result_.organisations.assign(rows_.size(), {});
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        auto const code = tidy(rows_[i].code);
        if (code.empty()) continue;
        if (auto const [at, fresh] = by_code_.emplace(code, i); !fresh) {
            say(i, "code", "organisations.import_code_twice", true, {{"code", code}});
            marks_[i] = Mark::failed;
        }
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) (void)bring(i);
    return std::move(result_);
}

Result<ImportResult> Service::upsert_imported(db::Tx& tx, auth::Actor const& actor, std::vector<ImportRow> const& rows,
                                              std::int64_t batch) {
    if (!actor.has(rights::write)) return fail(forbidden());
    return Importer(*this, tx, actor, rows, batch).run();
}

Result<Done> Service::take_back_imported(db::Tx& tx, auth::Actor const& actor, std::int64_t batch,
                                         std::vector<ChangeId> const& changes, std::string const& reason) {
    store::take_turn(tx);
    auto const in_the_way = store::take_back_posts_and_terms(tx, batch);
    if (in_the_way) {
        auto const where = store::find(tx, *in_the_way);
        return fail(conflict("organisations.built_on")
                        .fact("what", (where ? "“" + called(*where) + "”" : std::string()) + "的职务或届次"));
    }
    for (auto const change : changes) TRY(undo_in(tx, actor, change, reason));
    return Done{};
}

}  // namespace xinglin::organisations
