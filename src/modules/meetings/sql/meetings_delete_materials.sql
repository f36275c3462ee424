DELETE FROM meetings_materials WHERE meeting = $1
