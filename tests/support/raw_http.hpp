#pragma once
// A client that sends exactly the bytes it is told to, and reads answers with a time limit.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace xinglin::testing {

struct RawAnswer {
    int status{0};                              ///< 0: no answer
    std::map<std::string, std::string> headers; ///< names in lower case; repeated ones joined by a line break
    std::string body;
    [[nodiscard]] std::string header(std::string const& name) const;
};

class RawClient {
  public:
    explicit RawClient(std::uint16_t port);
    ~RawClient();
    RawClient(RawClient const&) = delete;
    RawClient& operator=(RawClient const&) = delete;

    /// False when the peer has closed.
    bool send(std::string_view bytes);
    /// One answer; `head` = it answers a HEAD and has no body.
    RawAnswer receive(bool head = false, int timeout_ms = 5000);
    RawAnswer exchange(std::string_view bytes) { return send(bytes) ? receive() : RawAnswer{}; }
    /// Bytes until `text` has been seen; what was read so far when the time is over.
    std::string read_until(std::string_view text, int timeout_ms = 5000);
    /// Whether the peer closes within the time.
    bool closed(int timeout_ms = 3000);
    void shutdown_send();

  private:
    bool more(int timeout_ms);
    int socket_;
    std::string in_;
};

/// GET request text with further header lines.
[[nodiscard]] std::string get(std::string const& path, std::string const& headers = {});
/// Request with a JSON body.
[[nodiscard]] std::string with_body(std::string const& method, std::string const& path, std::string const& body,
                                    std::string const& headers = {});

}  // namespace xinglin::testing
