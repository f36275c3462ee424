select account from accounts_links where token = $1 and expires_at > $2
