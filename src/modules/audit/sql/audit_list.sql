-- Newest first by the index on (at, node, sequence), or by the one that begins with the account or the subject.
select node, sequence, at, account, person, actor, action, subject_kind, subject, path, summary, result, details, address, hash
from audit_entries
where 1 = 1
--[account
and account = $1
--]
--[subject
and subject = $2
--]
--[subject_kind
and subject_kind = $3
--]
--[action
and action = $4
--]
--[module
and action >= $4 and action < $5
--]
--[result
and result = $6
--]
--[from
and at >= $7
--]
--[to
and at < $8
--]
--[after
and (at, node, sequence) < ($9, $10, $11)
--]
order by at desc, node desc, sequence desc
limit $12
