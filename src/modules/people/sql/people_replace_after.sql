UPDATE people_corrections SET after_sealed = $3 WHERE id = $1 AND after_sealed = $2
