UPDATE people_corrections SET before_sealed = $3 WHERE id = $1 AND before_sealed = $2
