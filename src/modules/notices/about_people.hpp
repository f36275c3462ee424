#pragma once
// Tells people what was decided about their own file. Registered by the composition root with the people service.

#include "modules/notices/notices.hpp"
#include "modules/people/events.hpp"

namespace xinglin::notices {

class AboutPeople final : public people::Subscriber {
  public:
    explicit AboutPeople(Service& service) : service_(service) {}
    using people::Subscriber::on;
    void on(db::Tx& tx, people::CorrectionDecided const& event) override;
    void on(db::Tx& tx, people::PersonMoved const& event) override;

  private:
    Service& service_;
};

}  // namespace xinglin::notices
