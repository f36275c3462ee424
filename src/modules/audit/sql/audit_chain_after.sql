select node, sequence, at, account, person, actor, action, subject_kind, subject, path, summary, result, details, address, hash
from audit_entries where node = $1 and sequence > $2 order by sequence limit $3
