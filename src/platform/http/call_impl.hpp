#pragma once
// A call as its handler meets it. Only the run of a route includes this.

#include "base/text.hpp"
#include "platform/auth/records.hpp"
#include "platform/db/reads_for.hpp"
#include "platform/http/edge.hpp"
#include "platform/http/exchange.hpp"

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

namespace xinglin::http {

class CallImpl final : public Call {
  public:
    CallImpl(Request const& request, Route const& route, auth::Actor const& actor, Parts const& parts,
             Response& response)
        : request_(request),
          route_(route),
          actor_(actor),
          parts_(parts),
          response_(response),
          now_(parts.clock.now()) {}

    auth::Actor const& actor() const override { return actor_; }
    db::Reader& reader() const override {
        if (!reader_) {
            if (parts_.database == nullptr) throw std::logic_error("this server has no database");
            reader_ = db::reader_for(*parts_.database, reads_for());
        }
        return *reader_;
    }
    Instant now() const override { return now_; }
    std::string_view client_address() const override { return request_.client_address; }
    std::string_view request_id() const override { return request_.request_id; }
    std::string_view user_agent() const override {
        return request_.head.find("user-agent").value_or(std::string_view());
    }
    std::optional<std::string> header(std::string_view name) const override {
        auto const found = request_.head.find(text::lower_ascii(name));
        if (!found || !text::is_utf8(*found)) return std::nullopt;
        return std::string(*found);
    }
    std::optional<std::string> cookie(std::string_view name) const override {
        auto const found = find_cookie(request_.head.find("cookie").value_or(std::string_view()), name);
        return found ? std::optional(std::string(*found)) : std::nullopt;
    }
    std::optional<std::int64_t> if_match() const override {
        auto const value = request_.head.find("if-match");
        if (!value || value->size() < 3 || value->front() != '"' || value->back() != '"') return std::nullopt;
        return text::parse_int(value->substr(1, value->size() - 2));
    }
    std::string_view idempotency_key() const override {
        return request_.head.find("idempotency-key").value_or(std::string_view());
    }
    void set_cookie(std::string value) const override { response_.header("Set-Cookie", value); }
    void set_header(std::string name, std::string value) const override { response_.header(name, value); }

  private:
    /// What the database itself holds this call to, behind the scope in its statements.
    db::ReadsFor reads_for() const {
        db::ReadsFor whom;
        // SQLite keeps no rows from a reader: nothing need be worked out.
        if (parts_.database->engine() == db::Engine::sqlite) return whom;
        auto const records = auth::records(actor_, route_.right);
        for (auto const& range : records.subtrees) whom.paths.push_back({range.from, range.to});
        if (records.self) whom.person = records.self->value;
        whom.account = actor_.account.value;
        return whom;
    }
    Request const& request_;
    Route const& route_;
    auth::Actor const& actor_;
    Parts const& parts_;
    Response& response_;
    Instant now_;
    mutable std::unique_ptr<db::Reader> reader_;
};

}  // namespace xinglin::http
