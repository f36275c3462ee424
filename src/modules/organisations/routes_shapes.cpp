#include "modules/organisations/routes_shapes.hpp"

namespace xinglin::organisations {

namespace {

template <class I>
std::optional<I> unless_none(I id) {
    return id.none() ? std::nullopt : std::optional(id);
}

}  // namespace

FindingShown shown(regulations::Finding finding) {
    FindingShown out{
        finding.rule, finding.severity, finding.article, finding.text, finding.way_forward, finding.earliest, {}};
    for (auto& [name, value] : finding.facts) out.facts[name] = std::move(value);
    return out;
}

OrganisationItem shown(Organisation const& o) {
    OrganisationItem out;
    out.id = o.id;
    out.parent = unless_none(o.parent);
    out.code = o.code;
    out.kind_ = o.kind;
    out.kind_title = std::string(title_of(o.kind));
    out.name = o.name;
    out.short_name = o.short_name;
    out.published = o.published;
    return out;
}

OrganisationItem shown(TreeRow const& row) {
    auto out = shown(row.organisation);
    out.children = row.children;
    out.members = row.counts.members();
    out.probationary = row.counts.probationary;
    return out;
}

PostShown shown(Post const& p) {
    return {p.id,    p.kind,   std::string(title_of(p.kind)), unless_none(p.person), p.holder, p.from, p.to, p.basis,
            p.phone, p.version};
}

TermShown shown(Term const& t, Date today) {
    auto const state = t.ended_on             ? TermState::ended
                       : t.deadline() < today ? TermState::over
                       : t.extended_to        ? TermState::extended
                                              : TermState::running;
    return {t.id,         t.elected_on, t.years, t.due_on, t.extended_to, t.extension_basis,
            t.deadline(), t.ended_on,   state,   t.basis,  t.version};
}

EffectShown shown(Effect const& e) { return {e.kind, unless_none(e.organisation), unless_none(e.to), e.count, e.text}; }

ChangeShown shown(store::ChangeRow const& c, std::vector<Effect> const& effects) {
    ChangeShown out;
    out.id = c.id;
    out.kind_ = c.kind;
    out.title = std::string(title_of(c.kind));
    out.organisation = c.organisation;
    out.effective_on = c.effective_on;
    out.reason = c.reason;
    out.basis = c.basis;
    out.late = c.late;
    out.recorded_at = c.recorded_at;
    out.recorded_by = c.recorded_by_name;
    out.countersigned_at = c.countersigned_at;
    if (c.countersigned_at) out.countersigned_by = c.countersigned_by_name;
    out.undone_at = c.undone_at;
    if (c.undone_at) out.undone_by = c.undone_by_name;
    out.effects = all_shown<EffectShown>(effects);
    return out;
}

}  // namespace xinglin::organisations
