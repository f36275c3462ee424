delete from accounts_links
