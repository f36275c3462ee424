#include "modules/regulations/book.hpp"

#include "base/check.hpp"
#include "modules/regulations/parameters.hpp"

#include <algorithm>

namespace xinglin::regulations {

namespace {

/// "regulations/<name>/<file>" → name, when it is that file.
std::optional<std::string> folder_of(std::string_view path, std::string_view file) {
    constexpr std::string_view root = "regulations/";
    auto const start = path.rfind(root, 0) == 0 ? root.size() : std::string_view::npos;
    if (start == std::string_view::npos) return std::nullopt;
    auto const slash = path.find('/', start);
    if (slash == std::string_view::npos || path.substr(slash + 1) != file) return std::nullopt;
    return std::string(path.substr(start, slash - start));
}

}  // namespace

Result<Book> Book::load(std::vector<SourceFile> const& files) {
    Book book;
    std::vector<std::string> faults;
    std::map<std::string, std::string_view> sources;
    for (auto const& file : files)
        if (auto const name = folder_of(file.path, "source.md")) sources[*name] = file.text;
    for (auto const& file : files) {
        auto const name = folder_of(file.path, "parameters.yaml");
        if (!name) continue;
        auto regulation = read_parameters(*name, file, faults);
        if (auto const source = sources.find(*name); source != sources.end())
            regulation.source = std::string(source->second);
        else
            faults.push_back(file.path + ":1: no source.md beside it");
        book.regulations_.push_back(std::move(regulation));
    }
    std::sort(book.regulations_.begin(), book.regulations_.end(),
              [](Regulation const& a, Regulation const& b) { return a.name < b.name; });
    for (std::size_t r = 0; r < book.regulations_.size(); ++r)
        for (std::size_t p = 0; p < book.regulations_[r].parameters.size(); ++p) {
            auto const& parameter = book.regulations_[r].parameters[p];
            if (!book.by_name_.emplace(parameter.name, std::pair{r, p}).second)
                faults.push_back("regulations/" + parameter.regulation + "/parameters.yaml:1: the name " +
                                 parameter.name + " is used twice");
        }
    if (faults.empty()) return book;
    std::string all;
    for (auto const& fault : faults) all += (all.empty() ? "" : "\n") + fault;
    return fail(problem(Kind::fault, "regulations.unreadable", all));
}

Parameter const* Book::find(std::string_view name) const {
    auto const found = by_name_.find(name);
    if (found == by_name_.end()) return nullptr;
    return &regulations_[found->second.first].parameters[found->second.second];
}

RuleSet::RuleSet(Book const& book, std::vector<Setting> settings) : book_(&book), settings_(std::move(settings)) {
    std::stable_sort(settings_.begin(), settings_.end(), [](Setting const& a, Setting const& b) {
        return a.name < b.name || (a.name == b.name && a.effective_on < b.effective_on);
    });
}

Value RuleSet::laid_over(Parameter const& parameter, DatedValue const& value, Date on) const {
    Value made;
    made.datum = value.datum;
    made.article = parameter.title + value.article;
    made.mark = value.mark;
    made.version = parameter.regulation + "@" + value.from.text();
    if (!parameter.setting) return made;
    for (auto const& setting : settings_) {
        if (setting.name != parameter.name || on < setting.effective_on) continue;
        made.datum = setting.datum;
        made.version = parameter.regulation + "@" + value.from.text() + "+setting@" + setting.effective_on.text();
        made.overridden = true;
    }
    return made;
}

Result<Value> RuleSet::in_force(std::string_view name, Date on) const {
    auto const* parameter = book_->find(name);
    XL_CHECK(parameter != nullptr);
    for (auto const& value : parameter->values)
        if (value.from <= on && (!value.to || on < *value.to)) return laid_over(*parameter, value, on);
    return fail(refused("regulations.none_in_force")
                    .fact("name", std::string(name))
                    .fact("on", on.text())
                    .by_rule(parameter->name, parameter->title));
}

Value RuleSet::nearest(std::string_view name, Date on) const {
    if (auto value = in_force(name, on)) return *value;
    auto const* parameter = book_->find(name);
    auto const& edge = on < parameter->values.front().from ? parameter->values.front() : parameter->values.back();
    return laid_over(*parameter, edge, on);
}

}  // namespace xinglin::regulations
