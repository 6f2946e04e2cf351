// Data that dumps get wrong: every byte, every alphabet, quotes of all kinds, what looks like the end of a dump, and what is no table.

/** Database names that have to be quoted, in SQL and in a shell. */
export const ODD_DATABASE = `-we'ird "n" $x%`;

const TEXTS = [
  `plain`,
  `it's "quoted" \`so\` \\ and \\\\ and \\n`,
  `two\nlines\r\nand\ttab`,
  `日本語 é e\u0301 😀 \u202e x`,
  `$1 \${x} $(touch PWNED) %s %%`,
  `\\.`,
  `\\! touch PWNED`,
  `-- PostgreSQL database dump complete`,
  `-- Dump completed`,
  `-- rackbook: dump complete`,
  `;DROP TABLE thing;--`,
  ``,
];

const hex = (text: string) => Buffer.from(text).toString('hex');
const EVERY_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0')).join('');

/** What is run in which database, in this order. */
export const POSTGRES_SEED: readonly (readonly [database: string, sql: string])[] = [
  [
    'postgres',
    `
CREATE ROLE "app's ""role" NOLOGIN;
CREATE ROLE app LOGIN PASSWORD 'secret-of-app' CONNECTION LIMIT 7;
GRANT "app's ""role" TO app;
ALTER ROLE app SET work_mem = '5MB';
CREATE DATABASE shop OWNER app;
ALTER DATABASE shop SET statement_timeout = '60s';
CREATE DATABASE "${ODD_DATABASE.replaceAll('"', '""')}";
`,
  ],
  [
    'shop',
    `
CREATE SCHEMA "Odd schema" AUTHORIZATION app;
CREATE TYPE mood AS ENUM ('so', 'so "so"');
CREATE DOMAIN short AS text CHECK (length(VALUE) < 400);
CREATE TABLE thing (
  id integer GENERATED ALWAYS AS IDENTITY (START WITH 40 INCREMENT BY 3) PRIMARY KEY,
  words short NOT NULL, bytes bytea, feeling mood DEFAULT 'so', odd numeric, at timestamptz, list text[], doc jsonb,
  twice integer GENERATED ALWAYS AS (length(words) * 2) STORED
);
COMMENT ON TABLE thing IS 'It''s a "thing"';
CREATE TABLE "Odd schema"."Part of" (thing integer REFERENCES thing ON DELETE CASCADE, n serial, UNIQUE (thing, n));
CREATE INDEX ON thing (lower(words));
${TEXTS.map((text) => `INSERT INTO thing (words, bytes, odd, at, list, doc) VALUES (convert_from('\\x${hex(text)}', 'UTF8'), '\\x${EVERY_BYTE}', 'NaN', 'infinity', ARRAY[convert_from('\\x${hex(text)}', 'UTF8'), NULL], jsonb_build_object('t', convert_from('\\x${hex(text)}', 'UTF8')));`).join('\n')}
INSERT INTO "Odd schema"."Part of" (thing) SELECT id FROM thing;
CREATE VIEW seen AS SELECT id, words FROM thing WHERE feeling = 'so';
CREATE MATERIALIZED VIEW counted AS SELECT count(*) AS n FROM thing;
CREATE FUNCTION shout(text) RETURNS text LANGUAGE plpgsql AS $body$ BEGIN RETURN upper($1) || '''$$;--'; END $body$;
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.at := coalesce(NEW.at, 'epoch'); RETURN NEW; END $$;
CREATE TRIGGER stamped BEFORE INSERT ON thing FOR EACH ROW EXECUTE FUNCTION stamp();
CREATE SEQUENCE "ticket no" START 1000;
SELECT nextval('"ticket no"'), nextval('"ticket no"');
SELECT lo_from_bytea(4711, '\\x${EVERY_BYTE}');
GRANT SELECT ON thing TO "app's ""role";
ALTER TABLE thing ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON thing USING (id > 0);
ALTER TABLE thing OWNER TO app;
`,
  ],
  [ODD_DATABASE, 'CREATE TABLE t AS SELECT n, md5(n::text) AS m FROM generate_series(1, 2000) AS n'],
];

export const POSTGRES_QUESTIONS = [
  `SELECT md5(string_agg(t::text, E'\\n' ORDER BY id)) FROM thing t`,
  `SELECT max(id), count(*), shout('a') FROM thing`,
  `SELECT n FROM counted`,
  `SELECT encode(lo_get(4711), 'hex') = '${EVERY_BYTE}'`,
  `SELECT nspname || '.' || relname || ' ' || relkind::text || ' ' || relowner::regrole FROM pg_class JOIN pg_namespace s ON s.oid = relnamespace WHERE nspname IN ('public', 'Odd schema') ORDER BY 1`,
  `SELECT datname, datdba::regrole FROM pg_database ORDER BY 1`,
  `SELECT rolname, rolcanlogin, rolconnlimit, rolpassword FROM pg_authid WHERE rolname !~ '^pg_' ORDER BY 1`,
  `SELECT last_value, is_called FROM "ticket no"`,
  `SELECT nextval(pg_get_serial_sequence('thing', 'id'))`,
];

