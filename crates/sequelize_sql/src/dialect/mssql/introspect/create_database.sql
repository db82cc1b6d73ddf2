IF NOT EXISTS (SELECT * FROM sys.databases WHERE name = {literal} )
BEGIN
CREATE DATABASE {name} {collation};
END;
