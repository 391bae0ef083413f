-- The search index: package find tells what the rows hold. It follows the
-- facts, is not journalled and can be made anew from them at any time.
CREATE TABLE search_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  form INTEGER NOT NULL,
  fresh INTEGER NOT NULL DEFAULT 0 -- rows of search_fresh
) STRICT;
CREATE TABLE search_terms (
  key INTEGER PRIMARY KEY,
  terms BLOB NOT NULL
) STRICT;
CREATE TABLE search_fresh (
  proposal_id INTEGER PRIMARY KEY,
  terms BLOB NOT NULL
) STRICT;
-- What attachments say, by the hash of their content.
CREATE TABLE search_texts (
  sha256 TEXT PRIMARY KEY,
  text TEXT NOT NULL
) STRICT;
-- Each save of a proposal asks for its papers, those taken away as well.
CREATE INDEX replies_proposal ON replies (proposal_id);
