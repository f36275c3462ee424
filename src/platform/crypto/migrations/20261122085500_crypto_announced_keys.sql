-- A new key is announced before it is used, so that every node can open what the first of them seals with it. Positions are
-- texts: cells under a key of several parts have no number of their own.
alter table crypto_rotation_jobs add column in_use BIGINT not null default 1;
alter table crypto_rotations add column after_cell TEXT not null default '';
