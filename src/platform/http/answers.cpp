#include "platform/http/answers.hpp"

#include "base/check.hpp"
#include "platform/db/db.hpp"
#include "platform/http/json_out.hpp"
#include "platform/log/log.hpp"
#include "platform/texts/texts.hpp"

#include <new>

namespace xinglin::http {
namespace {

std::string sentence(std::string_view code, texts::Facts const& facts) {
    auto text = texts::fill(code, facts);
    return text.empty() ? std::string(code) : text;
}

void member(JsonOut& out, std::string_view name, std::string_view text) {
    out.key(name);
    out.text(text);
    out.put(',');
}

std::string_view title(int status) {
    switch (status) {
        case 400:
            return "填写有误";
        case 401:
            return "需要登录";
        case 403:
            return "没有权限";
        case 404:
            return "没有找到";
        case 405:
            return "不支持此操作";
        case 408:
            return "请求超时";
        case 409:
            return "与现状冲突";
        case 412:
            return "内容已被修改";
        case 413:
            return "内容过大";
        case 415:
            return "类型不支持";
        case 422:
            return "按规定不能办理";
        case 429:
            return "过于频繁";
        case 503:
            return "暂时不可用";
        case 507:
            return "空间不足";
        default:
            return status < 500 ? "请求有误" : "系统故障";
    }
}

std::string encode(Problem const& problem, int status, std::string_view request_id) {
    JsonOut out(512);
    out.put('{');
    member(out, "title", title(status));
    out.key("status");
    out.number(status);
    out.put(',');
    member(out, "code", problem.code);
    member(out, "detail", problem.detail);
    if (!problem.fields.empty()) {
        out.key("fields");
        out.put('[');
        for (auto const& field : problem.fields) {
            out.put('{');
            member(out, "pointer", field.pointer);
            member(out, "code", field.code);
            member(out, "detail", field.detail);
            out.close('}');
            out.put(',');
        }
        out.close(']');
        out.put(',');
    }
    if (!problem.rule.empty()) member(out, "rule", problem.rule);
    if (!problem.article.empty()) member(out, "article", problem.article);
    member(out, "request_id", request_id);
    out.close('}');
    return out.take();
}

Problem of_fault(db::Fault const& fault) {
    using What = db::Fault::What;
    switch (fault.what) {
        case What::full:
            return problem(Kind::no_space, "no_space");
        case What::busy:
        case What::lost:
        case What::io:
        case What::serialisation:
        case What::cancelled:
            return problem(Kind::unavailable, "storage_unavailable");
        case What::corrupt:
        case What::other:
            break;
    }
    return problem(Kind::fault, "internal");
}

}  // namespace

int status_of(Kind kind) {
    switch (kind) {
        case Kind::malformed:
            return 400;
        case Kind::unauthenticated:
            return 401;
        case Kind::forbidden:
            return 403;
        case Kind::not_found:
            return 404;
        case Kind::conflict:
            return 409;
        case Kind::precondition:
            return 412;
        case Kind::too_large:
            return 413;
        case Kind::media_type:
            return 415;
        case Kind::refused:
            return 422;
        case Kind::too_many:
            return 429;
        case Kind::fault:
            return 500;
        case Kind::unavailable:
            return 503;
        case Kind::no_space:
            return 507;
    }
    return 500;
}

void complete(Problem& problem, std::string_view request_id) {
    if (problem.detail.empty()) {
        if (problem.kind == Kind::fault) problem.fact("request_id", std::string(request_id));
        problem.detail = sentence(problem.code, problem.facts);
    }
    for (auto& field : problem.fields) {
        if (field.detail.empty()) field.detail = sentence(field.code, field.facts);
    }
}

Response problem_response(Problem problem, int status, std::string_view request_id) {
    complete(problem, request_id);
    Response response;
    response.status = status;
    response.type = "application/problem+json";
    response.body = encode(problem, status, request_id);
    response.detail = problem.detail;
    if (status == 503) response.header("Retry-After", "2");
    for (auto const& [name, value] : problem.facts) {
        if (status == 429 && name == "seconds") response.header("Retry-After", value);
    }
    return response;
}

Response problem_response(Problem problem, std::string_view request_id) {
    auto const status = status_of(problem.kind);
    return problem_response(std::move(problem), status, request_id);
}

Problem problem_of(std::exception_ptr fault, std::string_view request_id, std::string_view route) {
    auto const note = [&](std::string_view event, std::string_view what) {
        log::error(event, {{"route", route}, {"request_id", request_id}, {"what", what}});
    };
    try {
        std::rethrow_exception(fault);
    } catch (db::Fault const& caught) {
        note("http.db_fault", caught.statement + ": " + caught.message);
        return of_fault(caught);
    } catch (db::ConstraintViolation const& caught) {
        // The store that expects a constraint catches it; here it means two people did the same thing at once.
        note("http.constraint", caught.statement + ": " + caught.constraint);
        return conflict("constraint");
    } catch (BrokenInvariant const& caught) {
        note("http.broken_invariant", caught.what);
        return problem(Kind::fault, "internal");
    } catch (std::bad_alloc const&) {
        note("http.memory", "out of memory");
        return problem(Kind::unavailable, "busy");
    } catch (std::exception const& caught) {
        note("http.exception", caught.what());
        return problem(Kind::fault, "internal");
    } catch (...) {
        note("http.exception", "unknown");
        return problem(Kind::fault, "internal");
    }
}

}  // namespace xinglin::http
