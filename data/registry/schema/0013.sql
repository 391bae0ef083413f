-- Packages exchanged with units: one row a task written for a unit, or, in a unit's
-- own registry, the one that it was made from. The office's key pair by which its
-- packages are signed stands apart, out of the journal that anybody may read.
CREATE TABLE packets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  way TEXT NOT NULL CHECK (way IN ('task', 'held')),
  year INTEGER NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES units (id),
  number INTEGER NOT NULL,
  made TEXT NOT NULL CHECK (made GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  digest TEXT NOT NULL,
  office_key TEXT NOT NULL,
  return_key TEXT NOT NULL,
  base TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(base)),
  ids TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(ids)),
  round INTEGER NOT NULL DEFAULT 0,
  taken TEXT NOT NULL DEFAULT '',
  taken_on TEXT CHECK (taken_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX packets_number ON packets (way, year, unit_id, number) WHERE deleted = 0;
CREATE TABLE packet_keys (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  seed TEXT NOT NULL,
  made TEXT NOT NULL
) STRICT;
