-- Over by their last day, or ended before it.
DELETE FROM approvals_delegations WHERE to_day < $1 OR ended_at < $2
