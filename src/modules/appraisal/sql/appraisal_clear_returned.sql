SELECT id, returned_reason, NULL FROM appraisal_rounds WHERE returned_reason <> '' ORDER BY id LIMIT $1
