select distinct node from audit_entries order by node
