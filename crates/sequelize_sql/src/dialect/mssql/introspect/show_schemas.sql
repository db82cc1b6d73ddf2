SELECT "name" as "schema_name" FROM sys.schemas as s
WHERE "s"."name" NOT IN ( 'INFORMATION_SCHEMA', 'dbo', 'guest', 'sys', 'archive' )
AND "s"."name" NOT LIKE 'db_%'
