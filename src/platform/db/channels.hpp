#pragma once
#include "platform/db/db.hpp"

#include <map>
#include <mutex>

namespace xinglin::db {

/// The listeners of this process, by channel. Thread-safe. Outlives no Database; tokens may outlive it.
class Channels {
  public:
    [[nodiscard]] Listening listen(std::string channel, std::function<void(std::string_view)> fn);
    void tell(std::string_view channel, std::string_view text) const;

  private:
    using Heard = std::function<void(std::string_view)>;
    struct State {
        std::mutex mutex;
        std::multimap<std::string, std::shared_ptr<Heard>, std::less<>> heard;
    };
    std::shared_ptr<State> state_{std::make_shared<State>()};
};

}  // namespace xinglin::db
