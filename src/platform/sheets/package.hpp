#pragma once
// The ZIP package under an XLSX, and its XML parts as events. Everything is bounded by Limits.
#include "platform/sheets/sheets.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct zip;

namespace xinglin::sheets {

/// An opened ZIP. Entries are read as streams; a bomb is refused by what the directory says and again by what comes out.
class Package {
  public:
    [[nodiscard]] static Result<std::unique_ptr<Package>> open(std::string const& path, Limits const& limits);
    ~Package();
    Package(Package const&) = delete;
    Package& operator=(Package const&) = delete;

    [[nodiscard]] bool has(std::string_view name) const;
    /// Name of the first entry that ends so, "" when none.
    [[nodiscard]] std::string entry_ending(std::string_view suffix) const;
    /// Gives the entry's bytes in chunks until `on_bytes` answers false.
    /// @errors sheets.truncated, sheets.password, sheets.zip_bomb, sheets.unpacked_too_large
    [[nodiscard]] Result<Done> read(std::string const& name,
                                    std::function<Result<bool>(std::string_view)> const& on_bytes);
    /// The whole of a small entry.
    [[nodiscard]] Result<std::string> text(std::string const& name, std::size_t limit);

  private:
    struct Entry {
        std::uint64_t index;
        std::int64_t unpacked;
        std::int64_t packed;
        bool locked;
    };
    Package(zip* handle, Limits const& limits) : handle_(handle), limits_(limits) {}
    [[nodiscard]] Result<Done> list();

    zip* handle_;
    Limits limits_;
    std::map<std::string, Entry, std::less<>> entries_;
};

/// Attributes of an element; names without prefix.
class Attributes {
  public:
    explicit Attributes(char const** pairs) : pairs_(pairs) {}
    [[nodiscard]] std::string_view get(std::string_view name) const;  ///< "" when absent
  private:
    char const** pairs_;
};

/// What a part's reader listens to; names come without prefix.
class XmlListener {
  public:
    virtual ~XmlListener() = default;
    virtual void start(std::string_view name, Attributes const& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void characters(std::string_view text) = 0;
    /// Set by a listener to end the reading, with or without a problem.
    [[nodiscard]] bool stopped() const { return stopped_; }
    std::optional<Problem> problem;

  protected:
    void stop() { stopped_ = true; }
    void stop(Problem why) {
        stopped_ = true;
        problem = std::move(why);
    }

  private:
    bool stopped_{false};
};

/// Parses an entry as XML. A document type declaration is refused: entities are never expanded.
/// @errors sheets.bad_xml, sheets.document_type, those of Package::read and of the listener
[[nodiscard]] Result<Done> parse_xml(Package& package, std::string const& name, XmlListener& listener);

}  // namespace xinglin::sheets
