-- Why a ballot was given up or annulled may tell of somebody: sealed. The column of clear text stays, emptied by the next start, which
-- seals what it holds (store.cpp).
ALTER TABLE ballots_ballots ADD COLUMN void_sealed BLOB;
