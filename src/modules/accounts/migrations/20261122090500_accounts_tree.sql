-- What a change of the tree did to grants and invitations, so that it can be taken back with the change.
-- what: ended (a grant, as it was before), proposed (a grant made for the heir), lapsed (an invitation).
create table accounts_tree_acts (
    change_id BIGINT not null,
    what TEXT not null check (what in ('ended', 'proposed', 'lapsed')),
    record BIGINT not null,
    former_state TEXT not null,
    former_to TEXT,
    primary key (change_id, what, record)
);
create index accounts_grants_by_organisation on accounts_grants (organisation, id);
create index accounts_invitations_by_organisation on accounts_invitations (organisation, id);
