#pragma once
// Counters of the edge for /metrics (Prometheus text). Labels are routes, never paths with ids.

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace xinglin::http {

struct Route;

class Metrics {
  public:
    explicit Metrics(std::vector<Route> const& routes);
    /// @param route null: no declared route (files, unknown paths)
    void count(Route const* route, int status, std::int64_t duration_us);
    /// A gauge of another part (pools), read when the text is made. Added before serving.
    void gauge(std::string name, std::string help, std::function<std::int64_t()> read);
    [[nodiscard]] std::string text() const;

    std::atomic<std::int64_t> connections{0};
    std::atomic<std::int64_t> connections_total{0};
    std::atomic<std::int64_t> refused_connections{0};
    std::atomic<std::int64_t> refused_heads{0};
    std::atomic<std::int64_t> streams{0};

  private:
    static constexpr std::array<std::int64_t, 9> bounds_us{1000,    2500,    5000,      10'000,    25'000,
                                                           100'000, 500'000, 2'000'000, 10'000'000};
    struct Cell {
        std::string method, path;
        std::array<std::atomic<std::int64_t>, 5> by_class{};  ///< 1xx…5xx
        std::array<std::atomic<std::int64_t>, bounds_us.size() + 1> by_duration{};
        std::atomic<std::int64_t> sum_us{0};
    };
    Cell& cell(Route const* route);

    struct Gauge {
        std::string name, help;
        std::function<std::int64_t()> read;
    };
    std::vector<Gauge> gauges_;
    std::vector<std::unique_ptr<Cell>> cells_;
    std::unordered_map<Route const*, Cell*> of_route_;
};

}  // namespace xinglin::http
