-- Saved searches (常用列表): what chooses the rows of a ledger, under a name.
CREATE TABLE saved_lists (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL CHECK (name <> ''),
  words TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL DEFAULT '',
  unit TEXT NOT NULL DEFAULT '',
  stage TEXT NOT NULL DEFAULT '',
  light TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX saved_lists_name ON saved_lists (name) WHERE deleted = 0;
