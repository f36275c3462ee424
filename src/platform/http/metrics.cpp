#include "platform/http/metrics.hpp"

#include "platform/http/router.hpp"

namespace xinglin::http {
namespace {

void line(std::string& out, std::string_view name, std::string_view labels, std::string_view value) {
    out += name;
    if (!labels.empty()) {
        out += '{';
        out += labels;
        out += '}';
    }
    out += ' ';
    out += value;
    out += '\n';
}

std::string seconds(std::int64_t us) {
    char text[32];
    std::snprintf(text, sizeof text, "%lld.%06lld", static_cast<long long>(us / 1'000'000),
                  static_cast<long long>(us % 1'000'000));
    return text;
}

void figure(std::string& out, std::string_view name, std::string_view help, std::string_view type, std::int64_t value) {
    out += "# HELP ";
    out += name;
    out += ' ';
    out += help;
    out += "\n# TYPE ";
    out += name;
    out += ' ';
    out += type;
    out += '\n';
    line(out, name, {}, std::to_string(value));
}

}  // namespace

Metrics::Metrics(std::vector<Route> const& routes) {
    cells_.push_back(std::make_unique<Cell>());
    cells_.front()->method = "any";
    cells_.front()->path = "other";
    for (auto const& route : routes) {
        auto& made = *cells_.emplace_back(std::make_unique<Cell>());
        made.method = route.method;
        made.path = route.path;
        of_route_.emplace(&route, &made);
    }
}

Metrics::Cell& Metrics::cell(Route const* route) {
    auto const found = of_route_.find(route);
    return found == of_route_.end() ? *cells_.front() : *found->second;
}

void Metrics::count(Route const* route, int status, std::int64_t duration_us) {
    auto& at = cell(route);
    if (status >= 100 && status < 600)
        at.by_class[static_cast<std::size_t>(status / 100 - 1)].fetch_add(1, std::memory_order_relaxed);
    std::size_t bucket = 0;
    while (bucket < bounds_us.size() && duration_us > bounds_us[bucket]) ++bucket;
    at.by_duration[bucket].fetch_add(1, std::memory_order_relaxed);
    at.sum_us.fetch_add(duration_us, std::memory_order_relaxed);
}

void Metrics::gauge(std::string name, std::string help, std::function<std::int64_t()> read) {
    gauges_.push_back({std::move(name), std::move(help), std::move(read)});
}

std::string Metrics::text() const {
    std::string out;
    for (auto const& at : gauges_) figure(out, at.name, at.help, "gauge", at.read());
    figure(out, "xinglin_connections", "Open connections.", "gauge", connections);
    figure(out, "xinglin_connections_total", "Connections accepted.", "counter", connections_total);
    figure(out, "xinglin_connections_refused_total", "Connections refused by the caps.", "counter",
           refused_connections);
    figure(out, "xinglin_heads_refused_total", "Requests the framing guard refused.", "counter", refused_heads);
    figure(out, "xinglin_streams", "Open event streams.", "gauge", streams);
    out +=
        "# HELP xinglin_requests_total Answers by route and class of status.\n# TYPE xinglin_requests_total counter\n";
    for (auto const& at : cells_) {
        for (std::size_t i = 0; i < at->by_class.size(); ++i) {
            auto const count = at->by_class[i].load(std::memory_order_relaxed);
            if (count == 0) continue;
            line(out, "xinglin_requests_total",
                 "method=\"" + at->method + "\",route=\"" + at->path + "\",status=\"" + std::to_string(i + 1) + "xx\"",
                 std::to_string(count));
        }
    }
    out +=
        "# HELP xinglin_request_seconds Time from the first byte to the answer.\n# TYPE xinglin_request_seconds "
        "histogram\n";
    for (auto const& at : cells_) {
        std::int64_t total = 0;
        for (auto const& count : at->by_duration) total += count.load(std::memory_order_relaxed);
        if (total == 0) continue;
        auto const labels = "method=\"" + at->method + "\",route=\"" + at->path + "\"";
        std::int64_t sum = 0;
        for (std::size_t i = 0; i <= bounds_us.size(); ++i) {
            sum += at->by_duration[i].load(std::memory_order_relaxed);
            auto const bound = i < bounds_us.size() ? seconds(bounds_us[i]) : std::string("+Inf");
            line(out, "xinglin_request_seconds_bucket", labels + ",le=\"" + bound + "\"", std::to_string(sum));
        }
        line(out, "xinglin_request_seconds_sum", labels, seconds(at->sum_us));
        line(out, "xinglin_request_seconds_count", labels, std::to_string(total));
    }
    return out;
}

}  // namespace xinglin::http