/** What a client changes in a database before it is loaded from its dump. */
export const POSTGRES_DAMAGE = `
DROP TABLE "Odd schema"."Part of";
UPDATE thing SET words = 'gone', bytes = NULL WHERE id > 50;
DELETE FROM thing WHERE id < 47;
DROP FUNCTION shout;
SELECT lo_unlink(4711);
CREATE TABLE stranger (n integer);
INSERT INTO stranger VALUES (1);
SELECT nextval('"ticket no"');
ALTER ROLE app PASSWORD 'another' CONNECTION LIMIT 1;
DROP DATABASE "${ODD_DATABASE.replaceAll('"', '""')}";
`;

const ODD_QUOTED = `\`${ODD_DATABASE.replaceAll('`', '``')}\``;

/** Run as root, then as the user of the database. */
export const MARIADB_SEED = `
CREATE DATABASE shop CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE DATABASE ${ODD_QUOTED};
CREATE USER 'app'@'localhost' IDENTIFIED BY 'secret-of-app';
CREATE USER 'other'@'%' IDENTIFIED BY 'secret-of-other' WITH MAX_USER_CONNECTIONS 3;
GRANT ALL PRIVILEGES ON shop.* TO 'app'@'localhost';
GRANT SELECT ON ${ODD_QUOTED}.* TO 'other'@'%';
USE ${ODD_QUOTED};
CREATE TABLE t (n integer PRIMARY KEY, m char(32)) ENGINE=InnoDB;
INSERT INTO t WITH RECURSIVE s AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM s WHERE n < 900) SELECT n, md5(n) FROM s;
`;
export const MARIADB_SEED_OF_APP = `
USE shop;
CREATE TABLE thing (
  id integer AUTO_INCREMENT PRIMARY KEY, words text NOT NULL, bytes longblob, tiny binary(3), flags bit(9), odd decimal(20,10), at datetime(6),
  stamp timestamp(3) NULL, feeling enum('so', 'so "so"') DEFAULT 'so', doc longtext CHECK (json_valid(doc)), spot point, twice integer AS (length(words) * 2) STORED,
  KEY (words(20))
) ENGINE=InnoDB AUTO_INCREMENT=40 COMMENT='It''s a "thing"';
${TEXTS.map((text) => `INSERT INTO thing (words, bytes, tiny, flags, odd, at, stamp, doc, spot) VALUES (convert(x'${hex(`${text}\0!`)}' USING utf8mb4), x'${EVERY_BYTE}', x'00ff00', b'100000001', -12345.6789012345, '2026-03-29 02:30:00.123456', '2026-07-01 12:00:00.123', json_object('t', convert(x'${hex(text)}' USING utf8mb4)), point(1.5, -2));`).join('\n')}
CREATE TABLE \`part "of\` (thing integer, n integer, UNIQUE (thing, n), FOREIGN KEY (thing) REFERENCES thing (id) ON DELETE CASCADE) ENGINE=InnoDB;
INSERT INTO \`part "of\` SELECT id, 1 FROM thing;
CREATE VIEW seen AS SELECT id, words FROM thing WHERE feeling = 'so';
CREATE SEQUENCE ticket START WITH 1000 NOCACHE;
SELECT nextval(ticket), nextval(ticket);
DELIMITER //
CREATE FUNCTION shout(w text) RETURNS text CHARSET utf8mb4 DETERMINISTIC BEGIN RETURN concat(upper(w), '''"\`;--'); END//
CREATE PROCEDURE busy(IN n integer) BEGIN DECLARE i integer DEFAULT 0; WHILE i < n DO SET i = i + 1; END WHILE; SELECT i; END//
CREATE TRIGGER stamped BEFORE INSERT ON thing FOR EACH ROW BEGIN IF NEW.at IS NULL THEN SET NEW.at = '1970-01-01'; END IF; END//
CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY STARTS '2036-01-01 00:00:00' DO BEGIN DELETE FROM thing WHERE id < 0; END//
DELIMITER ;
`;

export const MARIADB_QUESTIONS = [
  `SELECT md5(group_concat(concat_ws('|', id, hex(words), hex(bytes), hex(tiny), hex(flags), odd, at, stamp, doc, astext(spot), twice) ORDER BY id)) FROM shop.thing`,
  `SELECT max(id), count(*), shop.shout('a') FROM shop.thing`,
  `SELECT table_name, table_type, table_comment FROM information_schema.tables WHERE table_schema = 'shop' ORDER BY 1`,
  `SELECT routine_name, md5(routine_definition) FROM information_schema.routines WHERE routine_schema = 'shop' ORDER BY 1`,
  `SELECT trigger_name, md5(action_statement) FROM information_schema.triggers WHERE trigger_schema = 'shop'`,
  `SELECT event_name, status FROM information_schema.events WHERE event_schema = 'shop'`,
  `SELECT next_not_cached_value FROM shop.ticket`,
];

export const MARIADB_DAMAGE = `
USE shop;
DROP TABLE \`part "of\`;
UPDATE thing SET words = 'gone', bytes = NULL WHERE id > 44;
DELETE FROM thing WHERE id < 43;
DROP FUNCTION shout;
DROP EVENT nightly;
DROP VIEW seen;
CREATE TABLE stranger (n integer);
SELECT nextval(ticket);
`;

export const MARIADB_MORE_DAMAGE = `DROP DATABASE ${ODD_QUOTED}; DROP USER 'other'@'%';`;
