insert into accounts_invitations (id, token, name, login, person, role, organisation, from_day, to_day, invited_by, created_at,
                                  expires_at, mac, resets, waits)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
