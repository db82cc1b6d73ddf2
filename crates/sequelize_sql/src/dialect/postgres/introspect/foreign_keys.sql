SELECT conname as constraint_name, pg_catalog.pg_get_constraintdef(r.oid, true) as condef
FROM pg_catalog.pg_constraint r
WHERE r.conrelid = (SELECT oid FROM pg_class WHERE relname = {table} LIMIT 1) AND r.contype = 'f'
ORDER BY 1;
