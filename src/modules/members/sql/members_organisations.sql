SELECT DISTINCT organisation FROM members_affiliations ORDER BY organisation
