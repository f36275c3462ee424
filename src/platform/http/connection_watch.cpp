// g++ 12 takes Asio's frame allocator for a mismatched one.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

#include "platform/http/connection.hpp"

#include "platform/log/log.hpp"

namespace xinglin::http {
namespace {

class Question final : public Pool::Task {
  public:
    Question(Shared& shared, IoThread& io, std::vector<std::shared_ptr<StreamWatch>> streams)
        : shared_(shared), io_(io), streams_(std::move(streams)) {}

    void run() override {
        auto const& parts = shared_.dispatcher.parts();
        bool any_ended = false;
        try {
            for (auto const& stream : streams_) {
                auto identity = parts.authenticator.identify(stream->token, stream->address, parts.clock.now(), false);
                if (identity) {
                    stream->set(std::move(identity));
                } else {
                    stream->ended = any_ended = true;
                }
            }
        } catch (std::exception const& fault) {
            // The database cannot be asked: whoever was admitted stays until it can.
            log::warn("http.sessions_unknown", {{"what", fault.what()}});
        }
        asio::post(io_.context, [&io = io_, any_ended] {
            io.asking = false;
            if (!any_ended) return;
            for (auto* const connection : io.connections) {
                if (auto const& watch = connection->watched(); watch && watch->ended) connection->end_of_session();
            }
        });
    }

  private:
    Shared& shared_;
    IoThread& io_;
    std::vector<std::shared_ptr<StreamWatch>> streams_;
};

}  // namespace

void ask_after_sessions(Shared& shared, IoThread& io) {
    if (io.asking) return;
    std::vector<std::shared_ptr<StreamWatch>> streams;
    for (auto const* const connection : io.connections)
        if (auto const& watch = connection->watched()) streams.push_back(watch);
    if (streams.empty()) return;
    std::unique_ptr<Pool::Task> question = std::make_unique<Question>(shared, io, std::move(streams));
    io.asking = shared.read_pool.submit(question);
}

}  // namespace xinglin::http
