#pragma once
// What follows from news of the people: notices to those concerned.

#include "modules/notices/notices.hpp"
#include "modules/people/events.hpp"

namespace xinglin::app {

class PeopleNews final : public people::Subscriber {
  public:
    explicit PeopleNews(notices::Service& notices) : notices_(notices) {}

    void on(db::Tx& tx, people::CorrectionDecided const& news) override;
    void on(db::Tx& tx, people::StateChanged const& news) override;
    void on(db::Tx& tx, people::PersonMoved const& news) override;

  private:
    notices::Service& notices_;
};

}  // namespace xinglin::app
