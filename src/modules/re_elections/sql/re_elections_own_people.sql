-- What somebody was nominated for and elected to, the latest re-election first.
SELECT r.begun_at, p.nominated, p.wanted, p.elected, p.post FROM re_election_people p JOIN re_elections r ON r.id = p.re_election
WHERE p.person = $1 ORDER BY r.id DESC
