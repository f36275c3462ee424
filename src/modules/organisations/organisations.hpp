#pragma once
// The door of the organisations: the tree on any day, who acts in it, and how it changes.

#include "base/result.hpp"
#include "modules/organisations/followers.hpp"
#include "modules/organisations/types.hpp"
#include "platform/auth/auth.hpp"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace xinglin::db {
class Reader;
class Tx;
}  // namespace xinglin::db

namespace xinglin::crypto {
struct EncryptedColumn;
}

namespace xinglin::organisations {

namespace rights {
inline constexpr auth::Right read{"organisations.read"};
inline constexpr auth::Right write{"organisations.write"};      ///< changes of the tree, undoing them
inline constexpr auth::Right posts{"organisations.posts"};      ///< posts and terms
inline constexpr auth::Right countersign{"organisations.countersign"};
}  // namespace rights

// ---- reading ----

/// The present record, also of an organisation that has ended.
[[nodiscard]] std::optional<Organisation> find(db::Reader& reader, OrganisationId id);
/// The present record of a living organisation.
[[nodiscard]] std::optional<Organisation> find_by_code(db::Reader& reader, std::string_view code);
/// The top of the tree, once set-up has made it.
[[nodiscard]] std::optional<Organisation> top(db::Reader& reader);
/// The only road to one organisation for somebody.
/// @errors not_found when it is not there or lies outside the actor's scope for this right
[[nodiscard]] Result<Organisation> access(db::Reader& reader, auth::Actor const& actor, OrganisationId id,
                                          auth::Right right);
/// How it stood on a day; nothing when it did not exist then.
[[nodiscard]] std::optional<Organisation> find_on(db::Reader& reader, OrganisationId id, Date day);

/// Other names people use for living organisations.
[[nodiscard]] std::vector<std::pair<OrganisationId, std::string>> aliases(db::Reader& reader);

/// People counted in one organisation, without its children.
[[nodiscard]] Counts counts_of(db::Reader& reader, OrganisationId id);
/// People counted in a subtree.
[[nodiscard]] Counts counts_under(db::Reader& reader, std::string_view path);

/// Finds organisations by what people write. Loaded once per import; holds names of living organisations only.
class NameBook {
  public:
    enum class By { full_name, short_name, alias, code };
    struct Proposal {
        OrganisationId id;
        std::string name;
        int likeness{0};  ///< 0 … 100
    };
    struct Resolution {
        std::optional<OrganisationId> id;  ///< one organisation answers exactly to this text
        By by{By::full_name};
        std::vector<Proposal> proposals;   ///< otherwise: the likeliest first, at most five
    };
    [[nodiscard]] static NameBook load(db::Reader& reader);
    /// Blanks and full-width forms are folded first. A text that is the name of several organisations is no exact match.
    [[nodiscard]] Resolution resolve(std::string_view text) const;
    [[nodiscard]] std::size_t size() const { return entries_.size(); }

  private:
    struct Entry {
        OrganisationId id;
        std::string name;
        std::string short_name;
        std::vector<std::u32string> cores;  ///< what is left of each name without the words all of them share
    };
    std::vector<Entry> entries_;
    std::unordered_multimap<std::string, std::pair<std::size_t, By>> exact_;
};

// ---- writing, for the modules above ----

/// Adds to the counts of one organisation; call it in the transaction that changes a person's state or organisation.
void adjust_counts(db::Tx& tx, OrganisationId id, Counts const& delta);
/// Remembers a name people use for an organisation (an import's confirmed spelling).
void add_alias(db::Tx& tx, OrganisationId id, std::string_view alias);
/// A running post that is known by a name only.
struct NamedPost {
    Post post;
    std::string path;  ///< of its organisation
};
/// By id, those after `after`.
[[nodiscard]] std::vector<NamedPost> posts_without_person(db::Reader& reader, PostId after, int limit);
/// Ties such a post to a person. @returns false when somebody was first
bool link_post(db::Tx& tx, PostId post, PersonId person);
/// The person is taken off the record: posts keep the name alone. @returns how many
std::int64_t unlink_posts_of(db::Tx& tx, PersonId person);
/// Posts of one person, present and past.
[[nodiscard]] std::vector<Post> posts_of(db::Reader& reader, PersonId person);
/// Ends the present posts of a person: all of them (removal, death), or those in one organisation (a transfer out of it).
/// @param by id of the row that moves the person, by which reopen_posts_of finds them; 0: ended for good
/// @returns how many
std::int64_t end_posts_of(db::Tx& tx, PersonId person, Date on, std::optional<OrganisationId> only = std::nullopt,
                          std::int64_t by = 0);
/// The move was a mistake: posts it ended run again, except where the organisation or the term has ended or somebody else was
/// given the same post since. @returns how many
std::int64_t reopen_posts_of(db::Tx& tx, PersonId person, std::int64_t by);

/// Columns that a key rotation re-seals.
[[nodiscard]] std::vector<crypto::EncryptedColumn> encrypted_columns();

// ---- what strangers may see ----

struct PublicOrganisation {
    OrganisationId id;
    OrganisationId parent;  ///< nearest published ancestor; none: a root
    std::string kind_title;
    std::string name;
    std::string short_name;
    std::string phone;
    std::string address;
    std::optional<Date> founded_on;
    std::string secretary;  ///< "" unless the institution publishes secretaries' names
    int depth{0};
};
/// Published organisations in tree order, at most `limit`.
/// @param under path whose subtree is shown, "" for the whole tree
[[nodiscard]] std::vector<PublicOrganisation> published(db::Reader& reader, bool with_secretary, int limit = 500,
                                                        std::string const& under = "");
/// One published organisation; nothing when it is not there or not published.
[[nodiscard]] std::optional<PublicOrganisation> published_one(db::Reader& reader, OrganisationId id,
                                                              bool with_secretary);
/// Published ancestors from the top down.
[[nodiscard]] std::vector<PublicOrganisation> published_above(db::Reader& reader, OrganisationId id);
/// How many published ones there are of each kind, in the order of the kinds: {"党委", 1}, …
[[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> published_counts(db::Reader& reader);

}  // namespace xinglin::organisations
