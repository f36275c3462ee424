create function audit_append_only() returns trigger language plpgsql as $body$
begin
    raise exception 'the audit trail is append-only';
end
$body$;
create trigger audit_entries_append_only before update or delete or truncate on audit_entries
    for each statement execute function audit_append_only();
create trigger audit_checkpoints_append_only before update or delete or truncate on audit_checkpoints
    for each statement execute function audit_append_only();
