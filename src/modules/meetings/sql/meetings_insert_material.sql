INSERT INTO meetings_materials (id, meeting, title, link) VALUES ($1, $2, $3, $4)
