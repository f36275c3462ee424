create trigger audit_entries_no_update before update on audit_entries begin select raise(abort, 'the audit trail is append-only'); end;
create trigger audit_entries_no_delete before delete on audit_entries begin select raise(abort, 'the audit trail is append-only'); end;
create trigger audit_checkpoints_no_update before update on audit_checkpoints begin select raise(abort, 'the audit trail is append-only'); end;
create trigger audit_checkpoints_no_delete before delete on audit_checkpoints begin select raise(abort, 'the audit trail is append-only'); end;
