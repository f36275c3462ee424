#pragma once
// One declaration gives decoding with all field errors at once, encoding, OpenAPI 3.1, the typed client and the
// permission matrix. Include this only from routes.cpp files; module headers stay free of it.

#include "base/result.hpp"
#include "platform/http/call.hpp"
#include "platform/http/contract.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xinglin::http {

/// How a handler is run: `read` on a reader thread with a snapshot at hand, `write` on a writer-side worker, `work` on the
/// pool for slow things (hashing, documents, anything that calls out), with no transaction open.
/// A `stream` route has no handler: the edge runs its protocol itself (uploads, events).
enum class Mode { read, write, work, stream };

/// One declared code a route may refuse with, besides those of its input and its right.
struct ErrorCode {
    Kind kind;
    std::string_view code;
};

/// What the scope of a route is about; x-scope in the contract and the axis of the permission test.
enum class ScopeKind { none, own, organisation, audience };

/// A handler with its input decoded: what is left of a small write to run on the writer's thread.
using Ready = std::function<Outcome(Call const&)>;

struct Route {
    std::string method;
    std::string path;  ///< "/v1/people/{id}"
    auth::Right right;
    std::string summary;
    ScopeKind scope{ScopeKind::organisation};
    std::vector<ErrorCode> errors;
    Mode mode{Mode::read};
    TypeSchema const* input{nullptr};  ///< described type of In
    TypeSchema const* output{nullptr};  ///< described type of Out; null = 204 or Content
    std::string output_media{};  ///< "" = application/json; else the media type of a Content answer
    bool hidden{false};  ///< pages: served but not part of the JSON contract
    std::size_t body_limit{1 << 20};
    bool second_factor{false};  ///< needs a session proven by a second factor (production mode)
    std::function<Outcome(Call const&, RawInput const&)> run;
    std::function<Result<Ready>(RawInput const&)> ready{};  ///< of small writes only
};

/// Options of a declaration besides its types.
struct Options {
    ScopeKind scope{ScopeKind::organisation};
    std::vector<ErrorCode> errors{};
    std::size_t body_limit{1 << 20};
    bool second_factor{false};
};

class Router {
  public:
    /// fn: Result<Out>(Call const&, In const&). Out may be a described struct, Nothing, Content, Redirect or Accepted.
    template <class In, class Out, class Fn>
    void get(std::string path, auth::Right right, std::string summary, Options options, Fn fn) {
        add<In, Out>("GET", std::move(path), right, std::move(summary), std::move(options), Mode::read, std::move(fn));
    }
    template <class In, class Out, class Fn>
    void post(std::string path, auth::Right right, std::string summary, Options options, Fn fn) {
        add<In, Out>("POST", std::move(path), right, std::move(summary), std::move(options), Mode::write,
                     std::move(fn));
    }
    template <class In, class Out, class Fn>
    void put(std::string path, auth::Right right, std::string summary, Options options, Fn fn) {
        add<In, Out>("PUT", std::move(path), right, std::move(summary), std::move(options), Mode::write, std::move(fn));
    }
    template <class In, class Out, class Fn>
    void del(std::string path, auth::Right right, std::string summary, Options options, Fn fn) {
        add<In, Out>("DELETE", std::move(path), right, std::move(summary), std::move(options), Mode::write,
                     std::move(fn));
    }
    /// Slow work (sign-in, documents): runs on the work pool.
    template <class In, class Out, class Fn>
    void work(std::string method, std::string path, auth::Right right, std::string summary, Options options, Fn fn) {
        add<In, Out>(std::move(method), std::move(path), right, std::move(summary), std::move(options), Mode::work,
                     std::move(fn));
    }
    /// A small write that no thread waits for (decision 0017): fn runs on the writer's thread and its answer is held until the
    /// commit is durable. It comes to the data by one db.write() alone, which is its last act but for making `Out`: no read, no
    /// call.reader(), no second write (an error 500), nothing slow, no lock that a use case may hold. May run twice.
    template <class In, class Out, class Fn>
    void small_write(std::string method, std::string path, auth::Right right, std::string summary, Options options,
                     Fn fn) {
        add<In, Out>(std::move(method), std::move(path), right, std::move(summary), std::move(options), Mode::write,
                     fn);
        routes_.back().ready = [fn = std::move(fn)](RawInput const& raw) -> Result<Ready> {
            TRY_ASSIGN(auto input, decode<In>(raw));
            return Ready([&fn, input = std::move(input)](Call const& call) -> Outcome {
                return encode_outcome<Out>(fn(call, input));
            });
        };
    }
    /// A server-rendered page (HTML), outside the JSON contract. fn: Result<Content>(Call const&, In const&).
    template <class In, class Fn>
    void page(std::string path, auth::Right right, Fn fn) {
        add<In, Content>("GET", std::move(path), right, "", Options{}, Mode::read, std::move(fn));
        routes_.back().hidden = true;
    }

    template <class In, class Out, class Fn>
    void add(std::string method, std::string path, auth::Right right, std::string summary, Options options, Mode mode,
             Fn fn) {
        Route route;
        route.method = std::move(method);
        route.path = std::move(path);
        route.right = right;
        route.summary = std::move(summary);
        route.scope = options.scope;
        route.errors = std::move(options.errors);
        route.mode = mode;
        route.body_limit = options.body_limit;
        route.second_factor = options.second_factor;
        route.input = input_schema<In>();
        route.output = output_schema<Out>();
        route.run = [fn = std::move(fn)](Call const& call, RawInput const& raw) -> Outcome {
            auto input = decode<In>(raw);
            if (!input) return Outcome{fail(std::move(input).error())};
            return encode_outcome<Out>(fn(call, *input));
        };
        routes_.push_back(std::move(route));
    }
    /// A protocol of the edge itself (events, uploads): declared so that its right and its place in the contract are known.
    void stream(std::string method, std::string path, auth::Right right, std::string summary) {
        Route route;
        route.method = std::move(method);
        route.path = std::move(path);
        route.right = right;
        route.summary = std::move(summary);
        route.scope = ScopeKind::own;
        route.mode = Mode::stream;
        routes_.push_back(std::move(route));
    }
    [[nodiscard]] std::vector<Route> const& routes() const { return routes_; }

  private:
    std::vector<Route> routes_;
};

}  // namespace xinglin::http
