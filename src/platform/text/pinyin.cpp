#include "platform/text/pinyin.hpp"

#include "base/check.hpp"
#include "base/text.hpp"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <utility>

namespace xinglin::text {

namespace {

/// Surnames of two characters, which the reading of the first one alone would miss.
constexpr std::array<std::pair<std::u32string_view, std::string_view>, 14> compound_surnames{{
    {U"欧阳", "ou yang"},
    {U"长孙", "zhang sun"},
    {U"尉迟", "yu chi"},
    {U"万俟", "mo qi"},
    {U"令狐", "ling hu"},
    {U"澹台", "tan tai"},
    {U"司马", "si ma"},
    {U"上官", "shang guan"},
    {U"诸葛", "zhu ge"},
    {U"东方", "dong fang"},
    {U"皇甫", "huang fu"},
    {U"夏侯", "xia hou"},
    {U"宇文", "yu wen"},
    {U"慕容", "mu rong"},
}};
/// Readings as a surname that ICU's table for names lacks.
constexpr std::array<std::pair<char32_t, std::string_view>, 4> surname_readings{
    {{U'朴', "piao"}, {U'覃', "qin"}, {U'员', "yun"}, {U'召', "shao"}}};

/// One transliterator with the readings already asked for; ICU needs 40 µs for a name, a map 0.05 µs.
class Readings {
  public:
    explicit Readings(char const* id) {
        UErrorCode code = U_ZERO_ERROR;
        transliterator_.reset(icu::Transliterator::createInstance(id, UTRANS_FORWARD, code));
        XL_CHECK(U_SUCCESS(code) && transliterator_);
    }
    std::string of(char32_t character) {
        {
            std::shared_lock const lock(mutex_);
            if (auto const found = known_.find(character); found != known_.end()) return found->second;
        }
        std::unique_lock const lock(mutex_);
        icu::UnicodeString buffer(static_cast<UChar32>(character));
        transliterator_->transliterate(buffer);
        std::string out;
        buffer.toUTF8String(out);
        out = lower_ascii(trim(replace_all(out, "ü", "v")));
        return known_.emplace(character, std::move(out)).first->second;
    }

  private:
    std::shared_mutex mutex_;
    std::unique_ptr<icu::Transliterator> transliterator_;
    std::unordered_map<char32_t, std::string> known_;
};

// Tones are dropped by decomposing and removing the marks, but for the two dots of ü.
constexpr char const* tones = "; NFD; [[:Mn:]-[\\u0308]] Remove; NFC";

Readings& plain() {
    static Readings readings((std::string("Han-Latin") + tones).c_str());
    return readings;
}
Readings& surnames() {
    static Readings readings((std::string("Han-Latin/Names") + tones).c_str());
    return readings;
}

std::string surname_reading(char32_t character) {
    for (auto const& [known, reading] : surname_readings)
        if (known == character) return std::string(reading);
    return surnames().of(character);
}

bool skipped(char32_t c) { return c <= U' ' || c == U'\u00b7' || c == U'\u3000' || c == U'\u2022' || c == U'\u30fb'; }

}  // namespace

Reading read_name(std::string_view name) {
    auto characters = decode(name);
    characters.erase(std::remove_if(characters.begin(), characters.end(), skipped), characters.end());
    Reading reading;
    std::size_t surname = 1, at = 0;
    for (auto const& [known, syllables] : compound_surnames)
        if (std::u32string_view(characters).substr(0, 2) == known) {
            for (auto const part : split(syllables, ' ')) reading.syllables.emplace_back(part);
            at = surname = 2;
        }
    for (; at < characters.size(); ++at)
        reading.syllables.push_back(at == 0 ? surname_reading(characters[0]) : plain().of(characters[at]));
    for (std::size_t i = 0; i < reading.syllables.size(); ++i) {
        auto const& syllable = reading.syllables[i];
        reading.full += syllable;
        if (i >= surname) reading.given += syllable;
        auto const first = decode(syllable).substr(0, 1);
        reading.initials += encode(first);
    }
    return reading;
}

void warm_readings() { static_cast<void>(read_name("李四")); }

}  // namespace xinglin::text
