#pragma once
// Use cases of 会议材料: whoever prepares a meeting attaches files, renames, orders and takes them away; who is asked reads them.

#include "modules/meetings/rules_materials.hpp"
#include "modules/meetings/service.hpp"
#include "platform/files/files.hpp"

#include <functional>
#include <optional>
#include <string>

namespace xinglin::meetings {

inline constexpr char const* material_purpose = "meeting_material";  ///< of uploads

/// What is said of a material besides its content.
struct MaterialSaid {
    std::string title;
    std::optional<ItemId> item;
    std::optional<std::int64_t> place;  ///< from 1; none: stays where it is
};

/// A material and where its content lies.
struct MaterialContent {
    MaterialFile file;
    std::string path;
};

class Materials {
  public:
    /// @param let_go told the path of a content that materials need no more; whoever knows all its users removes it
    Materials(Service& service, files::Uploads& uploads, files::Store& store,
              std::function<void(std::string const&)> let_go);

    /// Whether somebody may send a file at all: runs meetings, or chairs or records one that is not over.
    /// @errors forbidden
    [[nodiscard]] Result<Done> may_send(auth::Actor const& actor) const;
    /// Whether a file that arrived is one of the kinds that are attached.
    /// @errors those of files::paper_of
    [[nodiscard]] Result<Done> look_at(files::Upload const& upload) const;
    /// @errors not_found, meetings.no_upload (not_found), wrong_state, material_twice (conflict), item_unknown (not_found),
    ///         materials_too_many, materials_too_large (refused), those of files::paper_of
    [[nodiscard]] Result<MaterialId> attach(auth::Actor const& actor, MeetingId meeting, UploadId upload,
                                            MaterialSaid const& said);
    /// @errors not_found, meetings.wrong_state (conflict), version_missing, material_stale (precondition), item_unknown
    [[nodiscard]] Result<Done> change(auth::Actor const& actor, MeetingId meeting, MaterialId id,
                                      std::optional<std::int64_t> version, MaterialSaid const& said);
    /// Takes a material away: nobody reads it from then on, the line stays with who and when. Its content goes unless closed
    /// minutes name it.
    /// @errors as change
    [[nodiscard]] Result<Done> remove(auth::Actor const& actor, MeetingId meeting, MaterialId id,
                                      std::optional<std::int64_t> version);
    /// A material of a meeting whose access was decided.
    /// @errors not_found, meetings.material_lost (unavailable)
    [[nodiscard]] Result<MaterialContent> open(db::Reader& reader, MeetingId meeting, MaterialId id) const;
    /// A content may be needed no more.
    void let_go(std::string const& digest) const;

    [[nodiscard]] Service const& meetings() const { return service_; }

  private:
    [[nodiscard]] Result<MaterialFile> for_change(db::Tx& tx, Meeting const& meeting, MaterialId id,
                                                  std::optional<std::int64_t> version) const;

    Service& service_;
    files::Uploads& uploads_;
    files::Store& store_;
    std::function<void(std::string const&)> let_go_;
};

}  // namespace xinglin::meetings
