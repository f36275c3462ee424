SELECT COUNT(*) FROM intake_imports
WHERE file_path = $1 AND id <> $2 AND state IN ('reading', 'mapping', 'checked', 'failed', 'committing')
