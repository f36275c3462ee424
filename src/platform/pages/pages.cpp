#include "platform/pages/pages.hpp"

#include "base/check.hpp"
#include "platform/assets/assets.hpp"

#include <kainjow/mustache.hpp>

#include <mutex>
#include <unordered_map>

namespace xinglin::pages {

namespace mustache = kainjow::mustache;

Data& Data::set(std::string name, std::string text) {
    texts_[std::move(name)] = std::move(text);
    return *this;
}
Data& Data::set(std::string name, bool flag) {
    flags_[std::move(name)] = flag;
    return *this;
}
Data& Data::set(std::string name, Data nested) {
    nested_[std::move(name)] = std::make_shared<Data>(std::move(nested));
    return *this;
}
Data& Data::set(std::string name, std::vector<Data> list) {
    lists_[std::move(name)] = std::move(list);
    return *this;
}

class Renderer {
  public:
    static mustache::data values(Data const& data) {
        mustache::data out{mustache::data::type::object};
        for (auto const& [name, text] : data.texts_) out.set(name, text);
        for (auto const& [name, flag] : data.flags_) out.set(name, flag);
        for (auto const& [name, nested] : data.nested_) out.set(name, values(*nested));
        for (auto const& [name, list] : data.lists_) {
            mustache::data items{mustache::data::type::list};
            for (auto const& item : list) items << values(item);
            out.set(name, items);
        }
        return out;
    }

    static std::string run(std::string_view path, mustache::data const& data) {
        // A parsed template keeps state while it renders, so each thread has its own.
        thread_local std::unordered_map<std::string, mustache::mustache> parsed;
        auto found = parsed.find(std::string(path));
        if (found == parsed.end()) {
            auto const* asset = assets::find(path);
            XL_CHECK(asset != nullptr);
            found = parsed.emplace(std::string(path), mustache::mustache(std::string(asset->bytes))).first;
        }
        XL_CHECK(found->second.is_valid());
        return found->second.render(data);
    }
};

std::string render(std::string_view path, Data const& data) { return Renderer::run(path, Renderer::values(data)); }

std::string render_in(std::string_view layout, std::string_view path, Data const& data) {
    auto values = Renderer::values(data);
    values.set("body", Renderer::run(path, values));
    return Renderer::run(layout, values);
}

}  // namespace xinglin::pages
