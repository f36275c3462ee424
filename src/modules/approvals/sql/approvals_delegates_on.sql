-- Everybody who stands in for somebody on a day.
SELECT DISTINCT delegate FROM approvals_delegations WHERE to_day >= $1 AND from_day <= $1 AND ended_at IS NULL ORDER BY delegate LIMIT 500
