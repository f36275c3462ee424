UPDATE intake_imports SET created = created + $2, changed = changed + $3, same = same + $4, refused = refused + $5 WHERE id = $1
