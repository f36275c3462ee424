-- The person behind the account that entered a change: they do not countersign it under another account.
ALTER TABLE organisation_changes ADD COLUMN recorded_by_person BIGINT;
