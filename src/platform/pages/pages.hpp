#pragma once
// Server-rendered pages: logic-free templates with every value escaped. Templates are embedded files.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::pages {

/// What a template may show: texts, flags, lists and nested data by name.
class Data {
  public:
    Data() = default;
    Data& set(std::string name, std::string text);
    Data& set(std::string name, std::string_view text) { return set(std::move(name), std::string(text)); }
    Data& set(std::string name, char const* text) { return set(std::move(name), std::string(text)); }
    Data& set(std::string name, bool flag);
    Data& set(std::string name, std::int64_t number) { return set(std::move(name), std::to_string(number)); }
    Data& set(std::string name, Data nested);
    Data& set(std::string name, std::vector<Data> list);

  private:
    friend class Renderer;
    std::map<std::string, std::string> texts_;
    std::map<std::string, bool> flags_;
    std::map<std::string, std::vector<Data>> lists_;
    std::map<std::string, std::shared_ptr<Data>> nested_;
};

/// Renders the embedded template at `path` ("src/modules/portal/pages/home.mustache"). `{{name}}` escapes; templates of this
/// project do not use the unescaped form (a test reads them).
/// @throws BrokenInvariant when the template is missing or wrong: a fault of the build, never of a request
[[nodiscard]] std::string render(std::string_view path, Data const& data);

/// `render` of the body put into the layout's one `{{{body}}}`, the only unescaped value there is.
[[nodiscard]] std::string render_in(std::string_view layout, std::string_view path, Data const& data);

}  // namespace xinglin::pages
