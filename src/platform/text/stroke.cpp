#include "platform/text/stroke.hpp"

#include "base/check.hpp"

#include <unicode/coll.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <numeric>

namespace xinglin::text {

std::vector<std::size_t> by_strokes(std::vector<std::string> const& names) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> const collator(
        icu::Collator::createInstance(icu::Locale("zh@collation=stroke"), status));
    XL_CHECK(U_SUCCESS(status) && collator);
    std::vector<icu::UnicodeString> keys;
    keys.reserve(names.size());
    for (auto const& name : names) keys.push_back(icu::UnicodeString::fromUTF8(name));
    std::vector<std::size_t> order(names.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        UErrorCode ignored = U_ZERO_ERROR;
        return collator->compare(keys[a], keys[b], ignored) == UCOL_LESS;
    });
    return order;
}

}  // namespace xinglin::text
