#include "modules/meetings/calendar.hpp"

namespace xinglin::meetings {

namespace {

constexpr std::size_t line_bytes = 75;

/// Section 3.3.11: backslash, semicolon, comma and line breaks are escaped in texts.
std::string escaped(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c == '\\' || c == ';' || c == ',') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
            out += c;
        }
    }
    return out;
}

/// Section 3.1: a long line goes on after CR LF and a blank, which counts.
void add(std::string& out, std::string_view name, std::string_view value) {
    std::string const line = std::string(name) + ":" + std::string(value);
    std::size_t used = 0;
    for (std::size_t i = 0; i < line.size();) {
        std::size_t next = i + 1;
        while (next < line.size() && (static_cast<unsigned char>(line[next]) & 0xC0) == 0x80) ++next;
        if (used + (next - i) > line_bytes) {
            out += "\r\n ";
            used = 1;
        }
        out.append(line, i, next - i);
        used += next - i;
        i = next;
    }
    out += "\r\n";
}

/// 20261125T100000Z
std::string stamp(Instant at) {
    std::string out;
    for (char const c : at.text().substr(0, 19))
        if (c != '-' && c != ':') out += c;
    return out + "Z";
}

}  // namespace

std::string calendar_file(CalendarEntry const& entry) {
    std::string out;
    add(out, "BEGIN", "VCALENDAR");
    add(out, "VERSION", "2.0");
    add(out, "PRODID", "-//Xinglin//Meetings//ZH");
    add(out, "METHOD", entry.cancelled ? "CANCEL" : "PUBLISH");
    add(out, "BEGIN", "VEVENT");
    add(out, "UID", escaped(entry.uid));
    add(out, "SEQUENCE", std::to_string(entry.sequence));
    add(out, "DTSTAMP", stamp(entry.made_at));
    add(out, "DTSTART", stamp(entry.starts_at));
    add(out, "DTEND", stamp(entry.ends_at));
    add(out, "SUMMARY", escaped(entry.summary));
    add(out, "LOCATION", escaped(entry.place));
    if (!entry.description.empty()) add(out, "DESCRIPTION", escaped(entry.description));
    add(out, "STATUS", entry.cancelled ? "CANCELLED" : "CONFIRMED");
    add(out, "END", "VEVENT");
    add(out, "END", "VCALENDAR");
    return out;
}

}  // namespace xinglin::meetings
