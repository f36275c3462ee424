SELECT title, link FROM meetings_materials WHERE meeting = $1 ORDER BY id
