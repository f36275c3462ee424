#include "platform/http/tus.hpp"

#include "base/text.hpp"
#include "platform/http/answers.hpp"
#include "platform/http/edge.hpp"
#include "platform/http/router.hpp"

namespace xinglin::http {
namespace {

constexpr std::string_view version = "1.0.0";

Response tus_response(int status) {
    Response response;
    response.status = status;
    response.header("Tus-Resumable", version);
    return response;
}

Response refusal(Problem problem, Request const& request) {
    auto const mismatch = problem.code == "files.checksum";
    auto response = mismatch ? problem_response(std::move(problem), 460, request.request_id)
                             : problem_response(std::move(problem), request.request_id);
    response.header("Tus-Resumable", version);
    return response;
}

Response options_response() {
    auto response = tus_response(204);
    response.header("Tus-Version", version);
    response.header("Tus-Extension", "creation,termination,expiration,checksum");
    response.header("Tus-Checksum-Algorithm", "sha1,sha256");
    return response;
}

void put_state(files::Upload const& upload, Response& response) {
    response.header("Upload-Offset", std::to_string(upload.offset));
    response.header("Upload-Length", std::to_string(upload.length));
    response.header("Upload-Expires", http_date(upload.expires.ms / 1000));
}

std::optional<std::int64_t> number(std::optional<std::string_view> field) {
    if (!field || field->empty() || field->size() > 15 ||
        field->find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    return text::parse_int(*field);
}

}  // namespace

void declare_streams(Router& router) {
    router.stream("GET", "/v1/events", auth::signed_in, "What changed, as it changes (server-sent events)");
    router.stream("OPTIONS", "/v1/uploads", auth::anybody, "What the upload protocol (tus 1.0) offers here");
    router.stream("POST", "/v1/uploads", auth::signed_in, "Begin a resumable upload (tus 1.0)");
    router.stream("HEAD", "/v1/uploads/{id}", auth::signed_in, "How much of an upload has arrived");
    router.stream("PATCH", "/v1/uploads/{id}", auth::signed_in, "Send the next piece of an upload");
    router.stream("DELETE", "/v1/uploads/{id}", auth::signed_in, "Give up an upload");
}

Response Tus::create(Request const& request, auth::Actor const& actor) {
    auto const length = number(request.head.find("upload-length"));
    if (!length) return refusal(malformed("files.length"), request);
    auto const metadata = read_upload_metadata(request.head.find("upload-metadata").value_or(std::string_view()));
    if (!metadata) return refusal(malformed("files.metadata"), request);
    std::string_view purpose, name;
    for (auto const& [key, value] : *metadata) {
        if (key == "purpose") purpose = value;
        if (key == "filename") name = value;
    }
    auto const made = uploads_.create(actor, purpose, name, *length);
    if (!made) return refusal(made.error(), request);
    auto response = tus_response(201);
    response.header("Location", "/v1/uploads/" + made->id.text());
    put_state(*made, response);
    return response;
}

Response Tus::answer(Request const& request, std::string_view id, auth::Actor const& actor) {
    auto const method = request.head.method;
    if (method == "OPTIONS") return options_response();
    if (request.head.find("tus-resumable").value_or(version) != version) {
        auto response = refusal(problem(Kind::precondition, "files.protocol"), request);
        response.header("Tus-Version", version);
        return response;
    }
    if (method == "POST") return create(request, actor);
    auto const upload = UploadId::parse(id);
    if (!upload) return refusal(not_found(), request);
    if (method == "DELETE") {
        auto const removed = uploads_.remove(actor, *upload);
        return removed ? tus_response(204) : refusal(removed.error(), request);
    }
    auto const found = uploads_.find(actor, *upload);
    if (!found) return refusal(found.error(), request);
    auto response = tus_response(200);
    put_state(*found, response);
    return response;
}

std::optional<Response> Tus::begin(Request const& request, std::string_view id, auth::Actor const& actor,
                                   std::unique_ptr<files::Uploads::Append>& append) {
    if (request.head.find("tus-resumable").value_or(version) != version)
        return refusal(problem(Kind::precondition, "files.protocol"), request);
    if (request.head.find("content-type") != "application/offset+octet-stream") {
        return refusal(problem(Kind::media_type, "request.media_type"), request);
    }
    auto const offset = number(request.head.find("upload-offset"));
    if (!offset) return refusal(malformed("files.offset_form"), request);
    auto const upload = UploadId::parse(id);
    if (!upload) return refusal(not_found(), request);
    auto begun =
        uploads_.append(actor, *upload, *offset, request.head.find("upload-checksum").value_or(std::string_view()));
    if (!begun) return refusal(begun.error(), request);
    append = std::move(*begun);
    return std::nullopt;
}

Response Tus::finish(Request const& request, files::Uploads::Append& append) {
    auto const state = append.commit();
    if (!state) return refusal(state.error(), request);
    auto response = tus_response(204);
    put_state(*state, response);
    return response;
}

}  // namespace xinglin::http
