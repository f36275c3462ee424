#include "platform/sheets/csv.hpp"

#include <algorithm>

namespace xinglin::sheets {

bool Row::blank() const {
    return std::all_of(cells.begin(), cells.end(),
                       [](Cell const& cell) { return cell.text.find_first_not_of(" \t\r\n") == std::string::npos; });
}

CsvReader::CsvReader(Source& source, char delimiter, Limits const& limits)
    : source_(source), limits_(limits), delimiter_(delimiter) {}

Result<Done> CsvReader::fill() {
    if (at_ < end_ || over_) return Done{};
    TRY_ASSIGN(end_, source_.read(buffer_.data(), buffer_.size()));
    at_ = 0;
    over_ = end_ == 0;
    return Done{};
}

/// The next byte, or -1 at the end; fill() went before.
int CsvReader::peek() { return at_ < end_ ? static_cast<unsigned char>(buffer_[at_]) : -1; }

namespace {

Problem too_long(std::int64_t line) {
    return problem(Kind::too_large, "sheets.cell_too_long").fact("line", std::to_string(line));
}

}  // namespace

/// Reads up to the closing quote, which is taken. @returns false when the text ends first
Result<bool> CsvReader::quoted(std::string& into) {
    auto const opened = line_;
    for (;;) {
        TRY(fill());
        if (peek() < 0) return false;
        auto const from = at_;
        while (at_ < end_ && buffer_[at_] != '"' && buffer_[at_] != '\n' && buffer_[at_] != '\r') ++at_;
        into.append(&buffer_[from], at_ - from);
        if (into.size() > limits_.cell_bytes) return fail(too_long(opened));
        if (at_ == end_) continue;
        char const c = buffer_[at_++];
        if (c == '"') {
            TRY(fill());
            if (peek() != '"') return true;
            into.push_back('"');
            ++at_;
            continue;
        }
        into.push_back('\n');
        ++line_;
        if (c == '\r') {
            TRY(fill());
            if (peek() == '\n') ++at_;
        }
    }
}

Result<CsvReader::Ended> CsvReader::field(std::string& into) {
    TRY(fill());
    if (peek() == '"') {
        auto const opened = line_;
        ++at_;
        TRY_ASSIGN(bool const closed, quoted(into));
        if (!closed) return fail(malformed("sheets.unclosed_quote").fact("line", std::to_string(opened)));
    }
    for (;;) {
        TRY(fill());
        if (peek() < 0) return Ended::file;
        auto const from = at_;
        while (at_ < end_ && buffer_[at_] != delimiter_ && buffer_[at_] != '\n' && buffer_[at_] != '\r') ++at_;
        into.append(&buffer_[from], at_ - from);
        if (into.size() > limits_.cell_bytes) return fail(too_long(line_));
        if (at_ == end_) continue;
        char const c = buffer_[at_++];
        if (c == delimiter_) return Ended::field;
        if (c == '\r') {
            TRY(fill());
            if (peek() == '\n') ++at_;
        }
        return Ended::record;
    }
}

Result<bool> CsvReader::next(Row& row) {
    for (;;) {
        row.line = line_;
        std::size_t used = 0, count = 0;
        auto ended = Ended::field;
        while (ended == Ended::field) {
            if (row.cells.size() <= count) row.cells.emplace_back();
            auto& cell = row.cells[count];
            cell.text.clear();
            TRY_ASSIGN(ended, field(cell.text));
            cell.kind = cell.text.empty() ? CellKind::empty : CellKind::text;
            ++count;
            if (!cell.text.empty()) used = count;
            if (used > static_cast<std::size_t>(limits_.columns))
                return fail(problem(Kind::too_large, "sheets.too_many_columns")
                                .fact("line", std::to_string(row.line))
                                .fact("limit", std::to_string(limits_.columns)));
            if (count > 16384) --count;  // empty fields without end: keep none of them
        }
        if (ended == Ended::record) ++line_;
        row.cells.resize(used);
        if (used == 0 || row.blank()) {
            if (ended == Ended::file) return false;
            continue;
        }
        if (++records_ > limits_.rows)
            return fail(problem(Kind::too_large, "sheets.too_many_rows").fact("limit", std::to_string(limits_.rows)));
        return true;
    }
}

char detect_delimiter(std::string_view head) {
    constexpr std::array candidates{',', ';', '\t'};
    char best = ',';
    std::size_t best_score = 0;
    for (char const candidate : candidates) {
        // Fields outside quotes, line by line: the score is the commonest count of the delimiter times its lines.
        std::array<std::size_t, 512> lines_with{};
        std::size_t count = 0;
        bool quoted = false;
        for (char const c : head) {
            if (c == '"') quoted = !quoted;
            if (quoted) continue;
            if (c == candidate && count + 1 < lines_with.size()) ++count;
            if (c == '\n' || c == '\r') {
                ++lines_with[count];
                count = 0;
            }
        }
        ++lines_with[count];
        std::size_t score = 0;
        for (std::size_t n = 1; n < lines_with.size(); ++n) score = std::max(score, lines_with[n] * n);
        if (score > best_score) {
            best_score = score;
            best = candidate;
        }
    }
    return best;
}

}  // namespace xinglin::sheets
