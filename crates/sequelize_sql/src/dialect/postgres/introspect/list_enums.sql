SELECT t.typname enum_name, array_agg(e.enumlabel ORDER BY enumsortorder) enum_value
FROM pg_type t
JOIN pg_enum e ON t.oid = e.enumtypid
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
WHERE n.nspname = {schema}{filter}
GROUP BY 1
