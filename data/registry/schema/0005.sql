-- The registry, version 5. The contents are in their parts.
ALTER TABLE blobs DROP COLUMN content;
