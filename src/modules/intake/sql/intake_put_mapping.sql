INSERT INTO intake_mappings (signature, mapping, used_at) VALUES ($1, $2, $3)
ON CONFLICT (signature) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at
