#pragma once
// What the people module announces, in the past tense. Subscribers run in the same transaction: they write rows (notices,
// jobs), nothing else.

#include "base/id.hpp"
#include "base/time.hpp"
#include "modules/members/members.hpp"

#include <string>

namespace xinglin::db {
class Tx;
}

namespace xinglin::people {

/// Somebody decided what a person asked to be corrected.
struct CorrectionDecided {
    PersonId person;
    std::int64_t correction{0};
    std::string field_title;
    bool approved{false};
    std::string reason;
};
/// A correction waits for the branch or the party office.
struct CorrectionAsked {
    PersonId person;
    std::int64_t correction{0};
    std::string path;  ///< of the person's organisation
    bool office{false};  ///< the party office decides, else the branch
    std::string field_title;
};
struct StateChanged {
    PersonId person;
    members::State from{members::State::staff};
    members::State to{members::State::staff};
    Date on;
};
struct PersonMoved {
    PersonId person;
    OrganisationId from;
    OrganisationId to;
    Date on;
};

class Subscriber {
  public:
    virtual ~Subscriber() = default;
    virtual void on(db::Tx&, CorrectionAsked const&) {}
    virtual void on(db::Tx&, CorrectionDecided const&) {}
    virtual void on(db::Tx&, StateChanged const&) {}
    virtual void on(db::Tx&, PersonMoved const&) {}
};

}  // namespace xinglin::people
