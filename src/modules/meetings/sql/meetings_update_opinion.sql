UPDATE meetings_opinions SET matter = $2, opinion = $3, result = $4, version = version + 1 WHERE id = $1 AND version = $5
