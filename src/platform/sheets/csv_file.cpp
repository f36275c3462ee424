// The text file under a CSV: which encoding it has, and its bytes as UTF-8.
#include "base/text.hpp"
#include "platform/sheets/csv.hpp"

#include <unicode/ucnv.h>

#include <cstdio>
#include <cstring>

namespace xinglin::sheets {

namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

enum class Encoding { utf8, utf16, gb18030 };

class FileSource final : public Source {
  public:
    FileSource(File file) : file_(std::move(file)) {}
    Result<std::size_t> read(char* into, std::size_t room) override {
        auto const got = std::fread(into, 1, room, file_.get());
        if (got == 0 && std::ferror(file_.get())) return fail(problem(Kind::unavailable, "sheets.unreadable"));
        return got;
    }

  private:
    File file_;
};

/// Any encoding ICU knows, as UTF-8, chunk by chunk. Bytes that mean nothing in it end the reading.
class ConvertedSource final : public Source {
  public:
    ConvertedSource(std::unique_ptr<Source> from, char const* name) : from_(std::move(from)) {
        UErrorCode status = U_ZERO_ERROR;
        decoder_.reset(ucnv_open(name, &status));
        encoder_.reset(ucnv_open("UTF-8", &status));
        ucnv_setToUCallBack(decoder_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
        usable_ = U_SUCCESS(status) != 0;
    }

    Result<std::size_t> read(char* into, std::size_t room) override {
        if (!usable_) return fail(malformed("sheets.encoding"));
        for (;;) {
            if (!ended_ && in_at_ == in_end_) {
                TRY_ASSIGN(auto const got, from_->read(in_.data(), in_.size()));
                in_at_ = in_.data();
                in_end_ = in_.data() + got;
                ended_ = got == 0;
            }
            auto* target = into;
            UErrorCode status = U_ZERO_ERROR;
            ucnv_convertEx(encoder_.get(), decoder_.get(), &target, into + room, &in_at_, in_end_, pivot_.data(),
                           &pivot_source_, &pivot_target_, pivot_.data() + pivot_.size(), 0, ended_, &status);
            if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) return fail(malformed("sheets.encoding"));
            auto const made = static_cast<std::size_t>(target - into);
            if (made > 0 || (ended_ && in_at_ == in_end_)) return made;
        }
    }

  private:
    struct Close {
        void operator()(UConverter* converter) const { ucnv_close(converter); }
    };
    std::unique_ptr<Source> from_;
    std::unique_ptr<UConverter, Close> decoder_, encoder_;
    std::array<char, 65536> in_{};
    char const* in_at_{nullptr};
    char const* in_end_{nullptr};
    std::array<char16_t, 4096> pivot_{};
    char16_t* pivot_source_{pivot_.data()};
    char16_t* pivot_target_{pivot_.data()};
    bool ended_{false};
    bool usable_{false};
};

/// How many bytes at the end of a chunk begin a character that the next chunk completes.
std::size_t unfinished(std::string_view chunk) {
    for (std::size_t back = 1; back <= 3 && back <= chunk.size(); ++back) {
        auto const c = static_cast<unsigned char>(chunk[chunk.size() - back]);
        if (c < 0x80) return 0;
        if (c >= 0xC0) return (c >= 0xF0 ? 4U : c >= 0xE0 ? 3U : 2U) > back ? back : 0;
    }
    return 0;
}

struct Looks {
    Encoding encoding{Encoding::utf8};
    std::size_t mark{0};  ///< bytes of the byte order mark
    std::string head;     ///< first bytes, as they are
};

/// Reads the file once: every byte decides whether it is UTF-8. A NUL outside UTF-16 says that it is no text at all.
Result<Looks> look(std::string const& path) {
    File const file(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file) return fail(not_found("sheets.missing"));
    Looks looks;
    std::string chunk(1 << 18, '\0'), carried;
    bool utf8 = true, first = true;
    for (;;) {
        auto const got = std::fread(chunk.data(), 1, chunk.size(), file.get());
        if (got == 0) break;
        std::string_view bytes(chunk.data(), got);
        if (first) {
            first = false;
            looks.head.assign(bytes.substr(0, 1 << 16));
            if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
                looks.encoding = Encoding::utf16;
                return looks;
            }
            if (bytes.starts_with("\xEF\xBB\xBF")) looks.mark = 3;
        }
        if (bytes.find('\0') != std::string_view::npos) return fail(problem(Kind::media_type, "sheets.not_a_table"));
        if (!utf8) continue;
        std::string joined = carried + std::string(bytes);
        auto const rest = unfinished(joined);
        carried = joined.substr(joined.size() - rest);
        utf8 = text::is_utf8(std::string_view(joined).substr(0, joined.size() - rest));
    }
    if (!carried.empty()) utf8 = false;
    if (!utf8 && looks.mark != 0) return fail(malformed("sheets.encoding"));
    looks.encoding = utf8 ? Encoding::utf8 : Encoding::gb18030;
    return looks;
}

