-- The registry, version 4. The content of an attachment stands in parts, so that
-- none is ever held whole: it is its parts in their order; an empty one and one
-- that was erased have none. cutContents fills them from the contents of before.
CREATE TABLE blob_parts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  blob_id INTEGER NOT NULL REFERENCES blobs (id),
  position INTEGER NOT NULL,
  content BLOB NOT NULL CHECK (length(content) > 0),
  UNIQUE (blob_id, position)
) STRICT;
