#pragma once
// What anybody may read, rendered by the server and complete without JavaScript.

#include "base/id.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin {
class Clock;
namespace db {
class Reader;
}
namespace http {
class Router;
}
}  // namespace xinglin

namespace xinglin::portal {

/// Who runs this installation, as its set-up says.
struct Institution {
    std::string name;  ///< "" before the set-up
    std::string kind;  ///< in Chinese: 医院, 高校, 单位
    int password_length{12};  ///< characters a password has at least
    int password_classes{0};  ///< kinds of characters it has at least; 0: any
};

/// One published organisation; nothing here is personal but the secretary's name, where the institution publishes it.
struct PublicOrganisation {
    OrganisationId id;
    OrganisationId parent;
    int depth{0};
    std::string name;        ///< full seal name
    std::string short_name;
    std::string kind;        ///< in Chinese: 党委, 党总支, 党支部 …
    std::string phone;       ///< office fixed line, "" when none
    std::string founded;     ///< ISO date, "" when unknown
    std::string secretary;   ///< "" unless published
};

/// Where the pages' facts come from; the composition root joins it to the modules.
class Source {
  public:
    virtual ~Source() = default;
    /// Another number after every change of any fact; nothing where that cannot be told without asking for the facts.
    virtual std::optional<std::int64_t> mark() = 0;
    virtual Institution institution(db::Reader& reader) = 0;
    /// Published organisations in tree order, at most `limit`, below `root` or the whole tree.
    virtual std::vector<PublicOrganisation> organisations(db::Reader& reader, OrganisationId root, int limit) = 0;
    virtual std::optional<PublicOrganisation> organisation(db::Reader& reader, OrganisationId id) = 0;
    /// From the top down to the parent of `id`.
    virtual std::vector<PublicOrganisation> ancestors(db::Reader& reader, OrganisationId id) = 0;
    /// How many there are of each kind, in the order of rank: {"党委", 1}, …
    virtual std::vector<std::pair<std::string, std::int64_t>> counts(db::Reader& reader) = 0;
};

/// A page that says what went wrong, for requests that want HTML.
/// @param status 400…599
/// @param detail the sentence of the problem, may be ""
[[nodiscard]] std::string error_page(int status, std::string_view detail, std::string_view request_id, bool demo);

/// Mounts /, /organisations, /organisations/{id}, /help, /sign-in and their style and script.
void routes(http::Router& router, Source& source, Clock const& clock, bool demo);

}  // namespace xinglin::portal