class CsvWorkbook final : public Workbook {
  public:
    CsvWorkbook(std::string path, Looks looks, Limits const& limits)
        : path_(std::move(path)), looks_(std::move(looks)), limits_(limits) {}

    Format format() const override { return Format::csv; }
    std::vector<SheetInfo> const& sheets() const override { return sheets_; }
    std::vector<Notice> notices() const override { return {}; }

    Result<Done> read(std::size_t sheet, std::function<bool(Row const&)> const& on_row) override {
        if (sheet != 0) return fail(not_found("sheets.no_such_sheet"));
        TRY_ASSIGN(auto const source, begin());
        TRY_ASSIGN(char const delimiter, delimiter_of());
        CsvReader reader(*source, delimiter, limits_);
        Row row;
        bool first = true;
        for (;;) {
            TRY_ASSIGN(bool const more, reader.next(row));
            if (!more) return Done{};
            bool const hint = std::exchange(first, false) && row.cells.size() <= 2 && row.text(0).starts_with("sep=");
            if (!hint && !on_row(row)) return Done{};
        }
    }

  private:
    Result<std::unique_ptr<Source>> begin() {
        File file(std::fopen(path_.c_str(), "rb"), &std::fclose);
        if (!file) return fail(not_found("sheets.missing"));
        std::fseek(file.get(), static_cast<long>(looks_.mark), SEEK_SET);
        std::unique_ptr<Source> source = std::make_unique<FileSource>(std::move(file));
        if (looks_.encoding == Encoding::utf16) source = std::make_unique<ConvertedSource>(std::move(source), "UTF-16");
        if (looks_.encoding == Encoding::gb18030)
            source = std::make_unique<ConvertedSource>(std::move(source), "gb18030");
        return source;
    }

    Result<char> delimiter_of() {
        if (delimiter_ != '\0') return delimiter_;
        TRY_ASSIGN(auto const source, begin());
        std::string head(1 << 16, '\0');
        TRY_ASSIGN(auto const got, source->read(head.data(), head.size()));
        head.resize(got);
        delimiter_ = head.starts_with("sep=") && head.size() > 4 ? head[4] : detect_delimiter(head);
        return delimiter_;
    }

    std::string path_;
    Looks looks_;
    Limits limits_;
    char delimiter_{'\0'};
    std::vector<SheetInfo> sheets_{SheetInfo{}};
};

}  // namespace

Result<std::unique_ptr<Workbook>> open_csv(std::string const& path, std::int64_t size, Limits const& limits) {
    if (size > limits.csv_bytes)
        return fail(
            problem(Kind::too_large, "sheets.too_large").fact("limit_mb", std::to_string(limits.csv_bytes >> 20)));
    TRY_ASSIGN(auto looks, look(path));
    looks.head.clear();
    return std::unique_ptr<Workbook>(std::make_unique<CsvWorkbook>(path, std::move(looks), limits));
}

}  // namespace xinglin::sheets
