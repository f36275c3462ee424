#include "modules/people/field_map.hpp"

#include "base/check.hpp"

#include <boost/json.hpp>

namespace xinglin::people {

namespace {

bool belongs(std::string_view name, bool sealed) {
    auto const* field = find_field(name);
    XL_CHECK(field != nullptr);
    return field->sealed == sealed;
}

void quote(std::string& out, std::string_view text) {
    out += '"';
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            constexpr char const* digits = "0123456789abcdef";
            out += "\\u00";
            out += digits[byte >> 4];
            out += digits[byte & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

}  // namespace

std::string write_values(Values const& values, bool sealed) {
    std::string out = "{";
    for (auto const& [name, value] : values) {
        if (!belongs(name, sealed)) continue;
        if (out.size() > 1) out += ',';
        quote(out, name);
        out += ':';
        if (value) {
            quote(out, *value);
        } else {
            out += "null";
        }
    }
    return out += '}';
}

bool has_values(Values const& values, bool sealed) {
    for (auto const& [name, value] : values)
        if (belongs(name, sealed)) return true;
    return false;
}

void read_values(std::string_view json, Values& into) {
    boost::system::error_code error;
    auto const parsed = boost::json::parse({json.data(), json.size()}, error);
    XL_CHECK(!error && parsed.is_object());
    for (auto const& [key, value] : parsed.as_object()) {
        std::string const name(key.data(), key.size());
        if (value.is_null()) {
            into[name] = std::nullopt;
        } else {
            auto const& text = value.as_string();
            into[name] = std::string(text.data(), text.size());
        }
    }
}

}  // namespace xinglin::people
