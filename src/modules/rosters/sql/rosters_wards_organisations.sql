-- Whose grids of a ward there are.
SELECT DISTINCT organisation FROM rosters_rosters WHERE ward = $1
