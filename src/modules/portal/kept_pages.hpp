#pragma once
// Pages already rendered, found by the very facts they were rendered from: the same facts give the same bytes, so a kept
// page can never be stale, and nobody has to say that something changed.

#include "modules/portal/views.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace xinglin::portal {

/// All facts of one page in one text; different facts never give the same text.
class PageFacts {
  public:
    /// @param page which page, so that two pages of the same facts differ
    PageFacts(std::string_view page, Frame const& frame);
    PageFacts& add(std::string_view text);
    PageFacts& add(std::int64_t number);
    PageFacts& add(PublicOrganisation const& organisation);
    PageFacts& add(std::vector<PublicOrganisation> const& organisations);
    [[nodiscard]] std::string const& text() const { return text_; }

  private:
    std::string text_;
};

/// Thread-safe.
class KeptPages {
  public:
    /// @param most_bytes of facts and pages together; beyond it all are dropped and kept anew as they are asked for
    explicit KeptPages(std::size_t most_bytes = std::size_t{4} << 20) : most_bytes_(most_bytes) {}
    /// The kept page of these facts, or what `render` makes of them.
    [[nodiscard]] std::string page(PageFacts const& facts, std::function<std::string()> const& render);

  private:
    std::size_t most_bytes_;
    std::mutex mutex_;
    std::size_t bytes_{0};
    std::unordered_map<std::string, std::string> pages_;
};

/// In front of them: pages found by what was asked, as long as nothing at all has changed since (Source::mark). Thread-safe.
class ServedPages {
  public:
    /// What was last served for this request, if it was made at this mark.
    [[nodiscard]] std::optional<std::string> at(std::optional<std::int64_t> mark, std::string_view asked) const;
    /// @param mark taken before the facts of the page were read
    void keep(std::optional<std::int64_t> mark, std::string_view asked, std::string const& page);

  private:
    static constexpr std::size_t most = 200;  ///< pages; all go with the next change anyway
    mutable std::mutex mutex_;
    std::int64_t mark_{0};
    std::map<std::string, std::string, std::less<>> pages_;
};

}  // namespace xinglin::portal
