// What our exceptions say when a test meets one.
#include "base/check.hpp"
#include "platform/db/db.hpp"

#include <doctest/doctest.h>

using namespace xinglin;

REGISTER_EXCEPTION_TRANSLATOR(BrokenInvariant const& broken) {
    return doctest::String(("broken invariant: " + broken.what).c_str());
}
REGISTER_EXCEPTION_TRANSLATOR(db::Fault const& fault) {
    return doctest::String(("database fault in " + fault.statement + ": " + fault.message).c_str());
}
REGISTER_EXCEPTION_TRANSLATOR(db::ConstraintViolation const& no) {
    return doctest::String(("constraint in " + no.statement + ": " + no.constraint).c_str());
}
